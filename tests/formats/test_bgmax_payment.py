"""One payment of a deposit: references, messages, payer."""

import pytest

from reskontra.formats.bank_statement import PartyRecord
from tests.formats.bgmax_files import one_deposit, payment, records


def test_parts_of_a_deposit():
    parts = records(one_deposit(payment(10_000), payment(2_000, kind="21"), amount=8_000, payments=2))
    assert [(part.entry_number, part.part_number, part.amount_minor) for part in parts] == [
        (1, 1, 10_000),
        (1, 2, -2_000),
    ]
    assert {(part.entry_amount_minor, part.paid_to, part.paid_to_scheme) for part in parts} == {
        (8_000, "50501055", "BGNR")
    }
    assert [part.is_reversal for part in parts] == [False, True]
    assert parts[0].bank_reference == "000120000018"


def test_a_payment_alone_is_the_deposit():
    (part,) = records(one_deposit(payment(10_000), amount=10_000))
    assert (part.part_number, part.bank_reference, part.entry_reference) == (0, "", "000120000018")


@pytest.mark.parametrize(
    ("case", "reference", "code", "references", "texts"),
    [
        ("checked", "655969", "2", ["655969"], []),
        ("checked under extended registration", "655969", "4", ["655969"], []),
        ("not checked", "655969", "3", [], ["655969"]),
        ("several", "657866 658765", "3", [], ["657866 658765"]),
        ("wrong", "655968", "5", [], ["655968"]),
        ("none", "", "0", [], []),
        ("right-aligned", f"{'655969':>25}", "2", ["655969"], []),
    ],
)
def test_the_reference(case, reference, code, references, texts):
    (part,) = records(one_deposit(payment(10_000, reference, code), amount=10_000))
    assert [one.raw for one in part.references] == references
    assert [one.text for one in part.texts] == texts


def test_further_references_have_their_shares():
    further = [
        payment(7_000, "111", "2", kind="22"), payment(1_000, "222", "2", kind="23"), payment(0, "333", "2", kind="22"),
    ]  # fmt: skip
    (part,) = records(one_deposit(payment(6_000), *further, amount=6_000))
    assert [(one.raw, one.amount_minor) for one in part.references] == [("111", 7_000), ("222", -1_000), ("333", None)]


def test_the_message_is_one_text_whose_full_lines_run_on():
    lines = ["25" + "Betalning med extra referensnummer som ar langt 66", "25" + "5869", "25Tack"]
    (part,) = records(one_deposit(payment(10_000), *lines, amount=10_000))
    assert [one.text for one in part.texts] == ["Betalning med extra referensnummer som ar langt 665869 Tack"]


def test_the_payer():
    about = [
        f"26{'Kalles Plåt':<35}{'Extra':<35}", f"27{'Storgatan 2':<35}{'12345':<9}",
        f"28{'Storåker':<35}{'Sverige':<35}SE", "29005500001234",
    ]  # fmt: skip
    (part,) = records(one_deposit(payment(10_000), *about, amount=10_000))
    assert part.counterparty == PartyRecord(
        name="Kalles Plåt Extra", other_account="3783511", other_scheme="BGNR", address="Storgatan 2",
        postal_code="12345", city="Storåker", country="SE", organisation_number="5500001234",
    )  # fmt: skip


def test_a_payer_without_bankgiro():
    (part,) = records(one_deposit(payment(10_000, payer=0), amount=10_000))
    assert part.counterparty == PartyRecord()
