"""batch and template on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.cli_typed import typed_journal
from tests import build
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_a_template_and_a_batch_of_it(company: CompanyFacts) -> None:
    build.bank_account(company)
    app = typed_journal("PAYMENT", "Payments.")
    assert (
        "Template DAG is as you said."
        in done(app, "template", "set", "DAG", "--balancing", "bank:B1", "--series", "UTB", "--no-force-balance").out
    )
    (dag, default) = done(app, "template", "list", "--format", "json").json
    assert (dag["balancing"], dag["force_balance"], default["template"]) == ("bank:B1", False, "PAYMENTS")
    said = done(app, "batch", "add", "UT", "--template", "DAG", "--text", "Leverantörer").out
    assert said == "Batch UT is ready; its documents are balanced by bank:B1 and numbered in UTB.\n"
    assert "Leverantörer" in done(app, "batch", "list").out
    done(app, "batch", "add", "REG", "--posting-series", "REG")
    (registered,) = [one for one in done(app, "batch", "list", "--format", "json").json if one["batch"] == "REG"]
    assert registered["posting_series"] == "REG"
    done(app, "batch", "delete", "REG")
    assert done(app, "batch", "list", "--format", "json").json == [
        {"batch": "UT", "template": "DAG", "balancing": "bank:B1", "series": "UTB", "posting_series": None,
         "open_lines": 0, "description": "Leverantörer"}
    ]  # fmt: skip
    assert "UT already" in refused(app, "batch", "add", "UT")
    assert done(app, "batch", "rename", "UT", "UT2").out == "Batch UT is called UT2 now.\n"
    assert 'no batch "UT"' in refused(app, "batch", "rename", "UT", "UT3")
    done(app, "batch", "rename", "UT2", "UT")
    assert "deleted with 0 open lines" in done(app, "batch", "delete", "UT").out
    assert "no" in done(app, "template", "list").out
