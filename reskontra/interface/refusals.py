"""A refusal in the user's language: the template is translated, the values are formatted."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.integrity import Violation
from reskontra.interface.display import value

MOST_SHOWN = 100


def wording(refusal: Refused | Malformed) -> str:
    """One refusal as one line."""
    text = gettext(refusal.template).format(**{name: value(found) for name, found in refusal.values.items()})
    place = refusal.place if isinstance(refusal, Malformed) else ""
    return f"{place}: {text}" if place else text


def lines(refusal: Refused | Malformed, *, file: str = "") -> Iterator[str]:
    """A line a finding, the first 100, then how many more there are; each begins with the file's name."""
    findings = refusal.findings if isinstance(refusal, Findings) else (refusal,)
    prefix = f"{file}, " if file else ""
    for finding in findings[:MOST_SHOWN]:
        yield prefix + wording(finding)
    if len(findings) > MOST_SHOWN:
        yield gettext("… and {count} more findings.").format(count=len(findings) - MOST_SHOWN)


def violation_wording(violation: Violation) -> str:
    """What a check of the books found, as one line."""
    template = gettext(violation.TEMPLATES[violation.code])
    return template.format(**{name: value(found) for name, found in violation.values.items()})
