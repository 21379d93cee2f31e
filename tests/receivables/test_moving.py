"""What is left of entries goes to another party, with everything that people and payers know it by."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.exchange import PAR
from reskontra.ledger.actions import start_run
from reskontra.ledger.models import Voucher
from reskontra.ledger.queries import posting_groups
from reskontra.parties.models import Party
from reskontra.parties.queries import PartySummary, find_party
from reskontra.receivables.models import Application, Entry
from reskontra.receivables.moving import MovedEntry, move_all
from tests import books, build
from tests.postings import gl, on, pay

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 1)


def moved(company: CompanyFacts, to: PartySummary, *ids: int, day: date | None = DAY) -> list[MovedEntry]:
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test.moved")
        return move_all(company=company, run=run, entry_ids=ids, to=to, day=day, reason="Wrong")


def two(company: CompanyFacts) -> tuple[PartySummary, PartySummary]:
    return build.customer(company), build.customer(company, number="C2", name="Beta AB")


def test_the_new_entry_is_known_as_the_old_one(company: CompanyFacts) -> None:
    alfa, beta = two(company)
    memo = build.document(
        company, alfa, number="K-1", amount="-200.00", document_type="credit_memo", payment_reference="10017",
        external_document_number="X-9", on_hold="EVA", description="Returned",
    )  # fmt: skip
    Entry.objects.filter(id=memo.entry_id).update(promised_date=DAY, dispute_status="PRICE")
    (done,) = moved(company, beta, memo.entry_id, day=None)
    assert (done.document, done.amount.minor, done.voucher, done.day) == ("K-1", -200_00, "A-2026-1", date(2026, 1, 10))
    old, counter, new = Entry.objects.filter(company=company.id).order_by("id")
    assert (old.remaining_minor, counter.remaining_minor, counter.reverses_id) == (0, 0, old.id)
    same = (
        "document_type", "document_number", "payment_reference", "external_document_number", "on_hold", "description",
        "due_date", "document_date", "currency", "rate_e8", "document_minor", "promised_date", "dispute_status",
    )  # fmt: skip
    assert [getattr(new, name) for name in same] == [getattr(old, name) for name in same]
    assert (new.party_id, new.remaining_minor) == (beta.id, -200_00)
    assert Voucher.objects.get(series="A").description == "K-1 C1 > C2: Wrong"
    assert Application.objects.get(company=company.id).voucher is None


def test_an_invoice_number_stays_one_invoices(company: CompanyFacts) -> None:
    alfa, beta = two(company)
    invoice = build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-05-01")
    moved(company, beta, invoice.entry_id)
    new = Entry.objects.get(company=company.id, party=beta.id)
    assert (new.document_type, new.document_number, new.discount_minor) == ("", "INV-1", 0)


def test_what_is_left_alone_is_moved_to_the_partys_own_control_account(company: CompanyFacts) -> None:
    alfa, beta = two(company)
    Party.objects.filter(id=beta.id).update(posting_group="EU")
    invoice = build.invoice(company, alfa)
    pay(company, build.bank_account(company), on(company, invoice, 400_00))
    (done,) = moved(company, find_party(company=company, ledger="CUSTOMER", number="C2"), invoice.entry_id)
    assert done.amount.minor == 600_00
    new = Entry.objects.get(company=company.id, party=beta.id)
    assert (new.document_minor, new.remaining_minor) == (1000_00, 600_00)
    assert new.posting_group_id == posting_groups(company=company)[("CUSTOMER", "EU")].id
    assert (gl(company)["1512"], gl(company).get("1510", 0)) == (600_00, 0)


def test_queries_do_not_grow_with_the_entries(company: CompanyFacts) -> None:
    alfa, beta = two(company)
    ids = [build.invoice(company, alfa, number=f"INV-{n}").entry_id for n in range(24)]
    counts = []
    for some in (ids[:4], ids[4:]):
        with CaptureQueriesContext(connection) as queries:
            moved(company, beta, *some)
        counts.append(len(queries))
    assert counts[1] <= counts[0], counts


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    amounts=st.lists(st.integers(1, 500_000), min_size=1, max_size=4),
    currency=st.sampled_from(["SEK", "EUR"]),
    rate=st.integers(5 * PAR, 15 * PAR),
)
def test_there_and_back_again_changes_no_balance(amounts: list[int], currency: str, rate: int) -> None:
    with transaction.atomic():
        company = build.new_company()
        set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=rate)
        alfa, beta = two(company)
        ids = [
            build.invoice(company, alfa, number=f"{n}-1", amount=f"{minor / 100:.2f}", currency=currency).entry_id
            for n, minor in enumerate(amounts)
        ]
        before = gl(company)
        local = [Entry.objects.get(id=id).remaining_local_minor for id in ids]
        moved(company, beta, *ids)
        there = Entry.objects.filter(company=company.id, party=beta.id, reverses__isnull=True).order_by("id")
        assert [(one.remaining_minor, one.remaining_local_minor) for one in there] == list(
            zip(amounts, local, strict=True)
        )
        moved(company, alfa, *there.values_list("id", flat=True))
        back = Entry.objects.filter(company=company.id, party=alfa.id).exclude(remaining_minor=0)
        assert sorted(one.remaining_minor for one in back) == sorted(amounts)
        assert gl(company) == before
        assert books.violations() == []
        transaction.set_rollback(True)
