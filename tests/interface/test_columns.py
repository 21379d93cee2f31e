"""The columns that a user chose are hers alone."""

from __future__ import annotations

import pytest

from reskontra.interface.columns import choose_columns, column_menu, columns_of
from reskontra.interface.models import User

pytestmark = pytest.mark.django_db


def test_chosen_columns_are_remembered_in_their_order_and_may_be_given_up() -> None:
    alice, bob = (User.objects.create(username=name).pk for name in ("alice", "bob"))
    assert columns_of(user_id=alice, name="customers") == ()
    assert choose_columns(user_id=alice, name="customers", columns=["name", "city"])
    assert choose_columns(user_id=alice, name="customers", columns=["city", "name"])
    assert columns_of(user_id=alice, name="customers") == ("city", "name")
    assert columns_of(user_id=bob, name="customers") == columns_of(user_id=alice, name="vendors") == ()
    assert choose_columns(user_id=alice, name="customers", columns=[])
    assert columns_of(user_id=alice, name="customers") == ()


@pytest.mark.parametrize(("name", "columns"), [("", ["a"]), ("<b>", ["a"]), ("x", ["a b"]), ("x", ["a"] * 41)])
def test_what_is_no_list_or_column_is_not_kept(name: str, columns: list[str]) -> None:
    alice = User.objects.create(username="alice").pk
    assert not choose_columns(user_id=alice, name=name, columns=columns)
    assert columns_of(user_id=alice, name=name) == ()


def test_a_table_hides_what_she_did_not_choose() -> None:
    alice = User.objects.create(username="alice").pk
    offered = [("city", "City", True), ("phone", "Telephone", False)]
    menu = column_menu(user_id=alice, name="parties", offered=offered)
    assert (menu.hidden, menu.shows("city"), menu.shows("phone"), menu.shows("name")) == ("no-phone", True, False, True)
    choose_columns(user_id=alice, name="parties", columns=["phone"])
    assert column_menu(user_id=alice, name="parties", offered=offered).hidden == "no-city"
