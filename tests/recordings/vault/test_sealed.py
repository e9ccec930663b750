"""What is sealed comes back, however it was written, resumed and read."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordings.vault import sealed, short
from tests.recordings.vault.blobs import CONTEXT, KEY, SMALL, read_all, reader_of, seal, writer_of

plaintexts = st.binary(max_size=200) | st.sampled_from([bytes(n) for n in (31, 32, 33, 63, 64, 65, 96)])


@given(st.lists(plaintexts, max_size=6))
def test_what_is_written_in_any_pieces_comes_back(pieces):
    blob = seal(b"", pieces=pieces)

    assert read_all(blob) == b"".join(pieces)


@given(plaintexts, st.integers(0, 260), st.integers(0, 260))
def test_any_place_reads_as_the_plaintext_does(plaintext, offset, length):
    blob = seal(plaintext)

    reader = reader_of(SMALL)(lambda at, n: blob[at : at + n], len(blob), KEY, CONTEXT)

    assert reader.size == len(plaintext)
    assert reader.pread(offset, length) == plaintext[offset : offset + length]


@given(st.lists(st.tuples(plaintexts, st.binary(max_size=70)), max_size=5))
def test_a_blob_written_over_several_sittings_with_crashes_between_is_a_blob_like_any_other(sittings):
    stored = io.BytesIO()
    writer = writer_of(SMALL)(stored, KEY, CONTEXT)
    for piece, lost_in_a_crash in sittings:
        writer.write(piece)
        header, index, pending = writer.header, writer.index, writer.pending
        writer.write(lost_in_a_crash)  # was never acknowledged

        writer = writer_of(SMALL).resume(stored, KEY, CONTEXT, header=header, index=index)
        stored.seek(writer.position)
        stored.truncate()
        writer.write(pending)
    writer.close()

    assert read_all(stored.getvalue()) == b"".join(piece for piece, _ in sittings)


def test_keys_of_segments_change_where_the_layout_says_so():
    layout = sealed.Layout(sealed_segment=64, rotation_bits=1)
    plaintext = bytes(range(200))

    blob = seal(plaintext, layout=layout)

    assert read_all(blob, layout=layout) == plaintext
    with pytest.raises(sealed.Refused):
        read_all(blob, layout=SMALL)


def test_a_writer_does_not_go_on_with_a_header_of_another_blob():
    header = seal(b"", context=b"other")[: sealed.HEADER_LENGTH]

    with pytest.raises(sealed.Refused):
        writer_of(SMALL).resume(io.BytesIO(), KEY, CONTEXT, header=header, index=0)


@given(st.lists(plaintexts, max_size=5))
def test_the_caller_may_use_its_buffer_again(pieces):
    out = io.BytesIO()
    writer = writer_of(SMALL)(out, KEY, CONTEXT)

    for piece in pieces:
        buffer = bytearray(piece)
        writer.write(memoryview(buffer))
        buffer[:] = bytes(len(buffer))
    writer.close()

    assert read_all(out.getvalue()) == b"".join(pieces)


def test_a_closed_blob_takes_no_more_and_closing_again_adds_nothing():
    out = io.BytesIO()
    writer = sealed.Writer(out, KEY, CONTEXT)
    writer.write(b"hello")
    writer.close()
    length = out.tell()

    writer.close()

    assert out.tell() == length
    with pytest.raises(ValueError, match="closed"):
        writer.write(b"more")


def test_a_segment_in_the_middle_is_full_or_it_is_not_sealed():
    segments = sealed.Segments(KEY, CONTEXT)

    for plaintext, final in ((bytes(5), False), (bytes(sealed.SEGMENT + 1), True)):
        with pytest.raises(ValueError, match="full"):
            segments.seal(0, plaintext, final=final)


def test_neither_a_place_nor_a_length_below_zero_is_read():
    blob = seal(b"hello")
    reader = reader_of(SMALL)(lambda at, n: blob[at : at + n], len(blob), KEY, CONTEXT)

    for offset, length in ((-1, 1), (0, -1)):
        with pytest.raises(ValueError, match="below zero"):
            reader.pread(offset, length)


def test_a_key_of_another_length_is_refused():
    with pytest.raises(sealed.Refused):
        sealed.seal(b"", bytes(16), CONTEXT)


def test_two_seals_of_the_same_plaintext_have_nothing_in_common_but_the_parameters():
    first, second = sealed.seal(b"same", KEY, CONTEXT), sealed.seal(b"same", KEY, CONTEXT)

    assert first[:10] == second[:10]
    assert first[10:74] != second[10:74]
    assert first[74:] != second[74:]


@given(st.binary(max_size=300))
def test_a_short_value_comes_back(value):
    assert short.open_field(short.seal_field(value, KEY, CONTEXT), KEY, CONTEXT) == value
