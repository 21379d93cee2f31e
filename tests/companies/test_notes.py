"""Notes and files beside things: kept, found, taken away; what is refused, and the trail of it."""

from __future__ import annotations

import io
import json

import pytest

from reskontra.audit.models import Event, Payload
from reskontra.companies.models import Note
from reskontra.companies.notes import (
    MOST_BYTES,
    MOST_LETTERS,
    NoteEmpty,
    NoteFileEmpty,
    NoteFileOfOtherKind,
    NoteFileTooLarge,
    NoteNoInvoiceCopy,
    NoteOfAnother,
    NoteTooLong,
    NoteUnknown,
    Subject,
    add_note,
    file_of_note,
    find_note,
    notes_beside,
    notes_of,
    notes_with,
    plain_name,
    remove_note,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ALFA = Subject("PARTY", 1, "C1")


def written(company: CompanyFacts, text: str = "Ring först", **more: object) -> int:
    return add_note(company=company, actor=build.ALICE, subject=ALFA, text=text, **more)  # type: ignore[arg-type]


def test_a_note_is_kept_with_who_and_its_file(company: CompanyFacts) -> None:
    number = written(company, " Avtal\r\nsignerat ", file_name="C:\\avtal\\Öst.pdf", stream=io.BytesIO(b"%PDF-1"))
    found = find_note(company=company, number=number)
    assert (found.text, found.file_name, found.size, found.created_by) == ("Avtal\nsignerat", "Öst.pdf", 6, build.ALICE)
    assert file_of_note(company=company, number=number) == ("Öst.pdf", b"%PDF-1")
    event = Event.objects.get(action="note.added")
    content = json.loads(Payload.objects.get(event=event).content)
    assert (event.subject, content["file"], len(content["sha256"])) == ("C1", "Öst.pdf", 64)


def test_notes_are_beside_their_subject_newest_first(company: CompanyFacts) -> None:
    first, second = written(company, "ett"), written(company, "två")
    add_note(company=company, actor=build.ALICE, subject=Subject("ENTRY", 1, "INV-1"), text="annan")
    assert [note.number for note in notes_of(company=company, kind="PARTY", ids=[1])] == [second, first]
    beside = notes_beside(company=company, kind="PARTY", id=1)
    assert (beside.kind, beside.id, len(beside.rows)) == ("party", 1, 2)
    assert notes_beside(company=build.new_company(name="Sydan AB"), kind="PARTY", id=1).rows == ()


def test_only_a_pdf_beside_an_entry_is_the_copy_of_an_invoice(company: CompanyFacts) -> None:
    entry = Subject("ENTRY", 1, "INV-1")
    for subject, name in ((ALFA, "faktura.pdf"), (entry, "faktura.png"), (entry, "")):
        more = {"file_name": name, "stream": io.BytesIO(b"%PDF-1") if name else None, "is_invoice_copy": True}
        with pytest.raises(NoteNoInvoiceCopy):
            add_note(company=company, actor=build.ALICE, subject=subject, text="x", **more)  # type: ignore[arg-type]
    assert not Note.objects.exists()


def test_notes_are_found_by_text_and_by_file(company: CompanyFacts) -> None:
    number = written(company, "Delbetalning i tre rater", file_name="plan.txt", stream=io.BytesIO(b"x"))
    for text in ("tre rater", "PLAN.TXT"):
        assert [note.number for note in notes_with(company=company, text=text, most=5)] == [number]
    assert notes_with(company=company, text="%", most=5) == []


def test_a_note_is_taken_away_and_the_trail_keeps_what_it_said(company: CompanyFacts) -> None:
    number = written(company)
    with pytest.raises(NoteOfAnother):
        remove_note(company=company, actor=build.BOB, number=number, may_any=False)
    assert remove_note(company=company, actor=build.BOB, number=number, may_any=True).text == "Ring först"
    assert not Note.objects.exists()
    content = json.loads(Payload.objects.get(event=Event.objects.get(action="note.removed")).content)
    assert (content["text"], content["by"]) == ("Ring först", build.ALICE)
    with pytest.raises(NoteUnknown):
        remove_note(company=company, actor=build.BOB, number=number, may_any=True)


@pytest.mark.parametrize(
    ("text", "name", "content", "refusal"),
    [
        ("  \n", "", None, NoteEmpty),
        ("x" * (MOST_LETTERS + 1), "", None, NoteTooLong),
        ("", "a.exe", b"MZ", NoteFileOfOtherKind),
        ("", "a.html", b"<script>", NoteFileOfOtherKind),
        ("", "a.svg", b"<svg/>", NoteFileOfOtherKind),
        ("", "pdf", b"x", NoteFileOfOtherKind),
        ("", "a.pdf", b"", NoteFileEmpty),
        ("", "a.pdf", b"x" * (MOST_BYTES + 1), NoteFileTooLarge),
    ],
)
def test_what_is_no_note_is_refused_and_nothing_is_kept(
    company: CompanyFacts, text: str, name: str, content: bytes | None, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        written(company, text, file_name=name, stream=None if content is None else io.BytesIO(content))
    assert not Note.objects.exists()
    assert not Event.objects.filter(action="note.added").exists()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/x.txt", "x.txt"),
        ("C:\\a\\b.pdf", "b.pdf"),
        ("a\r\nX: y.pdf", "aX: y.pdf"),
        ("gpj.\u202efdp.exe", "gpj.fdp.exe"),
        ("å" * 300 + ".pdf", "å" * 251 + ".pdf"),
        ("", ""),
    ],
)
def test_a_files_name_is_its_name_alone(name: str, plain: str) -> None:
    assert plain_name(name) == plain
    assert len(plain_name(name)) <= 255


def test_a_note_without_a_file_has_none_to_fetch(company: CompanyFacts) -> None:
    with pytest.raises(NoteUnknown):
        file_of_note(company=company, number=written(company))
