"""The page of what a customer owes and says of it: promises, disputes, plans, and the log of contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.bounces import bounced_address
from reskontra.collections.claim_lists import DisputeLine, Of, disputes, payment_plans, promises
from reskontra.collections.claim_words import (
    HOLD_WORDS,
    OUTCOME_WORDS,
    PLAN_WORDS,
    PROMISE_WORDS,
    REASON_WORDS,
    outcome_words,
)
from reskontra.collections.contacts import CONTACT_WORDS, contacts_of
from reskontra.collections.customer_setup_form import customer_setup_form
from reskontra.collections.hand_overs import TO_WORDS, hand_overs
from reskontra.collections.holding import held_of
from reskontra.collections.kept_post import KeptToSend, kept_letter_told
from reskontra.collections.payment_plans import DEFAULT_GRACE_DAYS
from reskontra.collections.plan_sending import PlanPost
from reskontra.companies.notes import notes_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import PlanState, PromiseState
from reskontra.core.money import Money
from reskontra.database.days import day_of
from reskontra.interface.forms import Field, Form
from reskontra.interface.people import deciders
from reskontra.interface.setup import Button, Head, Listing, Page, Row, without_blank
from reskontra.interface.templatetags.display import day, money
from reskontra.parties.queries import PartySummary

KEPT = "*"  # of a form: leave who is
MOST_CLAIMS, MOST_CONTACTS = 200, 50
AT = {
    "promise_of_the_past": "day", "promise_beyond_claims": "amount", "not_an_amount": "amount",
    "amount_beyond_entry": "amount", "dispute_deadline_past": "deadline", "dispute_owner_unknown": "owner",
    "plan_of_the_past": "first", "fee_above_law": "fee", "plan_fee_negative": "fee", "instalments_uneven": "count",
    "plan_grace_out_of_bounds": "grace", "contact_empty": "text", "contact_in_future": "happened",
    "next_action_in_past": "next", "claim_note_too_long": "note", "document_unknown": "documents",
    "dispute_credit_beyond": "credited", "dispute_not_credited": "credited",
    "dispute_nothing_to_change": "comment", "note_too_long": "comment", "note_file_of_other_kind": "file",
    "note_file_too_large": "file", "note_file_empty": "file",
    "promise_stands": "documents", "plan_stands": "documents", "disputed_already": "document",
    "nothing_overdue": "documents", "claim_held_back": "documents", "claim_handed_over": "documents",
    "claim_not_due": "documents", "no_claim_named": "documents", "entry_not_open": "documents",
}  # fmt: skip


def claims_page(*, company: CompanyFacts, customer: PartySummary, on: date, may_change: bool) -> Page:
    """What is open of the customer, what is said of it, and forms for more."""
    claims = _claims(company, customer, on)
    numbers = [row[1] for row in claims]
    overdue = [row[1] for row in claims if row[2] < on]
    of = Of(party_id=customer.id, with_ended=True)
    card = reverse("customer", args=[company.id, customer.number])
    title = f"{customer.number} {customer.name}"
    return Page(
        _("Claims on {customer}").format(customer=title),
        _("What is held back here is not reminded of: a promise until it is broken, a dispute until it is closed."),
        lists=(
            *_bounced(company, customer, may_change),
            _claim_list(company, claims, on),
            *(cases(company, of, on, may_change) for cases in (_promises, _disputes, _plans)),
            *_handed(company, customer, may_change),
            _contacts(company, customer),
        ),
        forms=_forms(company, numbers, overdue, customer, on) if may_change else (),
        links=((_("Customer"), card),),
        above=(_("Worklist"), reverse("collecting", args=[company.id])),
    )


def _bounced(company: CompanyFacts, customer: PartySummary, may_change: bool) -> Iterator[Listing]:
    """Only where mail to the customer's address came back."""
    found = bounced_address(company=company, party_id=customer.id)
    if found is None:
        return
    heads = (Head(_("Address")), Head(_("Date")), Head(_("Why")), Head(_("Meanwhile")))
    button = Button(_("The address is right"), "confirm", customer.number)
    row = Row(
        (found.address, day(found.day), found.reason, _("Letters go on paper until the address is changed.")),
        url=reverse("customer_edit", args=[company.id, customer.number]) if may_change else "",
        buttons=(button,) if may_change else (),
    )
    yield Listing(_("E-mail came back"), heads, (row,))


