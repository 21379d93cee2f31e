"""Files of a year go once no law keeps any day that they are of; never a byte before, and never what is counted on."""

from __future__ import annotations

import contextlib
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reskontra.audit.checks import check as check_trail
from reskontra.audit.erasing import erasable
from reskontra.audit.queries import events_of
from reskontra.bank.models import BankTransaction
from reskontra.bank.queries import find_file_import
from reskontra.cli.checks import violations
from reskontra.companies.actions import move_periods
from reskontra.companies.checks import check as check_files
from reskontra.companies.files import FileErased, erased_on, read_file, read_files, store_file, store_files
from reskontra.companies.logo import set_logo
from reskontra.companies.models import Note, StoredFile
from reskontra.companies.notes import Subject, add_note, notes_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.database.bulk import is_postgresql, moment
from reskontra.founding.sandbox import make_sandbox
from reskontra.interface.jobs import start_job
from reskontra.interface.models import Job
from reskontra.interface.templatetags.display import day as shown_day
from reskontra.operation.exporting import export_all
from reskontra.privacy.erasing_years import (
    NoFilesToErase,
    YearFiles,
    YearHeld,
    YearKeptByLaw,
    YearUnknown,
    erase_year,
    preview,
)
from reskontra.privacy.legal_holds import KeepingUnexplained, lift_hold, set_hold
from reskontra.privacy.retention import years_kept
from reskontra.receivables.models import Entry
from tests import books, build
from tests.database.test_locks import SECONDS, beside, wait_for_it
from tests.formats.pictures import png
from tests.founding.test_archiving import archived
from tests.gone_files import says_they_are_gone
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
LATER = date(2060, 1, 1)


def stored(company: CompanyFacts, day: date, content: bytes, *, name: str = "a.pdf") -> int:
    id = store_file(company=company, name=name, stream=io.BytesIO(content))
    came(id, day)
    return id


