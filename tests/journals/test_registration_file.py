"""Which columns of the list of unpaid documents may be hidden; the file itself is read in test_registration_views."""

from __future__ import annotations

import pytest

from reskontra.interface.columns import choose_columns
from reskontra.interface.models import User
from reskontra.journals.registration_file import registration_menu

pytestmark = pytest.mark.django_db


def test_vendors_show_their_own_number_and_customers_what_is_left_after_discount() -> None:
    alice = User.objects.create(username="alice").pk
    assert registration_menu(user_id=alice, ledger="CUSTOMER").hidden == "no-external"
    assert registration_menu(user_id=alice, ledger="VENDOR").hidden == "no-after"
    choose_columns(user_id=alice, name="registration", columns=["know"])
    assert registration_menu(user_id=alice, ledger="VENDOR").shows("know")
