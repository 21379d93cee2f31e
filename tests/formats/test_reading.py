"""From bytes to statements, or to a refusal that names the format."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats.bank_statement import StatementEnd
from reskontra.formats.reading import NotAStatement, StatusReportGiven, read_statements
from reskontra.formats.safe_xml import FileCutOff
from tests.formats.camt_files import document, entry, events, statement
from tests.formats.pain002_files import report


def test_a_file_larger_than_its_head():
    data = document(statement(*[entry("1.00")] * 2_000))
    (end,) = [event for event in events(data) if isinstance(event, StatementEnd)]
    assert len(data) > 3 * 64 * 1024
    assert (end.entries, end.credits_minor) == (2_000, 200_000)


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n \r\n", b"\xef\xbb\xbf\n"])
def test_what_stands_before_the_declaration(before):
    assert len(events(before + document(statement()))) == 2


@pytest.mark.parametrize(
    ("case", "data", "refusal", "words"),
    [
        ("an invoice", b"<Finvoice Version='3.0'/>", NotAStatement, r"This is an invoice \(Finvoice\)"),
        ("an order", b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.03'/>", NotAStatement,
         r"This is a payment order \(pain.001\), which is no account statement."),
    ],
)  # fmt: skip
def test_other_formats_are_refused_by_name_and_at_once(case, data, refusal, words):
    with pytest.raises(refusal, match=words) as caught:
        read_statements(io.BytesIO(data))
    assert "camt.053, camt.054, camt.052" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "command"), [("pain.001.001.09", "payment-proposal status"), ("pain.008.001.02", "direct-debit status")]
)
def test_an_answer_to_payments_is_given_to_its_command(name, command):
    with pytest.raises(StatusReportGiven, match=f"with: reskontra {command} FILE\\."):
        read_statements(io.BytesIO(report(name=name)))


def test_a_fault_in_the_file_comes_while_it_is_read():
    found = read_statements(io.BytesIO(document(statement(entry()))[:-9]))
    with pytest.raises(FileCutOff):
        list(found)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_malformed(data):
    try:
        events(data)
    except Malformed as refusal:
        str(refusal)


WORDS = ("invalid", "failed", "error", "please")
MODULES = {f"reskontra.formats.{name}" for name in ("detect", "reading", "safe_xml")}


def refusals(kind: type[Malformed] = Malformed) -> list[type[Malformed]]:
    below = [one for child in kind.__subclasses__() for one in refusals(child)]
    ours = kind.__module__ in MODULES or kind.__module__.startswith("reskontra.formats.camt")
    return [kind, *below] if ours else below


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_refusals_have_a_remedy_and_do_not_scold(kind):
    assert not [word for word in WORDS if word in kind.template.lower()]
    assert kind.template.count(". ") + kind.template.count(": ") >= 1
    assert kind.template.endswith(".")


def test_codes_are_unique():
    codes = [kind.code for kind in refusals()]
    assert len(set(codes)) == len(codes) > 20
