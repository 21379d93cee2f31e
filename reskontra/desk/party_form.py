"""A customer or vendor changed by page, or added: one form over everything that its card has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, company_by_id, terms_codes
from reskontra.core.money import format_minor
from reskontra.interface.auth import Access, demands
from reskontra.interface.column_words import column_word
from reskontra.interface.display import decimal
from reskontra.interface.forms import Choices, Field, Form, stamp
from reskontra.interface.setup import Change, Page, answer
from reskontra.interface.typed_form import Typed
from reskontra.ledger.queries import group_codes
from reskontra.matching.actions.facts import WantedFact, add_fact
from reskontra.parties.actions import LEVELS
from reskontra.parties.edit import OF_CUSTOMERS, Value, add_party, change_party, party_values
from reskontra.parties.load import TERMS
from reskontra.parties.queries import PartyUnknown, find_party

COLUMNS = (
    "name", "organisation_number", "vat_number", "address", "postal_code", "city", "country", "email", "phone",
    "language", "currency", "iban", "bankgiro", "plusgiro", "payment_terms", "reminder_terms", "finance_charge_terms",
    "application_method", "posting_group", "blocked", "credit_limit_minor",
)  # fmt: skip
ALIASES = {"name": noop("A name"), "account": noop("An account")}
ALIAS_AT = {"fact_too_short": "value", "fact_exists": "value", "fact_kind_unknown": "kind"}
METHOD_WORDS = {"MANUAL": noop("By hand"), "APPLY_TO_OLDEST": noop("To the oldest entries")}
LEVEL_WORDS = {
    "ship": noop("Deliveries"), "invoice": noop("Invoices"), "payment": noop("Payments"), "all": noop("All"),
}  # fmt: skip
EXAMPLES = {"organisation_number": "556047-3521", "country": "SE", "language": "sv", "currency": "SEK"}
HINTS = {
    "iban": noop("Several with a comma between."),
    "bankgiro": noop("Several with a comma between."),
    "plusgiro": noop("Several with a comma between."),
    "credit_limit_minor": noop("In local currency; empty for none."),
    "currency": noop("Empty for the company's own."),
}

Found = TypeVar("Found")


@demands("CLERK")
def party_edit(request: HttpRequest, access: Access, ledger: str, number: str) -> HttpResponse:
    """GET shows the form with what holds; POST saves it, unless somebody else changed the card meanwhile."""
    company = company_by_id(id=access.company_id)
    card_url = reverse(ledger.lower(), args=[company.id, number])
    try:
        find_party(company=company, ledger=ledger, number=number)
    except PartyUnknown as unknown:
        raise Http404 from unknown

    def present(typed: Typed) -> dict[str, Value]:
        return party_values(company=company, ledger=ledger, number=number)

    def build(typed: Typed) -> Page:
        found = present(typed)
        title = _("Change {number}").format(number=number)
        form = Form(
            "party", _("Details"), _("Save"), _fields(company, ledger, found), seen=stamp(found), leave=card_url,
            is_wide=True,
        )  # fmt: skip
        told = _("What is posted keeps its dates and accounts; what comes after follows what is saved here.")
        return Page(title, told, forms=(form, _alias_form(card_url)), above=(f"{number} {found['name']}", card_url))

    def do(typed: Typed) -> str:
        if typed.form == "alias":
            return _alias_added(typed, access, company, f"{ledger.lower()}:{number}")
        changes = _saved(change_party, typed, access, company, ledger, number)
        if not changes:
            return _("Nothing of {number} was changed.").format(number=number)
        return _("{number} is changed: {columns}.").format(number=number, columns=", ".join(map(column_word, changes)))

    def changed(typed: Typed) -> dict[str, Value] | None:
        return None if typed.form == "alias" else present(typed)

    return answer(request, access, build, Change(do, changed, lambda typed: number, lambda typed: card_url))


def _alias_form(card_url: str) -> Form:
    fields = (
        Field("kind", _("Kind"), "name", "select", tuple((code, _(word)) for code, word in ALIASES.items())),
        Field("value", _("As it stands on a statement"), is_needed=True, example="Kalles Rör"),
    )
    hint = _(
        "Payments from it are known as this one's; what is known by now is on the card, where it can be taken away."
    )
    return Form(
        "alias", _("Another name or account"), _("Add"), fields, hint, leave=card_url, at=ALIAS_AT, is_wide=True
    )


def _alias_added(typed: Typed, access: Access, company: CompanyFacts, means: str) -> str:
    wanted = WantedFact(kind=typed.text("kind"), value=typed.needed("value"), means=means)
    view = add_fact(company=company, actor=access.actor, wanted=wanted)
    return _("{value} is known as {means}.").format(value=view.shown, means=view.name)


@demands("CLERK")
def party_new(request: HttpRequest, access: Access, ledger: str) -> HttpResponse:
    """GET shows an empty form; POST adds the customer or vendor and shows its card."""
    company = company_by_id(id=access.company_id)
    is_customer = ledger == "CUSTOMER"
    list_url = reverse("customers" if is_customer else "vendors", args=[company.id])

    def build(typed: Typed) -> Page:
        number = Field("number", _("Number"), is_needed=True)
        form = Form(
            "party", _("Details"), _("Add"), (number, *_fields(company, ledger, {})), leave=list_url, is_wide=True
        )
        told = _("A number and a name are enough; the rest can be filled in on the card.")
        title = _("New customer") if is_customer else _("New vendor")
        return Page(title, told, forms=(form,), above=(_("Customers") if is_customer else _("Vendors"), list_url))

    def do(typed: Typed) -> str:
        number = typed.needed("number")
        _saved(add_party, typed, access, company, ledger, number)
        return _("{number} is added.").format(number=number)

    def then(typed: Typed) -> str:
        return reverse(ledger.lower(), args=[company.id, typed.text("number")])

    return answer(request, access, build, Change(do, then=then))


def _saved(
    save: Callable[..., Found], typed: Typed, access: Access, company: CompanyFacts, ledger: str, number: str
) -> Found:
    """What change_party() or add_party() gives; what it refuses of a column is told at the field."""
    wanted, groups = _wanted(typed, company, ledger), group_codes(company=company, ledger=ledger)
    with typed.told_at_fields():
        return save(company=company, actor=access.actor, ledger=ledger, number=number, wanted=wanted, groups=groups)


def _columns(ledger: str) -> list[str]:
    """In the order of the form."""
    return [name for name in COLUMNS if ledger == "CUSTOMER" or name not in OF_CUSTOMERS]


def _wanted(typed: Typed, company: CompanyFacts, ledger: str) -> dict[str, Value]:
    """What was typed, of the columns that were sent."""
    found: dict[str, Value] = {}
    typed.needed("name")
    for name in _columns(ledger):
        if name not in typed.values:
            continue
        if name == "credit_limit_minor":
            found[name] = typed.amount_or_zero(name, company.currency)
        else:
            found[name] = typed.text(name)
    return found


def _fields(company: CompanyFacts, ledger: str, found: dict[str, Value]) -> tuple[Field, ...]:
    choices = _choices(company, ledger)
    return tuple(
        Field(
            name,
            column_word(name),
            _shown(name, found.get(name, ""), company),
            "select" if name in choices else "number" if name == "credit_limit_minor" else "text",
            choices.get(name, ()),
            hint=_(HINTS[name]) if name in HINTS else "",
            is_needed=name == "name",
            example=EXAMPLES.get(name, ""),
        )
        for name in _columns(ledger)
    )


def _shown(name: str, value: Value, company: CompanyFacts) -> str:
    """As it is typed."""
    if name == "credit_limit_minor":
        if not value:
            return ""
        return decimal(format_minor(int(value), company.currency))
    return str(value).lower() if name == "blocked" else str(value)


def _choices(company: CompanyFacts, ledger: str) -> dict[str, Choices]:
    """Column → the codes that may be chosen."""
    terms = sorted(terms_codes(company=company))
    default = ("", _("The company's own"))
    found: dict[str, Choices] = {
        name: (("", "–"), *((code, code) for of, code in terms if of == kind)) for name, kind in TERMS.items()
    }
    found["posting_group"] = (default, *((code, code) for code in group_codes(company=company, ledger=ledger)))
    found["application_method"] = tuple((code, _(word)) for code, word in METHOD_WORDS.items())
    found["blocked"] = (("", _("No")), *((code, _(LEVEL_WORDS[code])) for code in LEVELS[ledger]))
    return found
