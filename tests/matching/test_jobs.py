"""Journals in the background: what is small is done at once, what is large waits for the worker."""

from __future__ import annotations

import io

import pytest

from reskontra.bank.models import FileImport, Upload
from reskontra.bank.uploads import keep_upload
from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import SMALL, find_job
from reskontra.interface.worker import run_waiting
from reskontra.journals.models import JournalLine
from reskontra.journals.queries import find_journal
from reskontra.matching.jobs import import_in_background, match_in_background, post_in_background, preview_in_background
from reskontra.matching.models import ProposalPart
from tests.statements import Line, Statement, camt053
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
JOURNAL = "journals/PRJ000001/"


@pytest.fixture
def large(story: Story) -> Story:
    """A statement of more lines than a page waits for, all of them a fee that is mapped, none matched yet."""
    story.tells('mapping "avgift" gl:6570\nstatement B1 2026-03-02\n' + "line -1.00 text=avgift\n" * (SMALL + 1))
    story.tells("import")
    return story


def told(story: Story, number: int) -> tuple[str, ...]:
    return shown(find_job(company=story.company.id, number=number)).told


def test_what_is_small_is_done_while_the_page_waits(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 1.00 text=en\nimport")
    journal = find_journal(company=story.company, number="PRJ000001")
    assert match_in_background(company=story.company, actor="alice", journal=journal) is None
    assert post_in_background(company=story.company, actor="alice", journal=journal, ready=SMALL) is None
    assert preview_in_background(company=story.company, actor="alice", journal=journal, ready=SMALL) is None
    bob = Browser(story.company, role="ACCOUNTANT", name="bob")
    assert bob.post(f"{JOURNAL}post/", {"preview": "1"}).url.endswith("/post/")
    assert not JournalLine.objects.filter(state="POSTED").exists()


def test_a_large_journal_is_matched_and_posted_in_the_background(large: Story) -> None:
    bob = Browser(large.company, role="ACCOUNTANT", name="bob")
    assert bob.post(f"{JOURNAL}match/").url.endswith("/jobs/1/")
    run_waiting()
    assert told(large, 1) == ("1001 lines matched, 1001 ready to post.",)
    preview = bob.get(f"{JOURNAL}post/", htmx=True)
    assert "−1,001.00 SEK on B1 B1, posted in the background. Nothing is posted yet." in preview.text
    assert bob.post(f"{JOURNAL}post/", {"preview": "1"}).url.endswith("/jobs/2/")
    assert bob.get(f"{JOURNAL}post/?job=2").status == bob.get(f"{JOURNAL}post/?job=99").status == 404
    run_waiting()
    assert told(large, 2) == ("1001 vouchers would be posted, B-2026-1 to B-2026-1001.",)
    seen = bob.get(f"{JOURNAL}post/?job=2", htmx=True)
    assert seen.texts("//section/ul/li")[:2] == ["B-2026-1 line 1", "B-2026-2 line 2"]
    assert "older than the journal" not in seen.text
    part = ProposalPart.objects.order_by("id")[500]
    ProposalPart.objects.filter(id=part.id).update(account_number="6590")
    older = bob.get(f"{JOURNAL}post/?job=2", htmx=True)
    assert "This preview is older than the journal. Make it anew." in older.text
    assert older.texts("//button[@name='preview']") == ["Preview in the background"]
    ProposalPart.objects.filter(id=part.id).update(account_number=part.account_number)
    assert bob.post(f"{JOURNAL}post/").url.endswith("/jobs/3/")
    assert JournalLine.objects.filter(state="POSTED").count() == 0
    run_waiting()
    assert "older than the journal" in bob.get(f"{JOURNAL}post/?job=2").text
    assert told(large, 3)[0] == "1001 lines posted, B-2026-1 to B-2026-1001. 0 lines remain."
    assert JournalLine.objects.filter(state="POSTED").count() == SMALL + 1


def test_a_file_is_imported_and_matched_in_the_background(story: Story) -> None:
    file = io.BytesIO(camt053(Statement(lines=[Line(amount="980.00", name="ALFA AB", ocr="10017")])))
    upload = keep_upload(company=story.company, actor="alice", name="utdrag.xml", stream=file)
    arguments = {"upload": upload, "bank_account": "", "definition": "", "overrides": [], "reason": ""}
    number = import_in_background(
        company=story.company, actor="alice", name="utdrag.xml", transactions=SMALL + 1, arguments=arguments
    )
    assert number is not None
    run_waiting()
    assert told(story, number) == ("utdrag.xml is import 1: 1 new transaction, 0 known.",)
    assert (FileImport.objects.count(), Upload.objects.count()) == (1, 0)
    assert shown(find_job(company=story.company.id, number=number)).next_url.endswith("/journals/PRJ000001/")
