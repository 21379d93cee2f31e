"""Journals by the API: matched, accepted, posted and reversed."""

from __future__ import annotations

import pytest

from reskontra.interface.worker import run_waiting
from reskontra.journals.queries import find_journal
from reskontra.matching.actions.post_journal import Choice, post_journals
from reskontra.matching.api.journals import posted_data
from reskontra.matching.queries import journals_as_data
from tests import build
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_journal_is_matched_posted_and_taken_back() -> None:
    book = api_book()
    program = Program(book.company)
    listed = program.get("journals").data["items"]
    assert [(one["journal"], one["open_lines"]) for one in listed] == [(book.journal, 2)]
    assert program.get(f"journals/{book.journal}").data == listed[0]
    whole = program.get(f"journals/{book.journal}/whole").data
    found = find_journal(company=book.company, number=book.journal)
    assert whole == journals_as_data(company=book.company, journals=[found])
    pages = [program.get(f"journals/{book.journal}/lines", limit=1)]
    pages.append(program.get(f"journals/{book.journal}/lines", limit=1, cursor=pages[0].data["next_cursor"]))
    assert [page.data["items"][0] for page in pages] == whole["lines"]
    matched = program.post(f"journals/{book.journal}/match")
    assert (matched.data["lines"], matched.data["ready"]) == (2, 1)
    assert program.post(f"journals/{book.journal}/accept", {"lines": [1]}).data == {"lines": [1]}
    preview = program.post(f"journals/{book.journal}/post", {"preview": True}).data
    both = program.post(f"journals/{book.journal}/post", {"background": True, "preview": True, "lines": [1]})
    assert (both.status, both.data["values"]["place"]) == (400, "body.preview")
    assert program.post(f"journals/{book.journal}/post", {"all": True}).status == 422
    posted = program.post(f"journals/{book.journal}/post", key="k").data
    assert preview["accounts"] == posted["accounts"]
    assert (preview["run"], posted["left"], posted["vouchers"][0]["line"]) == (0, 1, 1)
    assert program.post(f"journals/{book.journal}/post", key="k").data == posted
    assert program.get(f"entries/{book.entry}").data["remaining_amount"] == "0.00"
    back = program.post(f"journals/{book.journal}/reverse", {"lines": [1], "reason": "wrong"}).data
    assert (back["lines"], len(back["vouchers"])) == (1, 1)
    dated = program.ask("PUT", f"journals/{book.journal}/posting-date", {"date": "2026-03-05", "reason": "closed"})
    assert dated.data["posting_date"] == "2026-03-05"


def test_a_line_that_is_decided_meanwhile_is_not_posted_as_the_journal_was_seen() -> None:
    book = api_book()
    program = Program(book.company)
    program.post(f"journals/{book.journal}/match")
    at = f"journals/{book.journal}"
    tags = [program.get(at).headers["ETag"]]
    for word, body in [("accept", {"lines": [1]}), ("lines/1/unapply", {}), ("lines/1/apply", {"account": "gl:3740"})]:
        assert program.post(f"{at}/{word}", body).status == 200
        tags.append(program.get(at).headers["ETag"])
    assert len(set(tags)) == len(tags)
    assert program.post(f"{at}/post", headers={"If-Match": tags[0]}).status == 412
    assert program.post(f"{at}/post", headers={"If-Match": tags[-1]}).status != 412


def test_what_would_be_posted_has_no_run() -> None:
    book = api_book()
    found = find_journal(company=book.company, number=book.journal)
    done = post_journals(company=book.company, actor=build.BOB, journals=[found], choice=Choice(is_preview=True))
    assert posted_data(book.company, done, is_preview=True)["run"] == 0


def test_what_is_chosen_is_posted_in_the_background() -> None:
    book = api_book()
    program = Program(book.company)
    post = f"journals/{book.journal}/post"
    asked = ({"preview": True}, {"all": True}, {"lines": [1], "payments_only": True})
    jobs = [program.post(post, {"background": True} | one) for one in asked]
    assert [job.status for job in jobs] == [202, 202, 202]
    run_waiting()
    tried, whole, chosen = (program.get(f"jobs/{job.data['job']}").data for job in jobs)
    assert (tried["kind"], tried["outcome"]["lines"]) == ("preview", 1)
    assert (whole["state"], whole["outcome"]) == ("refused", {})  # line 2 is not ready
    assert (chosen["outcome"]["count"], chosen["outcome"]["left"]) == (1, 1)
    assert program.get(f"entries/{book.entry}").data["remaining_amount"] == "0.00"
