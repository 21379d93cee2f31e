"""A feed's files are imported, matched and posted with nobody there; what is wrong is told once, and stops nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from reskontra.bank.feeds.actions import FeedSettings, add_feed, change_feed
from reskontra.bank.feeds.queries import FeedUnknown, RunFacts, feed_runs, files_of_run, find_feed
from reskontra.bank.models import FeedRun, FetchedFile, FileImport
from reskontra.companies.edit import change_company
from reskontra.database import bulk
from reskontra.interface.findings import told_again
from reskontra.journals.paying.facts import find_proposal
from reskontra.journals.queries import journals
from reskontra.ledger.bank_accounts import set_auto_match
from reskontra.matching.actions import run_feed as module
from reskontra.matching.actions.run_feed import run_due, run_feed
from reskontra.matching.actions.undo_import import undo_import
from reskontra.receivables.direct_debit import mandates
from reskontra.receivables.models import Entry
from tests import build
from tests.bank.feeds.installing import install
from tests.bank.feeds.places import PASSWORD, put, sftp_server, statement
from tests.bank.files import Pay, load
from tests.formats.pain002_files import batch, payment, reason, report
from tests.journals.paying_book import owing, sent
from tests.receivables.autogiro_answers import advice, mandate
from tests.story import Story
from tests.ubl_files import BUYER, SELLER, document

pytestmark = pytest.mark.django_db

ROBOT = "Feeder"
ALFA = Pay("1000.00", name="Alfa AB", ocr="10017")
BETA = Pay("800.00", name="Beta AB", ocr="10033")
DOUBTFUL = Pay("123.45", text="Hej")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


def add(story: Story, kind: str = "folder", **said: object) -> None:
    settings = FeedSettings(**said)  # type: ignore[arg-type]
    add_feed(company=story.company, actor=build.BOB, code="SEB", kind=kind, settings=settings)


def run(story: Story, *, again: bool = False) -> RunFacts:
    return run_feed(company=story.company, actor=ROBOT, code="SEB", again=again)


def counts(done: RunFacts) -> tuple[int, int, int, int, int, int]:
    return done.found, done.imported, done.known, done.refused, done.lines, done.posted


def files(story: Story, done: RunFacts) -> list[tuple[str, str, list[str]]]:
    return [
        (one.name, one.state, [refusal.code for refusal in told_again(one.finding)])
        for one in files_of_run(company=story.company, run_id=done.id)
    ]


@pytest.mark.parametrize(("posts", "posted"), [(False, 0), (True, 1)])
def test_files_are_imported_matched_and_posted_if_asked(story: Story, folder: Path, posts: bool, posted: int) -> None:
    add(story, options={"path": str(folder)}, posts=posts, bank_account="B1")
    put(folder, "a.xml", statement(2, ALFA, DOUBTFUL, opening="10000.00"))
    done = run(story)
    assert (done.state, counts(done)) == ("DONE", (1, 1, 0, 0, 2, posted))
    (journal,) = journals(company=story.company)
    assert (journal.created_by, journal.open_lines, journal.posted_lines) == (ROBOT, 2 - posted, posted)
    if not posts:
        story.tells("on PRJ000001\nshows 1 ready high INV-1=1000.00\nshows 2 unmatched")
    assert counts(run(story)) == (0, 0, 0, 0, 0, 0)
    assert (folder / "a.xml").exists()


def test_what_comes_for_an_account_that_waits_is_not_matched(story: Story, folder: Path) -> None:
    set_auto_match(company=story.company, actor=build.BOB, number="B1", is_on=False)
    add(story, options={"path": str(folder)}, posts=True, bank_account="B1")
    put(folder, "a.xml", statement(2, ALFA, opening="10000.00"))
    assert counts(run(story)) == (1, 1, 0, 0, 1, 0)
    story.tells("on PRJ000001\nshows 1 unmatched nothing\nmatch\nshows 1 ready high INV-1=1000.00")


def test_a_bad_file_is_told_once_and_stops_no_other(story: Story, folder: Path) -> None:
    add(story, options={"path": str(folder)})
    put(folder, "a.xml", b"<html>", hour=1)
    put(folder, "b.xml", statement(2, ALFA, opening="10000.00"), hour=2)
    put(folder, "c.xml", statement(4, BETA, opening="7.00"), hour=3)
    done = run(story)
    assert (done.state, counts(done)) == ("DONE", (3, 1, 0, 2, 1, 0))
    assert [(name, state) for name, state, _ in files(story, done)] == [
        ("a.xml", "REFUSED"), ("b.xml", "IMPORTED"), ("c.xml", "REFUSED"),
    ]  # fmt: skip
    assert files(story, done)[2][2] == ["statement_gap"]
    assert counts(run(story)) == (0, 0, 0, 0, 0, 0)
    put(folder, "between.xml", statement(3, Pay("-10993.00"), opening="11000.00"), hour=4)
    assert counts(run(story, again=True))[:4] == (3, 1, 0, 2)  # oldest first: the gap closes after c
    assert counts(run(story, again=True))[:4] == (2, 1, 0, 1)


def test_lines_that_all_wait_for_a_person_are_no_trouble(story: Story, folder: Path) -> None:
    add(story, options={"path": str(folder)}, posts=True)
    put(folder, "a.xml", statement(2, DOUBTFUL, opening="10000.00"))
    done = run(story)
    assert (counts(done), files(story, done)) == ((1, 1, 0, 0, 1, 0), [("a.xml", "IMPORTED", [])])


def test_a_file_of_another_account_is_refused(story: Story, folder: Path) -> None:
    add(story, options={"path": str(folder)}, bank_account="B1")
    put(folder, "a.xml", statement(2, ALFA, iban="SE3550000000054910000003"))
    done = run(story)
    assert (done.refused, FileImport.objects.count()) == (1, 0)


def test_files_are_read_by_the_definition_that_is_named(story: Story, folder: Path) -> None:
    add(story, options={"path": str(folder)}, definition="seb")
    put(folder, "a.xml", statement(2, ALFA, opening="10000.00"))
    assert counts(run(story))[:4] == (1, 0, 0, 1)  # no table as that bank writes it
    change_feed(company=story.company, actor=build.BOB, code="SEB", settings=FeedSettings(definition=""))
    assert counts(run(story, again=True))[:4] == (1, 1, 0, 0)


def test_the_same_bytes_under_another_name_are_known(story: Story, folder: Path) -> None:
    add(story, options={"path": str(folder)}, posts=True)
    content = statement(2, ALFA, opening="10000.00")
    load(story.company, content)  # by Alice, who works on it
    put(folder, "a.xml", content)
    put(folder, "b.xml", content)
    done = run(story)
    assert counts(done) == (2, 0, 2, 0, 0, 0)
    assert [journal.open_lines for journal in journals(company=story.company)] == [1]


@pytest.mark.parametrize("when", ["after the import", "after the note"])
def test_a_run_that_was_ended_is_finished_by_the_next(
    story: Story, folder: Path, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended(BaseException):
        pass

    def ended(**_: object) -> None:
        raise Ended

    add(story, options={"path": str(folder)}, posts=True)
    put(folder, "a.xml", statement(2, ALFA, opening="10000.00"))
    with monkeypatch.context() as patched:
        patched.setattr(module, "note_file" if when == "after the import" else "match_journals", ended)
        with pytest.raises(Ended):
            run(story)
    assert (FileImport.objects.count(), FeedRun.objects.get().state) == (1, "RUNNING")
    FeedRun.objects.update(started_at=bulk.moment() - timedelta(hours=7))
    done = run(story)
    assert (done.state, done.lines, done.posted) == ("DONE", 1, 1)
    assert FetchedFile.objects.get().is_finished
    assert counts(run(story)) == (0, 0, 0, 0, 0, 0)


def test_what_forbids_to_post_is_told_with_the_file(story: Story, folder: Path) -> None:
    add(story, options={"path": str(folder)}, posts=True)
    put(folder, "a.xml", statement(2, ALFA, opening="10000.00"))
    story.tell("close 2026-03-31")
    done = run(story)
    assert (done.imported, done.posted) == (1, 0)
    assert files(story, done) == [("a.xml", "IMPORTED", ["line_period_closed"])]
    assert counts(run(story)) == (0, 0, 0, 0, 0, 0)


def test_an_import_that_was_undone_is_not_made_again(story: Story, folder: Path) -> None:
    add(story, options={"path": str(folder)})
    put(folder, "a.xml", statement(2, ALFA, opening="10000.00"))
    run(story)
    undo_import(company=story.company, actor=build.ALICE, number=1)
    assert counts(run(story)) == (0, 0, 0, 0, 0, 0)


def test_statements_come_from_a_server(story: Story, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD)
    put(folder, "a.xml", statement(2, ALFA, opening="10000.00"))
    with sftp_server(folder) as server:
        add(story, "sftp", options=server.options(**{"password-file": str(secret)}))
        assert counts(run(story)) == (1, 1, 0, 0, 1, 0)
        assert counts(run(story)) == (0, 0, 0, 0, 0, 0)
    failed = run(story)
    assert (failed.state, [one.code for one in told_again(failed.finding)]) == ("FAILED", ["feed_trouble"])


def test_a_package_of_its_own_brings_statements(
    story: Story, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "site", monkeypatch)
    monkeypatch.setenv("BANK_TOKEN", "valid")
    today = bulk.moment().date()
    opening, day = "10000.00", today - timedelta(days=2)
    (folder / f"{day}.xml").write_bytes(_of(day, ALFA, opening))
    (folder / f"{today - timedelta(days=9)}.xml").write_bytes(b"older than what is asked for")
    add(story, "open-banking", options={"answers": str(folder), "token-env": "BANK_TOKEN"})
    assert counts(run(story)) == (1, 1, 0, 0, 1, 0)
    assert counts(run(story)) == (0, 0, 0, 0, 0, 0)
    monkeypatch.setenv("BANK_TOKEN", "ended")
    failed = run(story)
    (told,) = told_again(failed.finding)
    assert (failed.state, told.values["reason"]) == ("FAILED", "the consent has ended")


def _of(day: date, pay: Pay, opening: str) -> bytes:
    return statement(2, pay, opening=opening).replace(b"2026-03-02", str(day).encode())


def test_a_provider_that_breaks_fails_its_run_alone(
    story: Story, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "site", monkeypatch)
    monkeypatch.setenv("BANK_TOKEN", "valid")
    add(story, "open-banking", options={"answers": "x", "token-env": "BANK_TOKEN", "page-size": "many"})
    failed = run(story)
    assert (failed.state, [one.code for one in told_again(failed.finding)]) == ("FAILED", ["feed_provider_broke"])


def test_what_is_due_is_run(story: Story, folder: Path) -> None:
    add(story, options={"path": str(folder)}, interval_minutes=60)
    company = story.company
    settings = FeedSettings(options={"path": str(folder / "nowhere")})
    add_feed(company=company, actor=build.BOB, code="ABC", kind="folder", settings=settings)
    assert [(run.feed, run.state) for run in run_due(company=company, actor=ROBOT)] == [
        ("ABC", "FAILED"), ("SEB", "DONE"),
    ]  # fmt: skip
    assert run_due(company=company, actor=ROBOT) == []
    FeedRun.objects.update(started_at=bulk.moment() - timedelta(minutes=61))
    change_feed(company=company, actor=build.BOB, code="ABC", settings=FeedSettings(is_enabled=False))
    assert [run.feed for run in run_due(company=company, actor=ROBOT)] == ["SEB"]
    assert len(feed_runs(company=company)) == 3
    with pytest.raises(FeedUnknown):
        run_feed(company=company, actor=ROBOT, code="X")


def test_direct_debit_files_without_money_are_taken(story: Story, folder: Path) -> None:
    build.bank_account(story.company, number="AG", iban="", bankgiro="9912346")
    build.customer(story.company, number="101", name="Ek AB")
    put(folder, "ag.txt", advice(mandate(101)).encode())
    put(folder, "again.txt", (advice(mandate(101)) + "\r\n").encode())
    add(story, options={"path": str(folder)})
    done = run(story)
    assert counts(done) == (2, 1, 1, 0, 0, 0)
    assert sorted(state for _, state, _ in files(story, done)) == ["IMPORTED", "KNOWN"]
    assert [one.customer for one in mandates(company=story.company)] == ["101"]
    assert counts(run(story)) == (0, 0, 0, 0, 0, 0)


def test_what_the_bank_answers_to_payments_is_taken(story: Story, folder: Path) -> None:
    owing(story.company, has_bank=True)
    message = sent(story.company).proposal.message_id
    said = report(batch(payment("PP1-1", "RJCT", reason("AC04"))), message=message)
    put(folder, "answer.xml", said)
    put(folder, "elsewhere.xml", report(message="M9", status="ACCP"))
    put(folder, "debits.xml", report(message="M9", name="pain.008.001.02", status="ACCP"))
    add(story, options={"path": str(folder)})
    done = run(story)
    assert counts(done)[:4] == (3, 1, 0, 2)
    assert [line.state for line in find_proposal(company=story.company, number=1).lines][:2] == ["REJECTED", "OPEN"]
    told = {name: codes for name, _state, codes in files(story, done) if codes}
    assert told == {"elsewhere.xml": ["answer_to_unknown"], "debits.xml": ["answer_to_no_collection"]}


def test_invoices_are_loaded_beside_statements(story: Story, folder: Path) -> None:
    change_company(company=story.company, actor=build.BOB, wanted={"organisation_number": BUYER})
    put(folder, "invoice.xml", document())
    put(folder, "copy.xml", document() + b"\n")
    put(folder, "statement.xml", statement(2, ALFA, opening="10000.00"))
    add(story, options={"path": str(folder)})
    done = run(story)
    assert counts(done)[:4] == (3, 1, 0, 2)
    assert {code for name, _, codes in files(story, done) if name != "statement.xml" for code in codes} == {
        "ubl_party_unknown"
    }
    build.vendor(story.company, organisation_number=SELLER)
    done = run(story, again=True)
    assert counts(done)[:4] == (2, 1, 1, 0)
    bought = Entry.objects.filter(company=story.company.id, document_number="F-1001")
    assert list(bought.values_list("document_type", "remaining_minor")) == [("INVOICE", -1250_00)]
    assert counts(run(story, again=True)) == (0, 0, 0, 0, 0, 0)


def test_refused_files_are_a_trouble_until_others_come(story: Story, folder: Path) -> None:
    put(folder, "bad.xml", b"<Document/>")
    add(story, options={"path": str(folder)})
    run(story)
    now = bulk.moment()
    feed = find_feed(company=story.company, code="SEB")
    assert (feed.refused, feed.state(now)) == (("bad.xml",), "refused")
    run(story)  # it is not tried again, and still is a trouble
    assert find_feed(company=story.company, code="SEB").state(now) == "refused"
    put(folder, "good.xml", statement(2, ALFA, opening="10000.00"))
    run(story)
    assert find_feed(company=story.company, code="SEB").refused == ()
