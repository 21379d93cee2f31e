"""Exchange rates: typed, and loaded from a file."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.rates import RateFacts, latest_rates, load_rates
from reskontra.core.exchange import rate_from, rate_units
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.display import value
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed

SHOWN = 100


@demands("ACCOUNTANT", shows=True)
def rates_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        return _loaded(company, access.actor, typed) if typed.form == "file" else _set(company, access.actor, typed)

    return answer(request, access, lambda typed: _page(company, typed.text("currency")), Change(do))


def _set(company: CompanyFacts, actor: str, typed: Typed) -> str:
    code = typed.checked("currency", currency_codes.validate)
    start = typed.day("from")
    price = typed.percent("rate")
    per = typed.number("per")
    typed.wrong = "rate"
    set_rate(company=company, actor=actor, currency=code, day=start, rate_e8=rate_from(price, currency=code, per=per))
    told = _("{currency} costs {rate} {local} from {day}.")
    return told.format(currency=f"{per} {code}", rate=value(price), local=company.currency, day=day(start))


def _loaded(company: CompanyFacts, actor: str, typed: Typed) -> str:
    upload = typed.file("file")
    typed.wrong = "file"
    loaded = load_rates(
        company=company,
        actor=actor,
        name=upload.name or "",
        stream=cast(BinaryIO, upload.file),
        source=typed.text("source"),
        replaces=typed.is_on("replaces"),
    )
    return worded(
        _("{file}: {new:rate|rates} new, {unchanged} known before, {replaced} replaced ({source})."),
        file=upload.name,
        new=loaded.new,
        unchanged=loaded.unchanged,
        replaced=loaded.replaced,
        source=loaded.source,
    )


def _page(company: CompanyFacts, currency: str) -> Page:
    heads = (Head(_("Currency")), Head(_("From")), Head(_("Rate"), True), Head(_("Source")))
    found = latest_rates(company=company, currency=currency if len(currency) == 3 else "", most=SHOWN)
    empty = _("No rates yet. Type one, or load a file of a central bank.")
    listing = Listing(_("The latest rates"), heads, tuple(_row(one) for one in found), empty)
    told = _("What a unit of a foreign currency costs from a day on, in {currency}.").format(currency=company.currency)
    links = ((_("Currencies and tolerances"), reverse("setup_currencies", args=[company.id])),)
    return Page(_("Exchange rates"), told, (listing,), (_typed_form(company), _file_form()), links=links)


def _row(one: RateFacts) -> Row:
    rate = value(rate_units(one.rate_e8).normalize())
    return Row((one.currency, day(one.start_date), rate, one.source), url=f"?currency={one.currency}")


def _typed_form(company: CompanyFacts) -> Form:
    fields = (
        Field("currency", _("Currency"), is_needed=True, example="EUR"),
        Field("from", _("From"), "t", is_needed=True, hint=_("t is today; 15, 1503 and 2026-03-15 are days too.")),
        Field("rate", _("Rate in {currency}").format(currency=company.currency), "", "number", is_needed=True),
        Field("per", _("Units the rate is for"), "1", "number", is_needed=True),
    )
    return Form("rate", _("Set a rate"), _("Save"), fields, at={"not_a_currency": "currency"})


def _file_form() -> Form:
    fields = (
        Field("file", _("CSV, or what the ECB, Riksbanken or Norges Bank gives"), kind="file", is_needed=True),
        Field("source", _("Who quotes"), hint=_("Left empty, what the file says.")),
        Field("replaces", _("Change rates that differ"), "", "switch"),
    )
    hint = _("The same file again changes nothing.")
    return Form("file", _("Load rates from a file"), _("Load"), fields, hint, at={"nothing_quoted": "file"})
