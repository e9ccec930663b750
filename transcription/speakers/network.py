"""CAM++ (Apache-2.0), the network that turns 1.5 s of speech into a vector of the voice, as an ONNX graph."""

import numpy as np

from transcription.speakers.graph import Graph
from transcription.speakers.weights import Weights, read

MODEL = "speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt"
FRAMES, BANDS, LENGTH = 148, 80, 192
# Densely connected blocks: how many layers each, and how far apart the three taps of each layer are.
BLOCKS = ((12, 1), (24, 2), (16, 2))


def network() -> bytes:
    """The network in ONNX's format: FRAMES x BANDS in, a vector of LENGTH out."""
    build = _Build(read(MODEL))
    return build.file()


class _Build:
    """Puts the network together; the names are those of the weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights, self._graph = weights, Graph()

    def file(self) -> bytes:
        """Head, blocks, and the mean and spread over time at the end."""
        found = self._vector(self._blocks(self._head()))
        self._graph.step("Flatten", found)
        return self._graph.file(takes=("batch", FRAMES, BANDS), gives=("batch", LENGTH))

    def _tensor(self, name: str) -> str:
        return self._graph.tensor(self._weights[name])

    def _norm(self, frames: str, name: str, *, learned: bool = True) -> str:
        size = len(self._weights[name + ".running_var"])
        scale = self._tensor(name + ".weight") if learned else self._graph.tensor(np.ones(size))
        shift = self._tensor(name + ".bias") if learned else self._graph.tensor(np.zeros(size))
        moments = self._tensor(name + ".running_mean"), self._tensor(name + ".running_var")
        return self._graph.step("BatchNormalization", frames, scale, shift, *moments, epsilon=1e-5)

    def _relu(self, frames: str) -> str:
        return self._graph.step("Relu", frames)

    def _picture(self, frames: str, name: str, *, stride: int = 1, pad: int = 1) -> str:
        """A convolution over bands and time."""
        return self._graph.step(
            "Conv", frames, self._tensor(name + ".weight"), strides=[stride, 1], pads=[pad] * 4
        )

    def _residual(self, frames: str, name: str, *, stride: int) -> str:
        made = self._relu(self._norm(self._picture(frames, name + ".conv1", stride=stride), name + ".bn1"))
        made = self._norm(self._picture(made, name + ".conv2"), name + ".bn2")
        if name + ".shortcut.0.weight" in self._weights:
            short = self._picture(frames, name + ".shortcut.0", stride=stride, pad=0)
            frames = self._norm(short, name + ".shortcut.1")
        return self._relu(self._graph.step("Add", made, frames))

    def _head(self) -> str:
        bands_first = self._graph.step("Transpose", "input", perm=[0, 2, 1])
        frames = self._graph.step("Unsqueeze", bands_first, self._graph.tensor(np.array([1])))
        frames = self._relu(self._norm(self._picture(frames, "head.conv1"), "head.bn1"))
        for layer in ("head.layer1", "head.layer2"):
            frames = self._residual(frames, layer + ".0", stride=2)
            frames = self._residual(frames, layer + ".1", stride=1)
        frames = self._relu(self._norm(self._picture(frames, "head.conv2", stride=2), "head.bn2"))
        return self._graph.step("Reshape", frames, self._graph.tensor(np.array([0, BANDS * 4, -1])))

    def _blocks(self, frames: str) -> str:
        root = "xvector.tdnn."
        frames = self._graph.step(
            "Conv", frames, self._tensor(root + "linear.weight"), strides=[2], pads=[2, 2]
        )
        frames = self._relu(self._norm(frames, root + "nonlinear.batchnorm"))
        for block, (layers, apart) in enumerate(BLOCKS, start=1):
            for layer in range(1, layers + 1):
                made = self._dense(frames, f"xvector.block{block}.tdnnd{layer}.", apart=apart)
                frames = self._graph.step("Concat", frames, made, axis=1)
            frames = self._relu(self._norm(frames, f"xvector.transit{block}.nonlinear.batchnorm"))
            frames = self._graph.step("Conv", frames, self._tensor(f"xvector.transit{block}.linear.weight"))
        return frames

    def _dense(self, frames: str, name: str, *, apart: int) -> str:
        """One layer, which a mask made from the whole stretch lets through band by band."""
        frames = self._relu(self._norm(frames, name + "nonlinear1.batchnorm"))
        frames = self._graph.step("Conv", frames, self._tensor(name + "linear1.weight"))
        frames = self._relu(self._norm(frames, name + "nonlinear2.batchnorm"))
        taps = self._tensor(name + "cam_layer.linear_local.weight")
        made = self._graph.step("Conv", frames, taps, dilations=[apart], pads=[apart, apart])
        return self._graph.step("Mul", made, self._mask(frames, name + "cam_layer."))

    def _mask(self, frames: str, name: str) -> str:
        # The mean of the stretch and the mean of each 2 s of it are the same thing in 1.5 s.
        mean = self._graph.step("GlobalAveragePool", frames)
        mask = self._graph.step("Add", mean, mean)
        for layer, kind in (("linear1", "Relu"), ("linear2", "Sigmoid")):
            weights = self._tensor(f"{name}{layer}.weight"), self._tensor(f"{name}{layer}.bias")
            mask = self._graph.step(kind, self._graph.step("Conv", mask, *weights))
        return mask

    def _vector(self, frames: str) -> str:
        frames = self._relu(self._norm(frames, "xvector.out_nonlinear.batchnorm"))
        mean = self._graph.step("GlobalAveragePool", frames)
        apart = self._graph.step("Sub", frames, mean)
        squares = self._graph.step("GlobalAveragePool", self._graph.step("Mul", apart, apart))
        unbiased = self._graph.tensor(np.array(FRAMES // 2 / (FRAMES // 2 - 1)))
        spread = self._graph.step("Sqrt", self._graph.step("Mul", squares, unbiased))
        both = self._graph.step("Concat", mean, spread, axis=1)
        made = self._graph.step("Conv", both, self._tensor("xvector.dense.linear.weight"))
        return self._norm(made, "xvector.dense.nonlinear.batchnorm", learned=False)
