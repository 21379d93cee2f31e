"""What proves a bank account, in words: as a report for programs and terminals, and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reskontra.bank.proof.figures import Proof, ProofRow
from reskontra.companies.queries import CompanyFacts
from reskontra.core.identifiers import iban
from reskontra.core.money import Money
from reskontra.core.wording import worded
from reskontra.interface.display import printable, typeset_money, value
from reskontra.interface.tables import Cell, Column, Report
from reskontra.ledger.queries import BankAccountFacts
from reskontra.ledger.sign_offs import SignOffFacts
from reskontra.letters.proofs import ProofLine, ProofList, ProofPaper, proof_paper_pdf

MOST_ROWS = 2_000  # of a list on paper; the sum is of all


def proof_report(*, company: CompanyFacts, proof: Proof) -> Report:
    """The rows that lie between the bank's balance and the books, and the figures."""
    currency = proof.account.currency
    figures = proof.figures
    rows: list[Sequence[Cell]] = []
    for kind, found in (("outstanding", proof.outstanding), ("missing", proof.missing)):
        side = _("Only in the books") if kind == "outstanding" else _("Only on the statement")
        rows += [(kind, side, row.day, row.name, row.text, Money(row.minor, currency)) for row in found]
    facts = {"company": company.name, "bank_account": proof.account.number, "as_of": proof.as_of, "currency": currency}
    after: dict[str, Cell] = {"statement": proof.statement or None, "statement_date": proof.statement_date}
    after["books"] = Money(proof.books_minor, currency)
    if proof.gl_local_minor is not None:
        after["gl_local"] = Money(proof.gl_local_minor, company.currency)
    if figures:
        after |= {
            "bank": Money(figures.bank, currency),
            "outstanding": Money(figures.outstanding, currency),
            "missing": Money(figures.missing, currency),
            "unexplained": Money(figures.unexplained, currency),
        }
    return Report(
        name="bank-proof",
        title=proof_title(proof.as_of),
        facts=facts,
        columns=(
            Column("kind", _("Kind"), is_shown=False),
            Column("side", _("Side")),
            Column("date", _("Date")),
            Column("name", _("Voucher or statement")),
            Column("text", _("Text")),
            Column("amount", _("Amount"), is_number=True),
        ),
        rows=rows,
        notes=[f"{line.word}: {line.amount}" for line in all_lines(company, proof)] + [verdict(proof)],
        after=after,
    )


def proof_title(as_of: date) -> str:
    return _("Reconciliation statement as of {day}").format(day=value(as_of))


def sum_lines(proof: Proof) -> Iterator[ProofLine]:
    """The bank's balance, what lies between, and the books."""
    figures = proof.figures
    if figures is None:
        yield ProofLine(_("Balance by the books"), _money(proof, proof.books_minor), is_sum=True)
        return
    said = _("Balance by the bank, statement {statement} of {day}")
    yield ProofLine(
        said.format(statement=printable(proof.statement), day=value(proof.statement_date)), _money(proof, figures.bank)
    )
    told = _("Outstanding: in the books, on no statement yet ({count:entry|entries})")
    yield ProofLine(worded(told, count=len(proof.outstanding)), _money(proof, figures.outstanding))
    told = _("On statements, not in the books yet ({count:transaction|transactions})")
    yield ProofLine(worded(told, count=len(proof.missing)), _money(proof, -figures.missing))
    yield ProofLine(_("Balance that the books should have"), _money(proof, figures.proved), is_sum=True)
    yield ProofLine(_("Balance by the books"), _money(proof, figures.books))
    yield ProofLine(_("Unexplained difference"), _money(proof, figures.unexplained), is_sum=True)


def all_lines(company: CompanyFacts, proof: Proof) -> Iterator[ProofLine]:
    """The same, and of an account in another currency what the books carry it at in the local one."""
    yield from sum_lines(proof)
    if proof.gl_local_minor is not None:
        word = _("G/L account {account} in {currency}, exchange adjustments among it")
        local = typeset_money(proof.gl_local_minor, company.currency)
        yield ProofLine(word.format(account=proof.account.gl_account, currency=company.currency), local)


