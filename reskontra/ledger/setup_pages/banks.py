"""The company's own bank accounts: added with their opening balance, opened later, matched at once or not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.identifiers import bankgiro, iban, plusgiro
from reskontra.core.identifiers import currency as currency_codes
from reskontra.interface.asking_again import asks_again
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Choices, Field, Form, stamp
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import money
from reskontra.interface.typed_form import Typed
from reskontra.ledger.bank_accounts import (
    NewBankAccount,
    add_bank_account,
    post_opening,
    set_auto_match,
    set_last_check,
)
from reskontra.ledger.check_writing import last_check_of
from reskontra.ledger.queries import BankAccountFacts, accounts, bank_accounts, bank_balances, find_bank_account

AT = {
    "bank_account_exists": "number", "account_number_taken": "iban", "opening_date_missing": "opening_date",
    "gl_account_taken": "gl_account", "gl_account_used": "gl_account", "no_bank_gl_account_left": "gl_account",
    "account_unknown": "gl_account", "account_blocked": "gl_account", "account_of_bank": "gl_account",
    "period_closed": "opening_date", "no_fiscal_year": "opening_date", "no_open_period": "opening_date",
    "rate_missing": "opening_date", "check_number_endless": "last_check",
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
@asks_again()
def banks_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        done = {"opening": _open, "matching": _match, "checks": _last_check}.get(typed.form, _add)
        return done(company, access.actor, typed)

    def present(typed: Typed) -> object:
        return find_bank_account(company=company, number=typed.text("edit")) if typed.form == "matching" else None

    change = Change(do, present, lambda typed: typed.text("edit"))
    return answer(request, access, lambda typed: _page(company, typed.text("edit")), change)


def _add(company: CompanyFacts, actor: str, typed: Typed) -> str:
    found = add_bank_account(company=company, actor=actor, account=read_bank_account(company, typed))
    told = _("Bank account {number} added, G/L account {gl_account}.")
    return told.format(number=found.number, gl_account=found.gl_account)


def read_bank_account(company: CompanyFacts, typed: Typed) -> NewBankAccount:
    """What was typed in the fields of new_bank_fields().

    refuses   FieldEmpty, NotACurrency, AmountNotRead, DayNotRead
    """
    number = typed.needed("number")
    currency = typed.checked("currency", currency_codes.validate)
    return NewBankAccount(
        number=number[:20],
        name=typed.text("name")[:100],
        currency=currency,
        iban=typed.optional("iban", iban.validate),
        bankgiro=typed.optional("bankgiro", bankgiro.validate),
        plusgiro=typed.optional("plusgiro", plusgiro.validate),
        other_account=typed.text("other_account"),
        gl_account=typed.text("gl_account"),
        opening_minor=typed.amount("opening", currency) if typed.text("opening") else None,
        opening_date=typed.day("opening_date") if typed.text("opening_date") else None,
    )


def _open(company: CompanyFacts, actor: str, typed: Typed) -> str:
    account = find_bank_account(company=company, number=typed.text("edit"))
    minor, on = typed.amount("opening", account.currency), typed.day("opening_date")
    post_opening(company=company, actor=actor, number=account.number, minor=minor, day=on)
    told = _("Bank account {number} begins with {balance} {currency}.")
    return told.format(number=account.number, balance=money(minor, account.currency), currency=account.currency)


def _match(company: CompanyFacts, actor: str, typed: Typed) -> str:
    number, is_on = typed.text("edit"), typed.is_on("auto_match")
    set_auto_match(company=company, actor=actor, number=number, is_on=is_on)
    told = _("Imports of {number} are matched at once.") if is_on else _("Imports of {number} wait to be matched.")
    return told.format(number=number)


def _last_check(company: CompanyFacts, actor: str, typed: Typed) -> str:
    number, last = typed.text("edit"), typed.text("last_check")
    set_last_check(company=company, actor=actor, number=number, last_check=last)
    return _("The last check of {account} is {check}.").format(account=number, check=last)


def _page(company: CompanyFacts, edited: str) -> Page:
    found = bank_accounts(company=company)
    balances = bank_balances(company=company)
    heads = (
        Head(_("Number")), Head(_("Name")), Head("IBAN"), Head(_("Giro")), Head(_("G/L")), Head(_("Currency")),
        Head(_("Balance"), True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.number, one.name, one.iban or one.other_account, one.bankgiro or one.plusgiro, one.gl_account,
                one.currency, money(balances.get(one.id, 0), one.currency),
            ),
            url=f"?edit={one.number}", is_current=one.number == edited,
        )
        for one in found
    )  # fmt: skip
    empty = _("No bank account yet. Statements are imported to the accounts that stand here.")
    chosen = next((one for one in found if one.number == edited), None)
    forms = _forms_of(company, chosen) if chosen else (new_bank_form(company),)
    told = _("To which of your own accounts statements are imported, and what was on each when you began.")
    return Page(_("Bank accounts"), told, (Listing(_("Bank accounts"), heads, rows, empty),), forms)


def new_bank_form(company: CompanyFacts) -> Form:
    """Everything a bank account may have; the first guide asks for it too."""
    free: Choices = tuple(accounts(company=company))
    fields = (
        Field("number", _("Your number for it"), is_needed=True, example="B1"),
        Field("name", _("Name"), hint=_("What you call it.")),
        Field("iban", "IBAN", hint=_("Statements find the account by it.")),
        Field("bankgiro", _("Bankgiro")),
        Field("plusgiro", _("Plusgiro")),
        Field("other_account", _("Account number that is no IBAN")),
        Field("currency", _("Currency"), company.currency, is_needed=True),
        Field("gl_account", _("G/L account"), choices=free, hint=_("Left empty, the next free one.")),
        Field("opening", _("Opening balance"), "", "number", hint=_("Posted as a voucher.")),
        Field("opening_date", _("At the end of"), hint=_("The day before the first statement.")),
    )
    return Form("bank", _("Add a bank account"), _("Add"), fields, at=AT)


def _forms_of(company: CompanyFacts, one: BankAccountFacts) -> tuple[Form, ...]:
    edit = Field("edit", value=one.number, kind="hidden")
    on = "" if one.disables_auto_match else "on"
    title = _("Change {code}").format(code=one.number)
    at_once = Field("auto_match", _("Match what is imported at once"), on, "switch")
    matching = Form("matching", title, _("Save"), (edit, at_once), seen=stamp(one), leave="?")
    last = last_check_of(company=company, bank_account=one)
    hint = _("The next check that is printed has the number after it.")
    check = Field("last_check", _("Number of the last check"), last, is_needed=True, hint=hint)
    checks = Form("checks", _("Checks of {account}").format(account=one.number), _("Save"), (edit, check), at=AT)
    if one.balance_last_statement_minor is not None:
        return matching, checks
    fields = (
        edit,
        Field(
            "opening", _("Opening balance in {currency}").format(currency=one.currency), "", "number", is_needed=True
        ),
        Field("opening_date", _("At the end of"), is_needed=True, hint=_("The day before the first statement.")),
    )
    at = {**AT, "opening_posted": "opening"}
    return (Form("opening", _("Post the opening balance"), _("Post"), fields, at=at), matching, checks)
