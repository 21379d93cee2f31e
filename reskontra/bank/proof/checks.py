"""What was signed is still what the details come to."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.bank.proof.figures import prove
from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.ledger.queries import bank_accounts
from reskontra.ledger.sign_offs import sign_offs


def check_sign_offs(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every sign-off that stands has the figures that its account has as of its day."""
    standing = [signed for signed in sign_offs(company=company) if signed.stands]
    accounts = {one.id: one for one in bank_accounts(company=company)} if standing else {}
    for signed in standing:
        account = accounts[signed.bank_account_id]
        figures = prove(company=company, account=account, as_of=signed.as_of).figures
        if figures == signed.figures:
            continue
        names = ("bank", "books", "outstanding", "missing")
        said, found = (
            tuple(Money(getattr(some, name), account.currency) for name in names) if some else ()
            for some in (signed.figures, figures)
        )
        values = {"bank_account": account.number, "as_of": signed.as_of, "signed": said, "found": found}
        yield Violation("sign_off_differs", values)
