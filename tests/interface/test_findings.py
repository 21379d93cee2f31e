"""Refusals are set aside as codes and values, and told again as they were."""

from __future__ import annotations

import json

from reskontra.bank.feeds.provider import FeedTrouble
from reskontra.bank.queries import ImportUnknown
from reskontra.core.errors import Findings
from reskontra.core.money import Money
from reskontra.formats.sie import SieVoucherUnbalanced
from reskontra.interface.findings import MOST_KEPT, kept, told_again


def test_a_refusal_is_told_again() -> None:
    refusal = FeedTrouble(place="the bank", reason="it sleeps")
    (told,) = told_again(kept(refusal))
    assert (type(told), str(told)) == (FeedTrouble, str(refusal))


def test_places_and_amounts_are_kept_and_the_first_of_many() -> None:
    one = SieVoucherUnbalanced(place="line 7", voucher="A-1", date="2026-03-01", sum=Money(5, "SEK"))
    several = Findings([one, *(ImportUnknown(number=number, last=0) for number in range(30))])
    told = list(told_again(kept(several)))
    assert len(told) == MOST_KEPT
    assert str(told[0]) == str(one)


def test_nothing_and_what_is_no_more_is_left_out() -> None:
    assert list(told_again("")) == []
    assert list(told_again(json.dumps([{"code": "gone", "place": "", "values": {}}]))) == []
