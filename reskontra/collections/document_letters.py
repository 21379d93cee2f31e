"""Issued reminders and finance charge memos as letters, in the customer's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.collections.cost_words import COST_WORDS
from reskontra.collections.issuing import total_of
from reskontra.collections.letterhead import (
    Due,
    Letterhead,
    carry_words,
    figure,
    letter_day,
    letter_language,
    letterhead,
    page_of,
    payment_part,
    recipient_of,
)
from reskontra.collections.models import CollectionDocument, CollectionLine, ReminderLevel
from reskontra.collections.reminder_queries import covered_minor
from reskontra.collections.reminder_words import ROLE_WORDS, with_covered
from reskontra.collections.statement_letter import document_word
from reskontra.companies.queries import CompanyFacts
from reskontra.core.late_payment_law import Cost
from reskontra.database import bulk
from reskontra.interface.display import decimal, printable
from reskontra.letters.letter import Letter, LetterColumn, LetterTable, Paragraph, letter_pdf
from reskontra.parties.card import Card, reachable_cards

_DAY = timedelta(days=1)
_READ_AT_ONCE = 100  # documents
_TOLD = ("NOT_DUE", "ON_HOLD", "EARLIER")
_FEES = ("FEE", "LINE_FEE", "ROUNDING", "ACCOUNT")
_TIMES = "×"
_ONE_LINE = 62  # letters of what is said of a document that stand on one line
_MOST_ALIKE = 6  # fees of documents that are told one by one, where they are of one kind and amount


@dataclass(frozen=True, slots=True)
class LetterFile:
    """name: of the file, such as 1001.pdf."""

    name: str
    content: bytes


def letter_pdfs(
    *, company: CompanyFacts, documents: Sequence[CollectionDocument], cards: Mapping[int, Card]
) -> Iterator[LetterFile]:
    """The letter of each issued document, made now, in their order.

    cards   of their customers
    """
    heads: dict[str, Letterhead] = {}
    demands = demand_levels(company=company)
    for piece in bulk.chunks(documents, _READ_AT_ONCE):
        lines = letter_lines(company, [row.id for row in piece])
        for row in piece:
            card = cards[row.party_id]
            language = letter_language(row.language or card.language, company)
            with translation.override(language):
                head = heads.get(language) or heads.setdefault(
                    language, replace(letterhead(company=company), demands=demands)
                )
                letter = document_letter(head, row, lines.get(row.id, []), card)
                content = letter_pdf(letter, on=row.document_date, template=head.template)
            yield LetterFile(f"{row.number}.pdf", content)


def preview_of(*, company: CompanyFacts, id: int) -> LetterFile | None:
    """The letter of a draft as it would be, marked as a draft and kept nowhere; None of what is no draft, or where the
    customer may have none."""
    row = CollectionDocument.objects.filter(company=company.id, id=id, state="DRAFT").first()
    card = reachable_cards(company=company, ids={row.party_id}).get(row.party_id) if row else None
    if row is None or card is None:
        return None
    row.number = row.draft_number
    with translation.override(letter_language(row.language or card.language, company)):
        head = replace(letterhead(company=company), demands=demand_levels(company=company))
        letter = document_letter(head, row, letter_lines(company, [id]).get(id, []), card)
        mark = _("DRAFT")
        told = _("A draft to look at: it is not issued, and is not to be paid or sent.")
        marked = replace(
            letter, title=f"{mark} – {letter.title}", facts=((_("State"), mark), *letter.facts),
            opening=(Paragraph(told, f"{mark}. "), *letter.opening), payment=None,
        )  # fmt: skip
        content = letter_pdf(marked, on=row.document_date, template=head.template)
    return LetterFile(f"{row.draft_number}.pdf", content)


def document_letter(head: Letterhead, row: CollectionDocument, lines: Sequence[dict[str, Any]], card: Card) -> Letter:
    """The letter, in the language that is active. lines: as CollectionLine, with document_number of their entries."""
    total, currency = total_of(row), row.currency
    due = Due(total, currency, row.document_date, row.due_date, row.number, card.name)
    figures = [
        (_("To pay"), f"{figure(total, currency)}\u00a0{currency}"),
        (_("No later than"), letter_day(row.due_date)),
    ]
    facts = [
        (_("Number"), row.number),
        (_("Date"), letter_day(row.document_date)),
        (_("Customer number"), printable(card.number)),
        (_("Level"), str(row.level) if row.level else ""),
    ]
    is_asking = total > 0 and (row.level > 0 or row.kind == "FINANCE_CHARGE")
    return Letter(
        language=(translation.get_language() or "en")[:2],
        title=title_of(row, head.demands),
        number=row.number,
        sender=head.sender,
        recipient=recipient_of(card, head.company),
        facts=tuple((word, text) for word, text in facts if text),
        opening=_texts(lines, "BEGINNING") or _plain_opening(row),
        figures=tuple(figures) if is_asking else (),
        tables=tuple(_tables(row, lines)),
        after=(*_texts(lines, "TEXT"), *_texts(lines, "ENDING")),
        payment=payment_part(head, due) if is_asking else None,
        page_of=page_of(),
    )


def demand_levels(*, company: CompanyFacts) -> frozenset[tuple[str, int]]:
    """Terms and levels whose letter is a demand for collection, by what its fee is in law."""
    rows = ReminderLevel.objects.filter(company=company.id, cost=Cost.DEMAND)
    return frozenset(rows.values_list("reminder_terms__terms__code", "number"))


def title_of(row: CollectionDocument, demands: Collection[tuple[str, int]]) -> str:
    """What the letter is, in the language that is active. demands: (terms, level) that are demands for collection."""
    if row.kind == "FINANCE_CHARGE":
        return _("Interest invoice")
    if (row.terms, row.level) in demands:
        return _("Collection demand")
    return _("Payment reminder") if row.level else _("Open entries")


def _texts(lines: Sequence[dict[str, Any]], role: str) -> tuple[Paragraph, ...]:
    texts = [line["text"] for line in lines if line["role"] == role and line["text"]]
    return tuple(Paragraph(printable(part)) for text in texts for part in text.split("\n\n") if part.strip())


def _plain_opening(row: CollectionDocument) -> tuple[Paragraph, ...]:
    """What an interest invoice says where its terms say nothing."""
    if row.kind != "FINANCE_CHARGE":
        return ()
    said = _("This is interest on what was not paid by its due date, reckoned to {day}.")
    return (Paragraph(said.format(day=letter_day(row.document_date))),)


def _tables(row: CollectionDocument, lines: Sequence[dict[str, Any]]) -> Iterator[LetterTable]:
    currency = row.currency
    overdue = [line for line in lines if line["role"] == "OVERDUE"]
    sums = _sums(row, lines)
    if overdue:
        has_interest = any(line["amount_minor"] for line in overdue)
        rates = {line["parent_position"]: [] for line in lines if line["role"] == "RATE"}  # type: ignore[var-annotated]
        for line in lines:
            if line["role"] == "RATE":
                rates[line["parent_position"]].append(line)
        columns = (
            LetterColumn(_("Document")), LetterColumn(_("Date")), LetterColumn(_("Due")), LetterColumn(_("Level")),
            LetterColumn(_("Original"), True), LetterColumn(_("Remaining"), True), LetterColumn(_("Interest"), True),
        )  # fmt: skip
        has_levels = len({line["level"] for line in overdue}) > 1
        left_out = {3: not has_levels, 6: not has_interest}
        kept = [index for index in range(len(columns)) if not left_out.get(index)]
        rows = [_overdue_row(line, rates.get(line["position"], []), currency) for line in overdue]
        yield LetterTable(
            columns=tuple(columns[index] for index in kept),
            rows=tuple(tuple(row[index] for index in kept) for row in rows),
            totals=_total_of(overdue, currency, kept) if len(overdue) > 1 and not sums else (),
            heading=_("Overdue, {currency}").format(currency=currency),
            carried=tuple(_carried(overdue, currency, kept)),
            carry_words=carry_words(),
        )
    if sums:
        yield sums
    for role in _TOLD:
        told = [line for line in lines if line["role"] == role]
        if told:
            yield LetterTable(
                columns=(LetterColumn(_("Document")), LetterColumn(_("Due")), LetterColumn(_("Remaining"), True)),
                rows=tuple(
                    (_document(line), _day(line["due_date"]), figure(line["remaining_minor"], currency))
                    for line in told
                ),
                heading=_(ROLE_WORDS[role]),
            )


def _overdue_row(line: dict[str, Any], rates: Sequence[dict[str, Any]], currency: str) -> tuple[str, ...]:
    """A row of all that is said of a document; how its interest is reckoned stands in lines below, rate by rate."""
    said, interest = [printable(line["text"]) or _document(line)], [figure(line["amount_minor"], currency)]
    words = [_rate_word(rate) for rate in rates or ([line] if line["rate_e5"] else [])]
    each = [figure(rate["amount_minor"], currency) for rate in rates] if len(rates) > 1 else []
    if each and max(map(len, words)) > _ONE_LINE:  # amounts beside lines that are broken would stand beside others
        words, each = [f"{word} = {amount}" for word, amount in zip(words, each, strict=True)], []
    said, interest = [*said, *words], [*interest, *each]
    return (
        "\n".join(said), _day(line["document_date"]), _day(line["due_date"]), str(line["level"] or ""),
        figure(line["original_minor"], currency),
        figure(line["demanded_minor"] or line["remaining_minor"], currency), "\n".join(interest),
    )  # fmt: skip


def _rate_word(rate: dict[str, Any]) -> str:
    """For how long, at which rate and from when interest is asked for."""
    if rate["role"] == "RATE" and (own := rate["text"]):  # a memo tells how it comes about
        if _TIMES not in own or rate["from_date"] is None:
            return printable(own)
        told = _("{days} days from {day}: {sum}")
        return told.format(days=rate["days"], day=letter_day(rate["from_date"] + _DAY), sum=printable(own))
    percent = decimal(f"{rate['rate_e5'] / 100_000:g}")
    if rate["from_date"] is None:
        return _("{days} days at {percent} %").format(days=rate["days"], percent=percent)
    told = _("{days} days at {percent} % from {day}")
    return told.format(days=rate["days"], percent=percent, day=letter_day(rate["from_date"] + _DAY))


def _total_of(overdue: Sequence[dict[str, Any]], currency: str, kept: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """What remains of the documents together, and their interest."""
    left = sum(line["demanded_minor"] or line["remaining_minor"] for line in overdue)
    interest = sum(line["amount_minor"] for line in overdue)
    cells = (_("Total"), "", "", "", "", figure(left, currency), figure(interest, currency))
    return (tuple(cells[index] for index in kept),)


def _carried(overdue: Sequence[dict[str, Any]], currency: str, kept: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """With each row what remains and bears interest up to it."""
    left = interest = 0
    for line in overdue:
        left += line["demanded_minor"] or line["remaining_minor"]
        interest += line["amount_minor"]
        cells = ("", "", "", "", "", figure(left, currency), figure(interest, currency))
        yield tuple(cells[index] for index in kept)


def _document(line: dict[str, Any]) -> str:
    return document_word(line["document_type"], line["document_number"])


def _sums(row: CollectionDocument, lines: Sequence[dict[str, Any]]) -> LetterTable | None:
    currency = row.currency
    rows = [(_("Overdue"), figure(row.remaining_minor, currency))] if row.remaining_minor else []
    if row.interest_minor:
        rows.append((_("Interest"), figure(row.interest_minor, currency)))
    rows += _fee_rows([line for line in lines if line["role"] in _FEES and _is_told(line)], currency)
    if row.vat_minor:
        rows.append((_("VAT"), figure(row.vat_minor, currency)))
    if len(rows) < 2:
        return None
    total = ((_("To pay"), figure(total_of(row), currency)),)
    columns = (LetterColumn(_("What it comes to")), LetterColumn(_("Amount"), True))
    return LetterTable(columns=columns, rows=tuple(rows), totals=total)


def _is_told(line: dict[str, Any]) -> bool:
    return bool(line["amount_minor"] or line["covered_minor"])


def _fee_rows(fees: Sequence[dict[str, Any]], currency: str) -> Iterator[tuple[str, str]]:
    """Each fee by its own text; one that many documents bear alike once, with how many times."""
    alike = Counter((line["role"], line["cost"], line["amount_minor"], line["covered_minor"]) for line in fees)
    told = set()
    for line in fees:
        role, cost, minor, covered = kind = (line["role"], line["cost"], line["amount_minor"], line["covered_minor"])
        times = alike[kind]
        if role != "LINE_FEE" or times <= _MOST_ALIKE:
            word = printable(line["text"]) or _(ROLE_WORDS[role])
            yield with_covered(word, covered, currency), figure(minor, currency)
        elif kind not in told:
            told.add(kind)
            word = with_covered(_(COST_WORDS[cost] if cost else ROLE_WORDS[role]), covered, currency)
            yield f"{word}, {times} × {figure(minor, currency)}", figure(times * minor, currency)


def _day(found: date | None) -> str:
    return letter_day(found) if found else ""


def letter_lines(company: CompanyFacts, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Document → its lines, in their order, with number, type and day of their entries.

    Of a draft's fee, how much of it is covered: who looks at the draft is told, who gets the letter is not.
    """
    names = (
        "document_id", "position", "role", "parent_position", "text", "original_minor", "remaining_minor",
        "demanded_minor", "amount_minor", "due_date", "from_date", "days", "rate_e5", "level", "cost",
        "whole_minor", "most_minor", "document__state",
        "entry__document_number", "entry__document_type", "entry__document_date",
    )  # fmt: skip
    rows = CollectionLine.objects.filter(company=company.id, document__in=list(ids)).order_by("document_id", "position")
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows.values(*names):
        whole, most, is_draft = row.pop("whole_minor"), row.pop("most_minor"), row.pop("document__state") == "DRAFT"
        row["covered_minor"] = covered_minor(row["amount_minor"], whole, most) if is_draft else 0
        row["document_number"] = row.pop("entry__document_number") or ""
        row["document_type"] = row.pop("entry__document_type") or ""
        row["document_date"] = row.pop("entry__document_date")
        found.setdefault(row["document_id"], []).append(row)
    return found
