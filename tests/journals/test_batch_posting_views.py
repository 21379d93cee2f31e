"""Posting from the page of a journal filled by hand: many lines go to the background, and a look posts nothing."""

from __future__ import annotations

import pytest

from reskontra.interface.models import Job
from reskontra.journals.jobs import PREVIEWED_AT_ONCE
from reskontra.journals.models import TypedLine
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
POST = "typed/KASSA/post/"


def test_of_many_lines_each_way_goes_to_the_background(story: Story) -> None:
    story.tells("bank B1 10000.00\nbatch KASSA bank:B1\ntype KASSA gl:6570 10.00 on=2026-03-02")
    line = TypedLine.objects.get(company=story.company.id)
    lines = []
    for number in range(2, PREVIEWED_AT_ONCE + 2):
        line.id, line.line_number = None, number
        lines.append(TypedLine(**{one.attname: getattr(line, one.attname) for one in TypedLine._meta.concrete_fields}))
    TypedLine.objects.bulk_create(lines)
    clerk = Browser(story.company, role="CLERK", name="alice")
    page = clerk.get(POST)
    assert "KASSA, 3,001 lines" in page.text
    assert not Job.objects.exists()
    assert "An accountant posts." in page.text
    assert clerk.post(POST, {"preview": "1"}).url.endswith("/jobs/1/")
    assert clerk.post(POST).status == 403
    bob = Browser(story.company, role="ACCOUNTANT", name="bob")
    assert "Post 3,001 lines" in bob.get(POST, htmx=True).text
    assert bob.post(POST).url.endswith("/jobs/2/")
    assert list(Job.objects.values_list("kind", flat=True)) == ["preview_typed", "post_typed"]
