"""The first steps in a company, from nothing to the first posted statement: what is done, and what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.wording import worded
from reskontra.journals.queries import has_posted_lines, has_statements, journals
from reskontra.ledger.queries import bank_accounts
from reskontra.receivables.queries import has_entries

KEY = "guide"  # the setting: {"skipped": [step, …], "is_over": true}
WORDS = {
    "bank": (noop("Your bank account"), noop("Statements are imported to it, and its opening balance is posted.")),
    "documents": (
        noop("Open documents"),
        noop("Invoices that are not paid yet, from a file or typed: payments find them."),
    ),
    "statement": (noop("The first statement"), noop("The bank's file: camt, MT940, BgMax, CSV and others.")),
    "post": (noop("Post what is ready"), noop("Look at what was found, decide the rest, and post.")),
}
NAMES = tuple(WORDS)


@dataclass(frozen=True, slots=True)
class Step:
    """state: done, skipped, now (the first that is left) or left."""

    name: str
    word: str
    told: str
    state: str
    url: str

    @property
    def mark(self) -> tuple[str, str, str]:
        """Shape, role and word of the state."""
        return {
            "done": ("disc_check", "ok", _("Done")),
            "skipped": ("ring", "idle", _("Skipped")),
            "now": ("half_disc", "warn", _("Next")),
            "left": ("ring", "idle", _("Left to do")),
        }[self.state]


@dataclass(frozen=True, slots=True)
class Guide:
    steps: tuple[Step, ...]
    is_hidden: bool

    @property
    def current(self) -> Step | None:
        """The step to go on with; None when nothing is left."""
        return next((step for step in self.steps if step.state == "now"), None)

    @property
    def is_over(self) -> bool:
        return self.is_hidden or self.current is None

    @property
    def told(self) -> str:
        done = sum(step.state == "done" for step in self.steps)
        return worded(_("{done} of {count:step|steps} done"), done=done, count=len(self.steps))


def guide_of(*, company: CompanyFacts) -> Guide:
    """The steps as they stand: what was done elsewhere, by file or command, is done here too."""
    kept: Mapping[str, object] = setting(company=company, key=KEY, default={})
    skipped = kept.get("skipped", [])
    assert isinstance(skipped, list)
    done = {
        "bank": bool(bank_accounts(company=company)),
        "documents": has_entries(company=company),
        "statement": has_statements(company=company),
        "post": has_posted_lines(company=company),
    }
    steps, is_now_taken = [], False
    for name, (word, told) in WORDS.items():
        state = "done" if done[name] else "skipped" if name in skipped else "left" if is_now_taken else "now"
        is_now_taken |= state == "now"
        steps.append(Step(name, _(word), _(told), state, f"{reverse('guide', args=[company.id])}?step={name}"))
    return Guide(tuple(steps), bool(kept.get("is_over")))


def skip(*, company: CompanyFacts, actor: str, step: str) -> None:
    """Leave a step out, for now; it can be opened still."""
    kept = dict(setting(company=company, key=KEY, default={}))
    skipped = [*kept.get("skipped", []), step] if step in NAMES else kept.get("skipped", [])
    change_settings(company=company, actor=actor, values={KEY: kept | {"skipped": sorted(set(skipped))}})


def hide(*, company: CompanyFacts, actor: str, is_over: bool = True) -> None:
    """Show the guide on the start page no more, or again."""
    kept = dict(setting(company=company, key=KEY, default={}))
    change_settings(company=company, actor=actor, values={KEY: kept | {"is_over": is_over}})


def journal_to_post(*, company: CompanyFacts) -> str:
    """The address of the first open journal; "" where there is none."""
    found = next((one for one in journals(company=company, state="OPEN") if one.statement_id), None)
    return reverse("journal", args=[company.id, found.number]) if found else ""
