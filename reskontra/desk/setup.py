"""The index of set-up: every page of it, what it decides, and what it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.bank.definitions import definitions
from reskontra.bank.feeds.queries import feeds
from reskontra.collections.interest_terms import interest_terms
from reskontra.collections.letter_template import own_template
from reskontra.collections.reminder_terms import reminder_terms
from reskontra.companies.currencies import currencies
from reskontra.companies.identity import identity_of
from reskontra.companies.queries import CompanyFacts, company_by_id, periods
from reskontra.companies.rates import latest_rates
from reskontra.companies.series import number_series
from reskontra.companies.settings import company_settings
from reskontra.companies.terms import terms_list
from reskontra.companies.webhooks import webhooks
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.people import people_of
from reskontra.interface.templatetags.display import day
from reskontra.interface.tokens import tokens
from reskontra.ledger.queries import accounts, bank_accounts, group_codes
from reskontra.ledger.vat_codes import vat_codes


@dataclass(frozen=True, slots=True)
class Item:
    """A page: url "" where it is not built. decides: in one sentence; holds: what it is now."""

    word: str
    decides: str
    holds: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    word: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A page by the name of its address; role: the least that opens it."""

    name: str
    word: str
    decides: str
    holds: Callable[[CompanyFacts], str] = lambda company: ""
    role: str = "ACCOUNTANT"


def _numbers(company: CompanyFacts) -> str:
    found = identity_of(company=company)
    return found.organisation_number or found.vat_number or _("no organisation number")


def _changed_settings(company: CompanyFacts) -> str:
    changed = sum(not one.is_default for one in company_settings(company=company))
    return worded(_("{count:setting|settings} changed"), count=changed) if changed else _("as the preset says")


def _years(company: CompanyFacts) -> str:
    found = periods(company=company)
    if not found:
        return _("no fiscal year")
    states = Counter(period.state for period in found)
    first = next((period for period in found if period.state == "OPEN"), None)
    if first is None:
        return _("no open period")
    return worded(_("{count:open period|open periods}, from {day}"), count=states["OPEN"], day=day(first.start_date))


def _banks(company: CompanyFacts) -> str:
    return ", ".join(one.number for one in bank_accounts(company=company)[:5]) or _("none")


def _rates(company: CompanyFacts) -> str:
    found = latest_rates(company=company, most=1)
    return _("latest {day}").format(day=day(found[0].start_date)) if found else _("none")


def _groups(company: CompanyFacts) -> str:
    return ", ".join(code for ledger in ("CUSTOMER", "VENDOR") for code in group_codes(company=company, ledger=ledger))


def _definitions(company: CompanyFacts) -> str:
    own = sum(not one.is_built_in for one in definitions(company=company))
    return worded(_("{count:own definition|own definitions}"), count=own)


def _count(read: Callable[..., object]) -> Callable[[CompanyFacts], str]:
    return lambda company: str(len(read(company=company)))  # type: ignore[arg-type]  # lists, all of them


