"""Refusals set aside for a person to read later: codes and values are stored, and worded when they are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext

from reskontra.core.errors import Findings, Malformed, Refused, plain

MOST_KEPT = 20


def kept(refusal: Refused | Malformed) -> str:
    """The refusal as JSON, or the first of several."""
    findings = refusal.findings if isinstance(refusal, Findings) else (refusal,)
    return json.dumps(
        [
            {"code": one.code, "place": one.place, "values": {key: plain(value) for key, value in one.values.items()}}
            for one in findings[:MOST_KEPT]
        ],
        ensure_ascii=False,
    )


def told_again(text: str) -> Iterator[Refused | Malformed]:
    """What was set aside, to be worded; one whose code is no more is left out."""
    for one in json.loads(text) if text else ():
        kind = _by_code().get(one["code"])
        if kind is None:
            continue
        found: Refused | Malformed = kind(**one["values"])
        found.place = one["place"]
        yield found


def template_of(code: str) -> str | None:
    """What the refusal of that code says, in the reader's language; None where there is none."""
    kind = _by_code().get(code)
    return gettext(kind.template) if kind else None


@cache
def _by_code() -> dict[str, type[Refused | Malformed]]:
    """Every refusal of the program; all its modules are read by the time one is shown."""
    found: dict[str, type[Refused | Malformed]] = {}
    waiting: list[type[Refused | Malformed]] = [Refused, Malformed]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.code:
            found[kind.code] = kind
    return found