def _claims(company: CompanyFacts, customer: PartySummary, on: date) -> list[tuple[int, str, date, int, str, str, str]]:
    """Open claims: key, number, due, remaining, currency, the word of what holds it back, and how much of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.document_number, e.due_date, e.remaining_minor, e.currency FROM receivables_entry e "
            "WHERE e.company_id = %s AND e.party_id = %s AND NOT e.remaining_minor = 0 AND e.remaining_minor > 0 "
            "ORDER BY e.due_date, e.id LIMIT %s",
            [company.id, customer.id, MOST_CLAIMS],
        )
        rows = cursor.fetchall()
    held = held_of(company=company, entry_ids=[row[0] for row in rows], as_of=on)
    found = []
    for id, number, due, minor, currency in rows:
        one = held.get(id)
        words = ", ".join(_(HOLD_WORDS[reason]) for reason in one.reasons) if one else ""
        if one and one.until:
            until = _("until {day}").format(day=day(one.until))
            words += f" {until}"
        found.append((id, number, day_of(due), minor, currency, words, money(one.held_minor, currency) if one else ""))
    return found


def _claim_list(
    company: CompanyFacts, claims: Sequence[tuple[int, str, date, int, str, str, str]], on: date
) -> Listing:
    heads = (
        Head(_("Document")), Head(_("Due")), Head(_("Days late"), True), Head(_("Remaining"), True),
        Head(_("Held back"), True), Head(_("Why")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                number,
                day(due),
                str((on - due).days) if due < on else "",
                f"{money(minor, currency)} {currency}",
                held,
                words,
            ),
            url=reverse("entry", args=[company.id, id]),
        )
        for id, number, due, minor, currency, words, held in claims
    )
    return Listing(_("Open claims"), heads, rows, _("Nothing is open."))


def _promises(company: CompanyFacts, of: Of, on: date, may_change: bool) -> Listing:
    standing = (PromiseState.STANDING, PromiseState.BROKEN)
    rows = tuple(
        Row(
            (
                str(one.number), ", ".join(number for _id, number in one.documents), day(one.promised_date),
                _amount(one.amount), _(PROMISE_WORDS[one.state]), one.note,
            ),
            buttons=(Button(_("Withdraw"), "withdraw", str(one.number)),)
            if may_change and one.state in standing
            else (),
        )
        for one in promises(company=company, as_of=on, of=of)
    )  # fmt: skip
    heads = (
        Head(_("Number"), True), Head(_("Documents")), Head(_("Promised for")), Head(_("Amount"), True),
        Head(_("State")), Head(_("Note")),
    )  # fmt: skip
    empty = _("No promise yet. What a customer promises to pay by a day stands here.")
    return Listing(_("Promises"), heads, rows, empty)


def _disputes(company: CompanyFacts, of: Of, on: date, may_change: bool) -> Listing:
    found = disputes(company=company, as_of=on, of=of)
    beside = Counter(
        note.subject_id for note in notes_of(company=company, kind="ENTRY", ids=[one.entry_id for one in found])
    )
    rows = tuple(
        Row(
            (
                str(one.number), one.document, _amount(one.amount), _(REASON_WORDS[one.reason]), one.owner,
                _deadline(one), outcome_words(one) or _("Open"),
                _amount(one.credited) if one.credited.minor else "",
                one.closing_note or one.note, str(beside[one.entry_id] or ""),
            ),
            url=reverse("entry", args=[company.id, one.entry_id]),
        )
        for one in found
    )  # fmt: skip
    heads = (
        Head(_("Number"), True), Head(_("Document")), Head(_("Disputed"), True), Head(_("Reason")), Head(_("Owner")),
        Head(_("Deadline")), Head(_("Outcome")), Head(_("Credited"), True), Head(_("Note")),
        Head(_("Comments and files"), True),
    )  # fmt: skip
    empty = _("No dispute yet. What a customer objects to stands here.")
    return without_blank(Listing(_("Disputes"), heads, rows, empty))


def _deadline(one: DisputeLine) -> str:
    if one.deadline is None:
        return ""
    return f"{day(one.deadline)} · {_('late')}" if one.is_late else day(one.deadline)


def _plans(company: CompanyFacts, of: Of, on: date, may_change: bool) -> Listing:
    found = payment_plans(company=company, as_of=on, of=of)
    told = [one.number for one in found if one.standing.standing.state is not PlanState.CANCELLED]
    letters = {one.number: one for one in PlanPost(company, "").to_send(told)} if told else {}
    rows = tuple(
        Row(
            (
                str(one.number), ", ".join(number for _id, number in one.documents), _amount(one.total),
                _amount(one.paid), day(standing.next.due_date) if standing.next else "",
                " · ".join(filter(None, (_(PLAN_WORDS[standing.state]), one.note))),
                kept_letter_told(letter) if letter else "–",
            ),
            url=reverse("plan_pdf", args=[company.id, one.number]) if letter and letter.is_shown else "",
            buttons=tuple(_plan_buttons(standing.state, one.number, letter)) if may_change else (),
        )
        for one in found
        for standing, letter in ((one.standing.standing, letters.get(one.number)),)
    )  # fmt: skip
    heads = (
        Head(_("Number"), True), Head(_("Documents")), Head(_("Total"), True), Head(_("Paid"), True),
        Head(_("Due next")), Head(_("State")), Head(_("Letter")),
    )  # fmt: skip
    empty = _("No payment plan yet. Debts that are paid in instalments stand here.")
    return Listing(_("Payment plans"), heads, rows, empty)


def _plan_buttons(state: PlanState, number: int, letter: KeptToSend | None) -> Iterator[Button]:
    if state not in (PlanState.KEPT, PlanState.BROKEN):
        return
    if letter and letter.card and letter.was_not_sent and letter.state != "SENDING":
        if letter.channel == "EMAIL":
            word = _("Send the letter again") if letter.is_unclear else _("Send the letter")
            yield Button(word, "letter", f"{number} {letter.seen}")
        yield Button(_("Mark as sent"), "mark", str(number))
    yield Button(_("Cancel the plan"), "cancel", str(number))


def _amount(amount: Money) -> str:
    return f"{money(amount.minor, amount.currency)} {amount.currency}"


def _handed(company: CompanyFacts, customer: PartySummary, may_change: bool) -> Iterator[Listing]:
    """Only where something was handed over."""
    found = hand_overs(company=company, party_id=customer.id)
    heads = (
        Head(_("Number"), True), Head(_("To")), Head(_("Date")), Head(_("Documents")), Head(_("Amount"), True),
        Head(_("Note")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(one.number), _(TO_WORDS[one.to]), day(one.day), ", ".join(one.documents), _amount(one.amount),
                _("Taken back") if one.is_taken_back else one.note,
            ),
            url=reverse("hand_over", args=[company.id, one.number]),
            buttons=(Button(_("Take back"), "back", str(one.number)),) if may_change and not one.is_taken_back else (),
        )
        for one in found
    )  # fmt: skip
    if rows:
        yield Listing(_("Handed over"), heads, rows)


def _contacts(company: CompanyFacts, customer: PartySummary) -> Listing:
    heads = (Head(_("Date")), Head(_("How")), Head(_("Text")), Head(_("Next action")), Head(_("By")))
    rows = tuple(
        Row(
            (
                day(one.happened_on),
                _(CONTACT_WORDS[one.kind]),
                one.text,
                day(one.next_date) if one.next_date else "",
                one.made_by,
            )
        )
        for one in contacts_of(company=company, party_id=customer.id, most=MOST_CONTACTS)
    )
    return Listing(_("Contacts"), heads, rows, _("No contact yet. Calls, e-mails and notes stand here."))


def _answers(
    company: CompanyFacts, customer: PartySummary, on: date, people: tuple[tuple[str, str], ...]
) -> Iterator[Form]:
    """Only where a dispute is open."""
    found = [one for one in disputes(company=company, as_of=on, of=Of(party_id=customer.id)) if one.closed_at is None]
    if not found:
        return
    fields = (
        Field(
            "number", _("Dispute"), kind="select",
            choices=tuple((str(one.number), f"{one.number} · {one.document}") for one in found),
        ),
        Field("owner", _("Owner"), KEPT, kind="select", choices=((KEPT, _("As it is")), *people)),
        Field("deadline", _("Deadline"), hint=_("Empty leaves it as it is.")),
        Field(
            "outcome", _("Outcome"), kind="select",
            choices=(("", _("Open")), *((code, _(word)) for code, word in OUTCOME_WORDS.items())),
        ),
        Field(
            "credited", _("Credited"), kind="number",
            hint=_("With a credit memo: how much of it was right. Empty is what has been credited, else all of it."),
        ),
        Field("comment", _("Comment"), hint=_("Kept beside the document, with the file.")),
        Field("file", _("File"), kind="file"),
    )  # fmt: skip
    yield Form("answer", _("Go on with a dispute"), _("Keep it"), fields, at=AT)


def _forms(
    company: CompanyFacts, numbers: list[str], overdue: list[str], customer: PartySummary, on: date
) -> tuple[Form, ...]:
    note = Field("note", _("Note"))
    documents = Field(
        "documents", _("Documents"), ", ".join(overdue or numbers), "area", hint=_("Separated by commas."), rows=2
    )
    amount = Field("amount", _("Amount"), kind="number", hint=_("Empty is all that is left."))
    reasons = tuple((code, _(word)) for code, word in REASON_WORDS.items())
    people = (("", "–"), *deciders(company=company.id))
    kinds = tuple((code, _(word)) for code, word in CONTACT_WORDS.items())
    contact = (
        Field("kind", _("How"), kind="select", choices=kinds),
        Field("text", _("Text"), is_needed=True),
        Field("happened", _("Date"), day(on)),
        Field("next", _("Next action"), hint=_("When to do something again.")),
    )
    forms = [Form("contact", _("Keep a contact"), _("Keep it"), contact, at=AT)]
    if numbers:
        promise = (documents, Field("day", _("Promised for"), is_needed=True), amount, note)
        dispute = (
            Field("document", _("Document"), kind="select", choices=tuple((one, one) for one in numbers)),
            Field("reason", _("Reason"), kind="select", choices=reasons),
            amount,
            Field("owner", _("Owner"), kind="select", choices=people),
            Field("deadline", _("Deadline")),
            note,
        )
        fee_hint = _("At most 170 SEK by law. It is posted, and paid with the first instalment.")
        plan = (
            documents,
            Field("count", _("Instalments"), "3", "number"),
            Field("first", _("First instalment"), is_needed=True, hint=_("The others follow a month apart.")),
            Field("grace", _("Days of grace"), str(DEFAULT_GRACE_DAYS), "number"),
            Field("fee", _("Agreed fee"), kind="number", hint=fee_hint),
            note,
        )
        others = tuple((code, _(word)) for code, word in TO_WORDS.items())
        given = (documents, Field("to", _("To"), kind="select", choices=others), note)
        forms = [
            Form("promise", _("New promise"), _("Keep the promise"), promise, at=AT),
            *forms,
            Form("dispute", _("New dispute"), _("Open the dispute"), dispute, at=AT),
            *_answers(company, customer, on, people),
            Form("plan", _("New payment plan"), _("Make the plan"), plan, at=AT),
            Form("hand_over", _("Hand over"), _("Hand over"), given, at=AT),
        ]
    return (*forms, customer_setup_form(company=company, customer=customer))
