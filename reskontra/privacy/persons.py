"""Who is meant: a customer or vendor with those merged into it, a user, or whoever pays from an account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.statements import compact
from reskontra.interface.people import find_user
from reskontra.parties.queries import find_party
from reskontra.privacy.columns import declared

LEAST_LETTERS = 4  # shorter values stand in too many texts to say whose they are


class PersonNotNamed(Refused):
    code = "person_not_named"
    template = "{count} of --customer, --vendor, --user and --account were given. Name one person with one of them."


class AccountOfNobody(Refused):
    code = "account_of_nobody"
    template = "Nothing here names the account {account}. Look for it with reskontra find, or name a customer."


@dataclass(frozen=True, slots=True)
class Person:
    """kind: customer, vendor, user or account; number: what she was named by.

    party_ids   the party and all that were merged into it
    numbers     theirs
    accounts    account numbers that are hers: letters and digits
    username    of a user
    """

    kind: str
    number: str
    name: str
    party_ids: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    username: str = ""
    user_id: int = 0

    @property
    def ledger(self) -> str:
        return self.kind.upper() if self.party_ids else ""


def person_of(
    *, company: CompanyFacts, customer: str = "", vendor: str = "", user: str = "", account: str = ""
) -> Person:
    """refuses   PersonNotNamed, PartyUnknown, UserUnknown, AccountOfNobody"""
    given = [one for one in (customer, vendor, user, account) if one]
    if len(given) != 1:
        raise PersonNotNamed(count=len(given))
    if user:
        return _user(company, user)
    if account:
        return _account(company, account)
    return _party(company, "CUSTOMER" if customer else "VENDOR", given[0])


def _party(company: CompanyFacts, ledger: str, number: str) -> Person:
    found = find_party(company=company, ledger=ledger, number=number)
    parties = _table("parties", "Party").filter(company_id=company.id)
    merged = list(parties.filter(merged_into=found.id).order_by("id").values_list("id", "number"))
    ids = (found.id, *(id for id, _number in merged))
    accounts = _table("parties", "PartyAccount").filter(company_id=company.id, party__in=ids).values_list("number")
    return Person(
        ledger.lower(), number, found.name, ids, (number, *(one for _id, one in merged)),
        tuple(sorted({account for (account,) in accounts})),
    )  # fmt: skip


def _user(company: CompanyFacts, name: str) -> Person:
    found = find_user(username=name)
    return Person("user", found.username, found.get_full_name(), username=found.username, user_id=found.id)


def _account(company: CompanyFacts, written: str) -> Person:
    account = compact(written)
    for one in declared().values():
        for column in one.account:
            rows = _rows(one.table).filter(company_id=company.id, **{column: account})
            if rows.exists():
                return Person("account", account, "", accounts=(account,))
    raise AccountOfNobody(account=written[:40])


def known_values(*, company: CompanyFacts, person: Person, kinds: tuple[str, ...]) -> Iterator[str]:
    """What is known of a party in so many words: the values of columns of these kinds, long enough to find it by."""
    for one in declared().values():
        columns = one.of(*kinds)
        if "party" not in one.paths or not columns or one.source == "derived":
            continue
        for path in one.paths["party"]:
            rows = _rows(one.table).filter(company_id=company.id, **{f"{path}__in": person.party_ids})
            for values in rows.values_list(*columns).distinct():
                yield from (value for value in values if value and len(value) >= LEAST_LETTERS)


def _table(app: str, name: str):  # type: ignore[no-untyped-def]
    return apps.get_model(app, name)._default_manager


def _rows(table: str):  # type: ignore[no-untyped-def]
    found: type[Model] = next(one for one in apps.get_models() if one._meta.db_table == table)
    return found._default_manager
