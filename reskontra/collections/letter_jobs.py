"""Many reminders and finance charge memos made, issued or cancelled in the background, block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.cancelling_reminders import reminder_rules
from reskontra.collections.finance_charge_plans import MemoOrder, NotCharged, WhyNot
from reskontra.collections.finance_charge_words import why_not_wording
from reskontra.collections.finance_charges import KIND, make_memos, memo_rules
from reskontra.collections.issuing import Done, cancel_documents, draft_numbers
from reskontra.collections.issuing_blocks import issue_documents
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.making_reminders import Blocks, make_reminders
from reskontra.collections.reminder_plans import MakeOrder, NotReminded, Why
from reskontra.collections.reminder_words import why_wording
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.wording import worded
from reskontra.interface.display import value
from reskontra.interface.findings import kept, told_again
from reskontra.interface.jobs import JobFacts, JobKind, Told, start_job
from reskontra.interface.refusals import wording
from reskontra.receivables.to_collect import overdue_count

ISSUED_AT_ONCE = 100  # drafts that are issued, and documents that are cancelled, while the page waits
PLANNED_AT_ONCE = 5_000  # overdue documents that are planned while it waits, in half a second
# How far a job is, by what it counts.
LETTERS = noop("{done} of {total:letter|letters}")
CUSTOMERS = noop("{done} of {total:customer|customers}")
DRAFTS = noop("{done} of {total:draft|drafts}")


def is_long(*, company: CompanyFacts, before: date, customers: tuple[str, ...]) -> bool:
    """Whether more is overdue than is planned while a page waits; a few named customers never are."""
    return not customers and overdue_count(company=company, before=before, most=PLANNED_AT_ONCE + 1) > PLANNED_AT_ONCE


def many_text() -> str:
    """Why a page does not tell what would be made."""
    return _(
        "Too much is overdue to be planned while the page waits. Name customers to look at some, or draft all: that "
        "goes on in the background, and drafts are looked at, changed and deleted before they are issued."
    )


def make_in_background(*, company: CompanyFacts, actor: str, order: MakeOrder | MemoOrder) -> int:
    """The job that drafts what the order asks for."""
    kind = "memos_make" if isinstance(order, MemoOrder) else "reminders_make"
    subject = order.document_date.isoformat()
    return start_job(company=company.id, actor=actor, kind=kind, subject=subject, arguments=_as_values(order))


@dataclass(frozen=True, slots=True)
class IssueOrder:
    """drafts: by number, None for all there are; accepts_rounding: reminders too whose total is rounded."""

    drafts: tuple[str, ...] | None = None
    posting_date: date | None = None
    accepts_rounding: bool = False


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """numbers: of issued ones; has_own_number: what takes them back is numbered in a series of its own."""

    numbers: tuple[str, ...]
    posting_date: date | None = None
    has_own_number: bool = False


def issue_in_background(*, company: CompanyFacts, actor: str, kind: str, order: IssueOrder) -> int | None:
    """The job that issues drafts of the kind; None where they are few."""
    drafts = draft_numbers(company=company, kind=kind) if order.drafts is None else order.drafts
    if len(drafts) <= ISSUED_AT_ONCE:
        return None
    job, subject = ("memos_issue" if kind == KIND else "reminders_issue"), _how_many(order.drafts)
    return start_job(company=company.id, actor=actor, kind=job, subject=subject, arguments=_as_values(order))


def cancel_in_background(*, company: CompanyFacts, actor: str, kind: str, order: CancelOrder) -> int | None:
    """The job that takes issued documents of the kind back; None where they are few."""
    if len(order.numbers) <= ISSUED_AT_ONCE:
        return None
    job, subject = ("memos_cancel" if kind == KIND else "reminders_cancel"), _how_many(order.numbers)
    return start_job(company=company.id, actor=actor, kind=job, subject=subject, arguments=_as_values(order))


def _how_many(numbers: Sequence[str] | None) -> str:
    """What a job is about: how many are named, "" for all there are."""
    return "" if numbers is None else str(len(numbers))


def _as_values(order: MakeOrder | MemoOrder | IssueOrder | CancelOrder) -> dict[str, Any]:
    """As JSON keeps it: days as text, sets as sorted lists."""
    found: dict[str, Any] = {}
    for name, one in asdict(order).items():
        found[name] = one.isoformat() if isinstance(one, date) else sorted(one) if isinstance(one, frozenset) else one
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _reminder_order(given: Mapping[str, Any]) -> MakeOrder:
    return MakeOrder(
        **{
            **given, "document_date": date.fromisoformat(given["document_date"]),
            "posting_date": _day(given["posting_date"]), "customers": tuple(given["customers"]),
            "terms": tuple(given["terms"]), "document_types": frozenset(given["document_types"]),
            "line_fee_types": frozenset(given["line_fee_types"]),
            "last_levels": None if given["last_levels"] is None else frozenset(given["last_levels"]),
        }
    )  # fmt: skip


def _memo_order(given: Mapping[str, Any]) -> MemoOrder:
    return MemoOrder(
        date.fromisoformat(given["document_date"]), _day(given["posting_date"]), tuple(given["customers"]),
        frozenset(given["document_types"]), _day(given["paid_since"]),
    )  # fmt: skip


def _make_reminders(job: JobFacts, told: Told) -> Mapping[str, Any]:
    company = company_by_id(id=job.company)
    order = _reminder_order(job.arguments)
    done = make_reminders(company=company, actor=job.actor, order=order, blocks=Blocks(on_progress=told))
    return {"count": len(done.made), "not": _by_why(done.not_made)}


def _make_memos(job: JobFacts, told: Told) -> Mapping[str, Any]:
    company = company_by_id(id=job.company)
    order = _memo_order(job.arguments)
    done = make_memos(company=company, actor=job.actor, order=order, blocks=Blocks(on_progress=told))
    return {"count": len(done.made), "not": _by_why(done.not_made)}


def _by_why(not_made: Iterable[NotReminded | NotCharged]) -> list[tuple[str, int, list[str]]]:
    """Each reason with how many it keeps from a letter, the most first, and the first of them as a person is told."""
    found: dict[str, list[str]] = {}
    counts = Counter(one.why.value for one in not_made)
    for one in not_made:
        found.setdefault(one.why.value, [one.party, one.name, one.currency, one.about])
    return [(why, count, found[why]) for why, count in counts.most_common()]


def _why_told(kind: str, why: str, count: int, first: list[str]) -> str:
    """How many have a reason, by the words for the first of them."""
    party, name, currency, about = first
    told = (
        why_not_wording(NotCharged(party, name, currency, WhyNot(why), about))
        if kind == "memos_make"
        else why_wording(NotReminded(party, name, currency, Why(why), 0, about))
    )
    said = (
        _("{customer} {name} {why}.")
        if count == 1
        else _("{count} customers get none, such as {customer} {name}, who {why}.")
    )
    return said.format(count=count, customer=party, name=name, why=told)


def _made_words(job: JobFacts) -> list[str]:
    template = (
        _("{count:memo|memos} drafted.") if job.kind == "memos_make" else _("{count:reminder|reminders} drafted.")
    )
    told = [worded(template, count=job.outcome["count"])]
    return told + [_why_told(job.kind, why, count, first) for why, count, first in job.outcome["not"]]


def _issue_reminders(job: JobFacts, told: Told) -> Mapping[str, Any]:
    given = job.arguments
    found = issue_reminders(
        company=company_by_id(id=job.company), actor=job.actor, drafts=given["drafts"],
        posting_date=_day(given["posting_date"]), accepts_rounding=bool(given["accepts_rounding"]),
        blocks=Blocks(on_progress=told),
    )  # fmt: skip
    return outcome_of(found.done, found.refused)


def _issue_memos(job: JobFacts, told: Told) -> Mapping[str, Any]:
    company = company_by_id(id=job.company)
    found = issue_documents(
        company=company, actor=job.actor, rules=memo_rules(company), drafts=job.arguments["drafts"],
        posting_date=_day(job.arguments["posting_date"]), blocks=Blocks(on_progress=told),
    )  # fmt: skip
    return outcome_of(found.done, found.refused)


def _cancel(job: JobFacts, told: Told) -> Mapping[str, Any]:
    """One by one: each is a transaction of its own."""
    company = company_by_id(id=job.company)
    rules = memo_rules(company) if job.kind.startswith("memos") else reminder_rules(company)
    numbers, given = list(dict.fromkeys(job.arguments["numbers"])), job.arguments
    done: list[Done] = []
    refused: list[Refused] = []
    for place, number in enumerate(numbers, 1):
        one = cancel_documents(
            company=company, actor=job.actor, rules=rules, numbers=[number], day=_day(given["posting_date"]),
            has_own_number=bool(given["has_own_number"]),
        )  # fmt: skip
        done += one.done
        refused += one.refused
        told(place, len(numbers))
    return outcome_of(done, refused)


def outcome_of(done: Sized, refused: Sequence[Refused | Malformed]) -> Mapping[str, Any]:
    """How many were done, and what was refused, as a job keeps it."""
    return {"count": len(done), "refused": len(refused), "findings": kept(Findings(refused)) if refused else ""}


def mailed_outcome(done: SendOutcome) -> Mapping[str, Any]:
    """The same of letters that were mailed.

    refuses   what could not be sent, where nothing was; else that is told beside what went out
    """
    if done.refused and not done.mailed:
        raise Findings(done.refused)
    return outcome_of(done.mailed, done.refused)


def outcome_told(job: JobFacts, done: str, refused: str) -> list[str]:
    """The same for people. done, refused: with {count}, what is said of each."""
    told = [worded(done, count=job.outcome["count"])]
    if job.outcome.get("refused"):  # one that an earlier version did may have kept nothing of it
        told.append(worded(refused, count=job.outcome["refused"]))
    return told + [wording(one) for one in told_again(job.outcome.get("findings", ""))]


def _issued_words(job: JobFacts) -> list[str]:
    template = _("{count:memo|memos} issued.") if job.kind == "memos_issue" else _("{count:reminder|reminders} issued.")
    return outcome_told(job, template, _("{count:draft stays|drafts stay} as it was:"))


def _cancelled_words(job: JobFacts) -> list[str]:
    template = (
        _("{count:memo|memos} cancelled.") if job.kind == "memos_cancel" else _("{count:reminder|reminders} cancelled.")
    )
    return outcome_told(job, template, _("{count:document stays|documents stay} as it was:"))


def _reminders_url(job: JobFacts) -> str:
    which = "draft" if job.kind == "reminders_make" or job.outcome.get("refused") else "issued"
    return reverse("reminders", args=[job.company]) + f"?which={which}"


def _memos_url(job: JobFacts) -> str:
    return reverse("memos", args=[job.company])


def _kept_if_stopped() -> str:
    return _("What is drafted by then stays, if it is stopped; making again makes the rest.")


def _cancelled_if_stopped() -> str:
    return _("What is cancelled by then stays so, if it is stopped; the others stay issued.")


def _issued_if_stopped() -> str:
    return _("What is issued by then stays, if it is stopped; issuing again issues the rest.")


MAKE_REMINDERS = JobKind(
    run=_make_reminders,
    title=lambda job: _("Reminders of {day}").format(day=value(date.fromisoformat(job.subject))),
    told=_made_words,
    safe=_kept_if_stopped,
    url=_reminders_url,
    far=DRAFTS,
)
MAKE_MEMOS = JobKind(
    run=_make_memos,
    title=lambda job: _("Finance charge memos of {day}").format(day=value(date.fromisoformat(job.subject))),
    told=_made_words,
    safe=_kept_if_stopped,
    url=_memos_url,
    far=CUSTOMERS,
)
ISSUE_REMINDERS = JobKind(
    run=_issue_reminders,
    title=lambda job: (
        worded(_("Issue of {count:draft|drafts} of reminders"), count=int(job.subject))
        if job.subject
        else _("Issue of all drafts of reminders")
    ),
    told=_issued_words,
    safe=_issued_if_stopped,
    url=_reminders_url,
    far=DRAFTS,
)
ISSUE_MEMOS = JobKind(
    run=_issue_memos,
    title=lambda job: (
        worded(_("Issue of {count:draft|drafts} of finance charge memos"), count=int(job.subject))
        if job.subject
        else _("Issue of all drafts of finance charge memos")
    ),
    told=_issued_words,
    safe=_issued_if_stopped,
    url=_memos_url,
    far=DRAFTS,
)
CANCEL_REMINDERS = JobKind(
    run=_cancel,
    title=lambda job: worded(_("Cancellation of {count:reminder|reminders}"), count=int(job.subject)),
    told=_cancelled_words,
    safe=_cancelled_if_stopped,
    url=_reminders_url,
    far=LETTERS,
)
CANCEL_MEMOS = JobKind(
    run=_cancel,
    title=lambda job: worded(_("Cancellation of {count:memo|memos}"), count=int(job.subject)),
    told=_cancelled_words,
    safe=_cancelled_if_stopped,
    url=_memos_url,
    far=LETTERS,
)
