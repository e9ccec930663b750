"""What people read when a file is refused or taken with a warning (design/pages, section 6)."""

import codecs
import re

REASONS = {
    "document": "This is a document, not a recording. Nothing was kept. Add it under Reports instead.",
    "picture": "This is a picture, not a recording. Nothing was kept.",
    "list": "This is a list of files, not a recording. Nothing was kept. Add the recordings themselves.",
    "kind": (
        "This is a recording of a kind that we do not read. Nothing was kept. "
        "Open it with the program of its recorder, export it as MP3, M4A or WAV, and add that."
    ),
    "archive": "This is a packed folder, not a recording. Nothing was kept. Unpack it first.",
    "empty": "This file is empty. Nothing was kept. Copy it from the recorder again.",
    "no_sound": "This file has no sound in it. Nothing was kept. Choose the file that holds the sound.",
    "unreadable": (
        "We cannot find any sound in this file. Nothing was kept. "
        "Copy it from the recorder again, or export it as MP3, M4A or WAV."
    ),
    "unfinished": (
        "The end of this file is missing, and without it nobody can open it. Nothing was kept. "
        "Copy it from the recorder again. If it is no better there, do not delete it: "
        "IT may be able to have it mended."
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

# What the file itself shows in its first bytes, before any child is started. Kinds of recordings that stand
# here are those that the child does not read: dictation (DSS), Apple's CAF and AIFF, films of cameras.
FIRST_BYTES = (
    (rb"%PDF|\{\\rtf|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM|II\*\0|MM\0\*|RIFF....WEBP", "picture"),
    (rb"....ftyp(hei[cfmsx]|hev[cx]|mif1|msf1|avi[fs])", "picture"),
    (rb"#EXTM3U|ffconcat|\[playlist\]|v=0[\r\n]", "list"),
    (rb"7z\xbc\xaf|Rar!|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|MSCF|.{257}ustar", "archive"),
    (rb"[\x01-\x09]ds[s2]|FORM....AIF[FC]|caff|\.snd|wvpk|MAC |TTA1|\.RMF|riff\x2e\x91\xcf\x11", "kind"),
    (rb"RIFF....AVI |FLV\x01|\0\0\x01\xba|G.{187}G.{187}G", "kind"),
)
# Letters and tables are packed folders as well, and these stand at their beginning.
IN_DOCUMENTS = (b"[Content_Types].xml", b"_rels/", b"mimetypeapplication/", b"word/", b"xl/", b"ppt/")


def refusal_of(start: bytes) -> str | None:
    """The code for a file that is plainly something else, so that its sender is told what it is."""
    if not start:
        return "empty"
    seen = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, code in FIRST_BYTES:
        if re.match(mark, start, re.DOTALL) or re.match(mark, seen, re.DOTALL):
            return code
    if seen.startswith(b"PK\x03\x04"):
        return "document" if any(mark in seen for mark in IN_DOCUMENTS) else "archive"
    if seen.startswith(b"<") and (b"<MPD" in seen or b"urn:mpeg:dash" in seen):
        return "list"
    return "document" if _is_words(seen) else None


def _is_words(start: bytes) -> bool:
    """Every recording has bytes in its first kilobyte that no page of words has, in any script."""
    name = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = codecs.getincrementaldecoder(name)().decode(start)  # its last letter may be cut
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter in "\t\n\r\x0c\ufeff\u2028\u2029" for letter in text)


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

WARN_ELSEWHERE = (
    "The same recording was added to another conference as well. We kept it. "
    "Check that it belongs to this one."
)
WARN_GOES_ON = (
    "This file goes on behind the sound that can be heard. We kept it all. "
    "Copy it from the recorder again, or export it as MP3, M4A or WAV."
)


def warn_gaps(seconds: float) -> str:
    return (
        f"Nothing was recorded for {_length(seconds)} in the middle of this recording, all told. "
        "It is silent there. We kept it all. Copy it from the recorder again if you can."
    )


def warn_tracks(tracks: int, heard: int) -> str:
    return (
        f"This file has {tracks} sound tracks, and only number {heard} is heard. We kept it all. "
        "If people speak on another one, export all tracks as one and add that too."
    )


def _length(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 90 else f"{seconds:.0f} seconds"
