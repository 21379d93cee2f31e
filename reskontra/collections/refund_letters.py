"""The letter that tells a customer what is paid back, to which account, and for which documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.collections.document_letters import LetterFile
from reskontra.collections.letterhead import (
    Letterhead,
    figure,
    letter_day,
    letter_language,
    letterhead,
    page_of,
    recipient_of,
)
from reskontra.collections.statement_letter import document_word
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.identifiers import bankgiro, iban, plusgiro
from reskontra.interface.clock import today
from reskontra.interface.display import printable
from reskontra.letters.letter import Letter, LetterColumn, LetterTable, Paragraph, letter_pdf
from reskontra.parties.card import Card, reachable_cards
from reskontra.receivables.repayments_list import RepaymentLine, find_repayments

TOLD_STATES = ("APPROVED", "CLOSED")


class RefundNotApproved(Refused):
    code = "refund_letter_not_approved"
    template = "Repayment {number} is {state}, and its letter tells what will be paid. Approve the repayment first."


class RefundCustomerBlocked(Refused):
    code = "refund_letter_blocked"
    template = "Repayment {number} is to a customer who is blocked for privacy. Lift the block first."


def refund_letter(*, company: CompanyFacts, number: int) -> LetterFile:
    """The letter of a repayment that is approved or paid, as it would be now; nothing is kept.

    refuses   RepaymentUnknown, RefundNotApproved, RefundCustomerBlocked
    """
    (one,) = approved_repayments(company=company, numbers=[number])
    card = reachable_cards(company=company, ids=[one.party_id]).get(one.party_id)
    if card is None:
        raise RefundCustomerBlocked(number=number)
    with translation.override(letter_language(card.language, company)):
        head = letterhead(company=company)
        letter = _letter(head, one, card)
    return LetterFile(f"refund-{one.number}.pdf", letter_pdf(letter, on=_day(one), template=head.template))


def approved_repayments(*, company: CompanyFacts, numbers: Sequence[int]) -> list[RepaymentLine]:
    """refuses   RepaymentUnknown, RefundNotApproved"""
    found = find_repayments(company=company, numbers=numbers)
    for one in found:
        if one.state not in TOLD_STATES:
            raise RefundNotApproved(number=one.number, state=one.state.lower())
    return found


def title() -> str:
    """What the letter is, in the language that is active."""
    return _("Notice of a refund")


def _day(one: RepaymentLine) -> date:
    return one.decided_at.astimezone().date() if one.decided_at else today()


def _letter(head: Letterhead, one: RepaymentLine, card: Card) -> Letter:
    amount, currency = figure(one.amount.minor, one.amount.currency), one.amount.currency
    facts = (
        (_("Number"), str(one.number)),
        (_("Date"), letter_day(_day(one))),
        (_("Customer number"), printable(card.number)),
    )
    columns = (
        LetterColumn(_("Document")), LetterColumn(_("Date")), LetterColumn(_("Original"), True),
        LetterColumn(_("Paid back"), True),
    )  # fmt: skip
    row = (
        document_word(one.document_type, one.document), letter_day(one.document_date),
        figure(abs(one.original.minor), currency), amount,
    )  # fmt: skip
    opening = _("You have a credit balance with us, which we pay back to your account. You need not do anything.")
    return Letter(
        language=(translation.get_language() or "en")[:2],
        title=title(),
        number=str(one.number),
        sender=head.sender,
        recipient=recipient_of(card, head.company),
        facts=facts,
        opening=(Paragraph(opening),),
        figures=((_("We pay you back"), f"{amount}\u00a0{currency}"), (_("To"), account_word(one))),
        tables=(LetterTable(columns, (row,), heading=_("Credit, {currency}").format(currency=currency)),),
        after=(Paragraph(_("Is the account not yours, or not the right one? Tell us before we pay.")),),
        page_of=page_of(),
    )


def account_word(one: RepaymentLine) -> str:
    """The account as it is read: bankgiro 5050-1055."""
    number = one.account_number
    if one.account_kind == "BANKGIRO":
        return _("bankgiro {number}").format(number=bankgiro.format(number))
    if one.account_kind == "PLUSGIRO":
        return _("plusgiro {number}").format(number=plusgiro.format(number))
    return f"IBAN {iban.format(number)}" if one.account_kind == "IBAN" else printable(number)
