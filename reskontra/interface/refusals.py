"""A refusal in the user's language: the template is translated, the values are formatted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from reskontra.core.document_notices import DocumentNotice
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.integrity import Violation
from reskontra.core.wording import worded
from reskontra.interface.display import value

MOST_SHOWN = 100
# Values that are words, and not what a user wrote: they are translated where they stand.
WORDS = frozenset({"about", "archive", "asked", "document_type", "format", "ledger", "sign", "state", "trouble"})
LEDGERS = (noop("customer"), noop("vendor"), noop("Customer"), noop("Vendor"))


def wording(refusal: Refused | Malformed) -> str:
    """One refusal as one line."""
    text = told(refusal.template, refusal.values)
    return f"{refusal.place}: {text}" if refusal.place else text


def lines(refusal: Refused | Malformed, *, file: str = "") -> Iterator[str]:
    """A line a finding, the first 100, then how many more there are; each begins with the file's name."""
    findings = refusal.findings if isinstance(refusal, Findings) else (refusal,)
    prefix = f"{file}, " if file else ""
    for finding in findings[:MOST_SHOWN]:
        yield prefix + wording(finding)
    if len(findings) > MOST_SHOWN:
        yield worded(gettext("… and {count:more finding|more findings}."), count=len(findings) - MOST_SHOWN)


def violation_wording(violation: Violation) -> str:
    """What a check of the books found, as one line."""
    return told(violation.TEMPLATES[violation.code], violation.values)


def notice_wording(notice: DocumentNotice) -> str:
    """What a person should know of a document, as one line."""
    return told(notice.TEMPLATES[notice.code], notice.values)


def told(template: str, values: Mapping[str, object]) -> str:
    """A template with its values, in the user's language; WORDS are translated, codes and numbers are not.

    A ledger before a colon is one that a user types, as in customer:C1: it stays a code.
    """
    text = gettext(template)
    if "ledger" in values:
        text = text.replace("{ledger}:", f"{values['ledger']}:")
    return worded(text, **{name: _shown(name, found) for name, found in values.items()})


def _shown(name: str, found: object) -> str:
    return gettext(found) if name in WORDS and isinstance(found, str) and found else value(found)
