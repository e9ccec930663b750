"""Opens a finished copy again, as a stranger with good tools would, and looks for what must not be in it.

It shares no code with the makers of the files. It reads the words of each page, and every string, stream,
property, part and spare byte behind them, unpacked.
"""

import io
import re
import unicodedata
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

import pikepdf
import pypdf

from minutes.documents.packed import pdf_objects, pdf_oddities, word_oddities, word_parts

ENOUGH_TO_RUN_ON = 6  # letters and figures; a shorter word squeezed of its spaces would be found by chance
ENOUGH_FIGURES = 9  # of a telephone number; the measures on a page make a date by chance
ENOUGH_IN_BYTES = 5  # a shorter word turns up by chance in compressed data
CURLY = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
    | {"\u2010": "-", "\u2011": "-", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}
)
FIGURES = re.compile(r"\d+")
ACCENTS = re.compile("[\u0300-\u036f]")
TAG = re.compile("<[^>]*>")
BETWEEN = re.compile(r"[\W_]+")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Hit:
    """Something that is still there, and where."""

    words: str
    where: str


@dataclass(frozen=True)
class Place:
    """One stretch of a file that can be read. Bytes are what is left when no text can be made of it."""

    where: str
    text: str
    is_bytes: bool = False
    is_text: bool = True


@dataclass(frozen=True)
class Wanted:
    """Words to look for, as they are, made plain, and run together."""

    words: str
    plain: str
    run_on: str
    cased: str = ""


Reading = tuple[Place, ...]


def reading(file: bytes) -> Reading:
    """Everything that can be read in a file, for several questions about it."""
    return tuple(_places(file))


def search(file: bytes | Reading, words: Iterable[str], *, cased: Container[str] = ()) -> list[Hit]:
    """Each of the words that can still be found, once for each place where it is.

    Those in `cased` are words of every day, and names only as they are written here: Will, and not will.
    """
    wanted = [
        Wanted(word, plain, _squeezed(plain), word if word in cased else "")
        for word in words
        if (plain := _plain(word))
    ]
    places = _places(file) if isinstance(file, bytes) else file
    found = {Hit(one.words, place.where): None for place in places for one in _present(place, wanted)}
    return list(found)


