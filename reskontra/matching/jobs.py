"""Journals in the background: files imported, lines matched, lines posted, and what pages say of it.

Each calls the actions that the command line calls, and so is all or nothing wherever it is ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.bank.uploads import forget_upload, opened_upload
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.wording import worded
from reskontra.interface.display import value
from reskontra.interface.jobs import SMALL, JobFacts, JobKind, Told, start_job
from reskontra.journals.queries import JournalFacts, find_journal
from reskontra.matching.actions.match_journal import match_journals, matched_at_once
from reskontra.matching.actions.post_journal import Choice, PostedJournals, post_journals
from reskontra.matching.posting_preview import posting_preview, previewed_rows

Outcome = Mapping[str, Any]


def match_in_background(*, company: CompanyFacts, actor: str, journal: JournalFacts) -> int | None:
    """The job that matches the journal's open lines; None where they are few, and matched while the page waits."""
    if journal.open_lines <= SMALL:
        return None
    return _start(company, actor, "match", journal)


def post_in_background(*, company: CompanyFacts, actor: str, journal: JournalFacts, ready: int) -> int | None:
    """The job that posts the journal's ready lines; None where they are few."""
    if ready <= SMALL:
        return None
    return _start(company, actor, "post", journal)


def preview_in_background(*, company: CompanyFacts, actor: str, journal: JournalFacts, ready: int) -> int | None:
    """The job that tells what posting the journal's ready lines would do; None where they are few."""
    if ready <= SMALL:
        return None
    return _start(company, actor, "preview", journal)


def import_in_background(
    *, company: CompanyFacts, actor: str, name: str, transactions: int, arguments: Mapping[str, Any]
) -> int | None:
    """The job that imports an upload and matches it; None where its transactions are few.

    arguments   upload, bank_account, definition, overrides, reason: as import_upload() takes them
    """
    if transactions <= SMALL:
        return None
    return start_job(company=company.id, actor=actor, kind="import", subject=name, arguments=arguments)


def start_posting(*, company: CompanyFacts, actor: str, journal: JournalFacts, choice: Choice) -> int:
    """The job that posts the lines that are chosen, or the ready ones; of a preview it tells what the ready ones do."""
    if choice.is_preview:
        return _start(company, actor, "preview", journal)
    said = {"lines": list(choice.lines), "all": choice.is_all, "payments_only": choice.payments_only}
    named = {name: value for name, value in said.items() if value}
    arguments: dict[str, Any] = {"journal": journal.number, **({"choice": named} if named else {})}
    return start_job(company=company.id, actor=actor, kind="post", subject=journal.number, arguments=arguments)


def _start(company: CompanyFacts, actor: str, kind: str, journal: JournalFacts) -> int:
    number = journal.number
    return start_job(company=company.id, actor=actor, kind=kind, subject=number, arguments={"journal": number})


def _found(job: JobFacts) -> tuple[CompanyFacts, JournalFacts]:
    company = company_by_id(id=job.company)
    return company, find_journal(company=company, number=job.arguments["journal"])


# Matching


def _match(job: JobFacts, told: Told) -> Outcome:
    company, journal = _found(job)
    done = match_journals(company=company, actor=job.actor, journals=[journal], told=told)
    return {"lines": done.lines, "ready": done.ready}


def _matched(job: JobFacts) -> Sequence[str]:
    told = _("{lines} lines matched, {ready} ready to post.")
    return [told.format(lines=value(job.outcome["lines"]), ready=value(job.outcome["ready"]))]


def _journal_url(job: JobFacts) -> str:
    return reverse("journal", args=[job.company, job.arguments["journal"]])


MATCH = JobKind(
    run=_match,
    title=lambda job: _("Matching of {journal}").format(journal=job.subject),
    told=_matched,
    safe=lambda: _("Nothing is posted by it."),
    url=_journal_url,
)


# Posting


def _post(job: JobFacts, told: Told) -> Outcome:
    company, journal = _found(job)
    asked = job.arguments.get("choice", {})
    choice = Choice(tuple(asked.get("lines", ())), is_all=asked.get("all", False),
                    payments_only=asked.get("payments_only", False))  # fmt: skip
    done = post_journals(company=company, actor=job.actor, journals=[journal], choice=choice, told=told)
    return posted_values(done)


def posted_values(done: PostedJournals) -> Outcome:
    """What was posted, as values that are kept."""
    names = [name for name, _journal, _line in done.vouchers]
    return {
        "count": len(names),
        "first": names[0] if names else "",
        "last": names[-1] if names else "",
        "left": done.left,
        "waiting": done.waiting,
        "payments": done.payments,
        "applied": done.applied,
        "closed": bool(done.closed),
    }


