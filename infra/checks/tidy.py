"""What no linter looks for: stray spaces, big files, secrets, and addresses of one machine or registry.

Checks the files named on the command line, or every file git knows. Standard library only.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIGGEST = 600_000
ALLOWED_BIG = ("samples/",)
BINARY = {
    ".m4a",
    ".opus",
    ".ttf",
    ".woff2",
    ".png",
    ".ico",
    ".bin",
    ".onnx",
    ".wav",
    ".flac",
    ".ogg",
    ".mp3",
    ".gz",
    ".tsv",
}
GENERATED = (
    "requirements",
    "minutes/documents/fonts/",
    "static/vendor/",
    "tests/samples/",
    "tests/recordings/vault/vectors/",
)
LINES = {
    "space at the end of a line": re.compile(r"[ \t]+$", re.MULTILINE),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an access key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bghp_[0-9A-Za-z]{36}\b"),
    "a machine path": re.compile(r"(?<![\w.<{])/(?:home|Users)/[a-z]\w+/"),
    "a registry address": re.compile(r"--(?:extra-)?index[-]url|--find[-]links|\"resolved\": *\"http"),
}


def main() -> None:
    """Print one line for each fault; exit 1 if there is one."""
    named = [Path(name).resolve() for name in sys.argv[1:]] or list(tracked())
    faults = [
        f"{path.relative_to(ROOT)}: {fault}" for path in named if path.is_file() for fault in look_at(path)
    ]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.exit(1 if faults else 0)


def tracked() -> Iterator[Path]:
    """Every file of the project, committed or not, that is not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    yield from (ROOT / name for name in listed.stdout.decode().split("\0") if name)


def look_at(path: Path) -> Iterator[str]:
    """The faults of one file."""
    name = path.relative_to(ROOT).as_posix()
    if path.stat().st_size > BIGGEST and not name.startswith(ALLOWED_BIG):
        yield f"larger than {BIGGEST // 1000} kB"
    if path.suffix in BINARY or name.startswith(GENERATED):
        return
    text = path.read_bytes().decode("utf-8", errors="replace")
    yield from (what for what, pattern in LINES.items() if pattern.search(text))


if __name__ == "__main__":
    main()
