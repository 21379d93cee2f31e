"""What an address asks of a list."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from reskontra.core.as_typed import AmountNotRead
from reskontra.core.dates import DayNotRead
from reskontra.database.listing import Listing
from reskontra.interface.columns import choose_columns
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind, asked_of, between, to_voucher
from reskontra.interface.models import User

pytestmark = pytest.mark.django_db
KIND = ListKind(
    "things",
    (Column("number", "Number"), Column("due", "Due", "day", sorts=False), Column("text", "Text", is_chosen=False)),
    (Field("q", "Text"), Field("as_of", "As of", "day"), Field("until", "To", "day"), Field("amount", "Amount")),
    "-number",
    "Nothing yet.",
)


def asked(query: str, user: object = None) -> Asked:
    request = RequestFactory().get(f"/?{query}")
    request.user = user or AnonymousUser()  # type: ignore[assignment]
    return asked_of(request, KIND)


def test_an_address_says_what_is_wanted() -> None:
    found = asked("q=+alfa+&sort=text&after=7&as_of=2026-03-31&amount=1+000,50&else=1")
    assert (found.text("q"), found.sort, found.is_descending, found.after, found.before) == (
        "alfa", "text", False, 7, None,
    )  # fmt: skip
    assert (found.day("as_of"), found.as_of(), found.minor("amount", "SEK")) == (
        date(2026, 3, 31), date(2026, 3, 31), 100050,
    )  # fmt: skip
    assert found.text("else") == ""


@pytest.mark.parametrize("query", ["", "sort=other", "sort=due", "sort=-due", "sort=%27;--"])
def test_what_it_cannot_be_sorted_by_leaves_the_lists_own_order(query: str) -> None:
    found = asked(query)
    assert (found.sort, found.is_descending) == ("number", True)


@pytest.mark.parametrize("query", ["after=x", "after=-1", "after=" + "9" * 30, "before=%00"])
def test_a_page_that_is_none_is_the_first(query: str) -> None:
    found = asked(query)
    assert (found.after, found.before) == (None, None)


def test_the_users_own_columns_are_shown_and_unknown_ones_are_left_out() -> None:
    alice = User.objects.create(username="alice")
    assert [one.key for one in asked("", alice).columns] == ["number", "due"]
    choose_columns(user_id=alice.pk, name="things", columns=["text", "gone", "number"])
    assert [one.key for one in asked("", alice).columns] == ["text", "number"]


def test_days_and_amounts_that_are_none_are_refused() -> None:
    with pytest.raises(DayNotRead):
        asked("as_of=sommar").as_of()
    with pytest.raises(AmountNotRead):
        asked("amount=mycket").minor("amount", "SEK")
    assert asked("").minor("amount", "SEK") is None


@pytest.mark.parametrize(
    ("query", "narrowed"),
    [
        ("", ()),
        ("as_of=2026-03-31", (("d >= %s", date(2026, 3, 31)),)),
        ("as_of=2026-03-01&until=2026-03-31", (("d >= %s", date(2026, 3, 1)), ("d <= %s", date(2026, 3, 31)))),
    ],
)
def test_the_days_that_are_asked_for_are_in_it(query: str, narrowed: tuple[tuple[str, date], ...]) -> None:
    everything = Listing({}, "", (), "id")
    wanted = everything
    for condition, day in narrowed:
        wanted = wanted.having(condition, day)
    assert between(everything, asked(query), "d", "as_of", "until") == wanted


def test_the_voucher_of_a_row_is_led_to() -> None:
    assert to_voucher(7, {"voucher": "A-2026-3"}) == "/7/vouchers/A-2026-3/"
