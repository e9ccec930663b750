"""The three ways to bring tables in: the page, the API and the command; each looks first."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from recordings.models import Child, Conference
from tests.recordings.test_import import TABLES

pytestmark = pytest.mark.django_db


def test_on_the_page_one_looks_first_and_then_brings_in(administrator, sign_in):
    browser = sign_in(administrator)
    files = {name: SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in TABLES.items()}

    looked = browser.post(reverse("recordings:record_import"), files)
    kept = dict(looked.context["again"].initial)
    brought = browser.post(reverse("recordings:record_bring_in"), {name: kept[name] for name in TABLES})

    assert "Every line can be brought in" in looked.text
    assert "2 to be added" in looked.text
    assert "The records are here" in brought.text
    assert Conference.objects.get().children.count() == 2


def test_the_page_says_what_is_wrong_line_by_line(administrator, sign_in):
    browser = sign_in(administrator)
    bad = SimpleUploadedFile("children.csv", b"case_reference,name\n,Alfie Hartley\n")

    page = browser.post(reverse("recordings:record_import"), {"children": bad}).text

    assert "These lines cannot be brought in" in page
    assert "Children, 2" in page
    assert "Bring all of this in" not in page


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"children": ""}, "Choose at least one table"),
        ({"children": SimpleUploadedFile("a.csv", "Zoë".encode("utf-16"))}, "not in UTF-8"),
        ({"children": SimpleUploadedFile("a.csv", b"a" * 1024 * 1025)}, "more than 1 MB"),
    ],
    ids=["none", "utf-16", "large"],
)
def test_a_file_that_is_no_table_is_explained_at_its_field(files, words, administrator, sign_in):
    page = sign_in(administrator).post(reverse("recordings:record_import"), files).text

    assert words in page


def test_an_empty_table_has_its_columns_and_opens_in_a_spreadsheet(administrator, sign_in):
    browser = sign_in(administrator)

    answer = browser.get(reverse("recordings:empty_table", args=["people"]))

    assert answer.content.decode().startswith("\ufeffconference,name,role")
    assert browser.get(reverse("recordings:empty_table", args=["secrets"])).status_code == 404


def test_the_api_looks_and_brings_in_the_same_tables(administrator, sign_in):
    browser, path = sign_in(administrator), reverse("recordings-api:record_import")

    looked = browser.post(path, TABLES, content_type="application/json").json()
    brought = browser.post(path, {**TABLES, "bring_in": True}, content_type="application/json").json()

    assert (looked["done"], brought["done"]) == (False, True)
    assert looked["counts"] == brought["counts"]
    assert Child.objects.count() == 2


def run(tmp_path, *options, tables=TABLES, by="administrator@wexborough.example"):
    out, files = StringIO(), []
    for name, text in tables.items():
        path = tmp_path / f"{name}.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        files += [f"--{name}", str(path)]
    call_command("import_record", *files, "--by", by, *options, stdout=out)
    return json.loads(out.getvalue())


def test_the_command_looks_and_with_bring_in_keeps_it(administrator, tmp_path):
    assert not run(tmp_path)["done"]
    assert not Child.objects.exists()

    assert run(tmp_path, "--bring-in")["done"]
    assert Child.objects.count() == 2


@pytest.mark.parametrize(
    ("tables", "by", "words"),
    [
        ({"children": "name\nAlfie\n"}, "administrator@wexborough.example", "1 lines cannot"),
        ({"children": b"\xff\xfe"}, "administrator@wexborough.example", "1 lines cannot"),
        (TABLES, "nobody@wexborough.example", "Nobody signs in"),
    ],
)
def test_the_command_ends_with_one_line_when_something_is_wrong(tables, by, words, administrator, tmp_path):
    with pytest.raises(CommandError, match=words):
        run(tmp_path, tables=tables, by=by)


def test_a_file_that_is_not_there_is_said(administrator, tmp_path):
    with pytest.raises(CommandError, match=r"gone\.csv cannot be read"):
        call_command("import_record", "--children", str(tmp_path / "gone.csv"), "--by", administrator.email)
