"""Runs of statements on the command line: listed, sent, printed, marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.collections.cli_statement_runs import statement_runs
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.companies.queries import CompanyFacts
from tests import books, build
from tests.collections.test_statement_sending import two_statements
from tests.command_line import done, refused, run

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_runs_are_sent(company: CompanyFacts, tmp_path: Path) -> None:
    two_statements(company)
    (first,) = done(statement_runs, "list", "--format", "json").json
    assert (first["number"], first["statements"]) == (1, 3)
    assert "Beta AB" in done(statement_runs, "show", "1").out
    assert "has no mail server yet" in refused(statement_runs, "send", "1", "C1")
    assert done(statement_runs, "send", "1", "C2").out.startswith("1 letter waits for paper: C2-1.")
    set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=f"file://{tmp_path}/m"))
    before = books.contents()
    assert "cannot be written" in refused(statement_runs, "send", "1", "--print-to", tmp_path / "none" / "batch.pdf")
    assert books.contents() == before
    answer = run(statement_runs, "send", "1", "--print-to", tmp_path / "batch.pdf")
    assert "C1-1 is sent to alfa@example.com." in answer.out
    assert "to be printed: C2-1." in answer.out
    assert "blocked for privacy" in answer.err
    assert (tmp_path / "batch.pdf").read_bytes()[:5] == b"%PDF-"
    assert [one["state"] for one in done(statement_runs, "show", "1", "--format", "json").json] == ["sent", "sent", ""]
    assert done(statement_runs, "send", "1", "C3", "--was-sent").out == "1 letter is marked as sent.\n"
    assert 'There is no statement run "7"' in refused(statement_runs, "show", "7")
