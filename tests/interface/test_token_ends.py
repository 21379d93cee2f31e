"""A token that ends soon: mailed once, to who answers for it, else to the administrators that mail reaches."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.interface.models import Token, User
from reskontra.interface.people import add_user, give_role
from reskontra.interface.token_ends import tell_ending
from reskontra.interface.tokens import create_token, revoke_token
from tests.build import ALICE, BOB, PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
LAST = 14  # days that it lasts still, and is told of


@pytest.fixture(autouse=True)
def _people(company: CompanyFacts) -> None:
    for name, role in ((ALICE, "ACCOUNTANT"), (BOB, "ADMINISTRATOR")):
        add_user(username=name, password=PASSWORD)
        give_role(company=company.id, actor=BOB, username=name, role=role)
        User.objects.filter(username=name).update(email=f"{name.lower()}@nordan.example")


def made(company: CompanyFacts, name: str, *, actor: str = ALICE, days: int = LAST, old: int = 100) -> None:
    """A token that lasts so many days more, and was made so many days ago."""
    create_token(company=company.id, actor=actor, name=name, role="READER", scopes=["read"])
    row = Token.objects.get(company=company.id, name=name)
    row.expires_on, row.created_at = today() + timedelta(days=days), row.created_at - timedelta(days=old)
    row.save()


def told() -> list[tuple[str, str]]:
    """To whom mail waits for the worker, and about which token."""
    mails = [row.args_kwargs["kwargs"] for row in DBTaskResult.objects.filter(task_path__endswith="send_news")]
    mails = [row for row in mails if row["news"] in ("token_ends", "tokens_end")]
    assert len({row["address"] for row in mails}) == len(mails), "one mail to each"
    named = [(row["address"].partition("@")[0], row["facts"]["about"].split("; ")) for row in mails]
    return sorted((to, one.partition(" ")[0]) for to, about in named for one in about)


def test_each_that_ends_soon_is_told_once(company: CompanyFacts) -> None:
    made(company, "shop")
    made(company, "handed", actor="token:shop")
    made(company, "later", days=LAST + 1)
    made(company, "brief", days=5, old=2)  # it was made for a week
    made(company, "daily", days=1, old=1)
    made(company, "weekly", days=2, old=5)
    made(company, "gone", days=-1)
    made(company, "revoked")
    revoke_token(company=company.id, actor=BOB, name="revoked")
    assert (tell_ending(company=company.id), tell_ending(company=company.id)) == (3, 0)
    assert told() == [("alice", "handed"), ("alice", "shop"), ("alice", "weekly")]


def test_administrators_are_told_of_whose_maker_mail_does_not_reach(company: CompanyFacts) -> None:
    made(company, "shop")
    made(company, "nightly", actor="system")
    User.objects.filter(username=ALICE).update(email="")
    assert tell_ending(company=company.id) == 2
    assert told() == [("bob", "nightly"), ("bob", "shop")]


def test_what_nobody_can_be_told_waits_until_somebody_can(company: CompanyFacts) -> None:
    made(company, "shop")
    User.objects.update(email="")
    assert tell_ending(company=company.id) == 0
    User.objects.filter(username=ALICE).update(email="alice@nordan.example")
    assert (tell_ending(company=company.id), told()) == (1, [("alice", "shop")])
