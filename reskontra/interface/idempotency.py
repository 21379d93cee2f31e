"""A request that is sent twice is done once: the second is given the answer of the first."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import HttpRequest

from reskontra.core.errors import Malformed, Refused
from reskontra.database import bulk
from reskontra.database.held import held
from reskontra.database.locks import lock_company
from reskontra.database.prepared import Prepared
from reskontra.interface.models import IdempotencyKey
from reskontra.interface.tokens import TokenAccess

HEADER = "Idempotency-Key"
LONGEST_KEY = 255
DAYS_KEPT = 7
_VISIBLE = re.compile("[!-~]+")


class IdempotencyKeyReused(Refused):
    code = "idempotency_key_reused"
    template = 'The key "{key}" was used for another request. Use a new key for each request.'


class IdempotencyKeyUnread(Refused):
    code = "idempotency_key_unread"
    template = "A key of {count} characters cannot be kept. Use 1 to {most} visible ASCII characters, such as a UUID."


def key_of(request: HttpRequest) -> str:
    """The key that the request carries, "" for none.

    refuses   IdempotencyKeyUnread
    """
    key = request.headers.get(HEADER)
    if key is None:
        return ""
    if len(key) > LONGEST_KEY or not _VISIBLE.fullmatch(key):
        raise IdempotencyKeyUnread(count=len(key), most=LONGEST_KEY)
    return key


class RequestCutShort(Refused):
    code = "request_cut_short"
    template = (
        'The request with the key "{key}" was cut short: it began on {moment}, and some of it may be done. '
        "Look at what it did, and ask for the rest with a new key."
    )


def once(*, access: TokenAccess, key: str, digest: str, do: Callable[[], Any]) -> tuple[Any, bool]:
    """Do it and keep the answer with it, or give the one that was kept; and whether it was.

    What is refused is not kept: nothing was changed, and the same request may come to be granted.
    digest    digest_of() the request
    refuses   IdempotencyKeyReused, RequestCutShort, what it refuses
    """
    with transaction.atomic():
        lock_company(access.company_id)
        if kept := _kept(access, key, digest):
            return kept
        _forget_old(access.company_id)
        answer = do()
        _keep(access, key, digest, json.dumps(answer, ensure_ascii=False))
    return answer, False


def once_in_parts(*, access: TokenAccess, key: str, digest: str, do: Callable[[], Any]) -> tuple[Any, bool]:
    """As once(), of what is several transactions: the key is kept before the first, the answer after the last.

    Where do() refuses it has done nothing. What was cut short is not done again by its key.
    refuses   IdempotencyKeyReused, RequestCutShort, what it refuses
    """
    with held(f"request {access.company_id} {access.token_id} {key}"):  # the second waits for the answer
        if kept := _kept(access, key, digest):
            return kept
        with transaction.atomic():
            lock_company(access.company_id)
            _forget_old(access.company_id)
            id = _keep(access, key, digest)
        rows = IdempotencyKey.objects.filter(company=access.company_id, id=id)
        try:
            answer = do()
        except (Refused, Malformed):
            rows.delete()
            raise
        rows.update(answer=json.dumps(answer, ensure_ascii=False))
    return answer, False


def _kept(access: TokenAccess, key: str, digest: str) -> tuple[Any, bool] | None:
    """The answer that was kept, as once() gives it; None where there is none.

    refuses   IdempotencyKeyReused, RequestCutShort
    """
    found = _KEPT.first(access.company_id, access.token_id, key)
    if found is None:
        return None
    asked, answer, began = found
    if asked != digest:
        raise IdempotencyKeyReused(key=key)
    if not answer:
        raise RequestCutShort(key=key, moment=began)
    return json.loads(answer), True


def _keep(access: TokenAccess, key: str, digest: str, answer: str = "") -> int:
    row = IdempotencyKey(
        company_id=access.company_id,
        token_id=access.token_id,
        key=key,
        digest=digest,
        answer=answer,
        created_at=bulk.moment(),
    )
    row.save(force_insert=True)
    return row.id


_KEPT = Prepared(
    lambda company, token, key: IdempotencyKey.objects.filter(company=company, token=token, key=key).values_list(
        "digest", "answer", "created_at"
    )
)


def _forget_old(company: int) -> None:
    since = bulk.stored(bulk.moment() - timedelta(days=DAYS_KEPT))
    with connection.cursor() as cursor:
        sql = "DELETE FROM interface_idempotencykey WHERE company_id = %s AND created_at < %s"
        cursor.execute(sql, [company, since])


def digest_of(request: HttpRequest) -> str:
    """Over method, address, what the sender had seen (If-Match) and body; of files their bytes."""
    seen = request.headers.get("If-Match", "").strip()
    told = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if seen:
        told.update(f"{seen}\n".encode())
    if request.content_type != "multipart/form-data":
        told.update(request.body)
        return told.hexdigest()
    for name, values in sorted(request.POST.lists()):
        told.update(json.dumps([name, values]).encode())
    for name, file in ((name, file) for name, files in sorted(request.FILES.lists()) for file in files):
        assert isinstance(file, UploadedFile)
        told.update(json.dumps([name, file.name]).encode())
        for chunk in file.chunks():
            told.update(hashlib.sha256(chunk).digest())
        file.seek(0)
    return told.hexdigest()