def most(file: bytes | Reading, words: str) -> int:
    """How often these words stand in the file at most, in any one way of reading all of it.

    The parts of a Word file are read by paragraph and whole, so that each word is there twice.
    """
    places = reading(file) if isinstance(file, bytes) else file
    twice = 2 if any(place.where == "word/document.xml" for place in places) else 1
    wanted, readings = _squeezed(_plain(words)), {"the pages without their feet": _without_feet(places)}
    for place in places:
        if not place.is_bytes:
            whole = "the pages" if place.where.startswith("page ") else f"{place.where} {len(readings)}"
            readings[whole] = f"{readings.get(whole, '')} {place.text}"
    return max((-(-_squeezed(_plain(text)).count(wanted) // twice) for text in readings.values()), default=0)


def _without_feet(places: Reading) -> str:
    """The pages as one text, for what stands at the foot of each would cut a sentence in two."""
    pages = [place.text.splitlines() for place in places if place.where.startswith("page ")]
    kinds = [{FIGURES.sub("0", line) for line in lines} for lines in pages]
    feet = set.intersection(*kinds) if len(pages) > 1 else set()
    return "\n".join(line for lines in pages for line in lines if FIGURES.sub("0", line) not in feet)


def stands(file: Reading, words: Collection[str], *, cased: Container[str] = ()) -> dict[str, int]:
    """How often each of these words stands alone, in whichever way of reading the text shows the most."""
    wanted = {word: _alone(word, is_cased=word in cased) for word in words}
    places: dict[str, list[str]] = {}
    for number, place in enumerate(file):
        where = "the pages" if place.where.startswith("page ") else f"{number}"
        if not place.is_bytes:
            places.setdefault(where, []).append(_alike(place.text))
    texts = ["\n".join(parts) for parts in places.values()]
    return {
        word: max((len(pattern.findall(text)) for text in texts), default=0)
        for word, pattern in wanted.items()
    }


def _alone(word: str, *, is_cased: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(_alike(word))}(?!\w)", 0 if is_cased else re.IGNORECASE)


def times(text: str, words: str) -> int:
    """How often these words stand in a text, counted as `most` counts them."""
    return _squeezed(_plain(text)).count(_squeezed(_plain(words)))


def leftovers(file: bytes) -> list[Hit]:
    """What a copy never holds, whatever it says: comments, changes, earlier editions, scripts, pictures."""
    if file.startswith(b"%PDF"):
        return [Hit("", what) for what in pdf_oddities(file)]
    if file.startswith(b"PK"):
        return [Hit("", what) for what in word_oddities(file)]
    return []


def pages(file: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(file)) as opened:
        return len(opened.pages)


def read(file: bytes) -> str:
    """The words of a finished file, as an ordinary reader shows them."""
    return "\n".join(place.text for place in _places(file) if not place.is_bytes)


def _places(file: bytes) -> Iterator[Place]:
    if file.startswith(b"%PDF"):
        yield from _pdf_places(file)
    elif file.startswith(b"PK"):
        yield from _word_places(file)
    else:
        yield from _text_places(file.decode("utf-8", "replace"))
    yield from _spellings("the bytes of the file", file)


def _pdf_places(file: bytes) -> Iterator[Place]:
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(file)).pages, start=1):
        yield Place(f"page {number}", page.extract_text())
    strings: dict[str, list[str]] = {}
    for where, content in pdf_objects(file):
        if isinstance(content, bytes):
            yield from _spellings(where, content)
        else:
            strings.setdefault(where, []).append(content)
    for where, texts in strings.items():
        yield Place(where, "\n".join(texts))


def _word_places(file: bytes) -> Iterator[Place]:
    for where, content in word_parts(file):
        if isinstance(content, bytes):
            yield from _spellings(where, content)
        else:
            yield Place(where, content)


def _text_places(text: str) -> Iterator[Place]:
    """A text file, and a web page once more as it is shown and as it is written without its codes."""
    if text.lstrip().lower().startswith("<!doctype html"):
        yield Place("the page", unescape(TAG.sub(" ", text)))
        yield Place("the page", unescape(TAG.sub("", text)))
    yield Place("the text", unescape(text))
    yield Place("the text", text)


def _spellings(where: str, content: bytes) -> Iterator[Place]:
    """Bytes under each way of writing letters that these formats use."""
    plain = content.isascii() and b"\0" not in content
    is_text = plain or _is_text(content)
    for encoding in ("latin-1",) if plain else ("latin-1", "utf-8", "utf-16-be", "utf-16-le"):
        yield Place(where, content.decode(encoding, "replace"), is_bytes=True, is_text=is_text)


def _is_text(content: bytes) -> bool:
    """Whether bytes are words that somebody wrote: in packed ones letters come together by chance."""
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def _present(place: Place, wanted: Iterable[Wanted]) -> Iterator[Wanted]:
    text = _plain(place.text)
    squeezed = _squeezed(text)
    for one in wanted:
        if place.is_bytes and len(one.plain) < ENOUGH_IN_BYTES:
            continue
        if one.cased:
            if one.plain in text and _stands_alone(_alike(one.cased), _alike(place.text)):
                yield one
        elif _stands_alone(one.plain, text) or _runs_on(one, text, squeezed, place):
            yield one


def _stands_alone(word: str, text: str) -> bool:
    """Found, and not as a piece of a longer word: Lee is not in Leeds."""
    if word not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _runs_on(one: Wanted, text: str, squeezed: str, place: Place) -> bool:
    """Found with something between its letters. One word must at least begin or end where another does not:
    Sandra is not in "buses and radio", and is in "San-dra" and in "Sandracame"."""
    if len(one.run_on) < ENOUGH_TO_RUN_ON or one.run_on not in squeezed:
        return False
    if one.run_on.isdigit() and len(one.run_on) < ENOUGH_FIGURES:
        apart = BETWEEN.sub("[^0-9a-z]+", one.plain)
        return not place.is_bytes and re.search(rf"(?<!\d){apart}(?!\d)", text) is not None
    spread = r"[\W_]*".join(map(re.escape, one.run_on))
    is_one_word = one.plain.replace("'", "").isalnum()
    if not one.run_on.isdigit() and not (place.is_text and is_one_word):
        return re.search(_whole_numbers(spread, one.run_on), text) is not None
    if not place.is_text or not is_one_word:
        return True
    return re.search(rf"(?<![^\W_]){spread}|{spread}(?![^\W_])", text) is not None


def _whole_numbers(spread: str, run_on: str) -> str:
    """A day or a house number at either end is a whole one: November 2 is not in November 2026, nor 8 May in
    18 May. A longer number, such as a year, is found with more figures beside it too."""
    before = r"(?<!\d)" if re.match(r"\d{1,2}(?!\d)", run_on) else ""
    after = r"(?!\d)" if re.search(r"(?<!\d)\d{1,2}$", run_on) else ""
    return f"{before}{spread}{after}"


def _plain(text: str) -> str:
    """Case, accents, quotes, hyphens and spaces made alike."""
    return " ".join(_alike(text).casefold().split())


def _alike(text: str) -> str:
    """Accents, quotes and hyphens made alike: Zoë is Zoe."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", UNSEEN.sub("", text).translate(CURLY))
    return ACCENTS.sub("", apart).translate(CURLY)


def _squeezed(text: str) -> str:
    """Letters and figures only, so that a line break or a hyphen hides nothing."""
    return BETWEEN.sub("", text)