def came(id: int, day: date) -> None:
    StoredFile.objects.filter(id=id).update(stored_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def job(company: CompanyFacts, day: date, *, is_ended: bool = True) -> int:
    """Of work in the background that began on the day; gives its number."""
    number = start_job(company=company.id, actor=build.BOB, kind="import", subject=f"{day}.xml", arguments={})
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    rows = Job.objects.filter(company=company.id, number=number)
    rows.update(state="DONE" if is_ended else "RUNNING", created_at=at, ended_at=at if is_ended else None)
    return number


def erase(
    company: CompanyFacts, year: str, *, today: date = LATER, at_a_time: int = 500, until: int = 10**6
) -> YearFiles:
    def told(done: int, total: int) -> None:
        if done >= until:
            raise Killed

    return erase_year(
        company=company, actor=build.BOB, year=year, reason="too old", today=today, told=told, at_a_time=at_a_time
    )


class Killed(BaseException):
    """The end of the process, midway."""


def posted() -> dict[str, Any]:
    kept = ("ledger_", "receivables_", "bank_", "journals_")
    return {table: rows for table, rows in books.contents().items() if table.startswith(kept)}


def found_in(company: CompanyFacts) -> list[Violation]:
    return list(violations(company=company))


def there(company: CompanyFacts, ids: list[int]) -> list[int]:
    return sorted(set(ids) - set(erased_on(company=company, ids=ids)))


def closed(company: CompanyFacts, *years: str) -> None:
    for code in years:
        move_periods(company=company, actor=build.BOB, fiscal_year=code, move="close", through=None)


@pytest.fixture
def paid(company: CompanyFacts) -> Story:
    """2026, of which everything is paid, posted and closed, with the bank's file and a note's, both of that year."""
    story = Story(company)
    story.tells(
        """
        bank      B1 1000.00
        customer  K1 "Anna Andersson" iban=SE3550000000054910000003
        invoice   K1 INV-1 1000.00 ocr=10017
        statement B1 2026-03-02
        line      1000.00 name="Anna Andersson" iban=SE3550000000054910000003 ocr=10017
        import
        match
        post      all
        """
    )
    noted(story, b"%PDF of the invoice")
    closed(company, "2025", "2026")
    StoredFile.objects.update(stored_at=datetime(2026, 3, 2, tzinfo=UTC))
    return story


def entry_of(story: Story) -> Entry:
    return Entry.objects.get(company=story.company.id, document_number="INV-1")


def noted(story: Story, content: bytes) -> None:
    subject = Subject("ENTRY", entry_of(story).id, "INV-1")
    add_note(
        company=story.company, actor=build.BOB, subject=subject, text="", file_name="INV-1.pdf",
        stream=io.BytesIO(content),
    )  # fmt: skip


def test_the_bytes_go_and_the_books_stay(paid: Story, tmp_path: Path) -> None:
    company = paid.company
    ids = list(StoredFile.objects.order_by("id").values_list("id", flat=True))
    before = posted()
    told = preview(company=company, year="2026", today=LATER)
    assert (told.count, told.staying) == (2, ())
    with pytest.raises(KeepingUnexplained):
        erase_year(company=company, actor="adam", year="2026", reason="", today=LATER, told=lambda done, total: None)
    assert erase(company, "2026") == told
    assert posted() == before
    (event,) = events_of(company=company.id, action="retention.erased")
    assert (event.subject, event.content["kept_until"], event.content["bytes"]) == ("2026", "2033-12-31", told.size)
    for id in ids:
        with pytest.raises(FileErased, match=f"audit event {event.number} tells"):
            read_file(company=company, file_id=id)
    with pytest.raises(NoFilesToErase, match="2026 has 0 files"):
        erase(company, "2026")
    assert next(one.files for one in years_kept(company=company, today=LATER) if one.code == "2026") == 0
    assert not erasable(company=company.id, numbers=[event.number])
    exported = export_all(company=company, folder=tmp_path / "all", at=moment(), told=lambda done, total: None)
    assert exported.files == ()
    assert find_file_import(company=company, sha256=StoredFile.objects.get(id=ids[0]).sha256)  # known still
    (note,) = notes_of(company=company, kind="ENTRY", ids=[entry_of(paid).id])
    told_on_pages = Browser(company).get(f"entries/{entry_of(paid).id}/").text
    assert note.erased_at is not None
    assert f"INV-1.pdf Erased {shown_day(note.erased_at)} by retention" in told_on_pages
    (payment,) = BankTransaction.objects.filter(company=company.id).values_list("id", flat=True)
    assert says_they_are_gone(Browser(company).get(f"transactions/{payment}/"))
    copy = make_sandbox(company=company, actor=build.BOB, name="Prov")
    assert [*violations(company=company), *violations(company=copy)] == []


def test_what_is_stored_again_is_there_again_and_kept_anew(paid: Story) -> None:
    company, content = paid.company, b"%PDF of the invoice"
    erase(company, "2026")
    (id,) = StoredFile.objects.filter(name="INV-1.pdf").values_list("id", flat=True)
    noted(paid, content)
    assert read_file(company=company, file_id=id) == content
    assert found_in(company) == []
    came(id, date(2026, 5, 1))
    Note.objects.update(created_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert erase(company, "2026").count == 1
    assert store_files(company=company, files=[("b.pdf", content), ("c.pdf", b"new")])[0] == id
    assert list(read_files(company=company, ids=[id])) == [content]


def test_a_file_stays_with_the_later_year_that_it_is_of_too(paid: Story) -> None:
    company = paid.company
    bank, note = StoredFile.objects.order_by("id")
    for file in (bank, note):
        came(file.id, date(2025, 12, 30))
    assert preview(company=company, year="2025", today=date(2033, 1, 1)).staying == (("2026", date(2033, 12, 31), 2),)
    with pytest.raises(NoFilesToErase, match="2025 has 2 files"):
        erase(company, "2025", today=date(2033, 12, 31))
    hold = set_hold(company=company, actor=build.BOB, fiscal_year="2026", reason="a lawsuit")
    with pytest.raises(NoFilesToErase):
        erase(company, "2025")
    lift_hold(company=company, actor=build.BOB, number=hold, reason="settled")
    assert erase(company, "2025", today=date(2034, 1, 1)).count == 2


def test_what_is_in_use_stays(company: CompanyFacts) -> None:
    set_logo(company=company, actor=build.BOB, file_name="logo.png", stream=io.BytesIO(png()))
    (id,) = StoredFile.objects.values_list("id", flat=True)
    came(id, date(2025, 5, 1))
    other = stored(company, date(2025, 5, 1), b"of nothing")
    closed(company, "2025")
    done = erase(company, "2025")
    assert (done.count, done.staying) == (1, (("", date.max, 1),))
    assert there(company, [id, other]) == [id]


def test_a_year_that_is_kept_or_held_is_refused(paid: Story, tmp_path: Path) -> None:
    company = paid.company
    with pytest.raises(YearKeptByLaw, match=r"2026 is kept until 2033-12-31 \(BFL"):
        erase(company, "2026", today=date(2033, 12, 31))
    with pytest.raises(YearUnknown, match="Use one of"):
        erase(company, "1999")
    number = set_hold(company=company, actor=build.BOB, fiscal_year="", reason="a tax audit")
    with pytest.raises(YearHeld, match="held by 1 legal hold"):
        erase(company, "2026")
    lift_hold(company=company, actor=build.BOB, number=number, reason="over")
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="reopen", through=None)
    build.invoice(company, build.customer(company), number="INV-2")
    with pytest.raises(YearHeld, match="12 open periods, 1 open entry"):
        erase(company, "2026")
    archived(company, tmp_path / "archive")
    with pytest.raises(YearHeld):
        erase(company, "2026")
    StoredFile.objects.update(stored_at=datetime(2025, 1, 2, tzinfo=UTC))
    assert StoredFile.objects.filter(erased_at__isnull=False).count() == 0


def test_broken_off_it_is_whole_between_pieces_and_takes_the_rest_when_repeated(company: CompanyFacts) -> None:
    ids = [stored(company, date(2025, 2, 3), bytes([number])) for number in range(5)]
    closed(company, "2025")
    jobs = [job(company, date(2025, 3, 1)), job(company, date(2025, 3, 1), is_ended=False), job(company, LATER)]
    with pytest.raises(Killed):
        erase(company, "2025", at_a_time=2, until=4)
    assert list(Job.objects.filter(company=company.id).values_list("number", flat=True)) == jobs[1:]
    told = events_of(company=company.id, action="retention.erased")
    assert [one.content["jobs"] for one in told if one.content] == [1, 0]
    assert there(company, ids) == ids[4:]
    assert found_in(company) == []
    assert erase(company, "2025", at_a_time=2).count == 1
    assert there(company, ids) == []
    assert found_in(company) == []


@pytest.mark.django_db(transaction=True)
def test_bytes_that_are_stored_meanwhile_stay_or_come_again() -> None:
    if not is_postgresql():
        pytest.skip("SQLite has one writer anyway")
    company = build.new_company()
    first, second = (stored(company, date(2010, 2, 3), content) for content in (b"first", b"second"))
    with transaction.atomic():  # somebody stores the first again, and has not yet said what for
        assert store_file(company=company, name="b.pdf", stream=io.BytesIO(b"first")) == first
        other, trouble = beside(lambda: erase(company, "2010"))
        other.join(SECONDS)
        assert (other.is_alive(), trouble) == (False, [])
        rejected(company, first, [date(2012, 2, 3)])
    assert there(company, [first, second]) == [first]
    with pytest.raises(NoFilesToErase, match="2010 has 1 file"):
        erase(company, "2010", today=date(2018, 1, 1))
    with transaction.atomic():  # somebody stores it while it goes
        erase(company, "2010")
        other, trouble = beside(lambda: store_files(company=company, files=[("c.pdf", b"first")]))
        wait_for_it()
    other.join(SECONDS)
    assert (other.is_alive(), trouble) == (False, [])
    assert read_file(company=company, file_id=first) == b"first"
    assert found_in(company) == []


@pytest.mark.damages_books
def test_bytes_that_went_without_it_are_found(company: CompanyFacts) -> None:
    first, second, third = (
        stored(company, date(2025, 2, 3), bytes([number]), name=f"{number}.pdf") for number in range(3)
    )
    closed(company, "2025")
    came(third, date(2026, 2, 3))
    erase(company, "2025")
    store_file(company=company, name="0.pdf", stream=io.BytesIO(bytes([0])))
    event = StoredFile.objects.get(id=second).erased_event
    StoredFile.objects.filter(id=third).update(content=b"")  # as if nothing had been there
    again = StoredFile.objects.filter(id=first)  # which the event names, but it came again since
    again.update(content=b"", erased_at=moment(), erased_event=event)
    found = found_in(company)
    assert [(one.code, one.values["file"]) for one in found] == [("file_gone", "0.pdf"), ("file_gone", "2.pdf")]
    assert str(found[0]).endswith("is gone, and no event names it as erased.")
    StoredFile.objects.filter(id=second).update(erased_event=None)
    assert [one.values["file"] for one in found_in(company)] == ["0.pdf", "1.pdf", "2.pdf"]


@st.composite
def kept_files(draw: st.DrawFn) -> list[tuple[int, list[date]]]:
    """Files, each with the year in which it came and days of what points at it."""
    days = st.lists(st.dates(date(2024, 6, 1), date(2027, 6, 30)), max_size=2)
    return draw(st.lists(st.tuples(st.sampled_from([2024, 2025, 2026]), days), min_size=3, max_size=8))


FEW = settings(  # the books are taken back after each, and nothing is made smaller: that would take minutes
    max_examples=12, phases=[Phase.generate], deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(
    files=kept_files(),
    held=st.sets(st.sampled_from(["2025", "2026"])),
    today=st.sampled_from(
        [date(2032, 12, 31), date(2033, 1, 1), date(2034, 1, 1), date(2034, 12, 31), date(2035, 1, 1)]
    ),
)
def test_never_a_byte_that_is_kept_and_all_that_is_not(
    company: CompanyFacts, files: list[tuple[int, list[date]]], held: set[str], today: date
) -> None:
    with transaction.atomic():
        closed(company, "2025", "2026")
        for code in held:
            set_hold(company=company, actor=build.BOB, fiscal_year=code, reason="a lawsuit")
        ids = {}
        for number, (came_in, days) in enumerate(files):
            id = stored(company, date(came_in, 6, 1), bytes([number]))
            ids[id] = [date(came_in, 6, 1), *(days or [date(came_in - 1, 6, 1)])]  # of nothing: a year before
            rejected(company, id, days)

        def is_kept(day: date) -> bool:
            return day.year + 7 >= today.year or str(day.year) in held

        wanted = set()
        for id, days in ids.items():
            span = [date(year, 1, 1) for year in range(min(days).year, max(days).year + 1)]
            if any(map(is_kept, span)):
                wanted.add(id)
        for year in ("2024", "2025", "2026"):
            with contextlib.suppress(YearKeptByLaw, YearHeld, YearUnknown, NoFilesToErase):
                erase(company, year, today=today, at_a_time=3)
        assert set(there(company, list(ids))) == wanted
        assert [*check_files(company=company), *check_trail(company=company.id)] == []
        transaction.set_rollback(True)


def rejected(company: CompanyFacts, file_id: int, days: list[date]) -> None:
    """Rows of a table that points at files, each of a day."""
    table = apps.get_model("receivables", "RejectedDebit")
    for number, day in enumerate(days):
        table._default_manager.create(
            company_id=company.id, file_id=file_id, number=number, payer_number="1", amount_minor=1, told_date=day,
            reason="1",
        )  # fmt: skip
