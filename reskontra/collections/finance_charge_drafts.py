"""The lines of a finance charge memo: each entry with its interest, reckoned line by line; the fee; rounding; texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.collections.finance_charge_plans import ChargedEntry, MemoOrder, MemoPlan
from reskontra.collections.interest_words import percent_text
from reskontra.collections.letterhead import letter_day, letter_language
from reskontra.collections.memo_texts import NO_TEXTS, MemoTexts, memo_texts_of
from reskontra.collections.reminder_drafts import (
    DraftLine,
    Sums,
    language_of,
    letter_values,
    numbered,
    rate_line,
    rounded_currencies,
    span_of,
    to_whole,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import parse_formula
from reskontra.core.interest import InterestSegment, balance_stretches
from reskontra.core.letter_texts import MEMO, MEMO_LINE, filled
from reskontra.core.vat import vat_of_lines, vat_on
from reskontra.interface.display import money
from reskontra.ledger.account_facts import accounts_by_number, vat_by_code
from reskontra.ledger.collecting_accounts import CollectingAccounts, collecting_accounts
from reskontra.receivables.kinds import kind_word

_MOST_STRETCHES = 6  # told one by one; of more, the sum of days times balances


@dataclass(frozen=True, slots=True)
class MemoBasis:
    """What all memos of a run share. vat: account → VAT in basis points, where it has a code; rounded: currencies."""

    company: CompanyFacts
    order: MemoOrder
    groups: Mapping[str, CollectingAccounts]
    vat: Mapping[str, int]
    texts: Mapping[str, MemoTexts]
    rounded: Collection[str]

    def group(self, code: str) -> CollectingAccounts:
        return self.groups.get(code) or self.groups[""]


@dataclass(frozen=True, slots=True)
class MemoDraft:
    plan: MemoPlan
    language: str
    due_date: date
    lines: tuple[DraftLine, ...]
    sums: Sums


def memo_basis(*, company: CompanyFacts, order: MemoOrder) -> MemoBasis:
    """What all memos of an order share: accounts, their VAT, texts."""
    rates = {code: vat.rate_basis_points for code, vat in vat_by_code(company=company).items() if vat.sales_id}
    accounts = accounts_by_number(company=company).values()
    return MemoBasis(
        company=company,
        order=order,
        groups=collecting_accounts(company=company),
        vat={one.number: rates[one.vat_code] for one in accounts if one.vat_code in rates},
        texts=memo_texts_of(company=company),
        rounded=rounded_currencies(company),
    )


def memo_of(*, basis: MemoBasis, plan: MemoPlan) -> MemoDraft:
    """The memo of a plan, in the customer's language.

    refuses   DateBeyondCalendar
    """
    language = language_of(basis.company, plan.party.language)
    with translation.override(letter_language(language, basis.company)):
        return _draft(basis, plan, language)


def _draft(basis: MemoBasis, plan: MemoPlan, language: str) -> MemoDraft:
    group = basis.group(plan.party.posting_group)
    due = parse_formula(plan.terms.due_formula).after(basis.order.document_date)
    vat = vat_of_lines([one.interest_minor for one in plan.entries], basis.vat.get(group.interest, 0))
    said = line_texts(basis=basis, terms=plan.terms.code, language=language)
    body = [line for one, minor in zip(plan.entries, vat, strict=True) for line in entry_lines(one, due, minor, said)]
    fee = list(_fee_line(basis, plan, group))
    vat_minor = sum(vat) + sum(line.vat_minor for line in fee)
    sums = Sums(0, plan.interest_minor, plan.fee_minor, 0, vat_minor, 0)
    if plan.currency in basis.rounded and (rounding := to_whole(sums.total_minor, plan.currency)):
        fee.append(DraftLine(0, "ROUNDING", amount_minor=rounding, text=_("Rounding"), account=group.rounding))
        sums = Sums(0, sums.interest_minor, sums.fee_minor, 0, vat_minor, rounding)
    order = basis.order
    values = letter_values(
        company=basis.company, dates=(order.document_date, due, order.posted_on), sums=sums, level=0,
        currency=plan.currency, percent=_percent(plan),
    ) | {"remaining": money(_remaining(plan), plan.currency)}  # fmt: skip
    begins, ends = memo_texts(basis=basis, terms=plan.terms.code, language=language, values=values)
    return MemoDraft(plan, language, due, numbered([*begins, *body, *fee, *ends]), sums)


def _remaining(plan: MemoPlan) -> int:
    return sum(one.bearing.owed.remaining_minor for one in plan.entries)


def _percent(plan: MemoPlan) -> str:
    """The newest rate that is charged."""
    rates = [segment.rate for one in plan.entries for segment in one.segments]
    return percent_text(max(rates, key=lambda rate: rate.begins).percent) if rates else "0"


def entry_lines(one: ChargedEntry, due: date, vat_minor: int, said: tuple[str, str] = ("", "")) -> Iterator[DraftLine]:
    """An entry and every segment of its rates: days, what was owed on them, rate, interest.

    said      what the terms call a document on a memo, and say of each segment, with placeholders; "" for the number,
              and for how the interest comes about
    """
    of_entry, of_segment = said
    owed, segments = one.bearing.owed, one.segments
    after, days = span_of(segments)
    single = segments[0] if len(segments) == 1 and not segments[0].was_disputed else None
    yield DraftLine(
        0, "OVERDUE", entry_id=owed.entry_id, original_minor=owed.began_minor, remaining_minor=owed.remaining_minor,
        amount_minor=one.interest_minor, vat_minor=vat_minor, due_date=owed.due_date, next_due=due,
        from_date=after or (one.bearing.after if one.bearing.dispute_id else None), days=days,
        rate_e5=single.rate.units if single else 0, period_days=single.rate.period_days if single else 0,
        dispute_id=one.bearing.dispute_id, disputed_minor=one.bearing.left_out_now,
        text=filled(of_entry, MEMO_LINE, _line_values(one)) if of_entry else "",
    )  # fmt: skip
    for segment in segments:
        own = filled(of_segment, MEMO_LINE, _segment_values(one, segment)) if of_segment else ""
        yield rate_line(segment, own or reckoned(one, segment))


def line_texts(*, basis: MemoBasis, terms: str, language: str) -> tuple[str, str]:
    """What the terms call a document on a memo, and what they say of a segment; "" where they say nothing."""
    known, languages = basis.texts.get(terms, NO_TEXTS), (language, language_of(basis.company, ""))
    return known.text("LINE", languages), known.text("RATE", languages)


def _segment_values(one: ChargedEntry, segment: InterestSegment) -> dict[str, str]:
    """As of the document, but of the segment: its rate, days and first day, and what was owed in it on average."""
    base = money(segment.balance_days // segment.days, one.bearing.owed.currency) if segment.days else ""
    return _line_values(one) | {
        "interest_rate": percent_text(segment.rate.percent), "base": base, "days": str(segment.days),
        "due_date": letter_day(segment.after + timedelta(days=1)),
    }  # fmt: skip


def _line_values(one: ChargedEntry) -> dict[str, str]:
    """What the placeholders of a document stand for; base: what was owed on average, by the day."""
    owed, segments = one.bearing.owed, one.segments
    own = [segment for segment in segments if not segment.was_disputed] or segments
    days = sum(segment.days for segment in own)
    base = sum(segment.balance_days for segment in own) // days if days else owed.remaining_minor
    return {
        "description": owed.description or owed.document_number, "document_type": kind_word(owed.document_type),
        "document_number": owed.document_number,
        "interest_rate": percent_text(segments[-1].rate.percent) if segments else "0",
        "original": money(owed.began_minor, owed.currency), "base": money(base, owed.currency),
        "due_date": letter_day(owed.due_date), "currency": owed.currency, "days": str(days),
    }  # fmt: skip


def reckoned(one: ChargedEntry, segment: InterestSegment) -> str:
    """How a segment's interest comes about, for who wants to check it: 15 × 50 000,00 + 16 × 30 000,00."""
    owed, terms = one.bearing.owed, one.bearing.terms
    if segment.was_disputed:
        part = money(segment.balance_days // segment.days, owed.currency)
        percent = percent_text(segment.rate.percent)
        is_even = not segment.balance_days % segment.days
        days = f"{segment.days} × {part}" if is_even else money(segment.balance_days, owed.currency)
        by_day = f"{days} × {percent} % / {segment.rate.period_days}"
        return _("{sum}, disputed until then").format(sum=by_day if terms.is_daily else f"{part} × {percent} %")
    if not terms.is_daily:
        left = money(one.bearing.left_minor, owed.currency)
        return f"{left} × {percent_text(segment.rate.percent)} %"
    stretches = balance_stretches(
        owed_minor=one.bearing.bearing_minor, after=segment.after, until=segment.until,
        movements=one.bearing.movements,
    )  # fmt: skip
    told = [f"{days} × {money(minor, owed.currency)}" for days, minor in stretches if minor]
    sums = " + ".join(told) if len(told) <= _MOST_STRETCHES else money(segment.balance_days, owed.currency)
    whole = f"({sums})" if len(told) > 1 else sums
    return f"{whole} × {percent_text(segment.rate.percent)} % / {segment.rate.period_days}"


def _fee_line(basis: MemoBasis, plan: MemoPlan, group: CollectingAccounts) -> Iterator[DraftLine]:
    if plan.fee_whole_minor is not None:
        vat = vat_on(plan.fee_minor, basis.vat.get(group.fee, 0))
        yield DraftLine(
            0, "FEE", amount_minor=plan.fee_minor, vat_minor=vat, account=group.fee, text=_("Fee"),
            whole_minor=plan.fee_whole_minor,
        )  # fmt: skip


def memo_texts(
    *, basis: MemoBasis, terms: str, language: str, values: Mapping[str, str]
) -> tuple[list[DraftLine], list[DraftLine]]:
    """The texts before and after the lines, with their values; none where the terms say nothing.

    values    as letter_values() has them
    """
    known = basis.texts.get(terms, NO_TEXTS)
    languages = (language, language_of(basis.company, ""))
    texts = [known.text(part, languages) for part in ("BEGINNING", "ENDING")]
    begins, ends = (
        [DraftLine(0, part, text=filled(text, MEMO, values))] if text else []
        for part, text in zip(("BEGINNING", "ENDING"), texts, strict=True)
    )
    return begins, ends
