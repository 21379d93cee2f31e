"""A company's logo: kept by its bytes, changed, taken away, and refused where it could not be printed."""

from __future__ import annotations

import io

import pytest

from reskontra.audit.queries import Wanted, events
from reskontra.companies import logo as module
from reskontra.companies.logo import logo_head, logo_of, remove_logo, set_logo
from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from tests import books, build
from tests.formats.pictures import jpg, png

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def put(company: CompanyFacts, name: str, content: bytes) -> None:
    set_logo(company=company, actor=build.BOB, file_name=name, stream=io.BytesIO(content))


def test_a_logo_is_kept_changed_and_taken_away(company: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    assert logo_of(company) is logo_head(company=company) is remove_logo(company=company, actor=build.BOB) is None
    put(company, "C:\\bilder\\märke.png", png())
    found = logo_of(company)
    assert found is not None
    assert (found.file_name, found.kind, found.media_type) == ("märke.png", "png", "image/png")
    assert (found.width, found.height, found.content) == (120, 40, png())
    put(company, "märke.png", png())
    put(company, "foto.jpeg", jpg())
    head = logo_head(company=company)
    assert head is not None
    assert (head.file_name, head.size, logo_of(other)) == ("foto.jpeg", len(jpg()), None)
    assert remove_logo(company=company, actor=build.BOB) == head
    assert logo_of(company) is None
    assert StoredFile.objects.filter(company=company.id).count() == 2
    told = events(company=company.id, wanted=Wanted(action="company.logo"), most=9)
    assert [event.action.rpartition("_")[2] for event in told] == ["removed", "changed", "changed"]
    assert told[0].content == {"before": {"file": "foto.jpeg", "sha256": head.sha256}}


@pytest.mark.parametrize(
    ("code", "name", "content"),
    [
        ("logo_too_large", "a.png", png() + bytes(module.MOST_BYTES)),
        ("logo_of_other_kind", "a.svg", b"<svg/>"),
        ("logo_of_other_kind", "a.png", b""),
        ("logo_of_other_size", "a.png", png(15, 40)),
        ("logo_of_other_size", "a.jpg", jpg(40, 4001)),
        ("logo_unreadable", "a.png", png()[:-30]),
    ],
)
def test_what_cannot_be_printed_is_refused(company: CompanyFacts, code: str, name: str, content: bytes) -> None:
    put(company, "first.png", png())
    before = books.contents()
    with pytest.raises(Refused) as refused:
        put(company, name, content)
    assert (refused.value.code, refused.value.values["file"]) == (code, name)
    assert books.contents() == before
