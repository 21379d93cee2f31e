"""One account in its forms: IBAN and domestic."""

import pytest

from reskontra.core.matching.accounts import account_forms, iban


@pytest.mark.parametrize(
    ("case", "account", "forms"),
    [
        ("an IBAN of SEB holds clearing and account", "SE3550000000054910000003", ("54910000003",)),
        ("the way back", "54910000003", ("SE3550000000054910000003",)),
        ("Handelsbanken's IBAN has no clearing", iban("SE", "60000000000219161038"), ("219161038",)),
        ("and its domestic number has one", "6789219161038", (iban("SE", "60000000000219161038"),)),
        ("Swedbank's fifth digit may be left out", "SE7280000810340009783242", ("810340009783242", "81030009783242")),
        ("and is computed", "81030009783242", ("SE7280000810340009783242",)),
        ("a Norwegian IBAN is the account behind its check digits", "NO9386011117947", ("86011117947",)),
        (
            "and back, beside what it were in Sweden",
            "86011117947",
            ("NO9386011117947", iban("SE", "80000860170001117947")),
        ),
        ("a Finnish IBAN", "FI2112345600000785", ("12345600000785",)),
        ("a bankgiro is only itself", "50501055", ()),
        ("digits of no known bank", "0000000000", ()),
        ("letters", "STRIPE", ()),
    ],
)
def test_the_forms_of_an_account(case, account, forms):
    assert account_forms(account) == (account, *forms), case
