"""What is erased of a person, and what is kept, in words; of every command that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.retention import Keeping
from reskontra.core.wording import worded
from reskontra.interface.templatetags.display import day
from reskontra.privacy.erasing import Erased, last_erasure
from reskontra.privacy.words import law_words


def told_of(found: Erased, *, kept: Keeping) -> Iterator[str]:
    """A line a table, then the audit trail, the files, and what is kept until when."""
    for one in found.going:
        rows = _("{title}: {count:row|rows}, whole.") if one.is_whole else _("{title}: texts in {count:row|rows}.")
        yield worded(rows, title=one.title, count=one.rows)
    yield worded(
        _("Contents of {events:audit event|audit events}, {files:file|files}."), events=found.events, files=found.files
    )
    if found.until is None:
        yield _("Nothing is kept but the number: no voucher names the person.")
    else:
        told = _("Kept until {day} by {law}: vouchers, what the bank told of payments, and whom the vouchers name.")
        yield told.format(day=day(found.until), law=law_words(kept))


def told_of_erasures(*, company: CompanyFacts) -> str:
    """How often personal data was erased, and who did it last; "" where never."""
    count, last = last_erasure(company=company)
    if last is None or last.done_at is None:
        return ""
    told = _("personal data was erased {count:time|times}, the last time of {number} on {day} by {actor}.")
    return worded(told, count=count, number=last.party.number, day=day(last.done_at.date()), actor=last.done_by)
