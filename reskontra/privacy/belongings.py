"""The rows of every table that are a person's, found by the paths that are declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from reskontra.companies.queries import CompanyFacts
from reskontra.database.rows import CompanyRow
from reskontra.privacy.columns import Declared, declared, table_named
from reskontra.privacy.persons import Person

NOTE = "companies_note"
Rows = QuerySet[Model]


def belongings(*, company: CompanyFacts, person: Person) -> Iterator[tuple[Declared, Rows]]:
    """Each table that holds something of her, with her rows in the order they were written."""
    for one in declared().values():
        wanted = _wanted(company, person, one)
        if wanted:
            yield one, rows_of(company, one).filter(wanted).order_by("pk")


def rows_of(company: CompanyFacts, one: Declared) -> Rows:
    """All rows of the company; of a table that belongs to none, all of them."""
    table = table_named(one.table)
    rows: Rows = table._default_manager.all()
    return rows.filter(company_id=company.id) if issubclass(table, CompanyRow) else rows


def vouchers_of(company: CompanyFacts, person: Person) -> QuerySet[Any]:
    """The keys of vouchers with a line of hers."""
    lines = apps.get_model("ledger", "VoucherLine")._default_manager.filter(company_id=company.id)
    return lines.filter(party__in=person.party_ids).values("voucher_id")


def _wanted(company: CompanyFacts, person: Person, one: Declared) -> Q:
    found = Q()
    if person.party_ids:
        ids: dict[str, Any] = {
            "party": person.party_ids,
            "voucher": vouchers_of(company, person),
            "transaction": _transactions_of(company, person),
            "customer": person.numbers if person.kind == "customer" else (),
        }
        for by, paths in one.paths.items():
            for path in paths if by in ids else ():
                found |= Q(**{f"{path}__in": ids[by]})
        if one.table == NOTE:
            found |= _notes_of(company, person)
    if person.accounts:
        for column in one.account:
            found |= Q(**{f"{column}__in": person.accounts})
    if person.user_id:
        for path in one.paths.get("user", ()):
            found |= Q(**{path: person.user_id})
    return found


def _transactions_of(company: CompanyFacts, person: Person) -> QuerySet[Any]:
    entries = apps.get_model("ledger", "BankEntry")._default_manager.filter(company_id=company.id)
    return entries.filter(voucher__in=vouchers_of(company, person), transaction__isnull=False).values("transaction_id")


def _notes_of(company: CompanyFacts, person: Person) -> Q:
    """Beside her card, her entries, her vouchers, and transactions that her vouchers book."""
    entries = apps.get_model("receivables", "Entry")._default_manager.filter(company_id=company.id)
    beside = {
        "PARTY": person.party_ids,
        "ENTRY": entries.filter(party__in=person.party_ids).values("id"),
        "VOUCHER": vouchers_of(company, person),
        "TRANSACTION": _transactions_of(company, person),
    }
    found = Q()
    for subject, ids in beside.items():
        found |= Q(subject=subject, subject_id__in=ids)
    return found
