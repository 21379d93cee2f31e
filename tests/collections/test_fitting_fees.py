"""Fees of drafts are what their claims bear beside what is issued and what else stands, whatever came first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from reskontra.collections.cancelling_reminders import cancel_reminders, delete_reminder_drafts
from reskontra.collections.draft_lines import LineFeeChange, change_line_fee, delete_lines
from reskontra.collections.editing_reminders import add_document, set_line_level, update_texts
from reskontra.collections.finance_charges import memo_rules
from reskontra.collections.fitting_fees import FeeCoveredMeanwhile
from reskontra.collections.issuing import delete_drafts
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CollectionDocument, CollectionLine, CustomerTerms
from reskontra.collections.payment_plans import PlanOrder, cancel_payment_plan, make_payment_plan
from reskontra.collections.reminder_terms_editing import LevelChange, TextPlace, set_letter_text, set_reminder_level
from reskontra.companies.models import Company
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.late_payment_law import FeeAboveLaw
from reskontra.parties.models import Party
from reskontra.receivables.applying import EntryName
from tests import books, build
from tests.collections import reminding
from tests.collections.charging import DAY, TOLD, cancel, issue, make
from tests.story import Story

pytestmark = pytest.mark.django_db
BPU, RFU = "BPU000001", "RFU000001"


def book(company: CompanyFacts, country: str = "SE", line_fee: int = 450_00) -> CompanyFacts:
    """A customer who bears a compensation by reminders and a fee of 60 by memos."""
    Company.objects.filter(id=company.id).update(country=country)
    company = company_by_id(id=company.id)
    Story(company).tells(TOLD.replace("due=20D", "due=20D fee=60.00"))
    reminding.terms(company, "T", line_cost="COMPENSATION", line_fee_minor=line_fee)
    party = Party.objects.get(company=company.id, number="C1")
    CustomerTerms.objects.update_or_create(
        company_id=company.id, party_id=party.id, defaults={"is_due_agreed": True, "is_fee_agreed": True}
    )
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    return company


def fees(company: CompanyFacts) -> tuple[int, int]:
    """What stands or is issued of the reminder's compensation and of the memo's fee, in whole units."""
    rows = CollectionDocument.objects.filter(company=company.id, state__in=("DRAFT", "ISSUED"))
    sums = {
        kind: (line_fee + fee) // 100 for kind, fee, line_fee in rows.values_list("kind", "fee_minor", "line_fee_minor")
    }
    return sums.get("REMINDER", 0), sums.get("FINANCE_CHARGE", 0)


def doings(company: CompanyFacts) -> dict[str, Callable[[], object]]:
    """Each thing that may be done with the two, by a letter: of the reminder, and of the memo in lower case."""
    common = {"company": company, "actor": build.BOB}
    return {
        "M": lambda: reminding.make(company, DAY), "m": lambda: make(company),
        "D": lambda: delete_reminder_drafts(**common, drafts=[BPU]),
        "d": lambda: delete_drafts(**common, rules=memo_rules(company), drafts=[RFU]),
        "I": lambda: issue_reminders(**common).refused, "i": lambda: issue(company).refused,
        "C": lambda: cancel_reminders(**common, numbers=["BP000001"]), "c": lambda: cancel(company, "RF000001"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        # made in either order, the second beside the first; issued in either order
        ("Mm", (450, 0)), ("mM", (390, 60)), ("MmIi", (450, 0)), ("MmiI", (450, 0)), ("mMIi", (390, 60)),
        ("mMiI", (390, 60)), ("MIm", (450, 0)), ("miM", (390, 60)),
        # one is deleted as a draft, or cancelled: the other draft is raised to what it is by itself
        ("MmD", (0, 60)), ("Mmd", (450, 0)), ("mMD", (0, 60)), ("mMd", (450, 0)),
        ("MmIC", (0, 60)), ("mMIC", (0, 60)), ("Mmic", (450, 0)), ("mMic", (450, 0)), ("MImC", (0, 60)),
        ("miMc", (450, 0)),
        # and is issued so
        ("MmDi", (0, 60)), ("mMdI", (450, 0)), ("MmICi", (0, 60)), ("mMicI", (450, 0)),
    ],
)  # fmt: skip
def test_fees_are_right_in_every_order(company: CompanyFacts, done: str, expected: tuple[int, int]) -> None:
    company = book(company)
    known = doings(company)
    for letter in done:
        found = known[letter]()
        assert letter not in "Ii" or found == ()
    assert fees(company) == expected
    before = books.contents()
    told = [one.total for one in issue_reminders(company=company, actor=build.BOB, is_preview=True).done]
    assert books.contents() == before
    drafts = CollectionDocument.objects.filter(company=company.id, state="DRAFT", kind="REMINDER")
    assert [one.minor for one in told] == [12500_00 + row.line_fee_minor for row in drafts]  # tested as shown
    issued = CollectionLine.objects.filter(document__state="ISSUED", role__in=("FEE", "LINE_FEE"), amount_minor=0)
    assert not issued.exists()


@pytest.mark.parametrize("order", list(permutations("mMp")))
def test_a_plan_and_two_drafts_never_come_to_more_than_the_compensation(
    company: CompanyFacts, order: tuple[str, ...]
) -> None:
    company = book(company)
    plan = PlanOrder((EntryName("CUSTOMER", "INV-1"),), first=DAY, count=2, fee="170.00")

    def planned() -> None:
        made = make_payment_plan(company=company, actor=build.BOB, order=plan, today=DAY)
        assert made.fee.amount.minor == 170_00

    known = doings(company)
    for letter in order:
        if letter == "M" and "p" in order[: order.index("M")]:
            continue  # what a plan pays is not reminded of
        planned() if letter == "p" else known[letter]()
    reminder, memo = fees(company)
    has_reminder = CollectionDocument.objects.filter(company=company.id, kind="REMINDER").exists()
    assert reminder + memo + 170 == (450 if has_reminder else 230)
    cancel_payment_plan(company=company, actor=build.BOB, number=1)
    assert sum(fees(company)) == (450 if has_reminder else 60)


@pytest.mark.parametrize(
    ("country", "line_fee", "refusal"), [("SE", 450_00, FeeAboveLaw), ("DE", 400_00, FeeCoveredMeanwhile)]
)
def test_a_fee_set_by_hand_is_kept_as_far_as_it_is_borne(
    company: CompanyFacts, country: str, line_fee: int, refusal: type[Exception]
) -> None:
    company = book(company, country, line_fee)
    known = doings(company)
    known["m"]()
    known["M"]()
    rest = line_fee - 60_00

    def set_to(minor: int) -> int:
        done = change_line_fee(
            company=company, actor=build.BOB, number=BPU, position=2, change=LineFeeChange(minor), reason="agreed"
        )
        return done.sums.line_fee_minor

    before = books.contents()
    with pytest.raises(refusal):
        set_to(line_fee)
    assert books.contents() == before
    assert (set_to(300_00), set_to(rest)) == (300_00, rest)
    set_to(300_00)
    known["d"]()
    assert fees(company) == (300, 0)  # what a person set is never raised


def test_a_fee_that_the_law_forbids_of_who_the_customer_is_by_now_is_not_charged(company: CompanyFacts) -> None:
    company = book(company)
    known = doings(company)
    known["m"]()
    known["M"]()
    CustomerTerms.objects.filter(company=company.id).update(is_consumer=True, is_fee_agreed=False)
    before = books.contents()
    refused = [*known["I"](), *known["i"]()]  # type: ignore[misc]
    assert [one.code for one in refused] == ["compensation_of_consumer", "reminder_fee_not_agreed"]
    assert books.contents() == before
    for number, position, kind in ((BPU, 2, "REMINDER"), (RFU, 3, "FINANCE_CHARGE")):
        delete_lines(
            company=company, actor=build.BOB, number=number, positions=[position], reason="a person", kind=kind
        )
    assert (known["I"](), known["i"](), fees(company)) == ((), (), (0, 0))


def test_texts_name_the_fees_as_they_are_fitted(company: CompanyFacts) -> None:
    """Those that a person wrote stay; the fee's own text follows."""
    company = book(company)
    for part, text in (("BEGINNING", "Avgifter {line_fees}."), ("ENDING", "Betala {total}.")):
        set_letter_text(company=company, actor=build.BOB, code="T", place=TextPlace(part, "sv", 1), text=text)
    known = doings(company)
    known["m"]()
    known["M"]()
    lines = CollectionLine.objects.filter(company=company.id, document__kind="REMINDER")
    lines.filter(role="BEGINNING").update(text="Avgifter 390,00 som avtalat.")
    lines.filter(role="LINE_FEE").update(text="Ersättning 390,00, se 1 390,00")
    known["d"]()
    said = {line.role: line.text.replace("\xa0", " ") for line in lines}
    assert said["LINE_FEE"] == "Ersättning 450,00, se 1 390,00"
    assert (said["BEGINNING"], said["ENDING"]) == ("Avgifter 390,00 som avtalat.", "Betala 12 950,00.")