def verdict(proof: Proof) -> str:
    """What the sum says, in a sentence."""
    if proof.figures is None:
        return _("The bank has said no balance yet: nothing can be proved.")
    if proof.figures.unexplained:
        amount = f"{_money(proof, proof.figures.unexplained)} {proof.account.currency}"
        return _("The books differ by {amount} that nothing explains.").format(amount=amount)
    return _("The books agree with the bank.")


def proof_pdf(company: CompanyFacts, proof: Proof, signed: SignOffFacts | None) -> bytes:
    """The statement of reconciliation, with the signatures it has; the same bytes for the same figures and people."""
    account = proof.account
    at_the_bank = iban.format(account.iban) or account.bankgiro or account.plusgiro or account.other_account
    facts = [
        (_("Bank account"), named(account)),
        (_("Account at the bank"), at_the_bank),
        (_("G/L account"), account.gl_account),
        (_("Currency"), account.currency),
    ]
    explanation = signed.explanation if signed else ""
    paper = ProofPaper(
        language=(get_language() or "en")[:2],
        company=printable(company.name),
        title=proof_title(proof.as_of),
        account=tuple((word, printable(text)) for word, text in facts if text),
        lines=tuple(all_lines(company, proof)),
        is_proved=bool(proof.figures and not proof.figures.unexplained),
        verdict=verdict(proof),
        explanation=(_("Explanation:"), printable(explanation)) if explanation else ("", ""),
        lists=tuple(_lists(proof)),
        signatures=tuple(_signatures(signed)),
        foot=printable(f"{account.number} · {value(proof.as_of)}"),
        page_words=page_words(),
    )
    return proof_paper_pdf(paper, on=proof.as_of)


def named(account: BankAccountFacts) -> str:
    """The account by its number, and by its name where that is another."""
    return f"{account.number} {account.name}" if account.name != account.number else account.number


def page_words() -> tuple[str, str, str]:
    """What stands before, between and after the number of a page and that of all pages."""
    before, _page, rest = _("Page {page} of {pages}").partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    return before, between, after


def _signatures(signed: SignOffFacts | None) -> Iterator[tuple[str, str]]:
    if signed is None:
        yield _("Signed by"), ""
        return
    yield _("Signed by"), _who(signed.signed_by, signed.signed_at)
    if signed.needs_two:
        second = _who(signed.second_by, signed.second_at) if signed.second_at else ""
        yield _("And by"), second


def _who(name: str, at: datetime | None) -> str:
    return printable(f"{name}, {value(at)}")


def _lists(proof: Proof) -> Iterator[ProofList]:
    if proof.figures is None:
        return
    both = (
        (_("Outstanding entries"), _("Voucher"), proof.outstanding, _("Every entry of the books is on a statement.")),
        (
            _("Transactions not in the books"),
            _("Statement"),
            proof.missing,
            _("Every transaction of the statements is in the books."),
        ),
    )
    for title, name, rows, empty in both:
        left = max(0, len(rows) - MOST_ROWS)
        yield ProofList(
            title=title,
            columns=(_("Date"), name, _("Text"), f"{_('Amount')} {proof.account.currency}"),
            rows=tuple(_row(proof, row) for row in rows[:MOST_ROWS]),
            totals=(_money(proof, sum(row.minor for row in rows)),),
            empty=empty,
            more=worded(_("And {count:row|rows} more, which the sum has."), count=left) if left else "",
        )


def _row(proof: Proof, row: ProofRow) -> tuple[str, str, str, str]:
    return (value(row.day), printable(row.name), printable(row.text), _money(proof, row.minor))


def _money(proof: Proof, minor: int) -> str:
    return typeset_money(minor, proof.account.currency)


def signed_words(number: str, signed: SignOffFacts) -> str:
    """What now is, once somebody has signed."""
    if signed.waits_for_second:
        told = _("Bank account {number} is signed as of {day}, and awaits a second person.")
    elif signed.second_by:
        told = _("Bank account {number} is signed by two as of {day}.")
    else:
        told = _("Bank account {number} is signed as of {day}.")
    return told.format(number=number, day=value(signed.as_of))


def withdrawn_words(number: str, as_of: date) -> str:
    """What now is, once a sign-off is taken back."""
    told = _("The sign-off of bank account {number} as of {day} is taken back.")
    return told.format(number=number, day=value(as_of))
