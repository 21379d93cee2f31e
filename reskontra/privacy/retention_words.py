"""What is told of how long a fiscal year is kept, the same by the command and on the page."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.core.retention import Keeping
from reskontra.core.wording import worded
from reskontra.interface.display import decimal
from reskontra.privacy import retention
from reskontra.privacy.legal_holds import Hold
from reskontra.privacy.retention import YearKept
from reskontra.privacy.words import law_words

KILOBYTE, MEGABYTE = 1_000, 1_000_000
HOLD_WORDS = {
    retention.OPEN_PERIODS: noop("{count:open period|open periods}"),
    retention.OPEN_ENTRIES: noop("{count:open entry|open entries}"),
    retention.DRAFTS: noop("{count:draft|drafts}"),
    retention.DISPUTES: noop("{count:open dispute|open disputes}"),
    retention.PLANS: noop("{count:entry of a payment plan|entries of payment plans}"),
    retention.HANDED_OVER: noop("{count:claim handed over|claims handed over}"),
    retention.MANDATES: noop("{count:mandate in force|mandates in force}"),
    retention.LEGAL_HOLD: noop("{count:legal hold|legal holds}"),
}


def told_of_keeping(keeping: Keeping) -> str:
    """How long, and by which law."""
    told = _("Books are kept for {years:year|years} after the calendar year in which the fiscal year ended ({law}).")
    said = worded(told, years=keeping.years, law=law_words(keeping))
    if keeping.law:
        return said
    told = _("That is caution and no statute: set retention_source to the law, and retention_years to its years.")
    return f"{said} {told}"


def told_of_holds(year: YearKept) -> str:
    """What holds the year longer; "" where nothing does."""
    return ", ".join(worded(_(HOLD_WORDS[word]), count=count) for word, count in year.holds)


def told_of_state(year: YearKept, today: date, *, asked_by: str = "") -> str:
    """Whether what is in the year may go; asked_by: who asked for its files to be erased, and waits for another."""
    if not year.has_passed(today):
        return _("kept")
    if year.holds:
        return _("held")
    return _("erasure asked for by {actor}").format(actor=asked_by) if asked_by else _("may go")


def told_of_size(year: YearKept) -> str:
    """How many files, and how much they are."""
    return f"{year.files} ({told_of_bytes(year.file_bytes)})" if year.files else "0"


def told_of_bytes(size: int) -> str:
    """As much as a person wants to know: 1,2 MB in Swedish, or whole kB of less than one."""
    if size < MEGABYTE:
        return f"{-(-size // KILOBYTE)} kB"
    return f"{decimal(f'{size / MEGABYTE:.1f}')} MB"


def held_year(hold: Hold) -> str:
    return hold.fiscal_year or _("every year")


def year_as_data(year: YearKept, today: date, *, asked_by: str = "") -> dict[str, object]:
    """A year for programs; asked_by: as told_of_state() takes it."""
    return {
        "fiscal_year": year.code, "start": year.start.isoformat(), "end": year.end.isoformat(),
        "kept_until": year.until.isoformat(), "vouchers": year.vouchers, "documents": year.documents,
        "files": year.files, "file_bytes": year.file_bytes, "holds": dict(year.holds),
        "may_go": year.may_go(today), "asked_by": asked_by,
    }  # fmt: skip
