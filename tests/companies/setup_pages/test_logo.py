"""The logo by page: chosen, shown as a picture, refused at its field, taken away."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.companies.logo import logo_head
from reskontra.companies.queries import CompanyFacts
from tests.formats.pictures import jpg, png
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_logo_is_chosen_shown_and_taken_away(company: CompanyFacts) -> None:
    browser, reader = Browser(company), Browser(company, role="READER", name="carla")
    assert reader.get("setup/company/logo/").status == 404
    wrong = browser.post("setup/company/", {"form": "logo", "file": SimpleUploadedFile("a.svg", b"<svg/>")})
    assert wrong.status == 422
    assert '"a.svg" is no picture' in wrong.texts("//*[@id='logo-file-told']/p[@class='said']")[0]
    assert "is empty" in browser.post("setup/company/", {"form": "logo"}).texts("//*[@id='logo-file-told']/p")[0]
    page = browser.post("setup/company/", {"form": "logo", "file": SimpleUploadedFile("märke.png", png())})
    assert "The logo is saved." in page.text
    assert "märke.png: 120 × 40 pixels" in page.texts("//form[@id='form-logo']/p[@class='hint']")[0]
    (address,) = page.values("//form[@id='form-logo']//img/@src")
    shown = reader.client.get(address)
    assert (shown.status_code, shown.content, shown["Content-Type"]) == (200, png(), "image/png")
    assert (shown["X-Content-Type-Options"], "sandbox" in shown["Content-Security-Policy"]) == ("nosniff", True)
    (seen,) = page.values("//form[@id='form-logo']/input[@name='seen']/@value")
    new = {"form": "logo", "seen": "0" * 16, "file": SimpleUploadedFile("a.jpg", jpg())}
    assert browser.post("setup/company/", new).status == 422
    page = browser.post("setup/company/", {"form": "logo", "seen": seen, "remove": "1"})
    assert "The logo is taken away." in page.text
    assert logo_head(company=company) is None
