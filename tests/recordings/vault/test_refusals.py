"""Nothing but what was sealed, in its place, ever opens."""

import itertools
from uuid import UUID

import pytest

from recordings.vault import sealed, short
from tests.recordings.vault.blobs import (
    CONTEXT,
    KEY,
    OBJECT,
    ROW,
    SMALL,
    open_as_ours,
    read_all,
    reader_of,
    seal,
    seal_as_ours,
)

PLAINTEXT = bytes(range(80))  # two full segments and a half
BLOB = seal(PLAINTEXT)
HEADER = sealed.HEADER_LENGTH


def segments(blob):
    return [blob[start : start + 64] for start in range(HEADER, len(blob), 64)]


def refused(blob, **options):
    try:
        read_all(blob, **options)
    except sealed.Refused:
        return True
    return False


def test_a_blob_of_three_segments_opens():
    assert len(segments(BLOB)) == 3
    assert read_all(BLOB) == PLAINTEXT


def test_every_flipped_bit_is_refused():
    for bit in range(len(BLOB) * 8):
        flipped = bytearray(BLOB)
        flipped[bit // 8] ^= 1 << bit % 8
        assert refused(bytes(flipped)), bit


def test_a_flipped_bit_gives_nothing_of_its_own_segment_and_leaves_the_others_readable():
    flipped = bytearray(BLOB)
    flipped[HEADER + 20] ^= 1
    reader = reader_of(SMALL)(lambda at, length: bytes(flipped[at : at + length]), len(BLOB), KEY, CONTEXT)

    with pytest.raises(sealed.Refused):
        reader.pread(31, 2)

    assert reader.pread(32, 48) == PLAINTEXT[32:]
    with pytest.raises(sealed.Refused):
        reader.pread(0, 1)


def test_exactly_one_segment_reads_as_the_plaintext_and_is_refused_when_it_was_touched():
    for index in range(3):
        reader = reader_of(SMALL)(lambda at, length: BLOB[at : at + length], len(BLOB), KEY, CONTEXT)
        assert reader.pread(index * 32, 32) == PLAINTEXT[index * 32 : index * 32 + 32]

    swapped = BLOB[:HEADER] + segments(BLOB)[1] + segments(BLOB)[0] + segments(BLOB)[2]
    reader = reader_of(SMALL)(lambda at, length: swapped[at : at + length], len(BLOB), KEY, CONTEXT)
    for index in range(2):
        with pytest.raises(sealed.Refused):
            reader.pread(index * 32, 32)


def test_a_blob_cut_at_any_length_is_refused_whatever_its_size_is_said_to_be():
    for length in range(len(BLOB)):
        assert refused(BLOB[:length]), length
        assert refused(BLOB[:length], size=len(BLOB)), length
        assert refused(BLOB, size=length), length


def test_a_blob_with_anything_after_it_is_refused():
    for tail in range(1, 2 * 64 + 2):
        assert refused(BLOB + bytes(tail)), tail
        assert refused(BLOB + BLOB[-tail:]), tail
    assert refused(BLOB, size=len(BLOB) + 1)


def test_segments_dropped_repeated_swapped_or_spliced_from_another_blob_are_refused():
    other = seal(bytes(80))
    pool = segments(BLOB) + segments(other)
    for header, whole in ((BLOB[:HEADER], BLOB), (other[:HEADER], other)):
        for count in range(5):
            for chosen in itertools.product(pool, repeat=count):
                blob = header + b"".join(chosen)
                assert blob == whole or refused(blob)


def test_an_earlier_state_of_a_segment_written_twice_does_not_pass_for_the_final_one():
    cut = BLOB[: HEADER + 64]

    assert refused(cut)
    assert refused(cut + segments(BLOB)[2])


@pytest.mark.parametrize(
    "options",
    [
        {"key": bytes(32)},
        {"context": sealed.context(UUID(int=9), OBJECT, "audio")},
        {"context": sealed.context(ROW, UUID(int=9), "audio")},
        {"context": sealed.context(ROW, OBJECT, "transcript")},
    ],
    ids=["another key", "another key's row", "another object", "another purpose"],
)
def test_a_blob_opens_only_under_its_own_key_row_object_and_purpose(options):
    assert refused(BLOB, **options)


def test_a_blob_of_real_segments_is_refused_when_a_bit_anywhere_is_flipped():
    plaintext = bytes(2 * sealed.SEGMENT + 5)
    blob = seal_as_ours(plaintext, KEY, CONTEXT)
    edges = [HEADER + n * sealed.SEALED_SEGMENT + at for n in range(3) for at in (0, 3, 4, 15, 16, 20)]
    places = {0, 9, 10, 41, 42, 73, len(blob) - 1, *edges, *range(0, len(blob), 40_009)}

    for place in places:
        flipped = bytearray(blob)
        flipped[place] ^= 0x80
        with pytest.raises(sealed.Refused):
            open_as_ours(bytes(flipped), KEY, CONTEXT)


@pytest.mark.parametrize("value", [b"", bytes(27), bytes(60)])
def test_a_short_value_that_was_not_sealed_is_refused(value):
    with pytest.raises(sealed.Refused):
        short.open_field(value, KEY, CONTEXT)


def test_every_flipped_bit_of_a_short_value_is_refused():
    value = short.seal_field(b"Alfie", KEY, CONTEXT)

    for bit in range(len(value) * 8):
        flipped = bytearray(value)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(sealed.Refused):
            short.open_field(bytes(flipped), KEY, CONTEXT)


def test_a_short_value_opens_only_in_its_own_row_and_column():
    value = short.seal_field(b"Alfie", KEY, CONTEXT)

    assert short.open_field(value, KEY, CONTEXT) == b"Alfie"
    for elsewhere in (sealed.context(ROW, OBJECT, "name"), sealed.context(ROW, UUID(int=9), "audio")):
        with pytest.raises(sealed.Refused):
            short.open_field(value, KEY, elsewhere)
