"""What a file says of its own length; a recorder that lost its power did not come to write it down."""

from recordings.audio.source import Source

LOOKED_AT = 36
SPARE = 65_536  # what may follow the end that is said: remarks of a program
MOST_BOXES = 1000
UNKNOWN = {8, 0xFFFFFFFF + 8, (1 << 64) + 7}
"""Nothing, or all ones: the recorder never went back to fill it in."""


def said_by_wav(source: Source) -> int | None:
    """How long the file says it is, if it is a WAV and says so."""
    start = source.read_at(0, min(LOOKED_AT, source.size))
    if start[8:12] != b"WAVE" or len(start) < LOOKED_AT:
        return None
    long = start[:4] == b"RF64" and start[12:16] == b"ds64"
    said = int.from_bytes(start[20:28] if long else start[4:8], "little") + 8
    return None if start[:4] not in (b"RIFF", b"RF64") or said in UNKNOWN else said


def goes_on(source: Source) -> bool:
    """Whether a WAV holds much more than it says: what it says is old, and the sound is read to the end."""
    said = said_by_wav(source)
    # Nothing but zeros: room that a recorder took in advance.
    return said is not None and source.size - said > SPARE and any(source.read_at(said, SPARE))


def missing_from(source: Source) -> float:
    """How many times longer a WAV says it is than its file; FFmpeg believes the file."""
    return max(1.0, (said_by_wav(source) or 0) / max(source.size, 1))


def lacks_index(source: Source) -> bool:
    """Whether an M4A, MP4 or 3GP has sound and no index, which is written last: without it nothing opens."""
    found, place = list[bytes](), 0
    while place + 16 <= source.size and len(found) < MOST_BOXES:
        head = source.read_at(place, 16)
        length = int.from_bytes(head[:4], "big")
        found.append(head[4:8])
        place += int.from_bytes(head[8:], "big") if length == 1 else length or source.size
        if length and length != 1 and length < 8:
            break
    return found[:1] == [b"ftyp"] and b"mdat" in found and not {b"moov", b"moof"} & set(found)
