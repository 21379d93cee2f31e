"""A made-up letter has the company's letterhead, and its language."""

from __future__ import annotations

import io

import pypdf
import pytest

from reskontra.collections.sample_letter import sample_letter
from reskontra.companies.queries import CompanyFacts

pytestmark = pytest.mark.django_db


def test_the_sample(company: CompanyFacts) -> None:
    pages = pypdf.PdfReader(io.BytesIO(sample_letter(company=company, template=""))).pages
    told = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert ("Nordan AB" in told, "Betalningspåminnelse" in told, "16 880,00" in told.replace("\xa0", " ")) == (
        True, True, True,
    )  # fmt: skip
