"""What is made of a chunk, and that neither company nor order nor another worker changes it."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from tests.transcription.engine import sounds
from transcription.engine.chunks import Chunk, Piece
from transcription.engine.decoder import BEAM, MOST_REPETITIVE, Model
from transcription.engine.listen import QUICK, THOROUGH, Heard, _tail
from transcription.engine.parallel import Parallel
from transcription.engine.run import Taking, as_done, transcribe, transcribe_chunks

pytestmark = pytest.mark.speech


def test_words_come_in_order_inside_their_chunk_with_a_certainty(tiny, short_pieces):
    for chunk, segments in transcribe_chunks(tiny, short_pieces):
        words = [word for segment in segments for word in segment["words"]]
        assert words
        assert all(chunk.start - 0.01 <= word["start"] <= word["end"] <= chunk.end + 0.3 for word in words)
        assert [word["start"] for word in words] == sorted(word["start"] for word in words)
        assert all(0 <= word["probability"] <= 1 for word in words)


def test_a_segment_is_its_words_and_about_a_sentence(tiny, short_pieces):
    segments = [segment for _, found in transcribe_chunks(tiny, short_pieces) for segment in found]

    assert all(segment["text"] == " ".join(word["word"] for word in segment["words"]) for segment in segments)
    assert all(segment["end"] - segment["start"] < 20 for segment in segments)
    assert {frozenset(segment) for segment in segments} == {
        frozenset({"start", "end", "speaker", "text", "words", "flags"})
    }


@pytest.mark.parametrize("effort", [THOROUGH, QUICK], ids=["thorough", "quick"])
def test_a_chunk_alone_gives_the_same_as_in_company(tiny, short_pieces, effort):
    together = transcribe_chunks(tiny, short_pieces, effort=effort)

    alone = [transcribe_chunks(tiny, [piece], effort=effort)[0] for piece in reversed(short_pieces)]

    assert alone[::-1] == together


def test_one_worker_gives_the_same_as_two(tiny, short):
    one = Model(tiny.weights, parallel=Parallel(workers=1, threads=2))

    assert list(transcribe(one, [short])) == list(transcribe(tiny, [short]))


def test_chunks_that_are_not_wanted_are_not_done(tiny, short):
    everything = list(transcribe(tiny, [short]))

    rest = list(transcribe(tiny, [short], taking=Taking(wanted=lambda chunk: chunk.index > 1)))

    assert rest == everything[2:]


def test_two_who_share_a_recording_do_each_chunk_once_and_make_the_same_words(tiny, short):
    taken, lock = set(), threading.Lock()

    def free(chunk):
        with lock:
            return chunk.index not in taken and not taken.add(chunk.index)

    with ThreadPoolExecutor(2) as two:
        first, second = two.map(
            lambda _: transcribe(tiny, [short], taking=Taking(wanted=free, seconds=72)), range(2)
        )

    together = sorted([*first, *second], key=lambda done: done[0].index)
    assert together == transcribe(tiny, [short])


def test_a_chunk_is_taken_only_when_a_worker_is_free_for_it_and_the_last_ones_alone(tiny, short):
    one, asked = Model(tiny.weights, parallel=Parallel(workers=1, threads=2)), []
    taking = Taking(wanted=lambda chunk: not asked.append(chunk.index), seconds=72)

    seen = [(chunk.index, list(asked)) for chunk, _ in as_done(one, [short], taking=taking)]

    assert seen == [(0, [0]), (1, [0, 1]), (2, [0, 1, 2])]


def test_fewer_chunks_are_taken_together_towards_the_end():
    taking = Taking(seconds=600)

    assert [taking.together(Chunk(0, at, at + 22)) for at in (0, 240, 400, 550)] == [4, 3, 2, 1]
    assert Taking().together(Chunk(0, 0, 22)) == 4
    assert Taking().together(Chunk(0, 0, 22), most=16) == 16


def test_the_slow_second_look_at_a_chunk_is_always_the_same(tiny, short_pieces):
    """The same second over and over again: the search goes in circles, and other temperatures are drawn."""
    again_and_again = np.tile(short_pieces[0].audio[48_000:64_000], 20)

    first = tiny.decode(again_and_again, start=0)

    assert max(passage.repetition for passage in first) > MOST_REPETITIVE
    assert tiny.decode(again_and_again, start=0) == first


@pytest.mark.parametrize("second", [4, 16])
def test_where_it_is_merely_unsure_nothing_is_drawn(tiny, short_pieces, second):
    """A beam has found the likeliest words: anything drawn instead is less likely to have been said."""
    part = short_pieces[0].audio[second * 16_000 : (second + 6) * 16_000]
    unsure = (part + sounds.white_noise(6, 0.3)).astype(np.float32)
    [answer] = tiny.answer([tiny.encode(unsure, start=0)], beam=BEAM, hotwords=[""])

    assert answer.failed
    assert not answer.circles
    assert tiny.decode(unsure, start=0) == []


def test_a_tail_of_a_word_or_two_is_in_the_language_of_its_chunk(base, short_pieces):
    piece = short_pieces[0]
    polish = replace(base.encode(piece.audio, start=piece.chunk.start), english=0.01, language="pl")
    [answer] = base.answer([polish], beam=1, hotwords=[""])

    tail = _tail(base, piece, Heard([], answer, False, polish), piece.chunk.end - 4, hotwords="")

    assert {passage.language for passage in tail} == {"pl"}


def test_a_voice_the_first_search_missed_is_listened_to_again(tiny, short_pieces):
    first = short_pieces[0]
    pause = np.zeros(512 * 94, dtype=np.int16)
    samples = np.concatenate([first.samples[: 512 * 150], pause, first.samples[512 * 150 : 512 * 500]])
    voice = np.concatenate([first.voice[:150], np.zeros(94, np.float32), first.voice[150:500]])
    piece = Piece(chunk=Chunk(index=0, start=0.0, end=len(samples) / 16_000), samples=samples, voice=voice)

    [(_, segments)] = transcribe_chunks(tiny, [piece])

    said = " ".join(segment["text"] for segment in segments).lower()
    assert "who we are" in said
    assert "social worker" in said


def test_a_last_sentence_that_was_left_out_is_gone_on_to_from_the_words_before_it(base, short_pieces):
    piece = short_pieces[0]
    encoded = base.encode(piece.audio, start=piece.chunk.start)
    [whole] = base.answer([encoded], beam=BEAM, hotwords=[""])
    times = [token >= base._tokens.timestamp_begin for token in whole.tokens]
    turns = [at for at in range(1, len(times) - 1) if times[at] and times[at + 1]]
    cut = replace(whole, tokens=whole.tokens[: turns[-1] + 2])

    longer = base.go_on(encoded, cut, hotwords="")

    assert said(base.passages(encoded, longer)) == said(base.passages(encoded, whole))
    assert base.passages(encoded, longer)[-1].words[-1]["end"] <= piece.chunk.end + 0.3


def test_from_nothing_said_it_goes_on_to_the_whole_chunk(base, short_pieces):
    piece = short_pieces[0]
    encoded = base.encode(piece.audio, start=piece.chunk.start)
    [whole] = base.answer([encoded], beam=BEAM, hotwords=[""])

    from_nothing = base.go_on(encoded, replace(whole, tokens=[]), hotwords="")

    assert said(base.passages(encoded, from_nothing))[-5:] == said(base.passages(encoded, whole))[-5:]


def said(passages) -> list[str]:
    return [word["word"].strip(".,?!").lower() for passage in passages for word in passage.words]


def test_names_are_heard_when_they_are_listened_for(tiny):
    assert tiny.hotwords(["Priya Nair", "  Okafor "]) == "Priya Nair, Okafor"
    many = tiny.hotwords([f"Wilhelmina Featherstonehaugh {number}" for number in range(100)])
    assert 1 < many.count(",") < 30


def test_a_chunk_in_another_language_is_searched_in_it_and_not_put_into_english(base, short_pieces):
    """Told to hear Polish, the model writes what it hears in Polish, beside a chunk that is in English."""
    english, other = (base.encode(one.audio, start=one.chunk.start) for one in short_pieces[:2])
    polish = replace(other, english=0.01, language="pl")

    [plain, foreign] = base.answer([english, polish], beam=1, hotwords=["", ""])

    assert base.answer([polish], beam=1, hotwords=[""]) == [foreign]
    assert {passage.language for passage in base.passages(polish, foreign)} == {"pl"}
    assert {passage.language for passage in base.passages(english, plain)} == {"en"}
    assert english.english > 0.9


def test_names_to_listen_for_are_not_told_back_instead_of_the_words(base, short_pieces):
    encoded = base.encode(short_pieces[0].audio, start=0)
    [answer] = base.answer([encoded], beam=1, hotwords=[""])
    everything = base._text(answer.tokens)

    assert base.only_says(answer, everything)
    assert not base.only_says(answer, "Okafor, Maisie")


def test_nothing_is_fetched_and_nothing_could_be(tmp_path):
    code = (
        "import socket, transcription.engine.decoder as d, huggingface_hub.constants as c\n"
        "assert c.HF_HUB_OFFLINE is True\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}

    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)

    assert ran.returncode == 0, ran.stderr
