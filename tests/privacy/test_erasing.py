"""What no law keeps goes, what is posted stays as it is, the chain holds, and what nobody announced is found."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from reskontra.audit.checks import check
from reskontra.audit.erasing import erase_contents
from reskontra.audit.models import Payload
from reskontra.audit.sealing import seal_books
from reskontra.cli.checks import SEALED, violations
from reskontra.companies.settings import set_setting
from reskontra.database.bulk import moment
from reskontra.interface.jobs import start_job
from reskontra.interface.models import Job
from reskontra.parties.queries import find_party
from reskontra.privacy.erasing import ErasureUnexplained, NothingToErase, erase, preview
from reskontra.privacy.holding import OpenWithPerson
from reskontra.privacy.persons import Person, person_of
from reskontra.privacy.two_administrators import SecondAdministratorMissing
from tests import books, build
from tests.privacy.a_person import OTHER, SECRETS, tell_of_anna
from tests.story import Story

pytestmark = pytest.mark.django_db
WHY = "asked for by letter"


def anna_of(story: Story) -> Person:
    return person_of(company=story.company, customer="K1")


def everything() -> str:
    return json.dumps(books.contents(), default=_plain, ensure_ascii=False)


def _plain(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def posted() -> dict[str, Any]:
    kept = ("ledger_", "receivables_entry", "receivables_application", "bank_bank", "bank_transaction")
    return {table: rows for table, rows in books.contents().items() if table.startswith(kept)}


def test_what_no_law_keeps_goes_and_the_books_stay(story: Story) -> None:
    tell_of_anna(story)
    before = posted()
    assert all(secret in everything() for secret in SECRETS)
    arguments = {"to": 'anna@example.org, "gammal@"'}
    for number in (1, 2):
        start_job(company=story.company.id, actor="adam", kind="import", subject=str(number), arguments=arguments)
        arguments = {"to": OTHER}
    Job.objects.update(state="DONE", ended_at=moment())
    told = preview(company=story.company, person=anna_of(story))
    done = erase(company=story.company, actor="adam", person=anna_of(story), reason=WHY)
    assert (done.rows, done.events, done.files) == (told.rows, told.events, 1)
    assert done.until == date(2033, 12, 31)
    left = everything()
    assert [secret for secret in SECRETS if secret in left] == []
    assert OTHER in left
    assert list(Job.objects.values_list("subject", flat=True)) == ["2"]
    assert posted() == before
    anna = find_party(company=story.company, ledger="CUSTOMER", number="K1")
    assert (anna.name, anna.blocked) == ("Anna Andersson", "ALL")  # vouchers name her
    assert not [*check(company=story.company.id)]
    with pytest.raises(NothingToErase):
        erase(company=story.company, actor="adam", person=anna_of(story), reason=WHY)


def test_one_who_was_never_posted_to_keeps_the_number_alone(story: Story) -> None:
    build.customer(story.company, number="K3", name="Cilla Ceder", email="cilla@example.org", address="Lugna gatan 3")
    cilla = person_of(company=story.company, customer="K3")
    assert erase(company=story.company, actor="adam", person=cilla, reason=WHY).until is None
    left = everything()
    assert [text for text in ("Cilla", "cilla@", "Lugna") if text in left] == []
    assert find_party(company=story.company, ledger="CUSTOMER", number="K3").name == "K3"


def test_business_that_is_not_done_holds_it(story: Story) -> None:
    tell_of_anna(story)
    bo = person_of(company=story.company, customer="K2")
    before = books.contents()
    with pytest.raises(OpenWithPerson, match="INV-2"):
        erase(company=story.company, actor="adam", person=bo, reason=WHY)
    with pytest.raises(ErasureUnexplained):
        erase(company=story.company, actor="adam", person=anna_of(story), reason=" ")
    assert books.contents() == before


def test_with_four_eyes_it_takes_two(story: Story) -> None:
    tell_of_anna(story)
    set_setting(company=story.company, actor=build.BOB, key="four_eyes_above", value="0")
    assert erase(company=story.company, actor="adam", person=anna_of(story), reason=WHY).is_waiting
    assert "anna@example.org" in everything()
    with pytest.raises(SecondAdministratorMissing, match="adam asked to erase K1, four eyes are set"):
        erase(company=story.company, actor="Adam", person=anna_of(story), reason=WHY)
    assert not erase(company=story.company, actor="eva", person=anna_of(story), reason=WHY).is_waiting
    assert "anna@example.org" not in everything()


@pytest.mark.damages_books
def test_books_that_are_sealed_stay_whole_and_what_nobody_announced_is_found(story: Story) -> None:
    tell_of_anna(story)
    seal_books(company=story.company.id, actor=build.BOB, tables=SEALED)
    erase(company=story.company, actor="adam", person=anna_of(story), reason=WHY)
    assert [str(one) for one in violations(company=story.company)] == []
    assert seal_books(company=story.company.id, actor=build.BOB, tables=SEALED).new > 0  # not refused
    assert [str(one) for one in violations(company=story.company)] == []
    kept = Payload.objects.filter(company=story.company.id, event__action="privacy.erased").get()
    erase_contents(company=story.company.id, numbers=[1])
    assert [one.code for one in violations(company=story.company)] == ["audit_payload_gone"]
    assert 1 not in json.loads(kept.content)["erased"]
