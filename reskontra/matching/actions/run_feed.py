"""Run a feed: fetch what is new, import it, match it, and post what needs no one where that is asked for.

A run is many commands, each all or nothing: one imports a file, one matches its journals, one posts their ready lines.
What is done is noted after each, so that a run that was ended is finished by the next one, and a file that is refused
is told once and holds up no other.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from reskontra.bank.actions.import_statement import import_statement
from reskontra.bank.feeds.log import Counts, begin_run, end_run, finish_file, note_file
from reskontra.bank.feeds.provider import FeedConnection, FeedWindow, NewFile
from reskontra.bank.feeds.queries import FeedFacts, RunFacts, feeds, is_noted, keys_known, unfinished_imports
from reskontra.bank.feeds.registry import fit_options, provider_of
from reskontra.bank.queries import find_import
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.database import bulk
from reskontra.formats.autogiro_answers import answers_kind
from reskontra.formats.detect import HEAD_BYTES
from reskontra.formats.format import Format
from reskontra.formats.pain002 import answered_format
from reskontra.formats.ubl import is_ubl
from reskontra.journals.paying.answers import take_answer
from reskontra.journals.queries import journals
from reskontra.matching.actions.match_journal import match_journals, matched_at_once
from reskontra.matching.actions.post_journal import Choice, NothingReady, post_journals
from reskontra.receivables.direct_debit import take_answers
from reskontra.receivables.direct_debits.status_reports import take_status_report
from reskontra.receivables.load_ubl import load_ubl

_MEMORY_BYTES = 8 * 1024 * 1024
DAYS_DEFAULT = 7


class ProviderBroke(Refused):
    code = "feed_provider_broke"
    template = "The kind of feed {kind} ended with {reason}. Tell those who make it; the next run tries again."


@dataclass(slots=True)
class _Work:
    """One run under way."""

    company: CompanyFacts
    actor: str
    feed: FeedFacts
    run: RunFacts
    counts: Counts
    again: bool


def run_due(*, company: CompanyFacts, actor: str) -> list[RunFacts]:
    """Run every feed that is due, one after the other; one that fails holds up no other."""
    now = bulk.moment()
    due = [feed.code for feed in feeds(company=company) if feed.is_due(now)]
    return [run_feed(company=company, actor=actor, code=code) for code in due]


def run_feed(*, company: CompanyFacts, actor: str, code: str, again: bool = False) -> RunFacts:
    """Run one feed now; gives what the run did, or why it failed.

    again     files that were refused before are tried again
    refuses   FeedUnknown, FeedRunning; all else is told by the run
    """
    now = bulk.moment()
    feed, run = begin_run(company=company, actor=actor, code=code, now=now)
    work = _Work(company, actor, feed, run, Counts(), again)
    refusal: Refused | Malformed | None = None
    try:
        for note, number in unfinished_imports(company=company, feed_id=feed.id):
            _finish(work, note, number)
        with _opened(feed) as connection:
            _take_all(work, connection, _window(feed, now))
    except (Refused, Malformed) as reason:
        refusal = reason
    except Exception as reason:  # whatever a provider of another package does; our own show themselves below
        if feed.kind in ("folder", "sftp"):
            end_run(company=company, run=run, counts=work.counts, refusal=_broke(feed, reason))
            raise
        refusal = _broke(feed, reason)
    return end_run(company=company, run=run, counts=work.counts, refusal=refusal)


def _broke(feed: FeedFacts, reason: Exception) -> ProviderBroke:
    return ProviderBroke(kind=feed.kind, reason=type(reason).__name__)


def _opened(feed: FeedFacts) -> AbstractContextManager[FeedConnection]:
    return provider_of(feed.kind).connect(fit_options(feed.kind, feed.options))


def _window(feed: FeedFacts, now: datetime) -> FeedWindow:
    """The days asked for reach back past the last new file, so that no day falls between two runs.

    A folder gives all that is new to it, unless the feed says how many days.
    """
    today = now.date()
    if not feed.days and feed.kind in ("folder", "sftp"):
        return FeedWindow(None, today)
    first = today - timedelta(days=feed.days or DAYS_DEFAULT)
    if feed.last_new_at:
        first = min(first, feed.last_new_at.date())
    return FeedWindow(first, today)


def _take_all(work: _Work, connection: FeedConnection, window: FeedWindow) -> None:
    known = keys_known(company=work.company, feed_id=work.feed.id, with_refused=not work.again)
    new = [file for file in connection.files(window) if file.key not in known]
    work.counts.found = len(new)
    for file in new:
        _take(work, connection, file)


def _take(work: _Work, connection: FeedConnection, file: NewFile) -> None:
    """One file, from its place to posting; what it is refused for is noted with it."""
    with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as kept:
        stream = cast("BinaryIO", kept)
        if not connection.fetch(file, stream):
            return  # it grows still: the next run takes it
        stream.seek(0)
        try:
            if any(take(work, file, stream) for take in (_take_answers, _take_report, _take_document)):
                connection.taken(file)
                return
            number, is_known = _import(work, file, stream)
        except (Refused, Malformed) as refusal:
            work.counts.refused += 1
            note_file(company=work.company, run=work.run, file=file, refusal=refusal)
            return
    note = note_file(company=work.company, run=work.run, file=file, import_number=number, is_known=is_known)
    if is_known:
        work.counts.known += 1
    else:
        work.counts.imported += 1
        _finish(work, note, number)
    connection.taken(file)


def _take_answers(work: _Work, file: NewFile, stream: BinaryIO) -> bool:
    """Whether the file is of direct debit and moves no money; then it is taken, and needs no journal."""
    kind = answers_kind(stream.read(HEAD_BYTES))
    stream.seek(0)
    if not kind:
        return False
    taken = take_answers(company=work.company, actor=work.actor, name=file.name, stream=stream)
    is_known = not (taken.mandates or taken.rejected)
    work.counts.known += is_known
    work.counts.imported += not is_known
    finish_file(company=work.company, id=note_file(company=work.company, run=work.run, file=file, is_known=is_known))
    return True


def _take_report(work: _Work, file: NewFile, stream: BinaryIO) -> bool:
    """Whether the bank answers payments or direct debits (pain.002); then what it rejects is taken back."""
    answered = answered_format(stream.read(HEAD_BYTES))
    stream.seek(0)
    if answered is None:
        return False
    if answered is Format.PAIN_008:
        report = take_status_report(company=work.company, actor=work.actor, name=file.name, stream=stream)
        is_known = bool(report.known and not report.rejected)
    else:
        is_known = take_answer(company=work.company, actor=work.actor, name=file.name, stream=stream).is_again
    work.counts.known += is_known
    work.counts.imported += not is_known
    finish_file(company=work.company, id=note_file(company=work.company, run=work.run, file=file, is_known=is_known))
    return True


def _take_document(work: _Work, file: NewFile, stream: BinaryIO) -> bool:
    """Whether the file is an invoice or credit note (UBL); then it is an open document, and no statement."""
    is_document = is_ubl(stream.read(HEAD_BYTES))
    stream.seek(0)
    if not is_document:
        return False
    done = load_ubl(company=work.company, actor=work.actor, name=file.name, stream=stream)
    work.counts.known += not done.new
    work.counts.imported += done.new
    note = note_file(company=work.company, run=work.run, file=file, is_known=not done.new)
    finish_file(company=work.company, id=note)
    return True


def _import(work: _Work, file: NewFile, stream: BinaryIO) -> tuple[int, bool]:
    """The import's number, and whether somebody had made it before: then its lines are not ours to touch."""
    done = import_statement(
        company=work.company,
        actor=work.actor,
        name=file.name,
        stream=stream,
        bank_account=work.feed.bank_account,
        definition=work.feed.definition,
    )
    if not done.already_imported_at:
        return done.number, False
    is_ours = done.already_imported_by == work.actor and not is_noted(company=work.company, import_number=done.number)
    return done.number, not is_ours


def _finish(work: _Work, note: int, number: int) -> None:
    """Match the journals of an import, and post their ready lines; what forbids that is told with the file."""
    company, actor = work.company, work.actor
    found = find_import(company=company, number=number)
    made = journals(company=company, file_import_id=found.id, state="OPEN")
    work.counts.lines += sum(journal.open_lines for journal in made)
    refusal: Refused | Malformed | None = None
    if made:
        try:
            match_journals(company=company, actor=actor, journals=matched_at_once(company=company, journals=made))
            if work.feed.posts:
                done = post_journals(company=company, actor=actor, journals=made, choice=Choice())
                work.counts.posted += len(done.vouchers)
        except NothingReady:
            pass  # all of it waits for a person
        except (Refused, Malformed) as reason:
            refusal = reason
    finish_file(company=company, id=note, refusal=refusal)
