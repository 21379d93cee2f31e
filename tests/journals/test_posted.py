"""What a posting run wrote is shown, with the way to reverse it; what forbids posting stands in the preview's place."""

from __future__ import annotations

import pytest

from reskontra.journals.posted import posted_url, told_posted
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def posted(story: Story) -> Story:
    story.tells("""
        bank  B1 10000.00
        batch KASSA bank:B1
        type  KASSA gl:3740 -7.00 on=2026-03-10
        type  KASSA gl:3740 -8.00 on=2026-03-10
        post-batch KASSA
    """)
    return story


def test_the_vouchers_of_a_run_lead_to_where_they_are_reversed(posted: Story) -> None:
    bob = Browser(posted.company, name="bob")
    assert told_posted(posted.posted) == "2 vouchers posted, A-2026-1 to A-2026-2."
    url = posted_url(posted.company, posted.posted, "registration").removeprefix(f"/{posted.company.id}/")
    page = bob.get(url)
    assert page.texts("//tbody/tr/td[4]") == ["7.00", "8.00"]
    assert page.values("//tbody/tr/td[5]/a/@href")[0].endswith("/vouchers/A-2026-1/#reason")
    assert page.values("//div[@class='strip']//a/@href") == [f"/{posted.company.id}/registration/"]
    bob.post("vouchers/A-2026-1/", {"reason": "Fel"})
    assert "Reversed by" in bob.get(url).texts("//tbody/tr[1]/td[5]")[0]
    assert bob.get(url.replace("from=registration", "from=elsewhere&page=7")).texts("//div[@class='strip']//a") == []


def test_a_reader_looks_and_an_unknown_run_is_not_found(posted: Story) -> None:
    reader = Browser(posted.company, role="READER", name="rita")
    assert reader.get(f"posted/{posted.posted.run}/").texts("//tbody/tr/td[5]") == ["", ""]
    assert reader.get("posted/99/").status == 404
    assert reader.get(f"posted/{10**30}/").status == 404


def test_a_refused_preview_is_told_in_its_place(posted: Story) -> None:
    posted.tells("batch REG bank:B1 series=REG\nregisters REG")
    part = Browser(posted.company, name="bob").get("registration/post/", htmx=True)
    assert (part.status, part.values("//div[@id='preview']/div/@role")) == (422, ["alert"])
    assert "bob has registered 0 payments." in part.text
