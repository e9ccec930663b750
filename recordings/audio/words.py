"""What people read when a file is refused or taken with a warning (design/pages, section 6)."""

REASONS = {
    "document": "This is a document, not a recording. Nothing was kept. Add it under Reports instead.",
    "picture": "This is a picture, not a recording. Nothing was kept.",
    "list": "This is a list of files, not a recording. Nothing was kept. Add the recordings themselves.",
    "archive": "This is a packed folder, not a recording. Nothing was kept. Unpack it first.",
    "empty": "This file is empty. Nothing was kept. Copy it from the recorder again.",
    "no_sound": "This file has no sound in it. Nothing was kept. Choose the file that holds the sound.",
    "unreadable": (
        "We cannot find any sound in this file. Nothing was kept. "
        "Copy it from the recorder again, or export it as MP3, M4A or WAV."
    ),
    "unusual": (
        "This file has more channels, or a higher sampling rate, than we can take. Nothing was kept. "
        "Export it as MP3, M4A or WAV, in mono or stereo."
    ),
    "damaged": "This file is too damaged to read. Nothing was kept. Copy it from the recorder again.",
    "too_slow": (
        "Reading this file took too long, so we stopped. Nothing was kept. "
        "Export it as MP3, M4A or WAV and add it again."
    ),
    "too_big": "Reading this file takes too much memory. Nothing was kept. Export it as MP3, M4A or WAV.",
    "too_long": "This recording is longer than 6 hours. Nothing was kept. Split it and add the parts.",
    "hollow": (
        "This file says it holds far more sound than could fit in it. Nothing was kept. "
        "Copy it from the recorder again."
    ),
}

# What the file itself shows in its first bytes, before any child is started.
FIRST_BYTES = (
    (b"%PDF", "document"),
    (b"{\\rtf", "document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"#EXTM3U", "list"),
    (b"ffconcat", "list"),
    (b"[playlist]", "list"),
    (b"v=0\r", "list"),
    (b"v=0\n", "list"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
)
# Letters and tables are packed folders as well, and these stand at their beginning.
IN_DOCUMENTS = (b"[Content_Types].xml", b"_rels/", b"mimetypeapplication/", b"word/", b"xl/", b"ppt/")


def refusal_of(start: bytes) -> str | None:
    """The code for a file that is plainly something else, so that its sender is told what it is."""
    if not start:
        return "empty"
    seen = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, code in FIRST_BYTES:
        if seen.startswith(mark):
            return code
    if seen.startswith(b"PK\x03\x04"):
        return "document" if any(mark in seen for mark in IN_DOCUMENTS) else "archive"
    if seen.startswith(b"<") and (b"<MPD" in seen or b"urn:mpeg:dash" in seen):
        return "list"
    return "document" if _is_words(seen) else None


def _is_words(start: bytes) -> bool:
    """Every recording has a zero byte or a high one in its first kilobyte; a page of words has none."""
    return all(byte in b"\t\n\r\x0c" or 32 <= byte < 127 for byte in start)


def clock(seconds: float) -> str:
    """5:12, or 1:05:12 past the hour."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def warn_short(seconds: float) -> str:
    return (
        f"This recording is only {seconds:.0f} seconds long. We kept it. Check that this is the right file."
    )


def warn_silent(until: float, *, whole: bool) -> str:
    if whole:
        return "This recording is silent. We kept it all. Check that this is the right file."
    return f"The first {_length(until)} are silent. We kept it all. Check that this is the right file."


def warn_cut(declared: float, decoded: float) -> str:
    return (
        f"The file says it is {clock(declared)} long, but only {clock(decoded)} can be heard. "
        "We kept it all. Copy it from the recorder again if you can."
    )


def warn_dead(channels: list[int]) -> str:
    named = " and ".join(str(channel + 1) for channel in channels)
    return f"Microphone channel {named} recorded nothing. We kept it all. Check that everyone can be heard."


WARN_CLIPPED = (
    "Parts of this recording are too loud and sound broken. We kept it all. Listen before you rely on it."
)
WARN_DAMAGED = "Parts of this file are damaged and are missing from the sound. We kept it all."


def _length(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 90 else f"{seconds:.0f} seconds"
