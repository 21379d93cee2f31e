"""The API of one company: nouns as attributes."""

from __future__ import annotations

import os
from types import TracebackType
from typing import Self

import httpx

from reskontra_client.events import Events
from reskontra_client.jobs import Jobs
from reskontra_client.nouns import Nouns
from reskontra_client.sending import Patience, Sender


class Reskontra(Nouns):
    """The API, by a token of a company. Close it, or use it in a `with` block; one for each thread.

    base_url    where the pages are: https://books.example.se
    token       as `reskontra token create` printed it
    language    of the texts of refusals: en or sv
    timeout     seconds that an answer may take
    patience    how often a request is sent again that was not done
    transport   what carries the requests, where not the network does
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        language: str = "en",
        timeout: float = 60.0,
        patience: Patience | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = httpx.Client(
            base_url=base_url.rstrip("/").removesuffix("/api/v1"),
            headers={"Authorization": f"Bearer {token}", "Accept-Language": language, "User-Agent": "reskontra-client"},
            timeout=timeout,
            transport=transport,
        )
        sender = Sender(self._http, patience or Patience())
        super().__init__(sender)
        self.events = Events(sender)
        self.jobs = Jobs(sender)

    events: Events
    jobs: Jobs

    @classmethod
    def from_environment(cls, *, transport: httpx.BaseTransport | None = None) -> Self:
        """By RESKONTRA_URL and RESKONTRA_TOKEN; KeyError names the one that is not set."""
        return cls(os.environ["RESKONTRA_URL"], os.environ["RESKONTRA_TOKEN"], transport=transport)

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
