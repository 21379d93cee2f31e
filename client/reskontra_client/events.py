"""events: the feed of what happens, followed from where one was."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra_client import nouns
from reskontra_client.shapes import EventData


class Events(nouns.Events):
    def since(self, position: int, /, *, kind: str = "", limit: int = 1000) -> Iterator[EventData]:
        """The events beyond a position, oldest first, to the end of the feed; `int(event["id"])` is how far one is."""
        while True:
            found = self.list(after=position, kind=kind, limit=limit)
            yield from found["items"]
            if not found["items"] and found["after"] <= position:
                return
            position = found["after"]

    def follow(self, position: int, /, *, kind: str = "", every: float = 10.0) -> Iterator[EventData]:
        """The events beyond a position, and what happens from then on, without an end.

        every   seconds between two looks
        """
        while True:
            for event in self.since(position, kind=kind):
                position = int(event["id"])
                yield event
            self._sender.pause(every)
