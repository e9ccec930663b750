"""Writes a small network in ONNX's format, in memory, so that onnxruntime can run weights it cannot read.

Only what `voices` and `segmentation` need: tensors, nodes with settings that are numbers or words, one input,
one output.
"""

import struct

import numpy as np
import onnxruntime
from numpy.typing import NDArray

IR_VERSION, OPSET = 8, 17
FLOAT, INT64 = 1, 7


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def _field(number: int, value: str | bytes | float) -> bytes:
    """One protobuf field: a number, a decimal, or bytes with their length."""
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    raw = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(raw)) + raw


def _attribute(name: str, value: str | float | list[int]) -> bytes:
    if isinstance(value, list):
        return _field(1, name) + b"".join(_field(8, one) for one in value) + _field(20, 7)
    if isinstance(value, float):
        return _field(1, name) + _field(2, value) + _field(20, 1)
    if isinstance(value, str):
        return _field(1, name) + _field(4, value) + _field(20, 3)
    return _field(1, name) + _field(3, value) + _field(20, 2)


def _value(name: str, shape: tuple[str | int, ...]) -> bytes:
    dims = b"".join(_field(1, _field(2 if isinstance(size, str) else 1, size)) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, FLOAT) + _field(2, dims)))


class Graph:
    """A network as it is put together: each call adds one step and gives its output's name."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._tensors: list[bytes] = []

    def tensor(self, values: NDArray) -> str:
        """Fixed numbers."""
        kind = INT64 if values.dtype == np.int64 else FLOAT
        raw = np.ascontiguousarray(values, dtype=np.int64 if kind == INT64 else np.float32)
        name = f"w{len(self._tensors)}"
        dims = b"".join(_field(1, size) for size in raw.shape)
        self._tensors.append(dims + _field(2, kind) + _field(8, name) + _field(9, raw.tobytes()))
        return name

    def step(self, kind: str, *inputs: str, **settings: str | float | list[int]) -> str:
        """One operation."""
        name = f"s{len(self._nodes)}"
        node = b"".join(_field(1, one) for one in inputs) + _field(2, name) + _field(4, kind)
        node += b"".join(_field(5, _attribute(key, value)) for key, value in settings.items())
        self._nodes.append(node)
        return name

    def file(self, *, takes: tuple[str | int, ...], gives: tuple[str | int, ...]) -> bytes:
        """The whole network: its input is "input", its output is the last step."""
        graph = b"".join(_field(1, node) for node in self._nodes) + _field(2, "network")
        graph += b"".join(_field(5, tensor) for tensor in self._tensors)
        graph += _field(11, _value("input", takes)) + _field(12, _value(f"s{len(self._nodes) - 1}", gives))
        return _field(1, IR_VERSION) + _field(7, graph) + _field(8, _field(1, "") + _field(2, OPSET))


def opened(network: bytes) -> onnxruntime.InferenceSession:
    """The network ready to run, on one thread: the speech model has its own beside it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
