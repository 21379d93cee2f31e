"""Files are kept once, and given back as they came."""

from __future__ import annotations

import io

import pytest

from reskontra.companies.files import read_file, sha256_of, store_file
from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from tests import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("case", "content"), [("empty", b""), ("text", "å\n".encode() * 9000), ("any bytes", bytes(range(256)))]
)
def test_a_file_is_read_as_it_was_stored(company: CompanyFacts, case: str, content: bytes) -> None:
    id = store_file(company=company, name="a.xml", stream=io.BytesIO(content))
    assert read_file(company=company, file_id=id) == content
    row = StoredFile.objects.get(id=id)
    assert (row.size, row.sha256) == (len(content), sha256_of(io.BytesIO(content)))


def test_the_same_bytes_are_stored_once(company: CompanyFacts) -> None:
    first = store_file(company=company, name="a.xml", stream=io.BytesIO(b"same"))
    assert store_file(company=company, name="b.xml", stream=io.BytesIO(b"same")) == first
    assert store_file(company=company, name="a.xml", stream=io.BytesIO(b"other")) != first


def test_a_company_reads_its_own_files_alone(company: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    id = store_file(company=other, name="a.xml", stream=io.BytesIO(b"same"))
    assert store_file(company=company, name="a.xml", stream=io.BytesIO(b"same")) != id
    with pytest.raises(StoredFile.DoesNotExist):
        read_file(company=company, file_id=id)


def test_a_long_name_is_cut(company: CompanyFacts) -> None:
    id = store_file(company=company, name="x" * 300, stream=io.BytesIO(b""))
    assert len(StoredFile.objects.get(id=id).name) == 255
