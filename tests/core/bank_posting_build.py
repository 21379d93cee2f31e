"""Lines, parts and entries for the tests of bank posting: local currency SEK, amounts in minor units.

G/L accounts are numbered by what they are: the groups share all accounts but their control accounts.
"""

from datetime import date
from itertools import count

from reskontra.core.bank_posting import (
    AccountPart,
    BankLine,
    GroupAccounts,
    PartyPart,
    plan_bank_posting,
)
from reskontra.core.entries import Ledger
from reskontra.core.exchange import PAR

DAY = date(2026, 3, 1)
BANK, OTHER_BANK, RENT = 1930, 1940, 5010
DISCOUNT, TOLERANCE, ROUNDING, CHARGE, GAINS, LOSSES = 3731, 3748, 3740, 6570, 3960, 7960
CUSTOMERS, CUSTOMERS_EU, VENDORS = 1510, 1512, 2440
CONTROLS = {CUSTOMERS, CUSTOMERS_EU, VENDORS}
FIRST_PAYMENT = 101


def group(control):
    return GroupAccounts(control, control, DISCOUNT, TOLERANCE, ROUNDING, CHARGE, GAINS, LOSSES)


def on(entry_id, cash, party_id=1, ledger=Ledger.CUSTOMER, control=None, **extra):
    """Money on an entry; None is on account."""
    if control is None:
        control = CUSTOMERS if ledger is Ledger.CUSTOMER else VENDORS
    return PartyPart(ledger, party_id, group(control), entry_id, cash, **extra)


def account(cash, account_id=RENT, bank_account_id=None):
    return AccountPart(account_id, cash, bank_account_id)


def posted(amount, parts, targets=(), currency="SEK", rate=PAR, rates=(), controls=()):
    """The posting of a line; controls: the control account of entries that are not in their part's group."""
    line = BankLine(DAY, amount, currency, BANK, tuple(parts), rate, dict(rates))
    own = {part.entry_id: part.group for part in parts if isinstance(part, PartyPart)}
    groups = {entry.entry_id: own[entry.entry_id] for entry in targets} | {id: group(c) for id, c in controls}
    return plan_bank_posting(
        line=line,
        targets={entry.entry_id: entry for entry in targets},
        groups=groups,
        payment_ids=count(FIRST_PAYMENT),
        local_currency="SEK",
    )


def ledger(posting):
    """Account → sum in local minor units."""
    sums = {}
    for line in posting.lines:
        sums[line.account_id] = sums.get(line.account_id, 0) + line.local_minor
    return {account: minor for account, minor in sums.items() if minor}


def left(posting):
    """Entry → (remaining, remaining in local currency) of all that an application touched."""
    plans = [payment.application for payment in posting.payments if payment.application]
    return {o.entry_id: (o.remaining_minor, o.remaining_local_minor) for plan in plans for o in plan.outcomes}


def made(posting):
    """(document type, amount, local) of each payment entry."""
    return [(p.document_type.value, p.amount_minor, p.local_minor) for p in posting.payments]
