"""Changed rules tried on past lines: what a page shows of it, found while it waits or, of many lines, by a job."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.jobs import JobFacts, JobKind, Told, start_job
from reskontra.interface.templatetags.display import count, day
from reskontra.interface.typed_form import Typed
from reskontra.matching.setup_pages.lines import MOST_SHOWN
from reskontra.matching.setup_pages.rule_form import read_book
from reskontra.matching.tried_words import counts, grouped
from reskontra.matching.trying import Came, Tried, count_decided, try_rulebook

TRIED_AT_ONCE = 3_000  # lines; so many are tried while the page waits
Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TriedGroup:
    """lines: the first of count."""

    count: int
    lines: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class TriedRules:
    """lines: how many were tried; counts: how they came → how many by the rules as they are, and as changed."""

    since: date
    lines: int
    counts: Mapping[str, tuple[int, int]]
    groups: Mapping[str, TriedGroup]

    @property
    def told(self) -> str:
        return worded(
            _("{count:decided line|decided lines} since {date}."), count=count(self.lines), date=day(self.since)
        )


def tried_rules(since: date, tried: Sequence[Tried]) -> TriedRules:
    """What trying came to, with the first lines of each group."""
    groups = {name: TriedGroup(len(found), tuple(found[:MOST_SHOWN])) for name, found in grouped(tried).items()}
    return TriedRules(since, len(tried), {came: counts(tried, came) for came in Came}, groups)


def try_in_background(*, company: CompanyFacts, actor: str, form: Form, since: date) -> int | None:
    """The job that tries what the form says; None where few lines were decided since.

    Those are tried while the page waits.
    """
    if count_decided(company=company, since=since) <= TRIED_AT_ONCE:
        return None
    arguments = {"form": {**form, "since": since.isoformat()}}
    subject = hashlib.sha256(json.dumps(arguments, sort_keys=True).encode()).hexdigest()
    return start_job(company=company.id, actor=actor, kind="try_rules", subject=subject, arguments=arguments)


def _since(job: JobFacts) -> date:
    return date.fromisoformat(job.arguments["form"]["since"])


def _try(job: JobFacts, told: Told) -> dict[str, Any]:
    company, since = company_by_id(id=job.company), _since(job)
    book = read_book(company, Typed(job.arguments["form"], today()))
    found = asdict(tried_rules(since, try_rulebook(company=company, book=book, since=since, told=told)))
    for group in found["groups"].values():
        group["lines"] = [line | {"date": line["date"].isoformat()} for line in group["lines"]]
    return found | {"since": since.isoformat()}


def tried_kept(outcome: Mapping[str, Any]) -> TriedRules:
    """What a job found."""
    groups = {
        name: TriedGroup(group["count"], tuple(_line(line) for line in group["lines"]))
        for name, group in outcome["groups"].items()
    }
    counted = {came: (now, then) for came, (now, then) in outcome["counts"].items()}
    return TriedRules(date.fromisoformat(outcome["since"]), outcome["lines"], counted, groups)


def _line(kept: Mapping[str, Any]) -> Tried:
    came = {name: Came(kept[name]) for name in ("came_now", "came_then")}
    return Tried(**{**kept, **came, "date": date.fromisoformat(kept["date"])})


def _url(job: JobFacts) -> str:
    return reverse("matching_rules", args=[job.company], query={"job": job.number} if job.outcome else None)


TRY = JobKind(
    run=_try,
    title=lambda job: _("Trial of changed matching rules on lines since {date}").format(date=day(_since(job))),
    told=lambda job: [tried_kept(job.outcome).told],
    safe=lambda: _("Nothing is saved by it."),
    url=_url,
)
