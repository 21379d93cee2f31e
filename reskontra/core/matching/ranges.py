"""Numbers written short: the last digits of a further number, and from one number to another.

104012/13/14: each short run stands for the number before it with its last digits replaced. 104012-104015, or 104012
to 15: everything between. What a hyphen means, a list of two or a range, the amount decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGIT_RUN = re.compile(r"[0-9]+")
_FROM_TO = re.compile(
    r"\s*(?:[-–—]|\.\.+|…|till?\s+o(?:ch|g)\s+med\b|(?:upp\s+)?till?\b|t\.?\s?o\.?\s?m\b\.?|t\s?/\s?m\b|og\s+til\b"
    r"|(?:up\s+)?to\b(?:\s+and\s+incl[a-z]*\.?)?|bis\b(?:\s+(?:einschl|inkl)[a-zß]*\.?)?|through\b|thru\b|asti\b|a\b)\s*"
    r"(?:(?:nr|no|num|faktura|invoice|inv)\b\.?\s*)?(?:[^\W\d_]{1,5}[-/. ]?)?(?:[0-9]{2,4}[-/.])?",
    re.I,
)


def is_from_to(between: str) -> bool:
    """Whether what stands between two numbers says from the one to the other; letters of a series may follow it."""
    return bool(_FROM_TO.fullmatch(between))


def completed(number: str, ending: str) -> Iterator[int]:
    """The digits of the number with the last ones of a run replaced by the ending: the last run first.

    S10412-26 and 15 is S10415-26 as well as S10412-15: which is meant is told by what there is.
    """
    runs = _DIGIT_RUN.findall(number)
    joined = "".join(runs)
    end = len(joined)
    if len(ending) < end and len(runs) > 1 and len(ending) > len(runs[-1]):
        yield int(joined[: end - len(ending)] + ending)
    for run in reversed(runs):
        if len(ending) <= len(run) and len(ending) < len(joined):
            yield int(joined[: end - len(ending)] + ending + joined[end:])
        end -= len(run)
