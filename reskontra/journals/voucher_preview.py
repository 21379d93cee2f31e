"""What posting typed lines would do, told before anything is posted: the vouchers with their lines, and the effects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.document_notices import DocumentNotice
from reskontra.core.wording import worded
from reskontra.interface.display import money
from reskontra.interface.refusals import notice_wording
from reskontra.interface.templatetags.display import count
from reskontra.journals.post_typed import Asked, PostedBatch
from reskontra.ledger.drafts import LineDraft, VoucherDraft
from reskontra.ledger.queries import account_names

MOST_VOUCHERS, MOST_LINES = 50, 200
Names = dict[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of a voucher, in the company's currency."""

    account: str
    name: str
    text: str
    debit_minor: int | None
    credit_minor: int | None


@dataclass(frozen=True, slots=True)
class PreviewVoucher:
    """name: provisional; the number is taken as it is posted."""

    name: str
    day: date
    text: str
    total_minor: int
    lines: tuple[PreviewLine, ...]
    more_lines: int = 0

    @property
    def told_more(self) -> str:
        return worded(_("and {count:more line|more lines}"), count=count(self.more_lines))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a G/L account moves by, local, debit +."""

    number: str
    name: str
    minor: int


@dataclass(frozen=True, slots=True)
class VoucherPreview:
    """vouchers: the first of them, with more left out; told: what a person should know besides."""

    count: int
    lines: int
    applied: int
    first: str
    last: str
    total_minor: int
    vouchers: tuple[PreviewVoucher, ...]
    more: int
    effects: tuple[Effect, ...]
    told: tuple[str, ...]
    currency: str

    @property
    def told_head(self) -> str:
        """How many vouchers, and between which names; provisional, as nothing is posted yet."""
        template = _("One voucher, {first}.") if self.count == 1 else _("{count} vouchers, {first} to {last}.")
        return template.format(count=count(self.count), first=self.first, last=self.last)

    @property
    def told_count(self) -> str:
        return worded(_("{count:voucher|vouchers}"), count=count(self.count))

    @property
    def told_post(self) -> str:
        return worded(_("Post {count:voucher|vouchers}"), count=count(self.count))

    @property
    def told_more(self) -> str:
        return worded(_("and {count:more voucher|more vouchers}"), count=count(self.more))


@dataclass(frozen=True, slots=True)
class ManyPayments:
    """What stands beside the question that is asked of many payments, in place of a preview."""

    payments: int
    balances: tuple[tuple[str, int], ...] = ()

    @property
    def told_lines(self) -> str:
        return worded(_("{count:payment|payments}"), count=count(self.payments))

    @property
    def told_post(self) -> str:
        return worded(_("Post {count:payment|payments}"), count=count(self.payments))


def voucher_preview(*, company: CompanyFacts, posted: PostedBatch) -> VoucherPreview:
    """posted: as a preview gave it, which stored nothing."""
    shown = posted.drafts[:MOST_VOUCHERS]
    ids = set(posted.accounts) | {line.account_id for draft in shown for line in draft.lines}
    names = account_names(company=company, ids=ids)
    effects = [Effect(*names[id], minor) for id, minor in posted.accounts.items() if minor]
    named = list(zip(posted.vouchers, shown, strict=False))
    return VoucherPreview(
        count=len(posted.vouchers),
        lines=posted.lines,
        applied=posted.applied,
        first=posted.vouchers[0][0],
        last=posted.vouchers[-1][0],
        total_minor=sum(_debits(draft.lines) for draft in posted.drafts),
        vouchers=tuple(_voucher(voucher[0], draft, names) for voucher, draft in named),
        more=len(posted.drafts) - len(shown),
        effects=tuple(sorted(effects, key=lambda effect: effect.number)),
        told=told_of(posted),
        currency=company.currency,
    )


def told_of(posted: PostedBatch) -> tuple[str, ...]:
    """What was not granted because nobody said so, and what is to be known of customers' credit."""
    return told_besides(posted.asked, posted.notices)


def told_besides(asked: Sequence[Asked], notices: Sequence[DocumentNotice]) -> tuple[str, ...]:
    """The same of what was kept apart."""
    return (*(_asked(one) for one in asked), *(notice_wording(notice) for notice in notices))


def _asked(asked: Asked) -> str:
    template = _(
        "Line {line}, {document}: a late discount of {amount} is left open. Grant it on the line if it is meant."
    )
    if asked.code != "late_discount":
        template = _(
            "Line {line}, {document}: {amount} within tolerance are left open. Say so on the line if they are posted."
        )
    amount = f"{money(asked.amount.minor, asked.amount.currency)} {asked.amount.currency}"
    return worded(template, line=asked.line_number, document=asked.document, amount=amount)


def _voucher(name: str, draft: VoucherDraft, names: Names) -> PreviewVoucher:
    lines = tuple(_line(line, names) for line in draft.lines[:MOST_LINES])
    more = len(draft.lines) - len(lines)
    return PreviewVoucher(name, draft.posting_date, draft.description, _debits(draft.lines), lines, more)


def _debits(lines: Sequence[LineDraft]) -> int:
    return sum(line.amount_minor for line in lines if _is_debit(line))


def _is_debit(line: LineDraft) -> bool:
    return (line.amount_minor > 0) != line.is_correction


def _line(line: LineDraft, names: Names) -> PreviewLine:
    number, name = names[line.account_id]
    minor = line.amount_minor
    return PreviewLine(
        number, name, line.description, minor if _is_debit(line) else None, None if _is_debit(line) else -minor
    )
