"""What needs a person today, the figures above it, and where she was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reskontra.bank.position import Standing, standings
from reskontra.collections.interest_rates import late_references
from reskontra.collections.waiting import broken_promises, drafted_reminders, letters_waiting
from reskontra.companies.queries import CompanyFacts
from reskontra.core.wording import worded
from reskontra.desk.charts import decimal
from reskontra.desk.report_links import report_url
from reskontra.interface.clock import today
from reskontra.interface.recent import Visit
from reskontra.interface.templatetags.display import count, day, money
from reskontra.journals.queries import journals
from reskontra.matching.pages import journal_rows
from reskontra.matching.paging import sums_by_journal
from reskontra.parties.on_terms import customers_on_interest_terms
from reskontra.receivables.open_sums import OpenSums, open_sums

MOST_CUES = 9  # each has a digit as its key
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum in the company's currency; url: the rows behind it."""

    label: str
    minor: int
    comment: str
    url: str


@dataclass(frozen=True, slots=True)
class Cue:
    """How many of what wait, and the page where they are decided; minor: what they come to, None if no sum."""

    count: int
    word: str
    detail: str
    url: str
    shape: str
    role: str
    minor: int | None = None


@dataclass(frozen=True, slots=True)
class WasHere:
    title: str
    when: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class HomePage:
    title: str
    week: str
    currency: str
    figures: tuple[Figure, ...]
    cues: tuple[Cue, ...]
    things: str
    recent: tuple[WasHere, ...]


def home_page(*, company: CompanyFacts, on: date | None = None, recent: Sequence[Visit] = ()) -> HomePage:
    """The start page of a company, as of today or the day that is told."""
    date_of = on or today()
    told = _("Week {week} · amounts in {currency}")
    sums, banks = open_sums(company=company, on=date_of), standings(company=company, as_of=date_of)
    others = [
        *_of_banks(company, banks, date_of), *_of_reminders(company), *_of_promises(company, date_of),
        *_of_receipts(company, sums), *_of_interest(company, date_of),
    ]  # fmt: skip
    cues = (*_of_journals(company, MOST_CUES - len(others)), *others)
    return HomePage(
        title=date_format(date_of, "l j F Y").capitalize(),
        week=told.format(week=date_of.isocalendar().week, currency=company.currency),
        currency=company.currency,
        figures=tuple(_figures(company, sums, banks, date_of)),
        cues=cues,
        things=worded(_("{count:thing|things}"), count=len(cues)) if cues else "",
        recent=tuple(WasHere(one.title, when(one.at), one.path, one.icon) for one in recent),
    )


def _figures(company: CompanyFacts, sums: OpenSums, banks: Sequence[Standing], on: date) -> Iterator[Figure]:
    entries = worded(_("{count:open entry|open entries}"), count=count(sums.entries))
    yield Figure(_("Receivables"), sums.minor, entries, report_url(company, "customer-balances", {}))
    share = _("{share} % of it").format(share=_share(sums.overdue_minor, sums.minor)) if sums.minor > 0 else ""
    before = {"to": on - timedelta(days=1)}
    yield Figure(_("Overdue"), sums.overdue_minor, share, report_url(company, "open-receivables", before))
    yield Figure(
        _("In the bank, by the books"),
        sum(one.books.local_minor for one in banks),
        worded(_("{count:bank account|bank accounts}"), count=len(banks)),
        report_url(company, "bank-position", {}),
    )
    receipts = worded(_("{count:receipt|receipts}"), count=count(sums.unallocated))
    yield Figure(_("Unallocated"), sums.unallocated_minor, receipts, _receipts_url(company))


def _share(part: int, whole: int) -> str:
    return decimal(f"{100 * part / whole:.1f}")


def _receipts_url(company: CompanyFacts) -> str:
    return report_url(company, "open-receivables", {"by": "posting", "credits": "payments"})


def _of_journals(company: CompanyFacts, most: int) -> Iterator[Cue]:
    """The newest statements with open lines: those to decide, else those to post."""
    known = journals(company=company, state="OPEN")
    found = {journal.number: journal.id for journal in known}
    rows = journal_rows(company=company, journals=known)[:most]
    sums = sums_by_journal(company=company, journal_ids=[found[row.number] for row in rows]) if rows else {}
    for row in rows:
        tabs = sums[found[row.number]]
        decide, ready = tabs["decide"].lines, tabs["ready"].lines
        posted = tabs["posted"].lines
        told = _("{account}, statement {statement} · {ready} of {lines} are ready")
        if posted:
            told = _("{account}, statement {statement} · {ready} of {lines} are ready or posted")
        detail = told.format(
            account=row.bank_account, statement=row.statement, ready=ready + posted, lines=tabs["all"].lines
        )
        if decide:
            word = _after(worded(_("{count:line|lines} to decide"), count=decide))
            yield Cue(decide, word, detail, row.url, "half_disc", "warn")
        elif ready:
            word = _after(worded(_("{count:line|lines} to post"), count=ready))
            yield Cue(ready, word, detail, f"{row.url}?tab=ready", "disc_check", "ok")


