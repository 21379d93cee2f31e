"""Keys of requests: forgotten after a week, and bound to the bytes of what was asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.interface.idempotency import (
    IdempotencyKeyReused,
    IdempotencyKeyUnread,
    RequestCutShort,
    digest_of,
    key_of,
    once,
    once_in_parts,
)
from reskontra.interface.models import IdempotencyKey
from reskontra.interface.tokens import access_by, create_token
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_key_is_forgotten_after_a_week(company: CompanyFacts) -> None:
    secret = create_token(company=company.id, actor=build.BOB, name="a", role="CLERK", scopes=["write"])
    access = access_by(secret)
    assert access is not None
    count = iter(range(9))

    def ask(key: str, digest: str) -> tuple[object, bool]:
        return once(access=access, key=key, digest=digest, do=lambda: [200, next(count)])

    assert [ask("k", "d"), ask("k", "d")] == [([200, 0], False), ([200, 0], True)]
    with pytest.raises(IdempotencyKeyReused):
        ask("k", "e")
    IdempotencyKey.objects.filter(company=company.id).update(created_at=bulk.moment() - timedelta(days=8))
    assert ask("other", "d") == ([200, 1], False)
    assert ask("k", "e") == ([200, 2], False)


def test_what_is_done_in_parts_is_done_once(company: CompanyFacts) -> None:
    """What was refused may be asked again by its key; what was cut short may not: some of it is done."""
    secret = create_token(company=company.id, actor=build.BOB, name="a", role="CLERK", scopes=["write"])
    access = access_by(secret)
    assert access is not None
    done = list[str]()

    def ask(key: str, digest: str, why: type[Exception] | None = None) -> tuple[object, bool]:
        def do() -> list[object]:
            if why is RequestCutShort:
                raise why(key=key)
            done.append(key)
            if why:
                raise why
            return [200, len(done)]

        return once_in_parts(access=access, key=key, digest=digest, do=do)

    with pytest.raises(RequestCutShort):
        ask("k", "d", RequestCutShort)  # any refusal
    assert [ask("k", "d"), ask("k", "d")] == [([200, 1], False), ([200, 1], True)]
    with pytest.raises(IdempotencyKeyReused):
        ask("k", "e")
    with pytest.raises(SystemError):
        ask("killed", "d", SystemError)
    with pytest.raises(RequestCutShort, match='"killed" was cut short'):
        ask("killed", "d")
    assert done == ["k", "killed"]


def test_the_digest_is_of_address_body_and_files() -> None:
    make = RequestFactory()

    def upload(name: str, content: bytes, **form: str) -> str:
        request = make.post("/a", {"file": SimpleUploadedFile(name, content), **form})
        digest = digest_of(request)
        assert request.FILES["file"].read() == content
        return digest

    plain = [digest_of(make.post(path, body, content_type="application/json"))
             for path, body in (("/a", "{}"), ("/b", "{}"), ("/a", "[]"), ("/a?x=1", "{}"))]  # fmt: skip
    files = [upload("a", b"1"), upload("b", b"1"), upload("a", b"2"), upload("a", b"1", reason="x")]
    seen = [digest_of(make.post("/a", "{}", content_type="application/json", headers={"If-Match": tag}))
            for tag in ('"1"', '"2"')]  # fmt: skip
    assert len({*plain, *files, *seen}) == 10
    assert upload("a", b"1") == files[0]
    two = [[SimpleUploadedFile("a", content) for content in files] for files in ((b"1", b"2"), (b"3", b"2"))]
    assert len({digest_of(make.post("/a", {"file": each})) for each in two}) == 2


def test_a_key_is_visible_ascii() -> None:
    assert key_of(RequestFactory().post("/a")) == ""
    assert key_of(RequestFactory().post("/a", headers={"Idempotency-Key": "k-1"})) == "k-1"
    with pytest.raises(IdempotencyKeyUnread):
        key_of(RequestFactory().post("/a", headers={"Idempotency-Key": ""}))
