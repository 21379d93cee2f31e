"""doctor as an operator types it: findings with remedies, and an exit status that tells."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection

from reskontra.cli.checks import missing_guards
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.companies.queries import CompanyFacts
from reskontra.config.env import UserMail
from tests import build
from tests.cli.running import run

pytestmark = pytest.mark.django_db


def told() -> dict[str, dict[str, str]]:
    answer = run("doctor", "--format", "json")
    assert (answer.code, answer.err) == (1, "")  # there is no back-up at least
    return {one["about"]: one for one in json.loads(answer.out)}


def test_findings_have_remedies_and_end_with_one(company: CompanyFacts) -> None:
    found = told()
    assert (found["Guards"]["state"], found["Back-up"]["state"]) == ("good", "bad")
    table = run("doctor", "--lang", "sv")
    assert (table.code, "Åtgärd" in table.out, "reskontra backup make" in table.out) == (1, True, True)


@pytest.mark.damages_books
def test_a_guard_that_is_gone_is_named(company: CompanyFacts) -> None:
    of = " ON collections_customerstatement" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER collections_customerstatement_kept{of}")
    assert told()["Guards"]["found"] == "The database has lost the guard collections_customerstatement_kept."
    assert len(missing_guards()) == 1


def test_mail_that_nobody_takes_is_told_of(company: CompanyFacts, settings: Any) -> None:
    settings.USER_MAIL = UserMail("smtp://127.0.0.1:1", "reskontra@nordan.se")
    mail = MailFacts(sender="faktura@nordan.se", server="smtp://127.0.0.1:1")
    set_up_mail(company=company, actor=build.ALICE, mail=mail)
    for about in ("Mail to users", f"Mail of {company.name}"):
        found = told()[about]
        assert (found["state"], "127.0.0.1:1" in found["found"], bool(found["remedy"])) == ("bad", True, True)