def _of_banks(company: CompanyFacts, banks: Sequence[Standing], on: date) -> Iterator[Cue]:
    """Accounts whose statements stopped coming, and those whose balance nothing explains."""
    expected = last_banking_day(on)
    late = [one for one in banks if one.statement_date and one.statement_date < expected and not one.account.is_blocked]
    if late:
        since = _("{account} since {day}")
        told = [since.format(account=_name(one), day=day(one.statement_date)) for one in late]
        word = _after(worded(_("{count:statement is missing|statements are missing}"), count=len(late)))
        yield Cue(len(late), word, _few(told), reverse("statement_import", args=[company.id]), "ring", "idle")
    wrong = [one for one in banks if one.difference_minor]
    if wrong:
        differs = _("{account} differs by {amount} on {day}")
        told = [
            differs.format(account=_name(one), amount=_difference(one), day=day(one.statement_date)) for one in wrong
        ]
        word = _after(worded(_("{count:bank account does not balance|bank accounts do not balance}"), count=len(wrong)))
        yield Cue(len(wrong), word, _few(told), report_url(company, "bank-position", {}), "octagon", "bad")


def _of_reminders(company: CompanyFacts) -> Iterator[Cue]:
    """Reminders that are drafted and not issued, and letters of what was issued that did not go out."""
    drafted = drafted_reminders(company=company)
    if drafted.count:
        level = _("Level {level}: {count}")
        told = [level.format(level=one, count=count(found)) for one, found in drafted.levels.items()]
        word = _after(worded(_("{count:reminder|reminders} to issue"), count=drafted.count))
        url = f"{reverse('reminders', args=[company.id])}?which=draft"
        yield Cue(drafted.count, word, " · ".join(told), url, "triangle_warning", "warn", drafted.minor)
    letters = letters_waiting(company=company)
    if letters:
        word = _after(worded(_("{count:letter|letters} to send"), count=letters))
        told_of = _("Of reminders and finance charge memos that are issued")
        yield Cue(letters, word, told_of, reverse("letters", args=[company.id]), "triangle_warning", "warn")


def _of_promises(company: CompanyFacts, on: date) -> Iterator[Cue]:
    """Promises to pay whose day is gone."""
    broken = broken_promises(company=company, on=on)
    if broken:
        word = _after(worded(_("{count:broken promise|broken promises}"), count=broken.count))
        oldest = _("Oldest: {name}, promised for {day}").format(name=broken.name, day=day(broken.day))
        url = f"{reverse('collecting', args=[company.id])}?which=broken"
        yield Cue(broken.count, word, oldest, url, "octagon", "bad", broken.minor)


def _of_receipts(company: CompanyFacts, sums: OpenSums) -> Iterator[Cue]:
    """Money that came in and is on no document, by how long it has lain there."""
    if not sums.unallocated:
        return
    new, recent, old = sums.ages
    told = [
        _("{days} days: {count}").format(days=days, count=count(found))
        for days, found in (("0–7", new), ("8–30", recent))
        if found
    ]
    told += [_("older: {count}").format(count=count(old))] * bool(old)
    word = _after(worded(_("{count:unallocated receipt|unallocated receipts}"), count=sums.unallocated))
    yield Cue(
        sums.unallocated, word, " · ".join(told), _receipts_url(company), "ring", "idle", sums.unallocated_minor
    )  # fmt: skip


def _of_interest(company: CompanyFacts, on: date) -> Iterator[Cue]:
    """Reference rates of the half-year that nobody has entered, of terms that customers are on."""
    late = late_references(company=company, as_of=on)
    followed = {code for one in late for code in one.terms}
    used = set(customers_on_interest_terms(company=company, codes=followed).values()) if late else set()
    late = [one for one in late if used.intersection(one.terms)]
    if late:
        since = _("{bank} from {day}")
        told = [since.format(bank=one.reference.bank, day=day(one.half_year)) for one in late]
        word = _after(worded(_("{count:reference rate is missing|reference rates are missing}"), count=len(late)))
        yield Cue(len(late), word, _few(told), reverse("setup_interest", args=[company.id]), "ring", "idle")


def _after(told: str) -> str:
    """What stands after the number, which is shown large beside it."""
    return told.partition(" ")[2]


def _name(one: Standing) -> str:
    return f"{one.account.name} {one.account.gl_account}".strip() if one.account.name else one.account.number


def _difference(one: Standing) -> str:
    return money(one.difference_minor, one.account.currency)


def _few(told: Sequence[str]) -> str:
    most = 3
    shown = ", ".join(told[:most])
    return _("{shown} and {count} more").format(shown=shown, count=len(told) - most) if len(told) > most else shown


def last_banking_day(on: date) -> date:
    """The last weekday before the day: its statement should have come."""
    found = on - timedelta(days=1)
    while found.weekday() >= _SATURDAY:
        found -= timedelta(days=1)
    return found


def when(at: datetime) -> str:
    """today 09:42, yesterday 16:55, or the day."""
    here = at.astimezone()
    age = (today() - here.date()).days
    if age <= 0:
        return _("today {time}").format(time=f"{here:%H:%M}")
    return _("yesterday {time}").format(time=f"{here:%H:%M}") if age == 1 else day(here)
