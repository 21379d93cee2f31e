from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

from lxml import etree

from .conftest import Demo


def _of_kind(demo: Demo, kind: str) -> list[tuple[dict[str, Any], Any]]:
    return [
        (demo.truth[reference], details)
        for reference, _, details in demo.transactions()
        if demo.truth[reference]["kind"] == kind
    ]


def test_a_known_account_stands_alone(demo: Demo) -> None:
    accounts = {row["number"]: row["iban"] for row in demo.customers}
    for truth, details in _of_kind(demo, "iban_known"):
        assert details.findtext(".//{*}DbtrAcct/{*}Id/{*}IBAN") == accounts[truth["party"]] != ""
        assert details.find(".//{*}Dbtr/{*}Pty") is None


def test_an_amount_is_the_customer_s_only_one(demo: Demo) -> None:
    amounts: dict[str, Counter[Decimal]] = defaultdict(Counter)
    for row in demo.entries:
        amounts[row["account"]][Decimal(row["remaining_amount"])] += 1
    for kind in ("name_amount", "shouted_name", "private_person", "iban_known"):
        assert all(amounts[truth["party"]][Decimal(truth["amount"])] == 1 for truth, _ in _of_kind(demo, kind))


def test_the_sum_of_all_is_all(demo: Demo) -> None:
    open_sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in demo.entries:
        open_sums[row["account"]] += Decimal(row["remaining_amount"])
    for truth, _ in _of_kind(demo, "sum_of_all"):
        assert open_sums[truth["party"]] == Decimal(truth["amount"])
        assert len(truth["documents"]) > 1


def test_equal_payments_differ_in_the_bank_s_reference_only(demo: Demo) -> None:
    seen = Counter((truth["date"], etree.tostring(details)) for truth, details in _of_kind(demo, "equal_payments"))
    assert sorted(seen.values()) == [2, 2]


def test_unknown_payers_are_nobody_s_names(demo: Demo) -> None:
    known = {row["name"].upper() for row in demo.customers + demo.vendors}
    for truth, details in _of_kind(demo, "unknown_payer"):
        assert details.findtext(".//{*}Nm").upper() not in known
        assert (truth["party"], truth["documents"]) == ("", [])


def test_a_number_already_paid_is_no_longer_open(demo: Demo) -> None:
    references = {row["payment_reference"] for row in demo.entries}
    assert all(details.findtext(".//{*}Ref") not in references for _, details in _of_kind(demo, "already_paid"))
