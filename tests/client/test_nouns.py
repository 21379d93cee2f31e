"""The nouns and shapes of the client are those of the API, and their names are told by a rule."""

from __future__ import annotations

import inspect

import httpx
import pytest

from reskontra_client.nouns import Noun, Nouns
from reskontra_client.sending import Patience, Sender
from scripts.client import PACKAGE, method_name, rendered, type_of
from tests.program import DOCUMENT


def test_the_client_is_in_step_with_the_document() -> None:
    """Where this fails, an endpoint has changed: run `python -m scripts.client`."""
    for file, text in rendered(DOCUMENT).items():
        assert (PACKAGE / file).read_text(encoding="utf-8") == text, f"{file}: run python -m scripts.client"


def test_every_operation_has_its_method_with_what_the_document_says_of_it() -> None:
    nouns = Nouns(Sender(httpx.Client(), Patience()))
    methods = {
        (noun, name): method
        for noun, found in vars(nouns).items()
        for name, method in inspect.getmembers(found, inspect.ismethod)
        if isinstance(found, Noun) and not name.startswith("_")
    }
    assert len(methods) == sum(len(told) for told in DOCUMENT["paths"].values())
    assert not [name for name, method in methods.items() if not inspect.getdoc(method)]


@pytest.mark.parametrize(
    ("verb", "path", "operation", "name"),
    [
        ("GET", "journals", "list_journals", "list"),
        ("GET", "journals/{journal}", "show_journal", "show"),
        ("POST", "documents", "draft_document", "draft"),
        ("POST", "documents/bulk", "draft_documents", "bulk"),
        ("GET", "journals/{journal}/lines", "list_lines", "lines"),
        ("GET", "journals/{journal}/lines/{line}", "show_line", "line"),
        ("POST", "journals/{journal}/lines/{line}/apply", "apply_line", "apply_line"),
        ("POST", "typed-journals/{kind}/batches/{batch}/lines", "add_batch_line", "add_batch_line"),
        ("DELETE", "typed-journals/{kind}/batches/{batch}/lines/{line}", "delete_batch_line", "delete_batch_line"),
        ("PUT", "journals/{journal}/posting-date", "set_posting_date", "set_posting_date"),
        ("POST", "statements", "import_statement_file", "import_file"),
    ],
)
def test_a_method_is_called_after_its_address(verb: str, path: str, operation: str, name: str) -> None:
    paths = {one.removeprefix("/api/v1/"): set(told) for one, told in DOCUMENT["paths"].items()}
    assert method_name(path, verb, operation, paths) == name


def test_requests_take_what_python_has_and_answers_give_what_goes_over_the_wire() -> None:
    day = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
    assert [type_of(day, is_request=asks) for asks in (True, False)] == ["Day | None", "str | None"]
    assert type_of({"type": "array", "items": {"enum": ["a", "b"]}}, is_request=True) == "list[Literal['a', 'b']]"
