"""Tokens: told once, kept as digests, good until they are revoked or a day has passed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.interface.models import Token
from reskontra.interface.people import RoleUnknown
from reskontra.interface.scopes import ScopeUnknown
from reskontra.interface.tokens import (
    TokenExpiryPast,
    TokenMakerRevoked,
    TokenNameMissing,
    TokenNameTaken,
    TokenUnknown,
    access_by,
    create_token,
    digest_of,
    persons_behind,
    revoke_token,
    state_word,
    tokens,
)
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def made(company: CompanyFacts, **told: object) -> str:
    wanted = {"name": "webshop", "role": "CLERK", "scopes": ["write"], "actor": build.BOB} | told
    return create_token(company=company.id, **wanted)  # type: ignore[arg-type]


def test_a_token_lets_its_program_in_until_it_is_revoked(company: CompanyFacts) -> None:
    secret = made(company)
    access = access_by(secret)
    assert access is not None
    assert (access.company_id, access.actor, access.role) == (company.id, "token:webshop", "CLERK")
    assert (access.may("CLERK"), access.may("ACCOUNTANT"), access.scopes) == (True, False, {"write"})
    row = Token.objects.get(company=company.id)
    assert (row.digest, row.hint) == (digest_of(secret), secret[-4:])
    assert secret not in {str(value) for value in vars(row).values()}
    done = revoke_token(company=company.id, actor=build.BOB, name="webshop")
    assert (access_by(secret), done.state) == (None, "revoked")
    revoke_token(company=company.id, actor=build.BOB, name="webshop")
    told = list(Event.objects.filter(company=company.id, subject="webshop").values_list("action", flat=True))
    assert told == ["interface.token.created", "interface.token.revoked"]


def test_a_token_ends_with_its_last_day(company: CompanyFacts) -> None:
    secret = made(company, expires_on=today())
    assert access_by(secret) is not None
    Token.objects.filter(company=company.id).update(expires_on=today() - timedelta(days=1))
    (one,) = tokens(company=company.id)
    assert (access_by(secret), state_word(one)) == (None, "Expired")


def test_its_last_use_is_kept_to_a_quarter_of_an_hour(company: CompanyFacts) -> None:
    secret = made(company)
    access_by(secret)
    (first,) = tokens(company=company.id)
    access_by(secret)
    assert tokens(company=company.id)[0].last_used_at == first.last_used_at is not None
    Token.objects.filter(company=company.id).update(last_used_at=datetime(2026, 1, 1, tzinfo=UTC))
    access_by(secret)
    assert tokens(company=company.id)[0].last_used_at != datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "secret", ["", "rk", "rk_1_", "rk__x", "rk_1_x", "xx_1_x", "rk_9999999999999999999_x", "\udcff"]
)
def test_what_is_no_token_lets_nobody_in(company: CompanyFacts, secret: str) -> None:
    assert access_by(secret) is None


def test_another_companys_number_before_the_secret_lets_nobody_in(company: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    secret = made(company)
    assert access_by(secret.replace(f"_{company.id}_", f"_{other.id}_", 1)) is None


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"name": " "}, TokenNameMissing),
        ({"name": "WebShop"}, TokenNameTaken),
        ({"name": "b", "role": "BOSS"}, RoleUnknown),
        ({"name": "b", "scopes": ["all"]}, ScopeUnknown),
        ({"name": "b", "expires_on": today() - timedelta(days=1)}, TokenExpiryPast),
    ],
)
def test_what_is_no_good_token_is_refused(
    company: CompanyFacts, told: dict[str, object], refusal: type[Exception]
) -> None:
    made(company)
    with pytest.raises(refusal):
        made(company, **told)
    assert len(tokens(company=company.id)) == 1


def test_a_token_that_is_not_there_cannot_be_revoked(company: CompanyFacts) -> None:
    with pytest.raises(TokenUnknown):
        revoke_token(company=company.id, actor=build.BOB, name="nobody")


def test_who_made_its_token_answers_for_a_program(company: CompanyFacts) -> None:
    made(company)
    create_token(company=company.id, actor="token:webshop", name="till", role="READER", scopes=["read"])
    actors = [build.ALICE, "till", "token:webshop", "token:till", "token:gone"]
    behind = [build.ALICE, "till", build.BOB, build.BOB, "token:gone"]
    assert persons_behind(company=company.id, actors=actors) == dict(zip(actors, behind, strict=True))


def test_with_a_token_end_those_that_it_let_in(company: CompanyFacts) -> None:
    """However often handed on; those of others go on, and what is revoked lets nobody in any more."""
    secrets = {name: made(company, name=name, actor=maker) for name, maker in (
        ("shop", build.BOB), ("till", "token:shop"), ("scale", "token:till"), ("other", build.BOB),
    )}  # fmt: skip
    revoke_token(company=company.id, actor=build.ALICE, name="till")
    assert [name for name, secret in secrets.items() if access_by(secret)] == ["shop", "other"]
    revoke_token(company=company.id, actor=build.ALICE, name="shop")
    assert [name for name, secret in secrets.items() if access_by(secret)] == ["other"]
    told = Event.objects.filter(company=company.id, action="interface.token.revoked").order_by("id")
    assert list(told.values_list("subject", flat=True)) == ["till", "scale", "shop"]
    with pytest.raises(TokenMakerRevoked):
        made(company, name="late", actor="token:shop")
