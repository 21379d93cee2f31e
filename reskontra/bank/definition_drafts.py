"""What a person is making of an import definition, and her sample file, kept for some hours between pages."""

from __future__ import annotations

import base64
import io
import json
import zlib
from dataclasses import asdict, dataclass
from typing import BinaryIO

from django.core.cache import cache

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused

SAMPLE_MAX = 2 * 1024 * 1024  # bytes
KEPT_SECONDS = 4 * 3600


class SampleTooLarge(Refused):
    code = "sample_too_large"
    template = "The sample is larger than {most} MB. Cut it to some hundred rows, with the titles."


@dataclass(frozen=True, slots=True)
class Sample:
    """A file as text that can be kept: packed, in letters."""

    text: str

    def stream(self) -> BinaryIO:
        return io.BytesIO(zlib.decompress(base64.b64decode(self.text)) if self.text else b"")


@dataclass(frozen=True, slots=True)
class Draft:
    """text is the definition as TOML; notes are what was seen in the sample; seen is the version it began with."""

    text: str
    sample_name: str = ""
    sample: str = ""
    notes: tuple[str, ...] = ()
    seen: int = 0


def read_sample(stream: BinaryIO) -> Sample:
    """refuses   SampleTooLarge"""
    data = stream.read(SAMPLE_MAX + 1)
    if len(data) > SAMPLE_MAX:
        raise SampleTooLarge(most=SAMPLE_MAX // (1024 * 1024))
    return Sample(base64.b64encode(zlib.compress(data)).decode("ascii"))


def keep_draft(*, company: CompanyFacts, actor: str, draft: Draft) -> None:
    """Her one draft in the company; what was there before is gone."""
    cache.set(_key(company, actor), json.dumps(asdict(draft)), KEPT_SECONDS)


def find_draft(*, company: CompanyFacts, actor: str) -> Draft | None:
    kept = cache.get(_key(company, actor))
    if kept is None:
        return None
    data = json.loads(kept)
    return Draft(**{**data, "notes": tuple(data["notes"])})


def drop_draft(*, company: CompanyFacts, actor: str) -> None:
    cache.delete(_key(company, actor))


def _key(company: CompanyFacts, actor: str) -> str:
    letters = base64.urlsafe_b64encode(actor.encode()).decode("ascii")
    return f"definition-draft:{company.id}:{letters}"
