"""What forbids to post lines is told of every line, with its place; the rules one by one are in the stories."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from reskontra.companies.numbering import SeriesShape
from reskontra.core.errors import Findings
from reskontra.core.settlement import Marked
from reskontra.journals.typed_book import read_book
from reskontra.journals.typed_checks import findings_of, order_of_numbers
from reskontra.journals.typed_lines import typed_lines
from reskontra.ledger.party_groups import PostingGroupUnknown, choose_posting_group
from reskontra.ledger.queries import posting_groups
from reskontra.receivables.models import Entry
from reskontra.receivables.policy import group_accounts
from tests import books, build
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def typed(story: Story) -> Story:
    story.tells("""
        customer C1 "Alfa AB"
        batch    KASSA gl:3740
        type     KASSA customer:C1 -1.00 on=2026-03-10
        type     KASSA customer:C1 0.00
        type     KASSA customer:C1 5.00 as=payment on=2027-01-10
        type     KASSA gl:9999 5.00 on=2026-03-10
    """)
    return story


def test_every_reason_with_its_line_and_field(typed: Story) -> None:
    batch = typed._of("KASSA")
    lines = typed_lines(company=typed.company, journal_id=batch.journal_id)
    book = read_book(company=typed.company, batch=batch, lines=lines)
    found = [(finding.place, finding.code) for finding in findings_of(book, lines, today=TODAY)]
    assert found == [
        ("line 2, amount", "amount_is_zero"),
        ("line 3, posting_date", "no_fiscal_year"),
        ("line 3, amount", "sign_contradicts_type"),
        ("line 3, posting_date", "posting_date_ahead"),
        ("line 4, account", "account_unknown"),
    ]
    assert "posting_date_ahead" not in {finding.code for finding in findings_of(book, lines, today=None)}


def test_one_bad_line_posts_none(typed: Story) -> None:
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        typed.tell("post-batch KASSA")
    assert len(refusal.value.findings) == 5
    assert books.contents() == before


def test_numbers_in_order(typed: Story) -> None:
    lines = typed_lines(company=typed.company, journal_id=typed._of("KASSA").journal_id)
    assert order_of_numbers(lines, SeriesShape("INB", "INB", 6, 0)) == []
    assert [finding.place for finding in order_of_numbers(lines[1:], SeriesShape("INB", "INB", 6, 0))] == [
        "line 2, document_number", "line 3, document_number", "line 4, document_number"
    ]  # fmt: skip


def test_days_of_the_template(typed: Story) -> None:
    typed.tells("""
        template JAN from=2026-01-01 to=2026-01-31
        batch    JANUARI gl:3740 template=JAN series=INB
        type     JANUARI customer:C1 -1.00 on=2026-02-01
        post-batch JANUARI refused posting_date_outside "2026-01-01 to 2026-01-31"
        retype   JANUARI 1 customer:C1 -1.00 on=2026-01-31
        post-batch JANUARI
    """)


def test_a_document_without_a_number(typed: Story) -> None:
    typed.tells("""
        template HAND series="" manual=yes
        batch    HAND gl:3740 template=HAND
        type     HAND customer:C1 -1.00 on=2026-03-10
        post-batch HAND refused document_number_missing
    """)


def test_a_line_without_a_day_and_one_that_names_two_documents(typed: Story) -> None:
    typed.tells("invoice C1 TWICE 100.00\npayment C1 TWICE -40.00")
    batch = typed._of("KASSA")
    first = typed_lines(company=typed.company, journal_id=batch.journal_id)[0]
    for line, code in (
        (replace(first, posting_date=None), "posting_date_missing"),
        (replace(first, applies_to_number="TWICE", applies_to_id="", marks=()), "applies_to_ambiguous"),
    ):
        book = read_book(company=typed.company, batch=batch, lines=[line])
        assert code in {finding.code for finding in findings_of(book, [line], today=TODAY)}


def codes(story: Story, **changes: object) -> set[str]:
    """Of the first line, changed so, asked alone."""
    batch = story._of("KASSA")
    first = typed_lines(company=story.company, journal_id=batch.journal_id)[0]
    line = replace(first, **changes)  # type: ignore[arg-type]
    book = read_book(company=story.company, batch=batch, lines=[line])
    return {finding.code for finding in findings_of(book, [line], today=TODAY)}


BARE: dict[str, object] = {"account_type": "", "account_number": "", "balancing_type": "", "balancing_number": ""}
MARKED = (Marked(1, None),)


@pytest.mark.parametrize(("case", "changes", "wanted"), [
    ("as it is typed", {}, set()),
    ("V3: no account at all", BARE, {"account_not_named"}),
    ("V3: a balancing account alone will do", BARE | {"balancing_type": "GL", "balancing_number": "3740"}, set()),
    ("V12: a document and marks", {"applies_to_number": "INV-1", "marks": MARKED}, {"applies_twice"}),
    ("V12: a document between G/L accounts", {"account_type": "GL", "account_number": "6570",
                                              "applies_to_number": "INV-1"}, {"applies_without_party"}),
    ("V12: marks between G/L accounts", {"account_type": "GL", "account_number": "6570", "marks": MARKED},
     {"applies_without_party"}),
])  # fmt: skip
def test_v03_and_v12(typed: Story, case: str, changes: dict[str, object], wanted: set[str]) -> None:
    typed.tell("invoice C1 INV-1 100.00")
    if "marks" in changes:
        id = Entry.objects.get(company=typed.company.id, document_number="INV-1").id
        changes = changes | {"marks": (Marked(id, None),)}
    assert codes(typed, **changes) == wanted


@pytest.mark.parametrize("ledger", ["CUSTOMER", "VENDOR"])
def test_v10_a_party_of_any_group_has_all_its_accounts(typed: Story, ledger: str) -> None:
    typed.tell('vendor V1 "Vide AB"')
    number = {"CUSTOMER": "C1", "VENDOR": "V1"}[ledger]
    with pytest.raises(PostingGroupUnknown, match="NONE"):
        choose_posting_group(company=typed.company, actor=build.BOB, ledger=ledger, number=number, group="NONE")
    groups = [group for group in posting_groups(company=typed.company).values() if group.kind == ledger]
    accounts = [asdict(group_accounts(group)).items() for group in groups]
    assert accounts
    assert all(id for group in accounts for name, id in group if not name.startswith("unrealized"))


@pytest.mark.parametrize(("party", "amount"), [("customer:C1", "-100.00"), ("vendor:V1", "100.00")])
def test_v15_a_document_in_a_currency_that_may_not_be_applied_to(typed: Story, party: str, amount: str) -> None:
    owed = "-10.00" if party == "vendor:V1" else "10.00"
    typed.tells(f"""
        rate    USD 2026-01-01 10.00
        vendor  V1 "Vide AB"
        invoice {party.split(":")[1]} USD-1 {owed} currency=USD
        setting applies_between_currencies false
        batch   ETT gl:3740
        type    ETT {party} {amount} on=2026-03-10 currency=SEK pays=USD-1
        post-batch ETT refused currency_mismatch "USD-1 in USD"
        setting applies_between_currencies true
        post-batch ETT
        remaining USD-1 0.00
    """)
