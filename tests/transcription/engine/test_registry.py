"""Only weights that are exactly the expected ones are used."""

import hashlib
import json
from pathlib import Path

import pytest

from transcription.engine import registry
from transcription.engine.registry import PUBLISHED, ModelUnavailable


@pytest.fixture
def council_model(tmp_path: Path) -> Path:
    """A folder as a council would lay it down, with small files in place of the weights."""
    folder = tmp_path / "large"
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_text(json.dumps({"file": name}))
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(lines))
    return folder


def test_a_package_s_model_is_found_where_it_is_installed(tmp_path):
    found = registry.find("tiny.en", models_folder=tmp_path)

    assert found.sha256 == PUBLISHED["tiny.en"].sums["model.bin"]
    assert list(tmp_path.iterdir()) == []


def test_a_model_in_parts_is_joined_once_and_checked(tmp_path):
    found = registry.find("base", models_folder=tmp_path)
    written = (found.folder / "model.bin").stat().st_mtime_ns

    again = registry.find("base", models_folder=tmp_path)

    assert again == found
    assert (again.folder / "model.bin").stat().st_mtime_ns == written
    assert sorted(path.name for path in found.folder.iterdir()) == sorted(PUBLISHED["base"].parts)


def test_a_joined_model_that_was_changed_is_refused(tmp_path):
    found = registry.find("base", models_folder=tmp_path)
    with (found.folder / "model.bin").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"other")

    with pytest.raises(ModelUnavailable, match=r"model\.bin is not the one expected"):
        registry.find("base", models_folder=tmp_path)


def test_a_part_that_is_not_the_expected_one_leaves_nothing_behind(tmp_path, monkeypatch):
    wrong = {**PUBLISHED["base"].sums, "config.json": "0" * 64}
    changed = registry.Published(name="base", parts=PUBLISHED["base"].parts, sums=wrong, joined=True)
    monkeypatch.setitem(PUBLISHED, "base", changed)

    with pytest.raises(ModelUnavailable, match="SHA-256"):
        registry.find("base", models_folder=tmp_path)

    assert list((tmp_path / "base").iterdir()) == []


def test_a_package_that_is_not_installed_is_named(tmp_path, monkeypatch):
    missing = registry.Published(name="other", parts={"model.bin": ("no_such_package/x",)}, sums={})
    monkeypatch.setitem(PUBLISHED, "other", missing)

    assert not registry.installed("other")
    assert registry.installed("tiny.en")
    with pytest.raises(ModelUnavailable, match="no_such_package is not installed"):
        registry.find("other", models_folder=tmp_path)


def test_a_council_s_own_folder_is_checked_against_its_list(council_model, tmp_path):
    found = registry.find(str(council_model), models_folder=tmp_path)

    assert found.name == "large"
    assert found.sha256 == hashlib.sha256((council_model / "model.bin").read_bytes()).hexdigest()


def test_a_changed_file_in_a_council_s_folder_is_refused(council_model, tmp_path):
    (council_model / "model.bin").write_text("other")

    with pytest.raises(ModelUnavailable, match="SHA-256"):
        registry.find(str(council_model), models_folder=tmp_path)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.bin", "config.json"])
def test_a_folder_that_would_need_the_network_is_refused(council_model, tmp_path, name):
    listing = council_model / "SHA256SUMS"
    listing.write_text(
        "".join(line for line in listing.read_text().splitlines(keepends=True) if name not in line)
    )

    with pytest.raises(ModelUnavailable, match=name):
        registry.find(str(council_model), models_folder=tmp_path)


def test_a_listed_file_that_is_missing_is_named(council_model, tmp_path):
    (council_model / "vocabulary.json").unlink()

    with pytest.raises(ModelUnavailable, match=r"no vocabulary\.json"):
        registry.find(str(council_model), models_folder=tmp_path)


def test_a_folder_without_a_list_of_sums_is_refused_with_what_to_do(council_model, tmp_path):
    (council_model / "SHA256SUMS").unlink()

    with pytest.raises(ModelUnavailable, match="sha256sum"):
        registry.find(str(council_model), models_folder=tmp_path)


def test_a_name_that_is_no_model_is_refused_with_the_ones_there_are(tmp_path):
    with pytest.raises(ModelUnavailable, match=r"base, tiny\.en"):
        registry.find("enormous", models_folder=tmp_path)
