"""Whatever of a posted row is changed behind the guards' back, `reskontra check` names the row.

Every frozen table is tried, column by column. One that has no row in the book is given one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from reskontra.audit.models import Event, Payload, Seal
from reskontra.audit.queries import Wanted, events
from reskontra.audit.sealing import OWN, BooksChanged, check_seals, seal_books
from reskontra.audit.trail import digest_of, record, sha256
from reskontra.cli.checks import GUARDED, SEALED, violations
from reskontra.companies.queries import CompanyFacts
from reskontra.database.sealed import Sealed
from tests import books, build
from tests.api_book import api_book
from tests.planted import another, row_of

pytestmark = [pytest.mark.django_db, pytest.mark.damages_books]
# Payloads may be erased; the event they belong to has their digest.
DIGESTED = {"audit_payload"}
# What goes with the row of another table that is frozen, or is kept by a trigger of its own.
BESIDE = {"receivables_documentline", "collections_collectionline", "journals_proposedpayment"}


class _Undone(Exception):
    pass


@pytest.fixture
def company() -> Iterator[CompanyFacts]:
    found = api_book().company
    with books.unguarded():
        for sealed in SEALED:
            row_of(sealed, found.id)
        yield found


def sealed_now(company: CompanyFacts) -> str:
    return seal_books(company=company.id, actor=build.ALICE, tables=SEALED).digest


def found_in(company: CompanyFacts, sealed: Sealed) -> list[str]:
    """What is told of one table, the damage of others left out."""
    return [str(one) for one in check_seals(company=company.id, tables=[sealed])]


def test_every_frozen_table_is_sealed() -> None:
    frozen = {name.removesuffix("_frozen") for room in GUARDED for name in room.TRIGGERS if name.endswith("_frozen")}
    assert {sealed.table for sealed in (*OWN, *SEALED)} == (frozen - DIGESTED) | BESIDE


def test_every_column_of_every_row_is_told_when_it_is_another(company: CompanyFacts) -> None:
    sealed_now(company)
    for sealed in SEALED:
        assert found_in(company, sealed) == []
        row = row_of(sealed, company.id)
        for column in sealed.columns.split():
            told = damaged(company, sealed, row, column)
            row_is = f"Row {row.id} of {sealed.table}"
            named = {f"{row_is} is not what was sealed.", f"{row_is} was sealed, and is gone."}
            assert set(told) & named, (sealed.table, column, told)
        assert f"Row {row.id} of {sealed.table} was sealed, and is gone." in damaged(company, sealed, row, "")


def damaged(company: CompanyFacts, sealed: Sealed, row: Model, column: str) -> list[str]:
    """What is told once the column holds something else, or without a column the row is gone; then all is as before."""
    for by in (1000, -1, 1):  # what the database itself refuses of a column is tried otherwise
        try:
            with transaction.atomic():
                _damage(sealed, row, column, by)
                told = found_in(company, sealed)
                raise _Undone
        except _Undone:
            return told
        except IntegrityError:
            continue
    raise AssertionError(f"{sealed.table}.{column} was not changed")


def _damage(sealed: Sealed, row: Model, column: str, by: int) -> None:
    if not column:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {sealed.table} WHERE id = %s", [row.pk])
        return
    field = next(one for one in row._meta.local_concrete_fields if one.column == column)
    value = another(field, getattr(row, field.attname), by=by)
    assert sealed.model._default_manager.filter(pk=row.pk).update(**{field.attname: value}) == 1


def test_a_trail_that_is_made_anew_is_told(company: CompanyFacts) -> None:
    """Every digest of the chain right again, the content of an event another: only the seal knows."""
    sealed_now(company)
    first = Event.objects.filter(company=company.id).earliest("number")
    Payload.objects.filter(company=company.id, event=first).update(content='{"amount": 1}')
    previous, payload = "", sha256('{"amount": 1}')
    for event in Event.objects.filter(company=company.id).order_by("number"):
        event.payload_digest = payload if event.number == first.number else event.payload_digest
        event.previous_digest = previous
        event.digest = previous = digest_of(event)
        event.save()
    told = [str(one) for one in violations(company=company)]
    assert f"Row {first.id} of audit_event is not what was sealed." in told
    assert not [one for one in told if one.startswith("Audit event")]


def test_seals_that_are_changed_or_taken_away_are_told(company: CompanyFacts) -> None:
    sealed_now(company)
    number = events(company=company.id, wanted=Wanted(), most=1)[0].number
    Seal.objects.filter(company=company.id, name="ledger_voucherline").delete()
    sealed = next(one for one in SEALED if one.table == "ledger_voucherline")
    assert found_in(company, sealed) == [f"The seals of the books are not those of which audit event {number} tells."]


def test_changed_books_are_not_sealed_again(company: CompanyFacts) -> None:
    sealed_now(company)
    sealed = next(one for one in SEALED if one.table == "ledger_voucherline")
    row = row_of(sealed, company.id)
    sealed.model._default_manager.filter(pk=row.pk).update(description="another")
    with pytest.raises(BooksChanged) as refusal:
        sealed_now(company)
    assert refusal.value.values == {"rows": 1, "table": "ledger_voucherline", "id": row.pk}


def test_what_is_posted_later_is_sealed_beside_and_other_columns_do_not_unseal(company: CompanyFacts) -> None:
    """A table that gets a column by a later version: what was sealed before is held to the columns it was sealed by."""
    first = seal_books(company=company.id, actor=build.ALICE, tables=SEALED)
    table = "ledger_voucherline"
    narrow = [Sealed(one.table, one.free | {"comment"}) if one.table == table else one for one in SEALED]
    again = seal_books(company=company.id, actor=build.ALICE, tables=narrow)
    assert (again.rows, again.new) == (first.rows, 0)  # the event of the first seal waits for the next
    sealed = next(one for one in SEALED if one.table == table)
    row = row_of(sealed, company.id)
    row.pk = row.pk + 100_000
    row.line_number += 5
    sealed.model._default_manager.bulk_create([row])
    assert seal_books(company=company.id, actor=build.ALICE, tables=narrow).new == 2  # it, and the event before
    assert not [one for one in violations(company=company) if one.code.startswith("seal")]
    assert not list(check_seals(company=build.new_company(name="Sydan AB").id, tables=SEALED))


def test_books_in_which_nothing_came_are_at_rest(company: CompanyFacts) -> None:
    """The event that tells of a seal is sealed with what comes next."""
    digest = sealed_now(company)
    before = Event.objects.filter(company=company.id).count()
    for _again in range(2):
        told = seal_books(company=company.id, actor=build.ALICE, tables=SEALED)
        assert (told.new, told.digest) == (0, digest)
    assert Event.objects.filter(company=company.id).count() == before
    record(company=company.id, actor=build.BOB, action="party.changed", subject="C1", content={})
    told = seal_books(company=company.id, actor=build.ALICE, tables=SEALED)
    assert (told.new, told.digest != digest) == (2, True)
    assert not list(check_seals(company=company.id, tables=SEALED))
