"""The pages of direct debit: collections with what makes them, and one collection with its debits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import compress

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.files import erased_on
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.interface.display import value
from reskontra.interface.forms import Choices, Field, Form
from reskontra.interface.refusals import remedy_wording, wording
from reskontra.interface.setup import Button, Head, Listing, Page, Row
from reskontra.interface.templatetags.display import day, gone, money
from reskontra.ledger.queries import bank_accounts
from reskontra.receivables.direct_debit_state_words import SCHEMES, collection_state, debit_state, sequence_word
from reskontra.receivables.direct_debit_words import came_back_told
from reskontra.receivables.direct_debits.collections import (
    CollectionShown,
    DebitShown,
    collection_shown,
    collections,
    debits_of,
)
from reskontra.receivables.direct_debits.debit_setup import debit_setup_of, debit_setups
from reskontra.receivables.direct_debits.faults import faults_shown

MOST_ROWS = 200
SENT = "FILE_CREATED", "POSTED", "CLOSED"
AT = {
    "nothing_to_collect_by_debit": "to", "collecting_days_turned": "to", "not_a_creditor_id": "creditor_id",
    "creditor_id_check_digits_differ": "creditor_id", "not_a_bic": "bic", "creditor_name_unfit": "name",
    "bankgirot_number_unfit": "bankgirot", "debit_unknown": "debit", "debit_amount_unfit": "amount",
    "not_an_amount": "amount", "debit_message_too_long": "message", "mandate_unknown": "mandate",
    "mandate_of_another": "mandate", "debit_nothing_changed": "amount", "reject_reason_missing": "reason",
    "debit_state": "debit", "answer_to_no_collection": "file", "answered_debit_unknown": "file",
}  # fmt: skip

# What a page calls the remedies that name commands, or that read above their debits as nothing that is known yet.
PRESSED = {
    "debit_amount_not_above": noop("Open the debit by its number and raise its amount, or press Remove in its row."),
    "debit_beyond_remaining": noop("Open the debit by its number and lower its amount, or press Remove in its row."),
    "debit_currency_unfit": noop("Collect to another bank account, or open this one under Direct debit to allow it."),
    "debit_date_past": noop('Press Check, with "Move days that have passed to today" on.'),
    "debit_held": noop("Release the document, or press Remove in its row."),
    "debit_chosen_otherwise": noop("Press Remove in its row."),
    "debit_without_mandate": noop("Keep one under Mandates, open the debit by its number, and name it there."),
    "debit_scheme_differs": noop("Open the debit by its number and name a mandate of the collection's scheme."),
    "debit_mandate_unsigned": noop("Open the mandate and enter the day, then press Check."),
    "debit_mandate_inactive": noop(
        "Open the mandate and change it, or open the debit by its number and name another; then press Check."
    ),
    "debit_mandate_used_up": noop("Open the mandate and expect more debits, then press Check."),
    "debit_account_unfit": noop("Open the mandate and choose another account, then press Check."),
    "debit_account_gone": noop("Open the mandate and choose another account, then press Check."),
    "debit_bic_missing": noop("Open the mandate and enter the BIC, then press Check."),
    "debit_payer_number_unfit": noop("Open the mandate and enter the number, then press Check."),
    "debit_mandate_cancelled": noop("Ask the customer for another mandate, and press Remove in its row."),
    "debit_mandate_rejected": noop("Correct the mandate with the customer, and press Remove in its row."),
    "debit_mandate_elsewhere": noop(
        "Collect to where the mandate stands, or ask for it here by Questions to Bankgirot."
    ),
    "debit_payer_number_of_another": noop(
        "Let the other be taken out and this one be entered, by Questions to Bankgirot."
    ),
}


def schemes() -> Choices:
    return tuple(SCHEMES.items())


def usual_scheme(company: CompanyFacts) -> str:
    """The one that a company of that currency collects by."""
    return "AUTOGIRO" if company.currency == "SEK" else "CORE"


def switch(name: str, label: str, *, is_on: bool, hint: str = "") -> Field:
    return Field(name, label, "on" if is_on else "", "switch", hint=hint)


def collections_page(*, company: CompanyFacts, bank: str, may_make: bool, may_set: bool, on: date) -> Page:
    """Every collection, the form that makes one, and the set-up of the bank account that is asked for."""
    forms = [_make(company, on)] if may_make and bank_accounts(company=company) else []
    if may_set and bank in {one.number for one in bank_accounts(company=company)}:
        forms.append(_setup(company, bank))
    return Page(
        _("Direct debit"),
        _("Invoices whose customers have signed a mandate are collected from their accounts on the due date."),
        lists=(_collections(company), _setups(company, bank, may_set=may_set)),
        forms=tuple(forms),
        links=((_("Mandates"), reverse("mandates", args=[company.id])),),
        above=(_("Collecting"), reverse("collecting", args=[company.id])),
        tabs=("collections/_places.html", "direct_debits"),
    )


def _collections(company: CompanyFacts) -> Listing:
    heads = (
        Head(_("Debit collection")), Head(_("Scheme")), Head(_("Bank account")), Head(_("Due to")),
        Head(_("Debits"), True),
        Head(_("Amount"), True), Head(_("Currency")), Head(_("Kept from the bank"), True), Head(_("State")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.number, SCHEMES[one.scheme], one.bank_account, day(one.to_date), str(one.debits),
                money(one.amount.minor, one.amount.currency), one.amount.currency, str(one.faulty or ""),
                collection_state(one.state),
            ),
            reverse("direct_debit", args=[company.id, one.number]),
        )
        for one in collections(company=company, with_all=True)[:MOST_ROWS]
    )  # fmt: skip
    return Listing(_("Collections"), heads, rows, empty=_("No collection is made yet."))


def _setups(company: CompanyFacts, bank: str, *, may_set: bool) -> Listing:
    heads = (
        Head(_("Bank account")), Head(_("IBAN")), Head(_("Creditor identifier")), Head(_("Bankgiro")),
        Head(_("Bankgirot number")),
    )  # fmt: skip
    known = {one.account.id: one.terms for one in debit_setups(company=company)}
    rows = []
    for account in sorted(bank_accounts(company=company), key=lambda one: one.number):
        terms = known.get(account.id)
        told = (terms.creditor_id, account.bankgiro, terms.bankgirot_number) if terms else ("", account.bankgiro, "")
        to = f"?bank={account.number}" if may_set else ""
        rows.append(Row((account.number, account.iban, *told), to, is_current=account.number == bank))
    return Listing(_("Bank accounts that collect"), heads, tuple(rows), empty=_("There is no bank account."))


def _make(company: CompanyFacts, on: date) -> Form:
    accounts = tuple((one.number, f"{one.number} {one.name}") for one in bank_accounts(company=company))
    fields = (
        Field("bank_account", _("Bank account"), accounts[0][0], "select", accounts),
        Field("scheme", _("Scheme"), usual_scheme(company), "select", schemes()),
        Field("from", _("Due from"), hint=_("Empty for all that is older.")),
        Field("to", _("Due to"), day(on), is_needed=True),
        switch("with_all", _("Also invoices without a mandate"), is_on=False,
               hint=_("Of customers who have one. They are kept from the bank until you mend them.")),
    )  # fmt: skip
    return Form("make", _("Make a collection"), _("Make"), fields, at=AT)


def _setup(company: CompanyFacts, bank: str) -> Form:
    terms = debit_setup_of(company=company, number=bank).terms
    versions = (("08", "pain.008.001.08"), ("02", "pain.008.001.02"))
    fields = (
        Field("bank", _("Bank account"), bank, "fixed"),
        Field("creditor_id", _("Creditor identifier"), terms.creditor_id, hint=_("Of SEPA, as your bank gave it.")),
        Field("name", _("Name"), terms.name, hint=_("Who collects; the company's name where it is empty.")),
        Field("bic", _("BIC"), terms.bic),
        Field("version", _("Version"), terms.version, "select", versions),
        switch("is_batch", _("The bank books one sum"), is_on=terms.is_batch),
        switch("other", _("Other currencies than EUR"), is_on=terms.allows_other_currencies),
        Field("bankgirot", _("Bankgirot number"), terms.bankgirot_number,
              hint=_("Your customer number there: 6 digits.")),
    )  # fmt: skip
    return Form("setup", _("Set-up"), _("Save"), fields, at=AT)


def _file_link(company: CompanyFacts, one: CollectionShown) -> tuple[str, str]:
    """The file for the bank; where it was erased that alone."""
    erased = erased_on(company=company, ids=[one.file_id]) if one.file_id else {}
    if erased:
        return f"{_('File for the bank')}: {gone(*erased.values())}", ""
    return _("File for the bank"), reverse("direct_debit_file", args=[company.id, one.number])


def collection_page(*, company: CompanyFacts, number: str, may_change: bool, may_export: bool, debit: str = "") -> Page:
    """One collection: its debits, what keeps them from the bank, and what may be done with it and an opened debit.

    debit     the number of the one that is open, "" for none
    refuses   CollectionUnknown
    """
    one = collection_shown(company=company, number=number)
    debits = debits_of(company=company, number=number)
    opened = next((each for each in debits if may_change and str(each.number) == debit and _opens(one, each)), None)
    back = sum(each.state == "REJECTED" for each in debits)
    told = worded(
        _("{scheme}, bank account {bank_account}, {state}: {debits:debit|debits}, {amount}."),
        scheme=SCHEMES[one.scheme], bank_account=one.bank_account, state=collection_state(one.state),
        debits=one.debits - back, amount=value(one.amount),
    ) + (" " + _("{count} came back.").format(count=back) if back else "")  # fmt: skip
    links = [_file_link(company, one)] if one.message_id and may_export else []
    if opened:
        links.append(
            (
                _("Document {document}").format(document=opened.document),
                reverse("entry", args=[company.id, opened.entry_id]),
            )
        )
    return Page(
        _("Collection {number}").format(number=number),
        told,
        lists=(_debits(company, one, debits, opened, may_change), *_faults(one, debits)),
        forms=tuple(_forms(one, opened, may_export)) if may_change else (),
        links=tuple(links),
        above=(_("Direct debit"), reverse("direct_debits", args=[company.id])),
    )


def _opens(one: CollectionShown, debit: DebitShown) -> bool:
    """What is new may be changed, what went to the bank rejected, and what came back neither."""
    return debit.state != "REJECTED" and one.state in ("NEW", *SENT)


def _debits(
    company: CompanyFacts, one: CollectionShown, debits: list[DebitShown], opened: DebitShown | None, may_change: bool
) -> Listing:
    """A sequence is SEPA's; the state is told once the debits may differ in it, a reason where there is any.

    A row opens its debit where that may be changed or rejected, else its document.
    """
    form = "edit" if one.state == "NEW" else "reject"
    told = _("Open a debit by its number to change it.") if form == "edit" else _("Open one by its number to reject.")
    shown = (one.scheme != "AUTOGIRO", one.state != "NEW", any(debit.reason for debit in debits))
    more = Head(_("Sequence")), Head(_("State")), Head(_("Reason"))
    heads = (
        Head(_("Number"), True), Head(_("Customer")), Head(_("Name")), Head(_("Document")), Head(_("Mandate")),
        Head(_("Day")), Head(_("Amount"), True), *compress(more, shown),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(debit.number), debit.customer, debit.name, debit.document, debit.mandate, day(debit.transfer_date),
                money(debit.amount.minor, debit.amount.currency), *compress(_told(debit), shown),
            ),
            f"?debit={debit.number}#form-{form}" if may_change and _opens(one, debit)
            else reverse("entry", args=[company.id, debit.entry_id]),
            (Button(_("Remove"), "remove", str(debit.number)),) if may_change and one.state == "NEW" else (),
            is_current=debit == opened,
        )
        for debit in debits[:MOST_ROWS]
    )  # fmt: skip
    can_open = may_change and any(_opens(one, debit) for debit in debits)
    return Listing(_("Debits"), heads, rows, empty=_("No debit is left."), told=told if can_open else "")


def _told(debit: DebitShown) -> tuple[str, str, str]:
    """Its sequence, its state and why it came back."""
    why = came_back_told(debit.reason, debit.reason_text)
    return sequence_word(debit.sequence), debit_state(debit.state), why


def _faults(one: CollectionShown, debits: list[DebitShown]) -> Iterator[Listing]:
    """A list for each thing to do, with why of all debits that it mends: many debits often wait for the same."""
    by_remedy: dict[str, list[Row]] = {}
    for fault in faults_shown(one, debits) if one.state == "NEW" else ():
        why, remedy = _fault(fault)
        by_remedy.setdefault(remedy, []).append(Row((why,)))
    for remedy, rows in by_remedy.items():
        title = worded(_("{debits:debit|debits} kept from the bank"), debits=len(rows))
        yield Listing(title, (Head(_("Why")),), tuple(rows[:MOST_ROWS]), told=remedy)


def _fault(fault: Refused) -> tuple[str, str]:
    """Why, and what to press: the remedies of the command line are told as the pages have them."""
    remedy = remedy_wording(fault)
    pressed = PRESSED.get(fault.code)
    return wording(fault).removesuffix(remedy).strip(), _(pressed) if pressed else remedy


def _forms(one: CollectionShown, opened: DebitShown | None, may_export: bool) -> Iterator[Form]:
    if opened:
        yield _edit(opened) if one.state == "NEW" else _reject(opened)
    if one.state == "NEW":
        if may_export and not one.faulty and one.debits:
            yield Form("export", _("File for the bank"), _("Create the file"), (),
                       hint=_("The debits count on their mandates then, and are with the bank."))  # fmt: skip
        reset = switch("reset", _("Move days that have passed to today"), is_on=False)
        yield Form("check", _("Check"), _("Check"), (reset,))
    if one.state == "FILE_CREATED":
        preview = switch("preview", _("Only show what would be posted"), is_on=False)
        yield Form("post", _("Post"), _("Post"), (preview,), hint=_("A payment for each debit whose day has come."))
    if one.state in SENT:
        file = Field("file", _("The bank's answer (pain.002)"), kind="file")
        yield Form("status", _("Answer from the bank"), _("Take what it tells"), (file,), at=AT)
    sure = switch("sure", _("Yes, for good"), is_on=False)
    if one.state == "NEW":
        yield Form("close", _("Give the collection up"), _("Cancel the collection"), (sure,))
    if one.state == "FILE_CREATED" and may_export:
        why = Field(
            "reason", _("Reason"), is_needed=True, hint=_("The bank may collect by the file until it is withdrawn.")
        )
        yield Form("close", _("Give the collection up"), _("Close the collection"), (why, sure), at=AT)


def _edit(debit: DebitShown) -> Form:
    fields = (
        Field("debit", _("Debit number"), str(debit.number), "fixed"),
        Field("amount", _("Amount"), example=money(debit.amount.minor, debit.amount.currency)),
        Field("day", _("Day"), example=day(debit.transfer_date)),
        Field("message", _("What the customer reads"), example=debit.message),
        Field("mandate", _("Mandate"), example=debit.mandate),
    )
    title = _("Change debit {debit}").format(debit=debit.transaction_id)
    return Form("edit", title, _("Change"), fields, hint=_("What is empty stays."), at=AT)


def _reject(debit: DebitShown) -> Form:
    fields = (
        Field("debit", _("Debit number"), str(debit.number), "fixed"),
        Field("reason", _("Reason"), is_needed=True, hint=_("The bank's code: AC04.")),
        Field("text", _("In words")),
        Field("day", _("Day")),
    )
    title = _("Reject debit {debit}").format(debit=debit.transaction_id)
    hint = _("The invoice is open again; a payment that was posted is reversed.")
    return Form("reject", title, _("Reject"), fields, hint=hint, at=AT)
