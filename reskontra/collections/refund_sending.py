"""Send the letters of repayments: by e-mail, or as PDFs to print; none goes out twice by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.collections.letterhead import letter_language, letter_marks
from reskontra.collections.mail_setup import MailFacts, mail_of
from reskontra.collections.mailing import (
    Parcel,
    SendingUnclear,
    keep_outcome,
    mail_all,
    message_with,
    new_message_id,
)
from reskontra.collections.models import Contact, CustomerTerms, RefundSending
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.refund_letters import RefundCustomerBlocked, approved_repayments, letter_file, title
from reskontra.collections.sending import NothingNamed, SendOutcome, Write, mail_may_wait
from reskontra.collections.sending_queries import Outgoing, where_to
from reskontra.companies.files import read_file, store_files
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.refusals import wording
from reskontra.letters.bound import bound
from reskontra.parties.card import reachable_cards
from reskontra.receivables.repayments_list import RepaymentLine, repayments


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """numbers: of repayments, all approved ones where empty. channel: "" for each customer's own.

    is_again   what was sent before, or may have been, is sent once more
    """

    numbers: tuple[int, ...] = ()
    channel: str = ""
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class RefundToSend(Outgoing[RefundSending]):
    """A repayment with where its letter goes."""

    repayment: RepaymentLine

    @property
    def name(self) -> str:
        return str(self.repayment.number)


def refunds_to_send(*, company: CompanyFacts, numbers: Sequence[int] = ()) -> list[RefundToSend]:
    """Of these repayments, else of all that are approved and wait for the bank; by their numbers.

    refuses   RepaymentUnknown, RefundNotApproved
    """
    if numbers:
        found = approved_repayments(company=company, numbers=numbers)
    else:
        found = [one for one in repayments(company=company) if one.state == "APPROVED"]
    ids = {one.party_id for one in found}
    cards = reachable_cards(company=company, ids=ids)
    terms = {row.party_id: row for row in CustomerTerms.objects.filter(company=company.id, party__in=list(ids))}
    rows = RefundSending.objects.filter(company=company.id, repayment__in=[one.number for one in found])
    last = {row.repayment_id: row for row in rows.order_by("id")}
    ready = []
    for one in found:
        channel, address, _bounced = where_to(cards.get(one.party_id), terms.get(one.party_id))
        ready.append(RefundToSend(cards.get(one.party_id), channel, address, last.get(one.number), one))
    return ready


def send_refunds(*, company: CompanyFacts, actor: str, order: RefundOrder, write: Write | None = None) -> SendOutcome:
    """Send what was not sent. Each letter stands by itself: a refused one stops no other.

    write     takes a PDF of letters to print and their numbers, as send_documents() has it; None leaves those

    refuses   NothingNamed, RepaymentUnknown, RefundNotApproved, MailNotSetUp, MailServerUnreachable,
              MailPasswordMissing, MailPasswordNameForeign: before anything is sent; what write refuses
    """
    if order.is_again and not order.numbers:
        raise NothingNamed(option="--again")
    outcome = SendOutcome()
    by_mail, on_paper = list[RefundToSend](), list[RefundToSend]()
    for one in refunds_to_send(company=company, numbers=order.numbers):
        if not (order.is_again or one.was_not_sent):
            continue
        if one.card is None:
            outcome.refused.append(RefundCustomerBlocked(number=one.repayment.number).at(one.name))
        elif one.is_unclear and not order.is_again:
            outcome.refused.append(_unclear(one, one.last).at(one.name))
        else:
            is_mailed = (order.channel or one.channel) == "EMAIL" and one.channel == "EMAIL"
            (by_mail if is_mailed else on_paper).append(one)
    with mail_may_wait(outcome, has_paper=bool(on_paper) and write is not None):
        if by_mail:
            _mail(company, actor, by_mail, outcome)
    if write is None:
        outcome.to_print = [one.name for one in on_paper]
        return outcome
    for piece in bulk.chunks(on_paper, LETTERS_IN_FILE):
        _print(company, actor, piece, write, outcome)
    return outcome


def mark_refunds_sent(*, company: CompanyFacts, actor: str, numbers: Sequence[int]) -> int:
    """Say that these went out; gives how many that were not sent before.

    refuses   NothingNamed, RepaymentUnknown, RefundNotApproved, RefundCustomerBlocked
    """
    if not numbers:
        raise NothingNamed(option="--was-sent")
    marked = 0
    for one in refunds_to_send(company=company, numbers=numbers):
        if one.card is None:
            raise RefundCustomerBlocked(number=one.repayment.number)
        if one.last is None or one.last.state != "SENT":
            begun = one.last if one.is_unclear and one.last else _begin(company, actor, one, "MARKED")
            _end(company, actor, one, begun, "SENT")
            marked += 1
    return marked


def _unclear(one: RefundToSend, last: RefundSending | None) -> SendingUnclear:
    assert last is not None
    return SendingUnclear(document=one.name, address=last.address or last.channel.lower(), moment=last.made_at)


def _mail(company: CompanyFacts, actor: str, chosen: Sequence[RefundToSend], outcome: SendOutcome) -> None:
    mail = mail_of(company=company)
    parcels = (
        Parcel(
            one.name,
            one.address,
            begin=partial(_begin, company, actor, one, "EMAIL"),
            message=partial(_message, company, mail, one),
            end=partial(_end, company, actor, one),
        )
        for one in chosen
    )
    mailed, refused = mail_all(mail, parcels)
    outcome.mailed.extend(mailed)
    outcome.refused.extend(refused)


def _message(company: CompanyFacts, mail: MailFacts, one: RefundToSend, begun: RefundSending) -> EmailMessage:
    language = one.card.language if one.card else ""
    with translation.override(letter_language(language, company)):
        words = (
            _("Notice of a refund from {company}").format(company=company.name),
            _("We pay your credit back: the attached PDF says how much, and to which account.")
            + "\n\n"
            + _("Kind regards,\n{company}").format(company=company.name),
        )
    letter = (f"refund-{one.name}.pdf", read_file(company=company, file_id=begun.file_id))
    return message_with(mail, to=one.address, words=words, letters=[letter], message_id=begun.message_id)


def _print(
    company: CompanyFacts, actor: str, chosen: Sequence[RefundToSend], write: Write, outcome: SendOutcome
) -> None:
    """One PDF of these: written before they count as sent. Where it is refused none of them went out."""
    begun = []
    for one in chosen:
        try:
            begun.append((one, _begin(company, actor, one, "PRINT")))
        except Refused as refusal:
            outcome.refused.append(refusal.at(one.name))
    if begun:
        pdfs = (read_file(company=company, file_id=row.file_id) for _one, row in begun)
        try:
            write(bound(pdfs, marks=letter_marks(company=company)), [one.name for one, _row in begun])
        except Refused as refusal:
            for one, row in begun:
                _end(company, actor, one, row, "FAILED", wording(refusal))
            raise
    for one, row in begun:
        _end(company, actor, one, row, "SENT")
        outcome.printed.append(one.name)


def _begin(company: CompanyFacts, actor: str, one: RefundToSend, channel: str) -> RefundSending:
    """Before it is handed over, with the letter as it stays; another run that came first has it.

    refuses   SendingUnclear where another run began with it meanwhile
    """
    assert one.card is not None, "who is blocked for privacy gets no letter"
    letter = letter_file(company=company, one=one.repayment, card=one.card) if one.last is None else None
    with transaction.atomic():
        lock_company(company.id)
        last = RefundSending.objects.filter(company=company.id, repayment=one.repayment.number).order_by("-id").first()
        if (last.id if last else None) != (one.last.id if one.last else None):
            raise _unclear(one, last)
        if letter is not None:
            (file_id,) = store_files(company=company, files=[(letter.name, letter.content)])
        else:
            file_id = last.file_id if last else 0
        is_mail = channel == "EMAIL"
        return RefundSending.objects.create(
            company_id=company.id,
            repayment_id=one.repayment.number,
            file_id=file_id,
            channel=channel,
            state="WAITING",
            address=one.address if is_mail else "",
            made_at=bulk.moment(),
            made_by=actor,
            message_id=new_message_id(f"r{one.repayment.number}", one.address) if is_mail else "",
        )


def _end(
    company: CompanyFacts, actor: str, one: RefundToSend, sending: RefundSending, state: str, failure: str = ""
) -> None:
    with transaction.atomic():
        lock_company(company.id)
        keep_outcome(sending, state, failure)
        if state == "SENT":
            with translation.override(company.language or "en"):
                text = f"{title()} {one.name}"
            Contact.objects.create(
                company_id=company.id, party_id=one.repayment.party_id,
                kind="EMAIL" if sending.channel == "EMAIL" else "LETTER",
                happened_on=sending.made_at.astimezone().date(), text=text, made_at=bulk.moment(), made_by=actor,
            )  # fmt: skip
        content = {"channel": sending.channel, "state": state}
        record(company=company.id, actor=actor, action="refund.sent", subject=one.name, content=content)
