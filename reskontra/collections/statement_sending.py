"""Send the statements of a run: by e-mail, and those without an address as one PDF to print; none goes out twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.collections.document_letters import LetterFile
from reskontra.collections.left_letters import is_another, why_left
from reskontra.collections.letter_post import LetterPost, Progress, SendOutcome, Write
from reskontra.collections.models import Contact, LetterSending, StatementSending
from reskontra.collections.sending import LetterBlocked, NothingNamed
from reskontra.collections.statement_runs import pdf_of, pdfs_of
from reskontra.collections.statement_sending_queries import StatementToSend, last_sendings, statements_to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.display import value
from reskontra.interface.jobs import nobody


@dataclass(frozen=True, slots=True)
class StatementOrder:
    """Of a run: to which customers, all where empty. channel: "" for each customer's own way.

    only       EMAIL or PRINT: of what goes that way alone, the rest waits
    is_again   what was sent before, or may have been, is sent once more
    seen       as SendOrder has it
    most       so many on paper, the rest waits; None for all
    """

    run: int
    customers: tuple[str, ...] = ()
    channel: str = ""
    only: str = ""
    is_again: bool = False
    seen: int | None = None
    most: int | None = None


def send_statements(
    *,
    company: CompanyFacts,
    actor: str,
    order: StatementOrder,
    write: Write | None = None,
    on_progress: Progress = nobody,
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
    post = _StatementPost(company, actor)
    found = statements_to_send(company=company, run=order.run, customers=order.customers)
    chosen = [one for one in found if order.only in ("", one.channel)]
    ready = list(post.ready(chosen, outcome, is_again=order.is_again, seen=order.seen))
    post.send(ready, outcome, channel=order.channel, most=order.most, write=write, on_progress=on_progress)
    return outcome


def mark_statements_sent(*, company: CompanyFacts, actor: str, run: int, customers: Sequence[str]) -> int:
    """Say that these went out; gives how many that were not sent before.

    refuses   StatementUnknown, StatementNotInRun, NothingNamed
    """
    if not customers:
        raise NothingNamed(option="--was-sent")
    return _StatementPost(company, actor).mark(statements_to_send(company=company, run=run, customers=customers))


class _StatementPost(LetterPost[StatementToSend]):
    action = "statement.sent"

    def last(self, one: StatementToSend) -> StatementSending | None:
        rows = StatementSending.objects.filter(company=self.company.id, statement=one.statement.id)
        return rows.order_by("-id").first()

    def row(self, one: StatementToSend, channel: str) -> StatementSending:
        begun = self.begun(one, channel, mark=f"s{one.statement.id}")
        return StatementSending(statement_id=one.statement.id, **begun)

    def called(self, one: StatementToSend) -> str:
        period = f"{value(one.statement.start)} – {value(one.statement.end)}"
        return _("Statement of account {number}, {period}").format(number=one.statement.number, period=period)

    def letter(self, one: StatementToSend, sending: LetterSending) -> LetterFile:
        return LetterFile(one.statement.file_name, pdf_of(company=self.company, statement=one.statement))

    def language(self, one: StatementToSend) -> str:
        return one.statement.language

    def words(self, one: StatementToSend) -> tuple[str, str]:
        statement = one.statement
        return (
            _("Statement of account {number} from {company}").format(
                number=statement.number, company=self.company.name
            ),
            self.signed(
                _(
                    "The statement of your account from {start} to {end} is attached as a PDF. "
                    "Does anything differ from your books? Answer this message, and we look into it."
                ).format(start=value(statement.start), end=value(statement.end))
            ),
        )

    def blocked(self, one: StatementToSend) -> Refused:
        return LetterBlocked(document=one.name)

    def print(self, chosen: Sequence[StatementToSend], write: Write, outcome: SendOutcome) -> None:
        """As any letters, in a handful of queries for all of them."""
        with self.at_it() as since:
            if begun := self._begin_all(chosen, outcome, since):
                pdfs = pdfs_of(company=self.company, statements=[one.statement for one, _row in begun])
                self.write_out(begun, pdfs, write)
                self._count_as_sent(begun, outcome)

    def _count_as_sent(self, begun: list[tuple[StatementToSend, StatementSending]], outcome: SendOutcome) -> None:
        company = self.company
        with transaction.atomic():
            lock_company(company.id)
            for piece in bulk.chunks([row.id for _one, row in begun], 500):
                rows = StatementSending.objects.filter(company=company.id, id__in=list(piece))
                rows.update(state="SENT", sent_at=bulk.moment())
            Contact.objects.bulk_create(self.contact(one, row) for one, row in begun)
            outcome.printed += [one.name for one, _row in begun]
            content = {"customers": [one.statement.customer for one, _row in begun]}
            subject = str(begun[0][0].statement.run)
            record(company=company.id, actor=self.actor, action="statements.printed", subject=subject, content=content)

    def _begin_all(
        self, chosen: Sequence[StatementToSend], outcome: SendOutcome, since: datetime
    ) -> list[tuple[StatementToSend, StatementSending]]:
        with transaction.atomic():
            lock_company(self.company.id)
            last = last_sendings(company=self.company, run=chosen[0].statement.run)
            begun = []
            for one in chosen:
                now = last.get(one.statement.id)
                if is_another(now, one.last):
                    outcome.refused.append(why_left(self.company, one, now).at(one.name))
                else:
                    begun.append((one, self.row(one, "PRINT")))
                    begun[-1][1].made_at = since
            StatementSending.objects.bulk_create(row for _one, row in begun)
        return begun