def test_a_letter_never_charges_a_fee_on_top_of_its_own_compensation(company: CompanyFacts) -> None:
    """However its lines were changed; where it asks for another claim too, that one bears the letter's fee."""
    reminding.terms(company, cost="REMINDER", fee_minor=60_00)
    change = LevelChange(line_cost="COMPENSATION", line_fee_minor=450_00)
    set_reminder_level(company=company, actor=build.BOB, code="T", number=2, change=change)
    party = reminding.debtor(company)
    reminding.of_law(company, party, is_due_agreed=True, is_fee_agreed=True)
    build.invoice(company, party, number="A")
    build.invoice(company, party, number="B")
    (made,) = reminding.make(company, DAY).made
    common = {"company": company, "actor": build.BOB, "number": made.number}
    because = {"reason": "agreed"}

    def charged() -> list[tuple[str, str, int]]:
        return [
            (role, document, minor)
            for role, document, _level, minor in reminding.held(company, made.number)
            if role in ("FEE", "LINE_FEE")
        ]

    of_letter, of_document, covered = ("FEE", "", 60_00), ("LINE_FEE", "A", 450_00), ("FEE", "", 0)
    assert charged() == [of_letter]
    set_line_level(**common, position=1, level=2)
    assert charged() == [of_document, of_letter]
    delete_lines(**common, positions=[3])
    assert charged() == [of_document, covered]
    assert update_texts(**common, has_fee=True).sums.fee_minor == 0
    change_line_fee(**common, position=2, change=LineFeeChange(400_00), **because)
    assert charged() == [("LINE_FEE", "A", 400_00), ("FEE", "", 50_00)]
    change_line_fee(**common, position=2, change=LineFeeChange(450_00), **because)
    assert charged() == [of_document, covered]
    add_document(**common, document="B", level=1)
    assert charged() == [of_document, of_letter]
    (line,) = CollectionLine.objects.filter(company=company.id, role="FEE").values_list("position", flat=True)
    delete_lines(**common, positions=[line], **because)
    (done,) = issue_reminders(company=company, actor=build.BOB).done
    assert done.posted.minor == 450_00
