"""What is sealed comes back, however it was written, resumed and read."""

import io
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordings.vault import sealed, short
from tests.recordings.vault.blobs import (
    CONTEXT,
    KEY,
    SMALL,
    open_as_ours,
    read_all,
    reader_of,
    seal,
    seal_as_ours,
    writer_of,
)

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


@pytest.mark.parametrize("given", [bytes, bytearray, memoryview])
@pytest.mark.parametrize("more", [-1, 0, 1])
@pytest.mark.parametrize("segments", [0, 1, 3])
def test_every_kind_of_bytes_is_taken_at_every_edge_of_a_segment(given, more, segments):
    plaintext = random.Random(more).randbytes(max(0, segments * sealed.SEGMENT + more))
    out = io.BytesIO()

    writer = sealed.Writer(out, given(KEY), given(CONTEXT))
    writer.write(given(plaintext))
    writer.close()

    blob = given(out.getvalue())
    reader = sealed.Reader(lambda at, n: blob[at : at + n], len(blob), given(KEY), given(CONTEXT))
    assert reader.size == len(plaintext)
    assert reader.pread(0, 1 << 40) == plaintext
    assert reader.pread(len(plaintext), 10) == reader.pread(1 << 70, 10) == reader.pread(0, 0) == b""


def test_a_blob_with_an_empty_final_segment_after_a_full_one_is_a_blob_too():
    segments = sealed.Segments(KEY, CONTEXT)
    full = bytes(sealed.SEGMENT)
    blob = segments.header + segments.seal(0, full, final=False) + segments.seal(1, b"", final=True)

    assert open_as_ours(blob, KEY, CONTEXT) == full


class TakesPart(io.BytesIO):
    """An unbuffered file that takes a little of what it is given, as a nearly full disk does."""

    room = 1 << 40

    def write(self, data):
        part = memoryview(data)[: min(1000, self.room)]
        self.room -= len(part)
        return super().write(part)


def test_a_file_that_takes_a_part_at_a_time_holds_the_whole_blob_in_the_end():
    out = TakesPart()
    writer = sealed.Writer(out, KEY, CONTEXT)

    writer.write(bytes(2 * sealed.SEGMENT + 5))
    writer.close()

    assert open_as_ours(out.getvalue(), KEY, CONTEXT) == bytes(2 * sealed.SEGMENT + 5)


def test_a_file_that_takes_no_more_is_an_error_and_never_a_shorter_blob():
    out = TakesPart()
    out.room = 100_000
    writer = sealed.Writer(out, KEY, CONTEXT)

    with pytest.raises(OSError, match="could not be written"):
        writer.write(bytes(2 * sealed.SEGMENT))


def test_threads_that_share_a_reader_each_get_the_bytes_they_asked_for():
    plaintext = random.Random(1).randbytes(6 * sealed.SEGMENT + 77)
    blob = seal_as_ours(plaintext, KEY, CONTEXT)
    reader = sealed.Reader(lambda at, n: blob[at : at + n], len(blob), KEY, CONTEXT)

    def reads(seed):
        chosen = random.Random(seed)
        places = [(chosen.randrange(len(plaintext)), chosen.randrange(400_000)) for _ in range(100)]
        return [reader.pread(at, n) == plaintext[at : at + n] for at, n in places]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as threads:
            answers = [same for each in threads.map(reads, range(6)) for same in each]
    finally:
        sys.setswitchinterval(before)

    assert all(answers)


def test_a_bare_python_seals_and_opens_without_the_rest_of_the_service():
    script = """
import io, sys, uuid
from recordings.vault.sealed import Reader, Writer, context
key, out = bytes(32), io.BytesIO()
bound = context(uuid.uuid4(), uuid.uuid4(), "audio")
writer = Writer(out, key, bound)
writer.write(b"hello")
writer.close()
blob = out.getvalue()
reader = Reader(lambda at, length: blob[at : at + length], len(blob), key, bound)
assert (reader.size, reader.pread(1, 3)) == (5, b"ell")
print([name for name in sys.modules if name.split(".")[0] in {"django", "boto3", "storages", "access"}])
"""
    root = Path(sealed.__file__).parents[2]

    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=True, env={})

    assert done.stdout == b"[]\n"


def test_neither_a_place_nor_a_length_below_zero_is_read():
    blob = seal(b"hello")
    reader = reader_of(SMALL)(lambda at, n: blob[at : at + n], len(blob), KEY, CONTEXT)

    for offset, length in ((-1, 1), (0, -1)):
        with pytest.raises(ValueError, match="below zero"):
            reader.pread(offset, length)


def test_a_key_of_another_length_is_refused():
    with pytest.raises(sealed.Refused):
        seal_as_ours(b"", bytes(16), CONTEXT)


def test_two_seals_of_the_same_plaintext_have_nothing_in_common_but_the_parameters():
    first, second = seal_as_ours(b"same", KEY, CONTEXT), seal_as_ours(b"same", KEY, CONTEXT)

    assert first[:10] == second[:10]
    assert first[10:74] != second[10:74]
    assert first[74:] != second[74:]


@given(st.binary(max_size=300))
def test_a_short_value_comes_back(value):
    assert short.open_field(short.seal_field(value, KEY, CONTEXT), KEY, CONTEXT) == value
