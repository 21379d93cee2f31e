"""What another system exported, looked at without a trace and then taken in."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.desk.migration import Taken, Wanted, take_in
from reskontra.receivables.models import Entry
from tests import build

pytestmark = pytest.mark.django_db
TOUR = Path(__file__).resolve().parents[2] / "docs" / "tour"
CUSTOMERS = "No.;Name;Country/Region Code\n10000;Adatum AB;SE\n20000;Trey Research;FR\n"
ENTRIES = """Posting Date;Document Type;Document No.;Customer No.;Currency Code;Amount;Remaining Amount;Due Date
2026-01-10;Invoice;103001;10000;;1250,00;1250,00;2026-02-10
2026-01-16;Invoice;103002;20000;;99,50;49,50;2026-02-15
2026-01-17;Invoice;103003;20000;;10,00;0,00;2026-02-15
"""
CENTRAL = "business-central"


def taken(company: CompanyFacts, data: str | bytes, wanted: Wanted, *, is_preview: bool = False) -> Taken:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return take_in(
        company=company, actor=build.BOB, name="file.csv", stream=stream, wanted=wanted, is_preview=is_preview
    )


def test_what_is_looked_at_leaves_no_trace_and_is_what_comes(company: CompanyFacts) -> None:
    taken(company, CUSTOMERS, Wanted("customers", CENTRAL))
    events = Event.objects.count()
    seen = taken(company, ENTRIES, Wanted("entries", CENTRAL), is_preview=True)
    assert (Entry.objects.count(), Event.objects.count()) == (0, events)
    done = taken(company, ENTRIES, Wanted("entries", CENTRAL))
    assert seen.proof == done.proof
    assert (seen.told, seen.news, seen.left_out) == ("file.csv: 2 new, 0 loaded before.", 2, {"": 1})
    again = taken(company, ENTRIES, Wanted("entries", CENTRAL), is_preview=True)
    assert again.news == 0
    assert again.proof
    assert (again.proof.differing, again.proof.currencies[0].difference_minor) == ([], 0)


@pytest.mark.parametrize(("kind", "file"), [("customers", "customers.csv"), ("entries", "entries.csv")])
def test_columns_of_ours_need_no_system(company: CompanyFacts, kind: str, file: str) -> None:
    if kind == "entries":
        taken(company, (TOUR / "customers.csv").read_bytes(), Wanted("customers"))
    data = (TOUR / file).read_bytes()
    assert taken(company, data, Wanted(kind)).news
    assert taken(company, data, Wanted(kind)).news == 0


def test_balances_and_vouchers_come_as_sie(company: CompanyFacts) -> None:
    sie = "#FLAGGA 0\n#SIETYP 4\n#RAR 0 20260101 20261231\n#KONTO 1910 Kassa\n#KONTO 2081 Kapital\n"
    opening = f"{sie}#IB 0 1910 100.00\n#IB 0 2081 -100.00\n"
    told = taken(company, opening, Wanted("opening", CENTRAL)).told
    assert "2 accounts opened on 1 Jan 2026" in told
    assert taken(company, opening, Wanted("opening")).news == 0
    vouchers = f'{sie}#VER A 1 20260110 "Insats"\n{{\n#TRANS 1910 {{}} 50.00\n#TRANS 2081 {{}} -50.00\n}}\n'
    assert taken(company, vouchers, Wanted("vouchers")).news == 1
    assert taken(company, vouchers, Wanted("vouchers")).news == 0


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        (Wanted("customers", CENTRAL, columns="name"), "migration_column_not_named"),
        (Wanted("customers", CENTRAL, columns="name=Nowhere"), "other_books_column_untitled"),
        (Wanted("entries", CENTRAL), "other_books_titles_missing"),
    ],
)
def test_refusals(company: CompanyFacts, wanted: Wanted, refused: str) -> None:
    with pytest.raises((Refused, Findings)) as caught:
        taken(company, CUSTOMERS, wanted)
    found = caught.value
    assert (found.findings[0] if isinstance(found, Findings) else found).code == refused
