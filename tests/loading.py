"""CSV files for the tests of what is loaded."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings
from tests.golden_files import GOLDEN, assert_golden

Rows = Sequence[Mapping[str, str]]


def csv_bytes(rows: Rows) -> bytes:
    """The rows under the columns that any of them has, in the order met."""
    text = io.StringIO()
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(text, fieldnames=columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def stream(data: bytes | Rows) -> BinaryIO:
    return io.BytesIO(data if isinstance(data, bytes) else csv_bytes(data))


def findings_of(refusal: Findings) -> list[str]:
    return [str(finding) for finding in refusal.findings]


def assert_golden_findings(name: str, refusal: Findings) -> None:
    """The findings of a file are those of tests/golden/load."""
    assert_golden(GOLDEN / "load" / name, "\n".join(findings_of(refusal)) + "\n")


def events(company: CompanyFacts) -> int:
    return Event.objects.filter(company=company.id).count()
