"""Vouchers go out once to each receiver, and a file that went out is written again as it was."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

import pytest

from reskontra.audit.models import Event
from reskontra.formats.sie import read_sie
from reskontra.formats.vouchers_write import LINE_COLUMNS
from reskontra.ledger.models import Account, Voucher, VoucherExport, VoucherLine
from reskontra.ledger.voucher_exports import (
    ExportDiffers,
    ExportOfOtherForm,
    NoSuchExport,
    VoucherOrder,
    export_again,
    export_vouchers,
    voucher_exports,
)
from tests import books, build
from tests.story import Story

pytestmark = pytest.mark.django_db
FIRST = 'bank B1 1000.00\ncustomer C1 "Alfa AB"\ninvoice C1 INV-1 1000.00'


class Kept:
    """What was handed over."""

    def __init__(self) -> None:
        self.bytes = b""

    def __call__(self, pieces: Iterable[bytes]) -> None:
        self.bytes = b"".join(pieces)


def written(story: Story, form: str, **named: object) -> tuple[int, bytes]:
    kept = Kept()
    order = VoucherOrder(form, **named)  # type: ignore[arg-type]
    made = export_vouchers(company=story.company, actor=build.ALICE, order=order, write=kept)
    return (made.vouchers if made else 0), kept.bytes


def names(csv_file: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(csv_file.decode(), newline=""))
    return list(dict.fromkeys(row["voucher"] for row in rows))


def test_each_receiver_gets_what_is_new_and_every_file_comes_again(story: Story) -> None:
    story.tells(FIRST)
    count, whole = written(story, "csv")
    assert (count, len(whole.splitlines())) == (2, 1 + VoucherLine.objects.count())
    assert written(story, "csv", since_last=True) == (0, b"")
    story.tells("invoice C1 INV-2 500.00")
    count, new = written(story, "csv", since_last=True)
    assert (count, names(whole) + names(new)) == (1, [str(one) for one in Voucher.objects.order_by("id")])
    count, lines = written(story, "jsonl", since_last=True, receiver="lake")
    told = [json.loads(line) for line in lines.splitlines()]
    assert [one["voucher"] for one in told] == names(whole) + names(new)
    assert {tuple(line) for one in told for line in one["lines"]} == {LINE_COLUMNS}
    count, sie = written(story, "sie4")
    file = read_sie(io.BytesIO(sie))
    assert (count, len(file.vouchers), sum(row.minor for row in file.movements)) == (3, 3, 0)
    made = voucher_exports(company=story.company)
    assert [(one.number, one.form, one.receiver) for one in made] == [
        (4, "sie4", ""), (3, "jsonl", "lake"), (2, "csv", ""), (1, "csv", "")
    ]  # fmt: skip
    assert (made[2].after_run, made[2].until_run, made[1].after_run) == (made[3].until_run, made[0].until_run, 0)

    story.tells("invoice C1 INV-3 5.00")
    Account.objects.filter(company=story.company.id).update(name="Something else")
    for number, before in enumerate((whole, new, lines, sie), start=1):
        kept = Kept()
        export_again(company=story.company, number=number, write=kept)
        assert kept.bytes == before
    told = Event.objects.filter(company=story.company.id, action="vouchers.exported").order_by("number")
    assert [event.subject for event in told] == ["1", "2", "3", "4"]


def test_what_is_none_or_of_another_form_is_refused(story: Story) -> None:
    story.tells(FIRST)
    written(story, "csv")
    kept = Kept()
    with pytest.raises(NoSuchExport):
        export_again(company=story.company, number=2, write=kept)
    with pytest.raises(ExportOfOtherForm):
        export_again(company=story.company, number=1, form="sie4", write=kept)
    assert kept.bytes == b""


@pytest.mark.damages_books
def test_a_file_that_would_differ_is_not_written(story: Story) -> None:
    story.tells(FIRST)
    written(story, "csv")
    with books.unguarded():
        VoucherExport.objects.update(sha256="0" * 64)
    kept = Kept()
    with pytest.raises(ExportDiffers):
        export_again(company=story.company, number=1, write=kept)
    assert kept.bytes == b""
