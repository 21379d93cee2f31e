"""What a run of a policy works with, and how it tells what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from reskontra.collections.policies import PolicyFacts
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.interface.jobs import Told, nobody
from reskontra.interface.refusals import wording


class Item(NamedTuple):
    """What was done, held back or refused: of which document or customer, and why.

    told   while a run goes on, worded when it is read: for the log in the company's language, for who runs it in theirs
    """

    step: str
    outcome: str
    customer: str = ""
    document: str = ""
    told: str = ""


def in_words(say: Callable[[], str]) -> str:
    """What say gives, in the language of whoever reads it."""
    return lazy(say, str)()


@dataclass(frozen=True, slots=True)
class Work:
    """What a run works with. customers: key → number of those whom it takes in; None for everybody.

    told         hears how far a step is: (done, of how many)
    is_preview   nothing is stored, and nothing is sent
    """

    company: CompanyFacts
    actor: str
    policy: PolicyFacts
    today: date
    customers: Mapping[int, str] | None = None
    told: Told = nobody
    is_preview: bool = False

    def takes(self, party_id: int) -> bool:
        return self.customers is None or party_id in self.customers


def each_of(refusal: Refused | Malformed) -> tuple[Refused | Malformed, ...]:
    """A refusal that tells several, one by one."""
    return tuple(refusal.findings) if isinstance(refusal, Findings) else (refusal,)


def refusals(step: str, refused: Sequence[Refused | Malformed]) -> Iterator[Item]:
    """What was refused of a step, each with the document it is about."""
    for refusal in refused:
        place, refusal.place = refusal.place, ""
        yield Item(step, "REFUSED", "", place, in_words(partial(wording, refusal)))


def waits_in_words(bounced: str) -> str:
    """Of a letter that is to be printed; bounced: the address from which mail came back, "" for none."""
    if bounced:
        return _("Waits to be printed: mail to {address} came back.").format(address=bounced)
    return _("Waits to be printed.")
