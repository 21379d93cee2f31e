"""Load customers or vendors from CSV: all or nothing, and the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.identity import checked_number
from reskontra.companies.queries import CompanyFacts, terms_codes
from reskontra.core.errors import Findings, Malformed
from reskontra.core.identifiers import bankgiro, country, currency, iban, language, plusgiro
from reskontra.core.matching.names import name_folds
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import NotAChoice, Row, Table
from reskontra.interface.people import checked_email
from reskontra.parties.models import Party, PartyAccount, PartyName

REQUIRED = ("number", "name")
TEXTS = {
    "name": 200, "address": 200, "postal_code": 20, "city": 100, "organisation_number": 30, "vat_number": 30,
    "email": 200, "phone": 50,
}  # fmt: skip
WRITTEN = {"email": checked_email, "vat_number": checked_number}  # kept as they were written, where they can be right
CHECKED = {"country": country.validate, "language": language.validate, "currency": currency.validate}
TERMS = {"payment_terms": "PAYMENT", "reminder_terms": "REMINDER", "finance_charge_terms": "FINANCE_CHARGE"}
ACCOUNTS = {"iban": iban.validate, "bankgiro": bankgiro.validate, "plusgiro": plusgiro.validate}
METHODS = {"manual": "MANUAL", "apply_to_oldest": "APPLY_TO_OLDEST"}
OPTIONAL = (*list(TEXTS)[1:], *CHECKED, *TERMS, "application_method", "posting_group", *ACCOUNTS)
OF_CUSTOMERS = ("credit_limit",)
CHUNK = 5_000


class NumberTwice(Malformed):
    code = "party_number_twice"
    template = "{number} stands in row {first} already. Give each row a number of its own."


class CreditLimitNegative(Malformed):
    code = "credit_limit_negative"
    template = "The credit limit {limit} is below zero. Write 0 for no limit, or more."


@dataclass(slots=True)
class Loaded:
    """What a load did; counts of rows."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: dict[str, dict[str, list[str | int]]] = field(default_factory=dict)


@dataclass(slots=True)
class _PartyRow:
    number: str
    values: dict[str, str | int]
    accounts: dict[str, str]


def load_parties(
    *, company: CompanyFacts, actor: str, ledger: str, name: str, stream: BinaryIO, groups: Collection[str] = ()
) -> Loaded:
    """Add new parties and update those of which a value differs; an empty cell leaves what is there.

    ledger    CUSTOMER or VENDOR
    groups    the codes of the company's posting groups of that ledger
    refuses   Findings with everything that is wrong with the file; then nothing is loaded
    """
    table = Table(stream, required=REQUIRED, optional=(*OPTIONAL, *(OF_CUSTOMERS if ledger == "CUSTOMER" else ())))
    rows = _read(company, table, groups)
    if table.findings:
        raise Findings(table.findings)
    loaded = Loaded()
    with transaction.atomic():
        lock_company(company.id)
        for batch in bulk.chunks(rows, CHUNK):
            _store(company, ledger, batch, loaded)
        if loaded.new or loaded.changed:
            record(
                company=company.id,
                actor=actor,
                action=f"{ledger.lower()}s.loaded",
                subject=name,
                content={"new": loaded.new, "changed": loaded.changes, "unchanged": loaded.unchanged},
            )
    return loaded


def _read(company: CompanyFacts, table: Table, groups: Collection[str]) -> list[_PartyRow]:
    known_terms = terms_codes(company=company)
    seen: dict[str, int] = {}
    found = []
    for row in table.rows():
        party = _party(company, row, known_terms, groups)
        if party.number in seen:
            row.refuse(NumberTwice(number=party.number, first=seen[party.number]), "number")
        elif party.number:
            seen[party.number] = row.number
        found.append(party)
    return found


