"""A kind of feed in a package of its own: the service answers with one statement a day, as camt.053.

The service here is a folder of answers, one file a day; a real one asks over HTTP in its place.
"""

import os
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from reskontra.bank.feeds.provider import FeedOption, FeedTrouble, NewFile


class OpenBanking:
    options = (
        FeedOption("answers", "where the service's answers are", is_required=True),
        FeedOption("token-env", "the environment variable that holds the token", is_required=True),
        FeedOption("page-size", "how many days are asked for at once"),
    )

    @contextmanager
    def connect(self, options):
        token = os.environ.get(options["token-env"], "")
        if token != "valid":
            raise FeedTrouble(place="open banking", reason="the consent has ended")
        yield Account(Path(options["answers"]), int(options.get("page-size", "30")))


class Account:
    def __init__(self, answers, page_size):
        self.answers = answers
        self.page_size = page_size
        self.taken_names = []

    def files(self, window):
        """One statement for each day of the window that the service knows."""
        if window.first is None:
            raise ValueError("the service needs a first day")
        days = ((window.first + timedelta(days=at)) for at in range((window.last - window.first).days + 1))
        return [NewFile(key=str(day), name=f"{day}.xml") for day in days if self._answer(day).exists()]

    def fetch(self, file, into):
        into.write(self._answer(date.fromisoformat(file.key)).read_bytes())
        return True

    def taken(self, file):
        self.taken_names.append(file.name)

    def _answer(self, day):
        return self.answers / f"{day}.xml"


provider = OpenBanking()