def posted_words(done: Outcome) -> list[str]:
    """What was posted, a sentence each."""
    told = _("{count:line|lines} posted, {first} to {last}. {left:line remains|lines remain}.")
    said = [worded(told, count=done["count"], first=done["first"], last=done["last"], left=done["left"])]
    if done["waiting"]:
        said.append(_("{count} of them wait for a second pair of eyes.").format(count=value(done["waiting"])))
    return said


def _posted(job: JobFacts) -> Sequence[str]:
    done = job.outcome
    said = posted_words(done)
    told = _("{payments:payment was|payments were} applied to {documents:document|documents}.")
    said.append(worded(told, payments=done["payments"], documents=done["applied"]))
    if done["closed"]:
        said.append(_("The statement is reconciled with it."))
    return said


POST = JobKind(
    run=_post,
    title=lambda job: _("Posting of {journal}").format(journal=job.subject),
    told=_posted,
    safe=lambda: _("All of it is posted, or nothing. Others who change the books wait until it is done."),
    url=lambda job: _journal_url(job) + ("?tab=posted" if job.outcome and not job.outcome["left"] else ""),
)


# Previewing


def _preview(job: JobFacts, told: Told) -> Outcome:
    company, journal = _found(job)
    rows = previewed_rows(company=company, journal=journal)
    found = posting_preview(company=company, actor=job.actor, journal=journal, is_whole=True, told=told)
    return {"rows": rows, **asdict(found)}


def _previewed(job: JobFacts) -> Sequence[str]:
    told = _("{count:voucher|vouchers} would be posted, {first} to {last}.")
    done = job.outcome
    return [worded(told, count=value(done["lines"]), first=done["first"], last=done["last"])]


PREVIEW = JobKind(
    run=_preview,
    title=lambda job: _("Preview of {journal}").format(journal=job.subject),
    told=_previewed,
    safe=lambda: _("Nothing is posted by it."),
    url=lambda job: (
        reverse("journal_post", args=[job.company, job.subject], query={"job": job.number})
        if job.outcome
        else _journal_url(job)
    ),
)


# Importing


def import_upload(
    *, company: CompanyFacts, actor: str, arguments: Mapping[str, Any], told: Told | None = None
) -> ImportOutcome:
    """Import an upload and match what is new of it; two commands, each all or nothing.

    arguments   upload: its number; bank_account, definition, reason: texts; overrides: a list of their codes
    refuses     UploadGone, what import_statement() and match_journals() refuse
    """
    with opened_upload(company=company, number=arguments["upload"]) as (name, stream):
        done = import_statement(
            company=company,
            actor=actor,
            name=name,
            stream=stream,
            bank_account=arguments["bank_account"],
            definition=arguments["definition"],
            overrides=frozenset(arguments["overrides"]),
            reason=arguments["reason"],
        )
    forget_upload(company=company, number=arguments["upload"])
    chosen = [find_journal(company=company, number=made.number) for made in done.journals]
    if done.new and not done.already_imported_at:
        chosen = matched_at_once(company=company, journals=chosen)
        options = {"told": told} if told else {}
        match_journals(company=company, actor=actor, journals=chosen, **options)
    return done


def _import(job: JobFacts, told: Told) -> Outcome:
    company = company_by_id(id=job.company)
    told(0, 0)
    return import_values(import_upload(company=company, actor=job.actor, arguments=job.arguments, told=told))


def import_values(done: ImportOutcome) -> Outcome:
    """What an import did, as values that are kept."""
    return {
        "number": done.number,
        "new": done.new,
        "known": done.known,
        "journals": [journal.number for journal in done.journals],
        "at": done.already_imported_at.isoformat() if done.already_imported_at else "",
        "by": done.already_imported_by,
        "new_then": done.new_then,
    }


def imported_words(file: str, done: Outcome) -> str:
    """What an import did, in a sentence."""
    if done["at"]:
        told = _(
            "{file} was imported on {at} by {actor} as import {number}: {new:new transaction|new transactions} then. "
            "Nothing in it is new now."
        )
        before = {"at": value(done["at"][:10]), "actor": done["by"], "new": done.get("new_then", 0)}
        return worded(told, file=file, number=done["number"], **before)
    told = _("{file} is import {number}: {new:new transaction|new transactions}, {known} known.")
    return worded(told, file=file, number=done["number"], new=done["new"], known=done["known"])


def journal_of_import(company_id: int, done: Outcome) -> str:
    """Where what was imported is looked at: its one journal, or the list of them."""
    if len(done["journals"]) == 1:
        return reverse("journal", args=[company_id, done["journals"][0]])
    return reverse("journals", args=[company_id])


IMPORT = JobKind(
    run=_import,
    title=lambda job: _("Import of {file}").format(file=job.subject),
    told=lambda job: [imported_words(job.subject, job.outcome)],
    safe=lambda: _("Every line goes in, or none does. Nothing is posted by it."),
    url=lambda job: (
        journal_of_import(job.company, job.outcome) if job.outcome else reverse("journals", args=[job.company])
    ),
)
