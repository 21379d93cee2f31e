"""Send the statements of a run: by e-mail, and those without an address as one PDF to print; none goes out twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from reskontra.collections.models import Contact, StatementSending
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.sending import LetterBlocked, NothingNamed, SendOutcome, Write, mail_may_wait
from reskontra.collections.statement_runs import StatementFacts, pdf_of, pdfs_of
from reskontra.collections.statement_sending_queries import StatementToSend, last_sendings, statements_to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.display import value
from reskontra.interface.refusals import wording
from reskontra.letters.bound import bound

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class StatementOrder:
    """Of a run: to which customers, all where empty. channel: "" for each customer's own way.

    only       EMAIL or PRINT: of what goes that way alone, the rest waits
    is_again   what was sent before, or may have been, is sent once more
    most       so many on paper, the rest waits; None for all
    """

    run: int
    customers: tuple[str, ...] = ()
    channel: str = ""
    only: str = ""
    is_again: bool = False
    most: int | None = None


def send_statements(
    *,
    company: CompanyFacts,
    actor: str,
    order: StatementOrder,
    write: Write | None = None,
    on_progress: Progress = lambda done, total: None,
) -> SendOutcome:
    """Send what was not sent. Each statement stands by itself: a refused one stops no other.

    Where no mail is set up, what goes on paper is printed all the same.

    write     takes a PDF of some that are to be printed and what they are, LETTERS_IN_FILE at most, then the next;
              None leaves those for another time

    refuses   StatementUnknown, StatementNotInRun, NothingNamed, MailNotSetUp, MailServerUnreachable,
              MailPasswordMissing, MailPasswordNameForeign: before anything is sent; what write refuses
    """
    if order.is_again and not order.customers:
        raise NothingNamed(option="--again")
    outcome = SendOutcome()
    by_mail, on_paper = list[StatementToSend](), list[StatementToSend]()
    for one in _ready(company, order, outcome):
        is_mailed = (order.channel or one.channel) == "EMAIL" and one.channel == "EMAIL"
        (by_mail if is_mailed else on_paper).append(one)
    on_paper = on_paper[: order.most]
    with mail_may_wait(outcome, has_paper=bool(on_paper) and write is not None):
        if by_mail:
            _mail(company, actor, by_mail, outcome, on_progress)
    if write is None:
        outcome.to_print = [one.name for one in on_paper]
        return outcome
    for piece in bulk.chunks(on_paper, LETTERS_IN_FILE):
        _print(company, actor, piece, write, outcome)
    return outcome


def _ready(company: CompanyFacts, order: StatementOrder, outcome: SendOutcome) -> Iterator[StatementToSend]:
    """What may go out; the outcome tells of what may not."""
    for one in statements_to_send(company=company, run=order.run, customers=order.customers):
        if order.only not in ("", one.channel) or not (order.is_again or one.was_not_sent):
            continue
        if one.card is None:
            outcome.refused.append(LetterBlocked(document=one.name).at(one.name))
        elif one.is_unclear and not order.is_again:
            outcome.refused.append(_unclear(one, one.last).at(one.name))
        else:
            yield one


def mark_statements_sent(*, company: CompanyFacts, actor: str, run: int, customers: Sequence[str]) -> int:
    """Say that these went out; gives how many that were not sent before.

    refuses   StatementUnknown, StatementNotInRun, NothingNamed
    """
    if not customers:
        raise NothingNamed(option="--was-sent")
    marked = 0
    for one in statements_to_send(company=company, run=run, customers=customers):
        if one.last is None or one.last.state != "SENT":
            begun = one.last if one.is_unclear and one.last else _begin(company, actor, one, "MARKED")
            _end(company, actor, one, begun, "SENT")
            marked += 1
    return marked


def _unclear(one: StatementToSend, last: StatementSending | None) -> SendingUnclear:
    assert last is not None
    return SendingUnclear(document=one.name, address=last.address or last.channel.lower(), moment=last.made_at)


def _mail(
    company: CompanyFacts, actor: str, chosen: Sequence[StatementToSend], outcome: SendOutcome, on_progress: Progress
) -> None:
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
    mailed, refused = mail_all(mail, parcels, on_progress=lambda done: on_progress(done, len(chosen)))
    outcome.mailed.extend(mailed)
    outcome.refused.extend(refused)


def _message(company: CompanyFacts, mail: MailFacts, one: StatementToSend, begun: StatementSending) -> EmailMessage:
    statement = one.statement
    with translation.override(letter_language(statement.language, company)):
        words = (
            _("Statement of account {number} from {company}").format(number=statement.number, company=company.name),
            _(
                "The statement of your account from {start} to {end} is attached as a PDF. "
                "Does anything differ from your books? Answer this message, and we look into it."
            ).format(start=value(statement.start), end=value(statement.end))
            + "\n\n"
            + _("Kind regards,\n{company}").format(company=company.name),
        )
    letter = (statement.file_name, pdf_of(company=company, statement=statement))
    return message_with(mail, to=one.address, words=words, letters=[letter], message_id=begun.message_id)


def _print(
    company: CompanyFacts, actor: str, chosen: Sequence[StatementToSend], write: Write, outcome: SendOutcome
) -> None:
    """One PDF of these: written before they count as sent. Where it is refused none of them went out."""
    with transaction.atomic():
        lock_company(company.id)
        last = last_sendings(company=company, run=chosen[0].statement.run)
        begun = []
        for one in chosen:
            now = last.get(one.statement.id)
            if _id(now) != _id(one.last):
                outcome.refused.append(_unclear(one, now).at(one.name))
            else:
                begun.append((one, _row(company, actor, one, "PRINT")))
        StatementSending.objects.bulk_create(row for _one, row in begun)
    if not begun:
        return
    pdfs = pdfs_of(company=company, statements=[one.statement for one, _row in begun])
    try:
        write(bound(pdfs, marks=letter_marks(company=company)), [one.name for one, _row in begun])
    except Refused as refusal:
        for one, row in begun:
            _end(company, actor, one, row, "FAILED", wording(refusal))
        raise
    with transaction.atomic():
        lock_company(company.id)
        ids = [row.id for _one, row in begun]
        for piece in bulk.chunks(ids, 500):
            rows = StatementSending.objects.filter(company=company.id, id__in=list(piece))
            rows.update(state="SENT", sent_at=bulk.moment())
        _log(company, actor, [one for one, _row in begun], "LETTER")
        outcome.printed += [one.name for one, _row in begun]
        content = {"customers": [one.statement.customer for one, _row in begun]}
        subject = str(begun[0][0].statement.run)
        record(company=company.id, actor=actor, action="statements.printed", subject=subject, content=content)


def _id(sending: StatementSending | None) -> int | None:
    return sending.id if sending else None


def _begin(company: CompanyFacts, actor: str, one: StatementToSend, channel: str) -> StatementSending:
    """Before it is handed over; another run that came first has it.

    refuses   SendingUnclear where another run began with it meanwhile
    """
    with transaction.atomic():
        lock_company(company.id)
        rows = StatementSending.objects.filter(company=company.id, statement=one.statement.id)
        last = rows.order_by("-id").first()
        if _id(last) != _id(one.last):
            raise _unclear(one, last)
        row = _row(company, actor, one, channel)
        row.save(force_insert=True)
        return row


def _row(company: CompanyFacts, actor: str, one: StatementToSend, channel: str) -> StatementSending:
    is_mail = channel == "EMAIL"
    return StatementSending(
        company_id=company.id,
        statement_id=one.statement.id,
        channel=channel,
        state="WAITING",
        address=one.address if is_mail else "",
        made_at=bulk.moment(),
        made_by=actor,
        message_id=new_message_id(f"s{one.statement.id}", one.address) if is_mail else "",
    )


def _end(
    company: CompanyFacts, actor: str, one: StatementToSend, sending: StatementSending, state: str, failure: str = ""
) -> None:
    with transaction.atomic():
        lock_company(company.id)
        keep_outcome(sending, state, failure)
        if state == "SENT":
            _log(company, actor, [one], "EMAIL" if sending.channel == "EMAIL" else "LETTER")
        content = {"channel": sending.channel, "state": state}
        record(company=company.id, actor=actor, action="statement.sent", subject=one.name, content=content)


def _log(company: CompanyFacts, actor: str, sent: Iterable[StatementToSend], kind: str) -> None:
    """On each customer's timeline."""
    now = bulk.moment()
    with translation.override(company.language or "en"):
        Contact.objects.bulk_create(
            [
                Contact(
                    company_id=company.id,
                    party_id=one.statement.party_id,
                    kind=kind,
                    happened_on=now.astimezone().date(),
                    text=_told(one.statement),
                    made_at=now,
                    made_by=actor,
                )
                for one in sent
            ]
        )


def _told(statement: StatementFacts) -> str:
    period = f"{value(statement.start)} – {value(statement.end)}"
    return _("Statement of account {number}, {period}").format(number=statement.number, period=period)
