"""What is written as SIE is read back as it was, but for letters that PC8 lacks."""

from __future__ import annotations

import io
import string
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.formats.sie import read_sie
from reskontra.formats.sie_write import (
    LONGEST_CODE,
    SieAccount,
    SieBalances,
    SieHead,
    SieRow,
    SieVoucherOut,
    pc8,
    sie_file,
)
from tests.formats import sie_by_the_book

HEAD = SieHead(
    program="Reskontra",
    version="1.0",
    written=date(2026, 4, 1),
    organisation_number="556677-8899",
    company_name='Åkerö "Handels" AB',
    currency="SEK",
    years=[(0, date(2026, 1, 1), date(2026, 12, 31))],
)
ROWS = (SieRow("1510", 125050, cost_center="N 1", project="P{2}"), SieRow("3001", -125050, "Såld vara"))
VOUCHER = SieVoucherOut("A", 7, date(2026, 3, 31), 'Faktura "7"', date(2026, 4, 1), ROWS)


def written(
    *vouchers: SieVoucherOut,
    head: SieHead = HEAD,
    objects: Sequence[tuple[str, str]] = (("1", "N 1"), ("6", "P{2}"), ("1", "N 1")),
    with_checksum: bool = True,
) -> bytes:
    return b"".join(
        sie_file(
            head,
            accounts=[SieAccount("1510", "Kundfordringar"), SieAccount("3001", "Försäljning", "I")],
            vouchers=vouchers,
            balances=[SieBalances("#IB", 0, {"1510": -5, "2081": 5}), SieBalances("#UB", 0, {"1510": 125045})],
            objects=[one for one in objects if one[1]],
            with_checksum=with_checksum,
        )
    )


def test_records_stand_in_the_order_of_the_standard_in_pc8() -> None:
    assert written(VOUCHER, with_checksum=False).decode("cp437").split("\r\n") == [
        "#FLAGGA 0",
        '#PROGRAM "Reskontra" "1.0"',
        "#FORMAT PC8",
        "#GEN 20260401",
        "#SIETYP 4",
        "#ORGNR 556677-8899",
        '#FNAMN "Åkerö \\"Handels\\" AB"',
        "#RAR 0 20260101 20261231",
        '#KONTO 1510 "Kundfordringar"',
        '#KONTO 3001 "Försäljning"',
        "#KTYP 3001 I",
        '#DIM 1 "Kostnadsställe"',
        '#DIM 6 "Projekt"',
        '#OBJEKT 1 "N 1" "N 1"',
        '#OBJEKT 6 "P{2}" "P{2}"',
        "#IB 0 1510 -0.05",
        "#IB 0 2081 0.05",
        "#UB 0 1510 1250.45",
        '#VER "A" 7 20260331 "Faktura \\"7\\"" 20260401',
        "{",
        '#TRANS 1510 {1 "N 1" 6 "P{2}"} 1250.50',
        '#TRANS 3001 {} -1250.50 20260331 "Såld vara"',
        "}",
        "",
    ]


def test_the_check_sum_is_what_the_reader_counts() -> None:
    content = written(VOUCHER)
    assert content.startswith(b"#FLAGGA 0\r\n#KSUMMA\r\n")
    assert read_sie(io.BytesIO(content)).vouchers[0].name == "A-7"


def test_other_currencies_are_named_and_a_number_may_be_missing() -> None:
    head = SieHead("R", "1", date(2026, 1, 1), "", "Nordan AS", "NOK")
    file = read_sie(io.BytesIO(written(VOUCHER, head=head)))
    assert (file.currency, file.organisation_number, file.first_date) == ("NOK", "", None)


TEXTS = st.text(alphabet=string.ascii_letters + string.digits + 'åäöÅÄÖé {}#"-.\\', max_size=25)
CODES = st.text(alphabet=string.ascii_letters + string.digits + "åö {}-", min_size=1, max_size=10).map(str.strip)
AMOUNTS = st.integers(-(10**12), 10**12)


@given(st.lists(st.tuples(TEXTS, CODES.filter(bool) | st.just(""), AMOUNTS), min_size=1, max_size=4), TEXTS)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, int]], text: str) -> None:
    own = [SieRow("1510", minor, pc8(said), center) for said, center, minor in rows]
    own.append(SieRow("3001", -sum(row.minor for row in own)))
    content = written(
        SieVoucherOut("A", 1, date(2026, 1, 2), text, None, own), objects=[("1", one.cost_center) for one in own]
    )
    by_the_book = sie_by_the_book.read(content, is_whole=False)
    file = read_sie(io.BytesIO(content))
    (voucher,) = file.vouchers
    assert voucher.text == pc8(text)
    assert [(row.account, row.minor, row.text, row.objects.get("1", "")) for row in voucher.rows] == [
        (row.account, row.minor, row.text, pc8(row.cost_center)) for row in own
    ]
    ((*_head, rows_read),) = by_the_book.vouchers
    assert [(account, int(amount * 100), said) for account, _objects, amount, said in rows_read] == [
        (row.account, row.minor, row.text) for row in voucher.rows
    ]
    assert [named.get("1", "") for _account, named, *_rest in rows_read] == [pc8(row.cost_center) for row in own]
    assert {number: one.minor for number, one in file.opening.items()} == {"1510": -5, "2081": 5}


@given(st.sets(st.text(alphabet="A/\\Øø€EUR", min_size=1, max_size=20), min_size=1, max_size=6))
def test_codes_that_pc8_makes_alike_stay_apart(centers: set[str]) -> None:
    rows = [SieRow("1510", 100, cost_center=center) for center in sorted(centers)]
    voucher = SieVoucherOut("A", 1, date(2026, 1, 2), "x", None, [*rows, SieRow("3001", -100 * len(rows))])
    content = written(voucher, objects=[("1", center) for center in centers])
    (read,) = read_sie(io.BytesIO(content)).vouchers
    named = [one.objects["1"] for one in read.rows[:-1]]
    assert len(set(named)) == len(centers)
    assert all(center == name for center, name in zip(sorted(centers), named, strict=True) if pc8(center) == center)
    assert max(map(len, named)) <= LONGEST_CODE or max(map(len, map(pc8, centers))) > LONGEST_CODE
    assert len(sie_by_the_book.read(content, is_whole=False).vouchers) == 1


@given(st.text(max_size=30))
def test_any_text_fits(text: str) -> None:
    assert pc8(text).encode("cp437").decode("cp437") == pc8(text)


@pytest.mark.parametrize(
    ("text", "plain"), [("5 €", "5 EUR"), ("”Å”", '"Å"'), ("Ł", "?"), ("C:\\", "C:/"), ("a\x00\tb", "a? b")]
)
def test_letters_that_pc8_lacks_give_way(text: str, plain: str) -> None:
    assert pc8(text) == plain
