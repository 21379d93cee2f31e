"""Opening balances posted: nothing counts twice, in whichever order things are loaded."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.opening import OpeningDateDiffers, OpeningDiffers, OpeningEmpty, OpeningUnbalanced
from reskontra.ledger.checks import check
from reskontra.ledger.models import OpeningBalance, PostingGroup, Voucher, VoucherLine
from reskontra.ledger.opening import OpeningLoaded, OpeningOrder, contra_accounts, load_opening, opening_known
from tests import books, build
from tests.loading import events
from tests.postings import gl

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

DAY = date(2026, 1, 1)
TOOK_OVER = {"1510": 1500_00, "1930": 800_00, "2440": -300_00, "2650": -2000_00}


def _csv(balances: dict[str, int]) -> io.BytesIO:
    rows = "".join(f"{account},{minor // 100}.{minor % 100:02d}\n" for account, minor in balances.items())
    return io.BytesIO(f"account,balance\n{rows}".encode())


def load_balances(company: CompanyFacts, balances: dict[str, int], **order: object) -> OpeningLoaded:
    chosen = OpeningOrder(**({"day": DAY} | order))  # type: ignore[arg-type]
    return load_opening(company=company, actor=build.BOB, name="ob.csv", stream=_csv(balances), order=chosen)


def _entries(company: CompanyFacts) -> None:
    build.invoice(company, build.customer(company), amount="1500.00")
    build.invoice(company, build.vendor(company), number="F-1", amount="-300.00")


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
def test_balances_entries_and_bank_agree_in_any_order(company: CompanyFacts, order: tuple[int, ...]) -> None:
    build.bank_account(company, opening="800.00")
    steps: list[Callable[[], object]] = [lambda: _entries(company), lambda: load_balances(company, TOOK_OVER)]
    for step in order:
        steps[step]()
    assert gl(company) == TOOK_OVER


def test_what_is_brought_by_others_waits_on_the_contra_account(company: CompanyFacts) -> None:
    build.bank_account(company)
    done = load_balances(company, TOOK_OVER)
    assert gl(company) == {"2650": -2000_00, "2898": 2000_00}
    assert (done.voucher, done.accounts, done.day) == ("I-2026-1", 4, DAY)
    assert dict(done.brought) == {account: TOOK_OVER[account] for account in ("1510", "1930", "2440")}
    lines = VoucherLine.objects.filter(company=company.id).order_by("line_number")
    assert list(lines.values_list("account__number", "description", "amount_minor")) == [
        ("2898", "1510 Kundfordringar", 1500_00),
        ("2898", "1930 Företagskonto", 800_00),
        ("2898", "2440 Leverantörsskulder", -300_00),
        ("2650", "", -2000_00),
    ]
    assert opening_known(company=company).balances == TOOK_OVER


def test_the_same_again_changes_nothing(company: CompanyFacts) -> None:
    build.bank_account(company)
    load_balances(company, TOOK_OVER)
    before = books.contents()
    for again in (TOOK_OVER, dict(reversed(TOOK_OVER.items())), TOOK_OVER | {"1630": 0}):
        assert load_balances(company, again).voucher == ""
    assert books.contents() == before


def test_a_correction_posts_the_difference(company: CompanyFacts) -> None:
    build.bank_account(company)
    load_balances(company, TOOK_OVER)
    corrected = {"1510": 1500_00, "1930": 900_00, "2440": -300_00, "2650": -2050_00, "1630": -50_00}
    with pytest.raises(OpeningDiffers, match=r"Account 1630 was opened with 0\.00 SEK, and -50\.00 SEK is given"):
        load_balances(company, corrected)
    done = load_balances(company, corrected, corrects=True)
    assert (done.voucher, done.accounts) == ("I-2026-2", 3)
    assert opening_known(company=company).balances == corrected
    assert gl(company) == {"1630": -50_00, "2650": -2050_00, "2898": 2100_00}
    assert load_balances(company, corrected).voucher == ""
    with pytest.raises(OpeningDateDiffers):
        load_balances(company, corrected, day=date(2026, 1, 2), corrects=True)


def test_a_preview_stores_nothing(company: CompanyFacts) -> None:
    before = books.contents()
    done = load_balances(company, {"1630": 5_00, "9001": -5_00}, adds_accounts=True, is_preview=True)
    assert (done.voucher, done.added) == ("I-2026-1", ("9001",))
    assert books.contents() == before


def test_accounts_are_added_and_a_result_completed(company: CompanyFacts) -> None:
    before = events(company)
    done = load_balances(company, {"1630": 5_00, "1220": 7_00}, adds_accounts=True, result_account="2650")
    assert done.added == ("1220",)
    assert gl(company) == {"1630": 5_00, "1220": 7_00, "2650": -12_00}
    assert events(company) == before + 1


def test_a_bank_without_a_bank_account_must_be_meant(company: CompanyFacts) -> None:
    balances = {"1940": 5_00, "2650": -5_00}
    with pytest.raises(Findings, match="bank-account add NUMBER --gl-account 1940"):
        load_balances(company, balances)
    load_balances(company, balances, plain_accounts=frozenset({"1940"}))
    assert gl(company) == balances
    assert build.bank_account(company, number="B1").gl_account == "1930"


def _told(company: CompanyFacts, balances: dict[str, int], **order: object) -> list[str]:
    before = books.contents()
    with pytest.raises(Refused) as refused:
        load_balances(company, balances, **order)
    assert books.contents() == before
    return str(refused.value).splitlines()


def test_all_that_is_wrong_with_the_accounts_is_told(company: CompanyFacts) -> None:
    found = _told(company, {"1": 1, "1630": 0, "77": 1, "78": 0}, result_account="79")
    assert [line.split(".")[0] for line in found] == [
        'row 2, account: There is no G/L account "1"',
        'row 4, account: There is no G/L account "77"',
        '--result-account: There is no G/L account "79"',
    ]
    PostingGroup.objects.filter(company=company.id, kind="CUSTOMER", code="EU").update(control_account="1510")
    assert "1512 takes no posting. Give" in _told(company, {"1512": 1, "2650": -1})[0]
    assert "is no number of an account" in _told(company, {"1 1": 1, "2650": -1}, adds_accounts=True)[0]


@pytest.mark.parametrize(
    ("case", "balances", "wanted"),
    [("nothing", {"1630": 0}, OpeningEmpty), ("lacks", {"1630": 5}, OpeningUnbalanced)],
)
def test_what_does_not_balance_is_refused(
    company: CompanyFacts, case: str, balances: dict[str, int], wanted: type[Refused]
) -> None:
    with pytest.raises(wanted):
        load_balances(company, balances)
    assert not Voucher.objects.filter(company=company.id).exists()


def test_contra_accounts_are_those_of_groups_and_banks(company: CompanyFacts) -> None:
    assert "1930" not in contra_accounts(company=company)
    build.bank_account(company)
    PostingGroup.objects.filter(company=company.id, kind="VENDOR", code="SE").update(opening_account="2820")
    found = contra_accounts(company=company)
    assert (found["1510"], found["2440"], found["1930"]) == ("2898", "2820", "2898")


def test_what_was_given_is_frozen(company: CompanyFacts) -> None:
    load_balances(company, {"1630": 5_00, "2650": -5_00})
    for change in (lambda rows: rows.update(amount_minor=1), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(OpeningBalance.objects.filter(company=company.id))


@pytest.mark.damages_books
def test_balances_that_do_not_sum_to_zero_are_found(company: CompanyFacts) -> None:
    load_balances(company, {"1630": 5_00, "2650": -5_00})
    with books.unguarded():
        OpeningBalance.objects.filter(company=company.id, amount_minor__gt=0).update(amount_minor=6_00)
    assert [str(one) for one in check(company=company)] == [
        "The opening balances of voucher I-2026-1 sum to 1.00 SEK, not to zero."
    ]
