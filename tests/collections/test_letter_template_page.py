"""A template of one's own by page: looked at, refused at its field, kept, downloaded, taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.collections.letter_template import own_template
from reskontra.companies.queries import CompanyFacts
from tests import books
from tests.web import Browser

pytestmark = pytest.mark.django_db
PAGE = "setup/letter-template/"
OWN = b"#let it = json(bytes(sys.inputs.content))\n= #it.title\n#it.sender.name"


def sent(browser: Browser, source: bytes, **fields: str) -> Any:
    seen = browser.get(PAGE).values("//input[@name='seen']/@value")
    file = SimpleUploadedFile("own.typ", source)
    data = {"form": "template", "seen": seen[0] if seen else "", "file": file, **fields}
    return browser.client.post(f"/{browser.company.id}/{PAGE}", data)


def test_a_template_of_one_s_own(company: CompanyFacts) -> None:
    browser = Browser(company)
    before = books.contents()
    looked = sent(browser, OWN, look="1")
    assert looked.content.startswith(b"%PDF")
    for wrong, code in ((b"\xff", b"UTF-8"), (b'#import "x"', b"import"), (b"#unknown-thing", b"unknown")):
        for fields in ({"look": "1"}, {}):
            refused = sent(browser, wrong, **fields)
            assert (refused.status_code, code in refused.content) == (422, True)
    assert books.contents() == before
    assert sent(browser, OWN).status_code == 303
    assert own_template(company=company) == OWN.decode()
    where = f"/{company.id}/{PAGE}"
    assert browser.client.get(f"{where}letter.typ").content == OWN
    assert browser.client.get(f"{where}sample.pdf").content.startswith(b"%PDF")
    seen = browser.get(PAGE).values("//form[@id='form-remove']//input[@name='seen']/@value")[0]
    assert "Letters are made by ours again." in browser.post(PAGE, {"form": "remove", "seen": seen}).text
    assert (own_template(company=company), b"sys.inputs" in browser.client.get(f"{where}letter.typ").content) == (
        "",
        True,
    )
