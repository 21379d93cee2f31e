"""A refusal in the user's language: the template is translated, the values are formatted."""

from __future__ import annotations

import re
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
WORDS = frozenset(
    {"about", "archive", "asked", "document_type", "format", "kept", "ledger", "sign", "state", "trouble"}
)
# The words before a number that tell where in a file something stands.
PLACES = {
    "byte": noop("byte {at}"),
    "columns": noop("columns {at}"),
    "document": noop("document {at}"),
    "import": noop("import {at}"),
    "line": noop("line {at}"),
    "lines": noop("lines {at}"),
    "observation": noop("observation {at}"),
    "record": noop("record {at}"),
    "row": noop("row {at}"),
    "sheet": noop("sheet {at}"),
}
_SENTENCE_END = re.compile(r"""[.?!]["”)]?\s+""")
_PLACE = re.compile(r"\b([a-z]+) (\d+(?:–\d+)?)(?=,|$)")
LEDGERS = (noop("customer"), noop("vendor"), noop("Customer"), noop("Vendor"))


def wording(refusal: Refused | Malformed) -> str:
    """One refusal as one line."""
    text = told(refusal.template, refusal.values)
    return f"{place_wording(refusal.place)}: {text}" if refusal.place else text


def remedy_wording(refusal: Refused | Malformed) -> str:
    """What to do; "" of a refusal that hands on the text of another."""
    return _filled(remedy_of(_translated(refusal.template, refusal.values)), refusal.values)


def remedy_of(template: str) -> str:
    """All sentences of a template but the first."""
    return "".join(_SENTENCE_END.split(template, maxsplit=1)[1:])


def place_wording(place: str) -> str:
    """Where something stands: "line 3, amount" is "rad 3, amount"; what a file calls its own stays as it is."""
    return _PLACE.sub(_place_told, place)


def _place_told(found: re.Match[str]) -> str:
    word, at = found.groups()
    return gettext(PLACES[word]).format(at=at) if word in PLACES else found[0]


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
    return _filled(_translated(template, values), values)


def _translated(template: str, values: Mapping[str, object]) -> str:
    text = gettext(template)
    return text.replace("{ledger}:", f"{values['ledger']}:") if "ledger" in values else text


def _filled(text: str, values: Mapping[str, object]) -> str:
    return worded(text, **{name: _shown(name, found) for name, found in values.items()})


def _shown(name: str, found: object) -> str:
    return gettext(found) if name in WORDS and isinstance(found, str) and found else value(found)
