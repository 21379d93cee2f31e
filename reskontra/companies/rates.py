"""Load exchange rates from a file of one's own or a central bank's, and list those there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.models import Currency, Rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.exchange import rate_units
from reskontra.core.quoted_rates import LocalRate, local_rates
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.rates import read_rates

_RATE = ("company_id", "currency", "start_date", "rate_e8", "source")
_SOURCE_LETTERS = 80


class RateDiffers(Malformed):
    code = "rate_differs"
    template = (
        "{currency} costs {known} from {date} already, and the file says {found}. "
        "Correct the file, or load it with --replace."
    )


class RateTwice(Malformed):
    code = "rate_twice"
    template = "{currency} costs {first} on {date} in one row and {second} in another. Keep one of them."


class NothingQuoted(Refused):
    code = "nothing_quoted"
    template = "{file} has {count} of the rates wanted. Name other currencies or an earlier day, or load another file."


@dataclass(frozen=True, slots=True)
class RateFacts:
    """local × 10^8 per unit, from a day until the next."""

    currency: str
    start_date: date
    rate_e8: int
    source: str


@dataclass(frozen=True, slots=True)
class RatesWanted:
    """Which of a file's rates are loaded. per: what a price is for where the file does not say."""

    currencies: frozenset[str] = frozenset()
    since: date | None = None
    per: int | None = None

    def holds(self, rate: LocalRate) -> bool:
        return (not self.currencies or rate.currency in self.currencies) and (
            self.since is None or rate.day >= self.since
        )


ALL_RATES = RatesWanted()


@dataclass(frozen=True, slots=True)
class RatesLoaded:
    """source: who quotes."""

    new: int
    unchanged: int
    replaced: int
    source: str


def load_rates(
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    stream: BinaryIO,
    source: str = "",
    wanted: RatesWanted = ALL_RATES,
    replaces: bool = False,
) -> RatesLoaded:
    """Every rate of the file that is wanted and not known yet; the same file again changes nothing.

    name      the file's
    source    kept with the rates; who quotes where left out, else the file's name
    replaces  whether a rate of the same day that differs is changed

    refuses   what formats.rates.read_rates() refuses; NothingQuoted; Findings with everything else that is wrong with
              the file, RateTwice and RateDiffers among it; then nothing is loaded
    """
    currency = next(iter(wanted.currencies)) if len(wanted.currencies) == 1 else ""
    quotation = read_rates(stream, per=wanted.per, currency=currency)
    told = source or quotation.source or name
    findings: list[Refused | Malformed] = []
    rates = local_rates(quotation, local_currency=company.currency, findings=findings)
    chosen = _once((rate for rate in rates if wanted.holds(rate)), findings)
    if not chosen and not findings:
        raise NothingQuoted(file=name, count=0)
    with transaction.atomic():
        lock_company(company.id)
        known = _known(company, chosen)
        differing = [rate for rate in chosen if known.get((rate.currency, rate.day), rate.rate_e8) != rate.rate_e8]
        if not replaces:
            findings += [_differs(rate, known[(rate.currency, rate.day)]) for rate in differing]
        if findings:
            raise Findings(findings)
        new = [rate for rate in chosen if (rate.currency, rate.day) not in known]
        _write(company, new, differing, told)
        loaded = RatesLoaded(len(new), len(chosen) - len(new) - len(differing), len(differing), told)
        if new or differing:
            _record(company, actor, name, loaded, chosen, _before(differing, known))
    return loaded


def _once(rates: Iterator[LocalRate], findings: list[Refused | Malformed]) -> list[LocalRate]:
    """Each currency and day once; the same rate again is passed over, another is a finding."""
    found: dict[tuple[str, date], LocalRate] = {}
    for rate in rates:
        first = found.setdefault((rate.currency, rate.day), rate)
        if first.rate_e8 != rate.rate_e8:
            values = {"currency": rate.currency, "date": rate.day}
            findings.append(
                RateTwice(place=rate.place, first=rate_units(first.rate_e8), second=rate_units(rate.rate_e8), **values)
            )
    return list(found.values())


def _known(company: CompanyFacts, rates: Sequence[LocalRate]) -> dict[tuple[str, date], int]:
    if not rates:
        return {}
    days = [rate.day for rate in rates]
    rows = Rate.objects.filter(company=company.id, start_date__range=(min(days), max(days)))
    return {(code, day): rate for code, day, rate in rows.values_list("currency", "start_date", "rate_e8")}


def _differs(rate: LocalRate, known: int) -> RateDiffers:
    return RateDiffers(
        place=rate.place,
        currency=rate.currency,
        known=rate_units(known),
        date=rate.day,
        found=rate_units(rate.rate_e8),
    )


def _write(company: CompanyFacts, new: Sequence[LocalRate], differing: Sequence[LocalRate], source: str) -> None:
    codes = {rate.currency for rate in new}
    missing = codes - set(Currency.objects.filter(company=company.id, code__in=codes).values_list("code", flat=True))
    Currency.objects.bulk_create(Currency(company_id=company.id, code=code) for code in sorted(missing))
    rows = ((company.id, rate.currency, rate.day, rate.rate_e8, _told(source, rate)) for rate in new)
    bulk.insert(Rate, _RATE, rows)
    bulk.execute_many(
        "UPDATE companies_rate SET rate_e8 = %s, source = %s "
        "WHERE company_id = %s AND currency = %s AND start_date = %s",
        [(rate.rate_e8, _told(source, rate), company.id, rate.currency, rate.day) for rate in differing],
    )


def _told(source: str, rate: LocalRate) -> str:
    """Who quotes, and what the rate was made of: "ECB: EUR/SEK 11.20, EUR/USD 1.12"."""
    return (f"{source}: {rate.note}" if rate.note else source)[:_SOURCE_LETTERS]


def _before(differing: Sequence[LocalRate], known: dict[tuple[str, date], int]) -> list[list[object]]:
    return [[rate.currency, rate.day, known[(rate.currency, rate.day)], rate.rate_e8] for rate in differing]


def _record(
    company: CompanyFacts,
    actor: str,
    name: str,
    loaded: RatesLoaded,
    rates: Sequence[LocalRate],
    replaced: list[list[object]],
) -> None:
    record(
        company=company.id,
        actor=actor,
        action="rates.loaded",
        subject=name,
        content={
            "source": loaded.source,
            "new": loaded.new,
            "unchanged": loaded.unchanged,
            "replaced": replaced,
            "currencies": sorted({rate.currency for rate in rates}),
            "first": min(rate.day for rate in rates),
            "last": max(rate.day for rate in rates),
        },
    )


def list_rates(
    *,
    company: CompanyFacts,
    currencies: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> list[RateFacts]:
    """Rates by currency and day; all currencies where none is named."""
    rows = Rate.objects.filter(company=company.id)
    if currencies:
        rows = rows.filter(currency__in=currencies)
    if since:
        rows = rows.filter(start_date__gte=since)
    if until:
        rows = rows.filter(start_date__lte=until)
    found = rows.order_by("currency", "start_date").values_list("currency", "start_date", "rate_e8", "source")
    return [RateFacts(*row) for row in found]


def latest_rates(*, company: CompanyFacts, currency: str = "", most: int) -> list[RateFacts]:
    """The rates of the latest days, newest first, at most so many; of all currencies where none is named."""
    rows = Rate.objects.filter(company=company.id)
    if currency:
        rows = rows.filter(currency=currency)
    found = rows.order_by("-start_date", "currency").values_list("currency", "start_date", "rate_e8", "source")
    return [RateFacts(*row) for row in found[:most]]
