"""What the linters cannot see of the house style (CONTRIBUTING.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

import minutes.letters.states
import minutes.requests.states
import minutes.states
import recordings.states
from access.retention import Retention

ROOT = Path(__file__).resolve().parent.parent
APPS = ("access", "recordings", "transcription", "minutes", "infra")
SOURCES = [
    path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
]
OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in APPS]


def in_layer(name: str) -> list[Path]:
    return [path for path in SOURCES if path.stem == name or name in path.relative_to(ROOT).parts[:-1]]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef))


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def calls(path: Path, name: str) -> Iterator[ast.Call]:
    nodes = ast.walk(ast.parse(path.read_text()))
    return (node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == name)


@pytest.mark.parametrize("path", [*in_layer("views"), *in_layer("api")], ids=shown)
def test_views_reach_rows_only_through_visible_to(path):
    """Or through a row that was reached that way: `minutes.versions`. Who works here is no secret."""
    asked = [ast.unparse(call.args[0]) for call in calls(path, "get_object_or_404")]
    direct = re.findall(r"\b(?!User\b)[A-Z]\w+\.objects\.(?:get|all|create|filter)\(", path.read_text())

    assert not [
        rows for rows in asked if rows[0].isupper() and "visible_to(" not in rows and "User." not in rows
    ]
    assert not direct


PUBLIC_ACTIONS = [
    pytest.param(path, function, id=f"{shown(path)}:{function.name}")
    for path in in_layer("actions")
    for function in functions(path)
    if not function.name.startswith("_")
]


@pytest.mark.parametrize(("path", "function"), PUBLIC_ACTIONS)
def test_an_action_names_its_actor_is_one_transaction_and_leaves_an_audit_line(path, function):
    keyword_only = {argument.arg for argument in function.args.kwonlyargs}
    decorators = {ast.unparse(decorator) for decorator in function.decorator_list}

    assert "by" in keyword_only
    assert "transaction.atomic" in decorators
    assert "audit.record(" in path.read_text()
    assert ast.get_docstring(function)


@pytest.mark.parametrize("path", [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))], ids=shown)
def test_a_file_stays_under_300_lines_and_says_what_it_is_for(path):
    text = path.read_text()

    assert len(text.splitlines()) <= 300
    assert not text or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=shown)
def test_a_template_stays_under_100_lines_and_holds_no_script_or_style(path):
    text = path.read_text()

    assert len(text.splitlines()) <= 100
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_a_function_fits_on_a_screen(path):
    long = [
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno > 30
    ]

    assert not long


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_model_says_what_it_is_for_and_how_long_it_is_kept(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")
    assert isinstance(model.retention, Retention)


def routes(patterns: list, name: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else name)
        elif isinstance(pattern, URLPattern):
            yield f"{name}{pattern.name}"


def test_every_route_has_a_name_of_its_own():
    found = list(routes(get_resolver().url_patterns))

    assert len(found) == len(set(found))
    assert not [name for name in found if name.endswith("None")]


@pytest.mark.parametrize(
    "states",
    [minutes.states, minutes.requests.states, minutes.letters.states, recordings.states],
    ids=["minutes", "requests", "letters", "conferences"],
)
def test_the_diagram_in_the_readme_is_the_table_of_moves(states):
    diagrams = re.findall(
        r"```mermaid\nstateDiagram-v2\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL
    )
    drawn = [set(re.findall(r"(\w+) --> (\w+): (\w+)", diagram)) for diagram in diagrams]

    assert {(before, after, may.value) for (before, after), may in states.MOVES.items()} in drawn
