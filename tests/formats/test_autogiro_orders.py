"""Files to Bankgirot, place by place, as its manual shows them."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.formats.autogiro_orders import (
    MandateWritten,
    OrderTooLarge,
    OrderWritten,
    account_field,
    write_mandates,
    write_orders,
)

DAY = date(2016, 7, 13)


def test_payments_are_as_in_the_manual() -> None:
    orders = [
        OrderWritten("101", date(2016, 7, 14), 75_000, "INBETALNING1"),
        OrderWritten("102", date(2016, 7, 14), 25_050, "INBETALNING2-OCH-MER"),
    ]
    content = write_orders(day=DAY, bankgiro="9902346", customer_number="471117", orders=orders)
    assert content.decode().split("\r\n") == [
        "0120160713AUTOGIRO                                            4711170009902346  ",
        "82201607140    00000000000001010000000750000009902346INBETALNING1               ",
        "82201607140    00000000000001020000000250500009902346INBETALNING2-OCH           ",
        "",
    ]


def test_mandates_are_taken_out_and_entered() -> None:
    entered = [MandateWritten("101", "33001212121212", "194608170000"), MandateWritten("50501055")]
    content = write_mandates(day=DAY, bankgiro="9902346", customer_number="471117", entered=entered, taken_out=["102"])
    assert [line.rstrip() for line in content.decode().splitlines()[1:]] == [
        "0300099023460000000000000102",
        "04000990234600000000000001013300001212121212194608170000",
        "0400099023460000000050501055",
    ]
    assert account_field("58398257466") == "5839000008257466"


def test_an_amount_has_twelve_places() -> None:
    with pytest.raises(OrderTooLarge):
        write_orders(day=DAY, bankgiro="1", customer_number="1", orders=[OrderWritten("1", DAY, 10**12, "")])
