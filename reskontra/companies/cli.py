"""fiscal-year, rate, company: a company's set-up on the command line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.actions import add_fiscal_year, move_periods, set_rate
from reskontra.companies.archiving import deleted_companies
from reskontra.companies.queries import CompanyFacts, companies, find_company, fiscal_years, periods
from reskontra.companies.rates import RatesWanted, list_rates, load_rates
from reskontra.core.dates import YEARS, add_months
from reskontra.core.exchange import rate_from, rate_units
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import NotAnAmount
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.files import opened

fiscal_year = typer.Typer(no_args_is_help=True, help="Fiscal years and their periods.")
rate = typer.Typer(no_args_is_help=True, help="Exchange rates.")
company = typer.Typer(no_args_is_help=True, help="Companies in the database.")

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@command(company, "list")
def list_companies(
    session: Session,
    deleted: Annotated[
        bool, typer.Option("--deleted", help="Those that are no more, and what is kept of them.")
    ] = False,
    format: FormatOption = "table",
) -> None:
    """List the companies; those that are archived apart from the others."""
    if deleted:
        _list_deleted(session, format)
        return
    if format == "json":
        keys = ("name", "country", "currency", "preset", "organisation_number", "vat_number")
        session.json(
            [
                {key: getattr(c, key) for key in keys} | {"archived_at": _moment(c.archived_at) or None}
                for c in companies()
            ]
        )
        return
    columns = [
        (_("Company"), False), (_("Country"), False), (_("Currency"), False), (_("Preset"), False),
        (_("Organisation number"), False), (_("VAT number"), False),
    ]  # fmt: skip
    session.table(columns, [_row(c) for c in companies() if not c.is_archived])
    if archived := [(*_row(c), _moment(c.archived_at)) for c in companies() if c.is_archived]:
        session.say()
        session.table([*columns, (_("Archived"), False)], archived)


def _row(one: CompanyFacts) -> tuple[str, ...]:
    return one.name, one.country, one.currency, one.preset, one.organisation_number, one.vat_number


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _list_deleted(session: Session, format: str) -> None:
    found = [
        {
            "name": one.name, "key": one.key, "reason": one.reason, "archived_at": _moment(one.archived_at),
            "archive_sha256": one.archive_sha256, "audit_digest": one.trail_digest, "rows": one.rows,
            "deleted_by": one.deleted_by, "deleted_at": _moment(one.deleted_at),
        }
        for one in deleted_companies()
    ]  # fmt: skip
    if format == "json":
        session.json(found)
        return
    rows = [
        (
            str(one["name"]), str(one["reason"]), str(one["deleted_by"]), str(one["deleted_at"] or _("under way")),
            str(one["rows"]), str(one["archive_sha256"]), str(one["audit_digest"]),
        )
        for one in found
    ]  # fmt: skip
    columns = [
        (_("Company"), False), (_("Why"), False), (_("Who"), False), (_("Deleted"), False), (_("Rows"), True),
        (_("Digest of the archive"), False), (_("Digest of the audit trail"), False),
    ]  # fmt: skip
    session.table(columns, rows)


@command(fiscal_year, "add")
def add(
    session: Session,
    year: Annotated[int, typer.Argument(min=YEARS[0], max=YEARS[-1], help="The year in which it begins.")],
    start: Annotated[str, typer.Option("--start", help="First day as MM-DD.", metavar="MM-DD")] = "01-01",
    months: Annotated[int, typer.Option("--months", min=1, max=18, help="How many months.")] = 12,
) -> None:
    """Add a fiscal year with its periods, a broken one with --start 07-01."""
    chosen = find_company(name=session.company_name)
    first = _day(year, start)
    code = add_fiscal_year(company=chosen, actor=session.actor, start=first, end=_last_day(first, months))
    session.say(_("Fiscal year {code} added.").format(code=code))


def _day(year: int, text: str) -> date:
    try:
        return date.fromisoformat(f"{year:04d}-{text}")
    except ValueError as reason:
        raise typer.BadParameter(f'"{text}" of {year} is not a day. Write MM-DD, such as 07-01.') from reason


def _last_day(first: date, months: int) -> date:
    return add_months(first, months) - timedelta(days=1)


@command(fiscal_year, "list")
def list_years(session: Session, format: FormatOption = "table") -> None:
    """List fiscal years with the state of their periods."""
    chosen = find_company(name=session.company_name)
    states: dict[str, dict[str, int]] = {}
    for period in periods(company=chosen):
        counts = states.setdefault(period.fiscal_year_code, {})
        counts[period.state] = counts.get(period.state, 0) + 1
    years = fiscal_years(company=chosen)
    if format == "json":
        session.json(
            [
                {
                    "fiscal_year": code,
                    "start": start.isoformat(),
                    "end": end.isoformat(),
                    "periods": {state.lower(): count for state, count in states[code].items()},
                }
                for code, start, end in years
            ]
        )
        return
    rows = [
        (code, start.isoformat(), end.isoformat(), ", ".join(f"{n} {s.lower()}" for s, n in states[code].items()))
        for code, start, end in years
    ]
    session.table([(_("Year"), False), (_("From"), False), (_("To"), False), (_("Periods"), False)], rows)


def _move(session: Session, year: str, move: str, through: datetime | None) -> None:
    chosen = find_company(name=session.company_name)
    days = move_periods(
        company=chosen,
        actor=session.actor,
        fiscal_year=year,
        move=move,
        through=through.date() if through else None,
    )
    words = {"close": _("closed"), "reopen": _("open again"), "lock": _("locked")}
    session.say(
        worded(
            _("{year}: {count:period is|periods are} {state}, the first begins {day}."),
            count=len(days),
            year=year,
            state=words[move],
            day=days[0].isoformat(),
        )
    )


@command(fiscal_year, "close")
def close(session: Session, year: str, through: Day = None) -> None:
    """Close the periods of a year, or those that end by --through; they can be opened again."""
    _move(session, year, "close", through)


@command(fiscal_year, "reopen")
def reopen(session: Session, year: str, through: Day = None) -> None:
    """Open closed periods again."""
    _move(session, year, "reopen", through)


@command(fiscal_year, "lock")
def lock(session: Session, year: str, through: Day = None) -> None:
    """Lock closed periods for good."""
    _move(session, year, "lock", through)


@command(rate, "add")
def add_rate(
    session: Session,
    currency: str,
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="DAY")],
    price: Annotated[str, typer.Argument(metavar="RATE", help="Local currency per unit, such as 11.2345.")],
    per: Annotated[int, typer.Option("--per", help="Units the rate is for, such as 100.")] = 1,
) -> None:
    """Set the exchange rate of a currency from a day on."""
    chosen = find_company(name=session.company_name)
    code = currency_codes.validate(currency)
    try:
        units = Decimal(price)
    except InvalidOperation as reason:
        raise NotAnAmount(text=price) from reason
    set_rate(
        company=chosen,
        actor=session.actor,
        currency=code,
        day=day.date(),
        rate_e8=rate_from(units, currency=code, per=per),
    )
    session.say(
        _("{currency} costs {rate} {local} from {day}.").format(
            currency=f"{per} {code}", rate=price, local=chosen.currency, day=day.date().isoformat()
        )
    )


Currencies = Annotated[list[str] | None, typer.Option("--currency", help="Only these; may be given several times.")]


@command(rate, "load")
def load(
    session: Session,
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, or what the ECB, Riksbanken or Norges Bank gives.")
    ],
    source: Annotated[str, typer.Option("--source", help="Who quotes, kept with the rates.")] = "",
    currency: Currencies = None,
    since: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day loaded.")] = None,
    per: Annotated[int | None, typer.Option("--per", min=1, help="Units of a price where the file is silent.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Change rates that differ.")] = False,
) -> None:
    """Load exchange rates from a file; the same file again changes nothing."""
    chosen = find_company(name=session.company_name)
    codes = frozenset(currency_codes.validate(code) for code in currency or ())
    with opened(path) as stream:
        session.file = path.name
        loaded = load_rates(
            company=chosen,
            actor=session.actor,
            name=path.name,
            stream=stream,
            source=source,
            wanted=RatesWanted(codes, since.date() if since else None, per),
            replaces=replace,
        )
    session.say(
        worded(
            _("{file}: {new:rate|rates} new, {unchanged} known before, {replaced} replaced ({source})."),
            file=path.name,
            new=loaded.new,
            unchanged=loaded.unchanged,
            replaced=loaded.replaced,
            source=loaded.source,
        )
    )


@command(rate, "list")
def show_rates(
    session: Session,
    currency: Currencies = None,
    since: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day listed.")] = None,
    until: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day listed.")] = None,
    format: FormatOption = "table",
) -> None:
    """List exchange rates with where they are from."""
    chosen = find_company(name=session.company_name)
    rows = list_rates(
        company=chosen,
        currencies=[currency_codes.validate(code) for code in currency or ()],
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    shown = [(r.currency, r.start_date.isoformat(), f"{rate_units(r.rate_e8).normalize():f}", r.source) for r in rows]
    if format == "json":
        session.json([dict(zip(("currency", "from", "rate", "source"), row, strict=True)) for row in shown])
        return
    columns = [(_("Currency"), False), (_("From"), False), (_("Rate"), True), (_("Source"), False)]
    session.table(columns, shown)