PLACES: tuple[tuple[str, tuple[Place, ...]], ...] = (
    (
        noop("Company"),
        (
            Place(
                "setup_company",
                noop("Company"),
                noop("Its name, address and the numbers by which documents name it."),
                _numbers,
            ),
            Place(
                "setup_settings",
                noop("Rules and settings"),
                noop("What it does by itself, asks about, or leaves: discounts, tolerance, four eyes, OCR."),
                _changed_settings,
            ),
            Place(
                "setup_people",
                noop("Users and roles"),
                noop("Who may see and do what in this company."),
                lambda company: str(len(people_of(company=company.id))),
                "ADMINISTRATOR",
            ),
            Place(
                "setup_tokens",
                noop("Tokens of programs"),
                noop("Which programs are let in by the REST API, and what they may do."),
                lambda company: str(sum(one.state == "active" for one in tokens(company=company.id))),
                "ADMINISTRATOR",
            ),
            Place(
                "setup_webhooks", noop("Webhooks"), noop("Which other systems are told of what happens."),
                _count(webhooks), "ADMINISTRATOR",
            ),
            Place(
                "setup_migration", noop("From another system"),
                noop("Customers, vendors, open documents and balances that other systems exported."),
            ),
            Place(
                "setup_retention", noop("Retention"),
                noop("Until when each fiscal year is kept, and what holds it longer."), role="ADMINISTRATOR",
            ),
            Place(
                "setup_sandbox",
                noop("Sandbox"),
                noop("A copy of the company to try things in."),
                role="ADMINISTRATOR",
            ),
        ),
    ),
    (
        noop("Bookkeeping"),
        (
            Place(
                "setup_years", noop("Fiscal years and periods"), noop("On which days can be posted."), _years
            ),
            Place("setup_chart", noop("Chart of accounts"), noop("Which G/L accounts there are."), _count(accounts)),
            Place(
                "setup_posting_groups",
                noop("Posting groups"),
                noop("To which accounts customers' and vendors' documents are posted."),
                _groups,
            ),
            Place(
                "setup_vat_codes", noop("VAT codes"), noop("Which VAT lines bear, and where it goes."),
                _count(vat_codes)
            ),
            Place(
                "setup_series", noop("Number series"), noop("How vouchers and documents are numbered."),
                _count(number_series),
            ),
            Place(
                "setup_terms", noop("Payment terms"), noop("When documents are due, and their cash discounts."),
                _count(terms_list),
            ),
            Place(
                "setup_reminder_terms", noop("Reminder terms"),
                noop("When customers are reminded, what it costs them, and what letters say."), _count(reminder_terms),
            ),
            Place(
                "setup_letter_template", noop("Letter template"), noop("How letters to customers look."),
                lambda company: _("of your own") if own_template(company=company) else _("ours"),
            ),
            Place(
                "setup_interest", noop("Interest terms"), noop("How late payment bears interest, and at which rates."),
                _count(interest_terms),
            ),
            Place(
                "setup_currencies",
                noop("Currencies and tolerances"),
                noop("Which currencies there are, and which small differences are let pass."),
                lambda company: ", ".join(one.code for one in currencies(company=company)[:8]),
            ),
            Place(
                "setup_rates", noop("Exchange rates"), noop("What foreign currency costs from a day on."), _rates
            ),
        ),
    ),
    (
        noop("Bank"),
        (
            Place(
                "setup_bank_accounts", noop("Bank accounts"), noop("To which own accounts statements belong."), _banks
            ),
            Place("setup_feeds", noop("Feeds"), noop("Where statements come from by themselves."), _count(feeds)),
            Place(
                "setup_mail", noop("Mail server"), noop("By which server letters are sent, and in whose name."),
                role="ADMINISTRATOR",
            ),
            Place(
                "setup_definitions", noop("Import definitions"), noop("How a bank's own kind of file is read."),
                _definitions,
            ),
        ),
    ),
    (
        noop("Matching"),
        (
            Place("matching_rules", noop("Matching rules"), noop("Which evidence gives which confidence.")),
            Place("text_mappings", noop("Text mappings"), noop("Which texts on statements mean an account.")),
            Place("learned_facts", noop("What is learned"), noop("Which accounts and names pay for whom.")),
            Place("charge_limits", noop("Charge limits"), noop("How much banks on the way may keep of a payment.")),
            Place("payer_relations", noop("Payers for others"), noop("Groups, factors and others who pay for others.")),
        ),
    ),
)  # fmt: skip


@demands("CLERK", shows=True)
def setup(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    return render(request, "desk/setup.html", {"groups": setup_groups(company=company, access=access)})


def setup_groups(*, company: CompanyFacts, access: Access) -> tuple[Group, ...]:
    """The pages that are there and that her role opens; a group without any is left out."""
    found = (
        Group(_(word), tuple(item for place in places for item in _item(company, access, place)))
        for word, places in PLACES
    )
    return tuple(group for group in found if group.items)


def _item(company: CompanyFacts, access: Access, place: Place) -> tuple[Item, ...]:
    try:
        url = reverse(place.name, args=[company.id])
    except NoReverseMatch:
        return ()
    if not access.opens(resolve(url).func):
        return ()
    return (Item(_(place.word), _(place.decides), place.holds(company), url),)
