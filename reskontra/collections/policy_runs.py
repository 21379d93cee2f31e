"""Run a policy: make reminders, issue them, send them; each document by itself, and all of it told in the run's log.

A run that was ended from outside is told as failed, and the next one goes on where it was: what is drafted is not
drafted again, what is issued not issued, and what may have gone out is not sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from reskontra.audit.trail import record
from reskontra.collections.models import CollectionPolicy, CollectionRun, CollectionRunItem
from reskontra.collections.policies import PolicyFacts, due_policies, find_policy
from reskontra.collections.policy_steps import do_steps, work_of
from reskontra.collections.policy_work import Item
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import parse_formula
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.jobs import Told, nobody

# A run that did nothing for so long was ended from outside.
LIFE = timedelta(minutes=10)
CRASHED = "CRASHED"


class PolicyRunning(Refused):
    code = "policy_running"
    template = "Policy {policy} runs since {since}, by {actor}. Wait for it, or take over if it was ended: --take-over."


@dataclass(frozen=True, slots=True)
class RunFacts:
    """state: RUNNING, DONE, FAILED, or CRASHED for one that was ended from outside. number 0: a dry run."""

    number: int
    policy: str
    actor: str
    started_at: datetime
    finished_at: datetime | None
    state: str
    items: tuple[Item, ...]

    def count(self, step: str, outcome: str = "DONE") -> int:
        return sum(item.step == step and item.outcome == outcome for item in self.items)

    @property
    def is_troubled(self) -> bool:
        return self.state in ("FAILED", CRASHED) or any(item.outcome == "REFUSED" for item in self.items)


def run_due_policies(*, company: CompanyFacts, actor: str, today: date) -> list[RunFacts]:
    """Run every policy that is due, one after the other; one that another program runs is left to it."""
    found = []
    for code in due_policies(company=company, today=today):
        try:
            found.append(run_policy(company=company, actor=actor, code=code, today=today))
        except PolicyRunning:
            continue
    return found


def run_policy(
    *,
    company: CompanyFacts,
    actor: str,
    code: str,
    today: date,
    takes_over: bool = False,
    on_progress: Told = nobody,
) -> RunFacts:
    """Run one policy now; gives what it did, held back and was refused, as the reader reads it.

    takes_over    a run that still says that it is running was ended
    on_progress   hears how far a step is; what it raises ends the run as stopped
    refuses       PolicyUnknown, PolicyRunning; all else is told by the run
    """
    policy = find_policy(company=company, code=code)
    run = _begin(company, actor, code, takes_over)
    state, items = "DONE", []
    work = work_of(company=company, actor=actor, policy=policy, today=today, told=on_progress)
    try:
        with translation.override(company.language or "en"):
            for item in do_steps(work):
                _keep(company, run, item)
                items.append(item)
                if item.outcome == "REFUSED" and policy.stops_on_error:
                    state = "FAILED"
                    break
    except Exception:
        _end(company, actor, run, policy, today, "FAILED")
        raise
    return replace(_end(company, actor, run, policy, today, state), items=_read(items))


def dry_run(*, company: CompanyFacts, actor: str, code: str, today: date) -> RunFacts:
    """What a run would do now, as far as that is known before: nothing is stored, nothing is sent.

    refuses   PolicyUnknown
    """
    policy = find_policy(company=company, code=code)
    work = work_of(company=company, actor=actor, policy=policy, today=today, told=nobody, is_preview=True)
    items = _read(do_steps(work))
    now = bulk.moment()
    return RunFacts(0, code, actor, now, now, "DONE", items)


def _read(items: Iterable[Item]) -> tuple[Item, ...]:
    """As whoever runs it reads them."""
    return tuple(one._replace(told=str(one.told)) for one in items)


def _begin(company: CompanyFacts, actor: str, code: str, takes_over: bool) -> CollectionRun:
    with transaction.atomic():
        lock_company(company.id)
        policy = CollectionPolicy.objects.get(company=company.id, code=code)
        now = bulk.moment()
        standing = CollectionRun.objects.filter(company=company.id, policy=policy, state="RUNNING").first()
        if standing is not None:
            if now - standing.alive_at < LIFE and not takes_over:
                raise PolicyRunning(policy=code, since=standing.started_at, actor=standing.actor)
            standing.state, standing.finished_at = "FAILED", standing.alive_at
            standing.save(update_fields=["state", "finished_at"])
        last = CollectionRun.objects.filter(company=company.id).aggregate(last=Max("number"))["last"] or 0
        return CollectionRun.objects.create(
            company_id=company.id, number=last + 1, policy=policy, actor=actor, started_at=now, alive_at=now,
            state="RUNNING",
        )  # fmt: skip


def _keep(company: CompanyFacts, run: CollectionRun, item: Item) -> None:
    with transaction.atomic():
        lock_company(company.id)
        CollectionRunItem.objects.create(
            company_id=company.id, run_id=run.id, step=item.step, outcome=item.outcome, customer=item.customer[:20],
            document=item.document[:20], told=str(item.told)[:500],
        )  # fmt: skip
        CollectionRun.objects.filter(company=company.id, id=run.id).update(alive_at=bulk.moment())


def _end(
    company: CompanyFacts, actor: str, run: CollectionRun, policy: PolicyFacts, today: date, state: str
) -> RunFacts:
    """The next day is counted from today: runs that were missed are not made up for."""
    with transaction.atomic():
        lock_company(company.id)
        now = bulk.moment()
        rows = CollectionRun.objects.filter(company=company.id, id=run.id)
        rows.update(state=state, finished_at=now, alive_at=now)
        following = parse_formula(policy.every).after(today)
        CollectionPolicy.objects.filter(company=company.id, code=policy.code).update(next_date=following)
        facts = find_run(company=company, number=run.number)
        content = {step.lower(): facts.count(step) for step in ("MAKE", "ISSUE", "SEND")}
        record(
            company=company.id, actor=actor, action="collection_policy.run", subject=policy.code,
            content=content | {"run": run.number, "state": state},
        )  # fmt: skip
    return facts


def runs(*, company: CompanyFacts, most: int = 50) -> list[RunFacts]:
    """The newest first, each with what it did."""
    rows = list(_rows(company).order_by("-number")[:most])
    items: dict[int, list[Item]] = {}
    names = ("run_id", "step", "outcome", "customer", "document", "told")
    found = CollectionRunItem.objects.filter(company=company.id, run__in=[row.id for row in rows]).order_by("id")
    for run, *rest in found.values_list(*names):
        items.setdefault(run, []).append(Item(*rest))
    return [_run_facts(row, items.get(row.id, [])) for row in rows]


class RunUnknown(Refused):
    code = "collection_run_unknown"
    template = "There is no run {number} of a policy. See them with reskontra collections runs."


def find_run(*, company: CompanyFacts, number: int) -> RunFacts:
    """refuses   RunUnknown"""
    row = _rows(company).filter(number=number).first()
    if row is None:
        raise RunUnknown(number=number)
    names = ("step", "outcome", "customer", "document", "told")
    items = CollectionRunItem.objects.filter(company=company.id, run=row.id).order_by("id").values_list(*names)
    return _run_facts(row, [Item(*item) for item in items])


def _rows(company: CompanyFacts):  # type: ignore[no-untyped-def]
    return CollectionRun.objects.filter(company=company.id).select_related("policy")


def _run_facts(row: CollectionRun, items: list[Item]) -> RunFacts:
    has_gone = row.state == "RUNNING" and bulk.moment() - row.alive_at >= LIFE
    state = CRASHED if has_gone else row.state
    return RunFacts(row.number, row.policy.code, row.actor, row.started_at, row.finished_at, state, tuple(items))