def _party(company: CompanyFacts, row: Row, known_terms: set[tuple[str, str]], groups: Collection[str]) -> _PartyRow:
    values: dict[str, str | int] = {
        name: row.text(name, most=most, is_required=name == "name")
        for name, most in TEXTS.items()
        if name not in WRITTEN
    }
    for name, check in WRITTEN.items():
        values[name] = row.checked(name, check, "", most=TEXTS[name])
    for name, check in CHECKED.items():
        values[name] = row.checked(name, check, "")
    for name, kind in TERMS.items():
        code = row.text(name, most=20)
        if code and (kind, code) not in known_terms:
            row.refuse(NotAChoice(text=code, known=tuple(sorted(c for k, c in known_terms if k == kind))), name)
        values[name] = code
    values["posting_group"] = row.text("posting_group", most=20)
    if values["posting_group"] and values["posting_group"] not in groups:
        row.refuse(NotAChoice(text=values["posting_group"], known=tuple(groups)), "posting_group")
    if row.text("application_method", most=40):
        values["application_method"] = row.choice("application_method", METHODS)
    if row.text("credit_limit", most=40):
        limit = row.minor("credit_limit", company.currency)
        if limit < 0:
            row.refuse(CreditLimitNegative(limit=Money(limit, company.currency)), "credit_limit")
        values["credit_limit_minor"] = limit
    accounts = {name: row.checked(name, check, "") for name, check in ACCOUNTS.items()}
    return _PartyRow(row.text("number", most=30, is_required=True), values, {k: v for k, v in accounts.items() if v})


def _store(company: CompanyFacts, ledger: str, batch: list[_PartyRow], loaded: Loaded) -> None:
    numbers = [row.number for row in batch]
    known = {p.number: p for p in Party.objects.filter(company=company.id, ledger=ledger, number__in=numbers)}
    _insert(company, ledger, [row for row in batch if row.number not in known])
    loaded.new += sum(row.number not in known for row in batch)
    held: dict[int, dict[str, set[str]]] = {}
    ids = [party.id for party in known.values()]
    for account in PartyAccount.objects.filter(company=company.id, party__in=ids):
        held.setdefault(account.party_id, {}).setdefault(account.kind.lower(), set()).add(account.number)
    for row in batch:
        if row.number in known:
            changes = _update(company, known[row.number], row, held.get(known[row.number].id, {}))
            loaded.changed += bool(changes)
            loaded.unchanged += not changes
            if changes:
                loaded.changes[row.number] = changes


def _insert(company: CompanyFacts, ledger: str, rows: list[_PartyRow]) -> None:
    ids = bulk.reserve_ids(Party, len(rows))
    parties = [
        Party(id=id, company_id=company.id, ledger=ledger, number=row.number, **row.values)
        for id, row in zip(ids, rows, strict=True)
    ]
    Party.objects.bulk_create(parties, batch_size=500)
    pairs = list(zip(ids, rows, strict=True))
    insert_names(company, [(id, str(row.values["name"])) for id, row in pairs])
    accounts = [(company.id, id, kind.upper(), no) for id, row in pairs for kind, no in row.accounts.items()]
    bulk.insert(PartyAccount, ("company_id", "party_id", "kind", "number"), accounts)


def insert_names(company: CompanyFacts, names: Iterable[tuple[int, str]]) -> None:
    """Write the folds by which parties are found; names: (party id, its name)."""
    rows = sorted((company.id, kind, fold[:200], id) for id, name in names for kind, fold in set(name_folds(name)))
    bulk.insert(PartyName, ("company_id", "kind", "fold", "party_id"), rows)


def _update(
    company: CompanyFacts, party: Party, row: _PartyRow, held: dict[str, set[str]]
) -> dict[str, list[str | int]]:
    changes: dict[str, list[str | int]] = {
        name: [getattr(party, name), value]
        for name, value in row.values.items()
        if value != "" and getattr(party, name) != value
    }
    for name, (_, value) in changes.items():
        setattr(party, name, value)
    if changes:
        party.save(update_fields=list(changes))
    if "name" in changes:
        PartyName.objects.filter(company=company.id, party=party).delete()
        insert_names(company, [(party.id, party.name)])
    for kind, number in row.accounts.items():
        if held.get(kind, set()) != {number}:
            changes[kind] = [", ".join(sorted(held.get(kind, set()))), number]
            PartyAccount.objects.filter(company=company.id, party=party, kind=kind.upper()).delete()
            PartyAccount.objects.create(company_id=company.id, party=party, kind=kind.upper(), number=number)
    return changes
