"""Opening balances of G/L accounts: which are posted on the account, and which something else brings.

What a control account holds comes from open entries that are loaded one by one, and what a bank account holds from
its own opening voucher; both are posted against a contra account. So the balance that the old books give for such an
account goes to its contra account: when both are there, and agree, the contra account holds nothing, in whichever
order they came. What is left on it is the difference of the take-over, and nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.core.errors import Refused
from reskontra.core.money import Money


class OpeningUnbalanced(Refused):
    code = "opening_unbalanced"
    template = (
        "The opening balances come to {sum}, and not to 0. Correct them, or name the account of a result that was not "
        "carried over with --result-account."
    )


class OpeningDiffers(Refused):
    code = "opening_differs"
    template = (
        "Account {account} was opened with {known}, and {found} is given now. Correct the file, or post the "
        "difference with --correct."
    )


class OpeningDateDiffers(Refused):
    code = "opening_date_differs"
    template = "The opening balances are of {known}, and {found} is given now. Give them for {known}."


class OpeningEmpty(Refused):
    code = "opening_empty"
    template = "All {count} balances are 0. Give at least two accounts that held something."


@dataclass(frozen=True, slots=True)
class OpeningAccount:
    """An account as its balance is posted: on itself, or on `contra` where something else brings it."""

    number: str
    name: str
    contra: str = ""


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """account: where the amount is posted; of: the account whose balance it is."""

    account: str
    of: OpeningAccount
    minor: int


@dataclass(frozen=True, slots=True)
class OpeningPlan:
    """given: what each account is opened with now, beside what it was before; lines: what is posted for it."""

    given: Mapping[str, int]
    lines: tuple[OpeningLine, ...]


@dataclass(frozen=True, slots=True)
class OpeningKnown:
    """What is posted already; date None where nothing is."""

    date: date | None
    balances: Mapping[str, int]


def complete(*, balances: Mapping[str, int], result_account: str, currency: str) -> dict[str, int]:
    """The balances that are not 0, and what they lack to 0 on the account of a result that was not carried over.

    refuses   OpeningEmpty, OpeningUnbalanced (no account for it): in this order
    """
    found = {account: minor for account, minor in balances.items() if minor}
    if not found:
        raise OpeningEmpty(count=len(balances))
    rest = sum(found.values())
    if rest and not result_account:
        raise OpeningUnbalanced(sum=Money(rest, currency))
    if rest:
        found[result_account] = found.get(result_account, 0) - rest
    return {account: minor for account, minor in found.items() if minor}


def plan_opening(
    *,
    day: date,
    balances: Mapping[str, int],
    accounts: Mapping[str, OpeningAccount],
    known: OpeningKnown,
    corrects: bool,
    currency: str,
) -> OpeningPlan:
    """What is to be posted so that the accounts are opened with these balances; no lines where they are already.

    balances   sum to 0; each account is in `accounts`, and so is each of known.balances
    refuses    OpeningDateDiffers, OpeningDiffers (the first account by number, unless it corrects): in this order
    """
    if known.date and known.date != day:
        raise OpeningDateDiffers(known=known.date, found=day)
    changed = {
        account: balances.get(account, 0) - known.balances.get(account, 0)
        for account in sorted({*balances, *known.balances})
    }
    changed = {account: minor for account, minor in changed.items() if minor}
    if known.date and changed and not corrects:
        first = next(iter(changed))
        before, now = (Money(found.get(first, 0), currency) for found in (known.balances, balances))
        raise OpeningDiffers(account=first, known=before, found=now)
    return OpeningPlan(changed, tuple(_lines(changed, accounts)))


def _lines(changed: Mapping[str, int], accounts: Mapping[str, OpeningAccount]) -> Sequence[OpeningLine]:
    found = [(accounts[number], minor) for number, minor in changed.items()]
    return [OpeningLine(account.contra or account.number, account, minor) for account, minor in found]
