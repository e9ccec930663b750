"""Ways of hiding words in a finished file, each done to a real one: the proof must find them all."""

import io

import pikepdf
from docx import Document
from docx.oxml import OxmlElement


def changed_pdf(clean: bytes, change, secret: str) -> bytes:
    """A clean PDF with one thing done to it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(clean)) as opened:
        change(opened, secret)
        opened.save(out)
    return out.getvalue()


def in_the_properties(opened, secret):
    opened.docinfo["/Subject"] = secret


def in_the_metadata(opened, secret):
    with opened.open_metadata() as metadata:
        metadata["dc:description"] = secret


def in_an_alternative_text(opened, secret):
    opened.Root.StructTreeRoot.K[0].Alt = pikepdf.String(secret)


def in_an_actual_text(opened, secret):
    opened.Root.StructTreeRoot.K[0].ActualText = pikepdf.String(secret)


def in_a_packed_stream(opened, secret):
    stream = pikepdf.Stream(opened, f"({secret}) Tj".encode())
    opened.pages[0].Contents = opened.make_indirect(stream)


def in_two_bytes_a_letter(opened, secret):
    opened.Root.Spare = opened.make_indirect(pikepdf.Stream(opened, secret.encode("utf-16-be")))


def in_a_bookmark(opened, secret):
    with opened.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret, 0))


def in_an_attachment(opened, secret):
    opened.attachments["notes.txt"] = secret.encode()


def in_a_note_on_the_page(opened, secret):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=pikepdf.String(secret))
    opened.pages[0].obj.Annots = pikepdf.Array([opened.make_indirect(note)])


PDF_LEAKS = [
    in_the_properties,
    in_the_metadata,
    in_an_alternative_text,
    in_an_actual_text,
    in_a_packed_stream,
    in_two_bytes_a_letter,
    in_a_bookmark,
    in_an_attachment,
    in_a_note_on_the_page,
]


def changed_word(clean: bytes, change, secret: str) -> bytes:
    """A clean Word file with one thing done to its document."""
    opened = Document(io.BytesIO(clean))
    change(opened, secret)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def in_split_runs(opened, secret):
    paragraph = opened.add_paragraph()
    third = len(secret) // 3
    for part in (secret[:third], secret[third : 2 * third], secret[2 * third :]):
        paragraph.add_run(part)


def in_hidden_text(opened, secret):
    opened.add_paragraph().add_run(secret).font.hidden = True


def in_a_deleted_passage(opened, secret):
    deleted, run, text = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = secret
    run.append(text)
    deleted.append(run)
    opened.add_paragraph()._p.append(deleted)


def in_a_comment(opened, secret):
    paragraph = opened.add_paragraph("Later.")
    opened.add_comment(paragraph.runs, text=secret, author="x", initials="x")


def in_the_keywords(opened, secret):
    opened.core_properties.keywords = secret


def in_a_table_caption(opened, secret):
    caption = OxmlElement("w:tblDescription")
    caption.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", secret)
    opened.tables[0]._tbl.tblPr.append(caption)


WORD_LEAKS = [
    in_split_runs,
    in_hidden_text,
    in_a_deleted_passage,
    in_a_comment,
    in_the_keywords,
    in_a_table_caption,
]


def in_letters_of_a_font(opened, secret):
    """A font that was cut to size while the words still stood there."""
    font = next(thing for thing in opened.objects if is_font(thing))
    meanings = font.ToUnicode.read_bytes()
    spare = b"".join(b"<%04X> <%04X>\n" % (9000 + at, ord(letter)) for at, letter in enumerate(secret))
    font.ToUnicode = opened.make_indirect(
        pikepdf.Stream(
            opened, meanings.replace(b"endcmap", b"9 beginbfchar\n" + spare + b"endbfchar\nendcmap")
        )
    )


def is_font(thing) -> bool:
    return (
        isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0" and "/ToUnicode" in thing
    )


def in_widths_of_a_font(opened, secret):
    """Widths of letters that stood there."""
    font = next(thing for thing in opened.objects if is_font(thing))
    font.DescendantFonts[0].W.append(9000)
    font.DescendantFonts[0].W.append(pikepdf.Array([500] * len(secret)))


def in_the_width_of_a_mark(opened, secret):
    """A black mark as long as what it hides."""
    page = opened.pages[-1]
    page.contents_add(b"q 0 g 40 40 %d 10 re f 40 60 20 10 re f Q" % (6 * len(secret)))


SHAPES = [in_letters_of_a_font, in_widths_of_a_font, in_the_width_of_a_mark]
