"""A draft is kept for one person in one company."""

from __future__ import annotations

import io

import pytest

from reskontra.bank.definition_drafts import (
    SAMPLE_MAX,
    Draft,
    Sample,
    SampleTooLarge,
    drop_draft,
    find_draft,
    keep_draft,
    read_sample,
)
from reskontra.companies.queries import CompanyFacts
from tests import build

pytestmark = pytest.mark.django_db


def test_a_draft_is_hers_alone(company: CompanyFacts) -> None:
    sample = read_sample(io.BytesIO("å;b\n".encode("cp850")))
    draft = Draft("name = 1", "a.csv", sample.text, ("Sett",), 3)
    keep_draft(company=company, actor="åsa@x", draft=draft)
    assert find_draft(company=company, actor="åsa@x") == draft
    assert find_draft(company=company, actor="bo") is None
    assert find_draft(company=build.new_company(name="Sydan AB"), actor="åsa@x") is None
    drop_draft(company=company, actor="åsa@x")
    assert find_draft(company=company, actor="åsa@x") is None


def test_a_sample_is_kept_byte_by_byte() -> None:
    data = bytes(range(256))
    assert read_sample(io.BytesIO(data)).stream().read() == data
    assert Sample("").stream().read() == b""
    with pytest.raises(SampleTooLarge):
        read_sample(io.BytesIO(b"x" * (SAMPLE_MAX + 1)))
