"""The columns that a user chose are hers alone."""

from __future__ import annotations

import pytest

from reskontra.interface.columns import choose_columns, columns_of
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
