"""How right late payments were told, of a company's own paid invoices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.prediction_quality import TooLittlePaid
from reskontra.receivables.cli_expected import report
from reskontra.receivables.prediction_quality import prediction_report, unmeasured_report
from tests.command_line import done
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
FIRST = date(2026, 1, 5)


def told_book(company: CompanyFacts) -> None:
    """Alfa pays twelve invoices a day late, Beta twelve on the due date; one a week, and one of each is left open."""
    story = Story(company)
    story.tells('customer C1 "Alfa AB"\ncustomer C2 "Beta AB"')
    for week in range(13):
        made = FIRST + timedelta(days=7 * week)
        due = made + timedelta(days=3)
        for party, late in (("C1", 1), ("C2", 0)):
            story.tell(f"invoice {party} {party}-{week} 10.00 from={made} due={due}")
            if week < 12:
                paid = due + timedelta(days=late)
                story.tell(f"payment {party} P-{party}-{week} -10.00 from={paid}")
                story.tell(f"settle P-{party}-{week} {party}-{week} on={paid}")


def test_what_was_told_is_measured(company: CompanyFacts) -> None:
    told_book(company)
    found = prediction_report(company=company, since=FIRST, until=date(2026, 4, 30))
    assert found.total is not None
    total = dict(zip([column.key for column in found.columns], found.total, strict=True))
    assert (total["invoices"], total["was_late"], found.after["nothing_known"]) == (18, 9, 6)
    assert (total["right"], total["right_percent"]) == (16, 89)  # Beta's fourth and fifth, by the habit of all
    late = {"since": date(2026, 2, 16), "until": date(2026, 4, 30)}
    with pytest.raises(TooLittlePaid) as refused:
        prediction_report(company=company, **late)
    told = unmeasured_report(company=company, **late, refusal=refused.value)
    assert (list(told.rows), "6 invoices were paid late and 6 in time" in " ".join(told.notes)) == ([], True)
    rows = done(report, "prediction-quality", "--from", FIRST, "--to", "2026-04-30", "--format", "json").json["rows"]
    assert [row["trust"] for row in rows] == ["High", "Medium", "Low"]
