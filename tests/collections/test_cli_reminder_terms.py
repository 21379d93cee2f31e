"""reminder-terms on the command line."""

from __future__ import annotations

import pytest

from reskontra.collections.cli_reminder_terms import app
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


def test_terms_are_made_step_by_step(company: CompanyFacts) -> None:
    done(app, "add", "SNABB", "--name", "Snabb", "--post-fee", "--minimum", "50", "--most", "2")
    told = done(app, "level", "SNABB", 1, "--grace", "5d", "--due", "10D", "--fee", "60", "--cost", "reminder").out
    assert told == "Level 1 of SNABB: grace 5D, due 10D, fee 60.00 SEK (Reminder fee), per document –.\n"
    done(app, "level", "SNABB", 2, "--line-fee", "450", "--line-cost", "compensation", "--currency-fee", "EUR=/40")
    done(app, "text", "SNABB", "beginning", "--text", "Betala {total}.")
    done(app, "change", "SNABB", "--no-pause-promises", "--bank-days")
    shown = done(app, "show", "SNABB").out
    assert "Days of grace are bank days" in shown
    assert "450.00 SEK, 40.00 EUR (Late-payment compensation)" in shown
    assert "beginning, every level, sv: Betala {total}." in shown
    found = done(app, "show", "SNABB", "--format", "json").json
    assert found["bank_days"]
    assert (found["pause_promises"], found["levels"][1]["currency_fees"]) == (False, {"EUR": ["0.00", "40.00"]})
    assert done(app, "level", "SNABB", 2, "--remove").out == "Level 2 of SNABB is taken away.\n"
    assert "SE-FÖRETAG" in done(app, "list").out
    assert len(done(app, "list", "--format", "json").json) == 4
    assert done(app, "rename", "SNABB", "RASK").out == "RASK is the code of SNABB now; 0 customers follow.\n"
    assert done(app, "delete", "RASK").out == "RASK is deleted; 0 customers have no such terms now.\n"
    assert done(app, "install").out == "Nothing was missing.\n"


def test_ranges(db: None) -> None:
    build.new_company(name="Fjord AS", preset="ifrs", country="NO", currency="EUR")
    told = done(
        app, "level", "STANDARD", 1, "--calculation", "single", "--range", "0:50:1", "--range", "5000:200:3:0:400"
    ).out
    assert "fee by amount, 2 ranges" in told
    told = done(app, "level", "STANDARD", 1, "--range", "0:50", "--range", "SEK=0:500", "--line-range", "SEK=100:5").out
    assert ("2 ranges" in told, "1 ranges" in told) == (True, True)
    ranges = done(app, "show", "STANDARD", "--format", "json").json["levels"][0]["ranges"]
    assert [(one["currency"], one["from"], one["fee"], one["per_document"]) for one in ranges] == [
        ("EUR", "0.00", "50.00", False), ("SEK", "0.00", "500.00", False), ("SEK", "100.00", "5.00", True),
    ]  # fmt: skip
    assert "share of -1 %" in refused(app, "level", "STANDARD", 1, "--line-range", "0:0:x")


def test_what_is_wrong_is_told(company: CompanyFacts) -> None:
    told = refused(app, "level", "STANDARD", 1, "--fee", "60.50")
    assert told == (
        "60.50\xa0SEK is more than 60.00\xa0SEK, the most that lag 1981:739, 2, 4 §§ allows. Lower the fee.\n"
    )
    assert "{totl}" in refused(app, "text", "STANDARD", "ending", "--text", "{totl}")
    assert "two letters" in refused(app, "text", "STANDARD", "ending", "--text", "x", "--language", "german")
    assert run(app, "text", "STANDARD", "middle", "--text", "x").code == 2
