"""What is told of files of a year that are erased, the same by the command, on the page and of a job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from reskontra.core.wording import worded
from reskontra.interface.templatetags.display import day
from reskontra.privacy.erasing_years import IN_USE, YearFiles
from reskontra.privacy.retention_words import told_of_bytes


def told_of_going(found: YearFiles) -> Iterator[str]:
    """How much goes, then what keeps each of the rest."""
    told = _("{files:file|files} that came in {year}, of which {count:goes|go} ({size}).")
    yield worded(told, files=found.files, year=found.name, count=found.count, size=told_of_bytes(found.size))
    for year, until, count in found.staying:
        if year == IN_USE:
            told = _("{count:file stays|files stay}, in use: as the logo, for mandates in force, for lines not posted.")
            yield worded(told, count=count)
        else:
            told = _("{count:file stays|files stay}, of {year} too, which is kept until {until} or held.")
            yield worded(told, count=count, year=year, until=day(until))
    if found.asked_by:
        yield _("{actor} asked for it; another administrator has to do it.").format(actor=found.asked_by)


def told_of_erased(values: Mapping[str, Any]) -> str:
    """That it is done, or waits; values as erased_as_data() gives them."""
    if values["asked_by"]:
        return _("The erasure of {year} waits for another administrator.").format(year=values["year"])
    told = _("{count:file|files} of {year} erased ({size}).")
    return worded(told, count=values["files"], year=values["year"], size=told_of_bytes(values["bytes"]))


def erased_as_data(found: YearFiles) -> dict[str, Any]:
    """What went, or would go, for programs. staying: a year "" is of files in use, which no day lets go."""
    return {
        "year": found.name,
        "kept_until": found.until.isoformat(),
        "files": found.count,
        "bytes": found.size,
        "staying": [
            {"year": year, "kept_until": None if year == IN_USE else until.isoformat(), "files": count}
            for year, until, count in found.staying
        ],
        "asked_by": found.asked_by,
    }
