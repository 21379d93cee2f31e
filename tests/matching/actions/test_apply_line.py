"""A person applies a line, or takes that away; what is written, recorded and refused. Stories tell the rest."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.core.errors import Refused
from reskontra.journals.queries import lines
from reskontra.matching.actions.apply_line import WantedDocument, account_currency, parse_document
from reskontra.matching.models import Proposal
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        invoice   V1 INV-1 -70.00
        credit    C1 K-1 -200.00
        statement B1 2026-03-02
        line      1000.00 text="Insättning"
        line      -300.00 text="Uttag"
        import
        """
    )
    return story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("customer:F1001", WantedDocument("CUSTOMER", "F1001")),
        ("Vendor:F1001", WantedDocument("VENDOR", "F1001")),
        ("customer:F1001=250.00", WantedDocument("CUSTOMER", "F1001", amount="250.00")),
        ("vendor:4711@V12", WantedDocument("VENDOR", "4711", "V12")),
        ("vendor:4711@V12=-3.00", WantedDocument("VENDOR", "4711", "V12", "-3.00")),
        ("customer:2026:17", WantedDocument("CUSTOMER", "2026:17")),
    ],
)
def test_how_a_document_is_written(text: str, expected: WantedDocument) -> None:
    assert parse_document(text) == expected


@pytest.mark.parametrize("text", ["", "F1001", "customer:", "gl:6570", ":F1", "customer:=5", "kund:F1"])
def test_what_names_no_document(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_document(text)
    assert refusal.value.code == "document_not_written"
    assert f'"{text}"' in str(refusal.value)


@pytest.mark.parametrize(
    ("case", "command", "expected"),
    [
        ("what the line has", "apply 1 INV-2", "shows 1 overpaid manual INV-2=500.00"),
        ("as much as it has", "apply 2 88012", "shows 2 ready manual reviewed 88012=-300.00"),
        ("a part", "apply 1 INV-3=250.00", "shows 1 overpaid manual INV-3=250.00"),
        ("several", "apply 1 INV-2 INV-3", "shows 1 ready manual reviewed INV-2=500.00 INV-3=500.00"),
        ("credits first", "apply 1 INV-1@C1 K-1", "shows 1 overpaid manual K-1=-200.00 INV-1=1000.00"),
        ("with its discount", "apply 1 INV-1@C1 with-discount", "shows 1 overpaid manual INV-1=980.00/discount=20.00"),
        ("to an account", "apply 1 gl:3990", "shows 1 ready manual reviewed gl:3990=1000.00"),
        ("on account", "apply 1 customer:C2", "shows 1 ready manual reviewed C2=1000.00"),
    ],
)
def test_what_is_applied(imported: Story, case: str, command: str, expected: str) -> None:
    imported.ledgers["INV-1"] = "customer"
    imported.tells(f"{command}\n{expected}\nbecause {expected.split()[1]} applied_by_hand")


@pytest.mark.parametrize(
    ("case", "command"),
    [
        ("no such line", "apply 9 INV-2 refused line_unknown 9"),
        ("no such document", "apply 1 INV-9 refused document_unknown INV-9"),
        ("not its amount", "apply 1 INV-2=1,50 refused not_an_amount"),
        ("too fine an amount", "apply 1 INV-2=1.505 refused too_many_decimals"),
        ("a hundred times too much", "apply 1 INV-2=50000 refused over_applied 500.00"),
        ("more than the line has", "apply 2 88012=-300.01 refused over_applied 300.00"),
        ("of the other sign", "apply 2 88012=300.00 refused part_against_sign"),
        ("nothing of it", "apply 1 INV-2=0 refused part_against_sign"),
        ("no discount to grant", "apply 1 INV-2 with-discount refused no_discount_left INV-2"),
        ("a document of nobody named", "apply 1 INV-1@C7 refused document_unknown"),
        ("a line that is used up", "apply 2 88012 INV-1@V1 refused line_used_up 0.00"),
        ("no such account", "apply 1 gl:77 refused account_unknown"),
    ],
)
def test_what_is_refused(imported: Story, case: str, command: str) -> None:
    imported.tell(command)


def test_a_number_that_two_parties_have(story: Story) -> None:
    story.tells(
        """
        vendor    V2 "Vass AB"
        invoice   V2 88012 -10.00
        statement B1 2026-03-02
        line      -310.00 text="Uttag"
        import
        apply     1 88012 refused document_not_unique V1 V2
        apply     1 88012@V1 88012@V2
        shows     1 ready 88012=-300.00 88012=-10.00
        post
        owes      V1 0.00
        owes      V2 0.00
        """
    )


def test_a_decision_is_recorded_with_who_made_it(imported: Story) -> None:
    imported.tell("apply 1 gl:3990")
    (line, _) = lines(company=imported.company, journal_ids=[imported.facts.id])
    assert line.reviewed_by == build.ALICE
    event = Event.objects.filter(company=imported.company.id).order_by("-number").first()
    assert event
    assert (event.action, event.subject, event.actor) == ("journal.line.applied", "PRJ000001", build.ALICE)


def test_unapplying_leaves_nothing(imported: Story) -> None:
    imported.tells("apply 1 INV-2\nunapply 1\nshows 1 unmatched none nothing")
    (line, _) = lines(company=imported.company, journal_ids=[imported.facts.id])
    assert line.reviewed_by == ""
    assert not Proposal.objects.exists()
    imported.tell("unapply 1")  # again: nothing more happens


def test_the_currency_is_the_bank_accounts(imported: Story) -> None:
    imported.tells("rate EUR 2026-01-01 11.00\nbank B2 0.00 EUR")
    assert account_currency(company=imported.company, journal=imported.facts) == "SEK"
    imported.tells("statement B2 2026-03-02\nline 1.00\nimport")
    assert account_currency(company=imported.company, journal=imported.facts) == "EUR"


def test_a_document_of_another_company_is_not_there(imported: Story) -> None:
    other = Story(build.new_company(name="Sydan AB"))
    other.tells(
        """
        bank      B1
        customer  C9 "Alfa AB"
        statement B1 2026-03-02
        line      500.00 ocr=10025
        import
        match
        shows     1 unmatched nothing
        apply     1 INV-2 refused document_unknown
        apply     1 customer:C1 refused party_unknown
        """
    )
