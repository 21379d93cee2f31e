"""matching try: other rules on payments that have been decided, on the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.matching.cli_facts import matching
from reskontra.matching.cli_rules import rulebook_in
from reskontra.matching.tried_words import CAME, GROUPS, counts, found, grouped, written
from reskontra.matching.trying import Came, Tried, try_rulebook

MOST_SHOWN = 50


@command(matching, "try")
def try_(
    session: Session,
    rules: Annotated[
        Path, typer.Option("--rules", metavar="FILE", help="Rules and thresholds, as rule export writes.")
    ],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Payments of this day and later.")],
    format: FormatOption = "table",
) -> None:
    """Try other rules on payments accepted or posted before: what they gain, lose, and get wrong. Changes nothing."""
    company = find_company(name=session.company_name)
    book = rulebook_in(rules, company=company)
    tried = try_rulebook(company=company, book=book, since=since.date())
    groups = grouped(tried)
    if format == "json":
        session.json(tried_data(since.date(), tried, groups))
        return
    session.say(
        worded(_("{count:decided line|decided lines} since {date}."), count=len(tried), date=since.date().isoformat())
    )
    columns = [("", False), (_("By the rules now"), True), (_("By the file"), True)]
    session.table(columns, [(_(CAME[came]), *map(str, counts(tried, came))) for came in Came])
    for name, title in GROUPS:
        session.say(f"{_(title)}: {len(groups[name])}")
        if groups[name]:
            _print(session, groups[name])
    session.say(_("Nothing was changed. Take the file over with reskontra rule set."))


def _print(session: Session, tried: Sequence[Tried]) -> None:
    columns = [(_("Journal"), False), (_("Line"), True), (_("Date"), False), (_("Amount"), True)]
    columns += [(_("Decided"), False), (_("By the rules now"), False), (_("By the file"), False)]
    rows = [
        (
            one.journal, str(one.line), one.date.isoformat(), money(one.amount_minor, one.currency),
            written(one.decided, one.currency), found(one, one.now, one.rule_now),
            found(one, one.then, one.rule_then),
        )
        for one in tried[:MOST_SHOWN]
    ]  # fmt: skip
    session.table(columns, rows)
    if len(tried) > MOST_SHOWN:
        session.say(_("… and {count} more; all of them with --format json.").format(count=len(tried) - MOST_SHOWN))


def tried_data(since: date, tried: Sequence[Tried], groups: Mapping[str, Sequence[Tried]]) -> dict[str, object]:
    """What other rules would have come to, as data."""
    return {
        "since": since.isoformat(),
        "lines": len(tried),
        "now": {came.value: counts(tried, came)[0] for came in Came},
        "then": {came.value: counts(tried, came)[1] for came in Came},
        **{name: [_line(one) for one in several] for name, several in groups.items()},
    }


def _line(one: Tried) -> dict[str, object]:
    def amounts(several: Mapping[str, int]) -> dict[str, str]:
        return {name: format_minor(minor, one.currency) for name, minor in several.items()}

    return {
        "journal": one.journal,
        "line": one.line,
        "date": one.date.isoformat(),
        "amount": format_minor(one.amount_minor, one.currency),
        "currency": one.currency,
        "decided": amounts(one.decided),
        "now": {"came": one.came_now.value, "rule": one.rule_now, "applied": amounts(one.now)},
        "then": {"came": one.came_then.value, "rule": one.rule_then, "applied": amounts(one.then)},
    }
