"""What keeps debits from the bank is found, kept, and told; what has passed is moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Findings
from reskontra.parties.edit import change_party
from reskontra.receivables.applying import EntryName
from reskontra.receivables.direct_debits.checking import Checked, check_collection
from reskontra.receivables.direct_debits.choosing import choose_mandate
from reskontra.receivables.direct_debits.collections import debits_of
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.mandates import block_mandate, change_mandate, find_mandate, terms_of
from reskontra.receivables.direct_debits.posting import post_collection
from reskontra.receivables.edit import Edit, edit_entry
from tests import build
from tests.receivables.debiting_book import DUE, SIGNED, TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db


def test_findings_are_kept_and_hold_the_file_back_until_they_are_mended() -> None:
    company = euro_company()
    owed(company, payer(company, 1, replace(SIGNED, signed_date=None)))
    owed(company, payer(company, 2, replace(SIGNED, expected=1)), "INV-2")
    owed(company, payer(company, 3), "INV-3")
    done = made(company)
    assert done.faulty == 1
    block_mandate(company=company, actor=build.BOB, number="MND000003", is_blocked=True)
    late = date(2026, 2, 10)
    checked = check_collection(company=company, actor=build.BOB, number=done.number, as_of=late)
    assert checked == Checked(done.number, 0, 3)
    found = [one.findings for one in debits_of(company=company, number=done.number)]
    assert found == [("DATE_PAST", "UNSIGNED"), ("DATE_PAST",), ("DATE_PAST", "INACTIVE")]
    with pytest.raises(Findings) as refusal:
        export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    assert [one.code for one in refusal.value.findings] == ["debit_mandate_unsigned", "debit_mandate_inactive"]
    terms = replace(terms_of(find_mandate(company=company, number="MND000001")), signed_date=DUE)
    change_mandate(company=company, actor=build.BOB, number="MND000001", terms=terms)
    block_mandate(company=company, actor=build.BOB, number="MND000003", is_blocked=False)
    checked = check_collection(company=company, actor=build.BOB, number=done.number, as_of=late, resets_dates=True)
    assert checked == Checked(done.number, 3, 0, moved=3)
    assert {one.transfer_date for one in debits_of(company=company, number=done.number)} == {late}
    assert Scheme.CORE in Scheme


def test_what_changed_since_it_was_made_is_found_and_a_blocked_customer_keeps_nobody_from_posting() -> None:
    company = euro_company()
    alfa = payer(company, 1)
    for number in ("HELD", "DISPUTED", "NONE"):
        owed(company, alfa, number)
    owed(company, payer(company, 2), "BLOCKED")

    def change(*, on_hold: str, dispute: str, mandate: str, blocked: str) -> None:
        named = {number: EntryName("CUSTOMER", number) for number in ("HELD", "DISPUTED", "NONE")}
        edit_entry(company=company, actor=build.BOB, name=named["HELD"], edit=Edit(on_hold=on_hold))
        edit_entry(company=company, actor=build.BOB, name=named["DISPUTED"], edit=Edit(dispute_status=dispute))
        choose_mandate(company=company, actor=build.BOB, name=named["NONE"], mandate=mandate)
        change_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C2", wanted={"blocked": blocked})

    number = made(company).number
    change(on_hold="XX", dispute="OPEN", mandate="none", blocked="all")
    check_collection(company=company, actor=build.BOB, number=number, as_of=TODAY)
    found = {one.document: one.findings for one in debits_of(company=company, number=number)}
    assert found == {"HELD": ("HELD",), "DISPUTED": ("DISPUTED",), "NONE": ("CHOICE",), "BLOCKED": ("BLOCKED",)}
    with pytest.raises(Findings):
        export_collection(company=company, actor=build.BOB, number=number, today=TODAY)
    change(on_hold="", dispute="", mandate="default", blocked="")
    export_collection(company=company, actor=build.BOB, number=number, today=TODAY)
    change_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C2", wanted={"blocked": "all"})
    done = post_collection(company=company, actor=build.BOB, number=number, today=DUE)
    assert (done.posted, done.skipped, done.state) == (3, ("BLOCKED",), "FILE_CREATED")
