"""jobs: work that goes on after the answer, and waiting for it."""

from __future__ import annotations

from collections.abc import Callable

from reskontra_client import nouns
from reskontra_client.shapes import JobData

UNDER_WAY = ("waiting", "running")


class JobNotDone(Exception):
    """The job ended without being done: refused, broken, stopped or interrupted. job: what it told last."""

    def __init__(self, job: JobData) -> None:
        self.job = job
        refusals = " ".join(job["refusals"])
        super().__init__(f"Job {job['job']} ({job['title']}) is {job['state']}. {refusals}".strip())


class JobUnderWay(Exception):
    """The job goes on, and nobody waits for it any longer. job: what it told last."""

    def __init__(self, job: JobData, seconds: float) -> None:
        self.job = job
        super().__init__(f"Job {job['job']} ({job['title']}) is {job['state']} after {seconds:g} seconds.")


class Jobs(nouns.Jobs):
    def wait(
        self,
        job: int | JobData,
        /,
        *,
        seconds: float = 3600,
        every: float = 1.0,
        told: Callable[[JobData], object] | None = None,
    ) -> JobData:
        """Look at a job until it is done.

        job       its number, or the answer that told of it
        seconds   so long at most; every: between two looks
        told      is given what each look tells: how far it is
        raises    JobNotDone, JobUnderWay; Problem, Unreachable
        """
        number = job if isinstance(job, int) else job["job"]
        looks = round(seconds / every)
        for look in range(looks + 1):
            found = self.show(number)
            if told is not None:
                told(found)
            if found["state"] == "done":
                return found
            if found["state"] not in UNDER_WAY:
                raise JobNotDone(found)
            if look < looks:
                self._sender.pause(every)
        raise JobUnderWay(found, seconds)
