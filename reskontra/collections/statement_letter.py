"""A statement of account as a letter, in the customer's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.customer_statements import Said
from reskontra.collections.letterhead import (
    Letterhead,
    account_for,
    account_word,
    carry_words,
    figure,
    letter_day,
    letter_language,
    page_of,
    recipient_of,
)
from reskontra.core.customer_statement import INITIAL, OPEN, Asked, Block, Line, age_headings, check
from reskontra.interface.display import printable
from reskontra.letters.letter import Letter, LetterColumn, LetterTable, Paragraph, letter_pdf
from reskontra.receivables.kinds import kind_word

_AGED = {
    "due": noop("What is overdue, by due date"),
    "posting": noop("What is open, by posting date"),
}


def statement_pdf(head: Letterhead, said: Said, asked: Asked, *, number: int) -> tuple[str, bytes]:
    """The language and the PDF of a statement; number 0 is a preview, which has none."""
    language = letter_language(said.card.language, head.company)
    with translation.override(language):
        letter = statement_letter(head, said, asked, number=number)
    return language, letter_pdf(letter, on=asked.end, template=head.template)


def statement_letter(head: Letterhead, said: Said, asked: Asked, *, number: int) -> Letter:
    """The letter, in the language that is active."""
    facts = [
        (_("Statement"), str(number) if number else ""),
        (_("Period"), f"{letter_day(asked.start)} – {letter_day(asked.end)}"),
        (_("Customer number"), printable(said.card.number)),
        (_("Your VAT number"), printable(said.card.vat_number)),
    ]
    tables = [table for block in said.blocks for table in _tables(block, asked)]
    if asked.ages:
        tables.append(_ages_table(said.blocks, asked, check(asked)))
    return Letter(
        language=(translation.get_language() or "en")[:2],
        title=_("Statement of account"),
        number=str(number) if number else "",
        sender=head.sender,
        recipient=recipient_of(said.card, head.company),
        facts=tuple((word, text) for word, text in facts if text),
        opening=(Paragraph(_opening(asked)),),
        figures=tuple(_figures(said.blocks, asked)),
        tables=tuple(tables),
        after=tuple(_after(head, said)),
        page_of=page_of(),
    )


def _opening(asked: Asked) -> str:
    if asked.style == OPEN:
        return _("This is what was open on {day}.").format(day=letter_day(asked.end))
    said = _("This is what moved your account from {start} to {end}, and what was owed at the end.")
    return said.format(start=letter_day(asked.start), end=letter_day(asked.end))


def _figures(blocks: Sequence[Block], asked: Asked) -> Iterator[tuple[str, str]]:
    said = _("Balance on {day}").format(day=letter_day(asked.end))
    for block in blocks[:4]:
        yield said, f"{figure(block.closing_minor, block.currency)}\u00a0{block.currency}"
    if len(blocks) == 1 and blocks[0].overdue:
        (block,) = blocks
        overdue = sum(item.remaining_minor for item in block.overdue)
        if overdue > 0:
            yield _("Of that overdue"), f"{figure(overdue, block.currency)}\u00a0{block.currency}"


def _tables(block: Block, asked: Asked) -> Iterator[LetterTable]:
    """Amounts are figures of the block's currency, which stands in the table's heading."""
    yield _open_table(block) if asked.style == OPEN else _moved_table(block, asked)
    if block.overdue:
        rows = tuple(
            (
                letter_day(item.due_date), document_word(item.document_type, item.document_number),
                letter_day(item.posting_date),
                figure(item.original_minor, block.currency), figure(item.remaining_minor, block.currency),
            )
            for item in block.overdue
        )  # fmt: skip
        total = figure(sum(item.remaining_minor for item in block.overdue), block.currency)
        yield LetterTable(
            columns=(
                LetterColumn(_("Due")), LetterColumn(_("Document")), LetterColumn(_("Date")),
                LetterColumn(_("Original"), True), LetterColumn(_("Remaining"), True),
            ),
            rows=rows,
            totals=((_("Overdue"), "", "", "", total),),
            heading=_("Overdue, {currency}").format(currency=block.currency),
            carried=tuple(
                ("", "", "", "", figure(minor, block.currency))
                for minor in accumulate(item.remaining_minor for item in block.overdue)
            ),
            carry_words=carry_words(),
        )  # fmt: skip


def _moved_table(block: Block, asked: Asked) -> LetterTable:
    def amount(minor: int | None) -> str:
        return "" if minor is None else figure(minor, block.currency)

    rows = [
        (
            letter_day(line.posting_date), line_word(line), _description(line), due_word(line),
            amount(line.amount_minor), amount(line.remaining_minor), amount(line.running_minor),
        )
        for line in block.lines
    ]  # fmt: skip
    opening = (letter_day(asked.start), _("Opening balance"), "", "", "", "", amount(block.opening_minor))
    columns = (
        LetterColumn(_("Date")), LetterColumn(_("Document")), LetterColumn(_("Description")), LetterColumn(_("Due")),
        LetterColumn(_("Amount"), True), LetterColumn(_("Remaining"), True), LetterColumn(_("Balance"), True),
    )  # fmt: skip
    total = (_("Closing balance"), "", "", "", "", "", amount(block.closing_minor))
    return _without_blank(columns, [opening, *rows], total, _("Account in {currency}").format(currency=block.currency))


def _open_table(block: Block) -> LetterTable:
    rows = [
        (
            letter_day(line.posting_date), line_word(line), _description(line), due_word(line),
            figure(line.amount_minor, block.currency), figure(line.remaining_minor or 0, block.currency),
            figure(line.running_minor, block.currency),
        )
        for line in block.lines
    ]  # fmt: skip
    columns = (
        LetterColumn(_("Date")), LetterColumn(_("Document")), LetterColumn(_("Description")), LetterColumn(_("Due")),
        LetterColumn(_("Original"), True), LetterColumn(_("Remaining"), True), LetterColumn(_("Sum"), True),
    )  # fmt: skip
    total = (_("Closing balance"), "", "", "", "", "", figure(block.closing_minor, block.currency))
    return _without_blank(columns, rows, total, _("Open in {currency}").format(currency=block.currency))


def _without_blank(
    columns: tuple[LetterColumn, ...], rows: Sequence[tuple[str, ...]], total: tuple[str, ...], heading: str
) -> LetterTable:
    """A table without the columns that say nothing."""
    kept = [index for index in range(len(columns)) if total[index] or any(row[index] for row in rows)]
    return LetterTable(
        columns=tuple(columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in rows),
        totals=(tuple(total[index] for index in kept),),
        heading=heading,
        carried=tuple(tuple(row[-1] if index == kept[-1] else "" for index in kept) for row in rows),
        carry_words=carry_words(),
    )


def _ages_table(blocks: Sequence[Block], asked: Asked, bounds: Sequence[date]) -> LetterTable:
    """A row for each currency."""
    headings = [
        f"{letter_day(first)} –\n{letter_day(last)}" if first else _("To {day}").format(day=letter_day(last))
        for first, last in age_headings(bounds)
    ]
    return LetterTable(
        columns=(LetterColumn(_("Currency")), *(LetterColumn(heading, True) for heading in headings)),
        rows=tuple((block.currency, *(figure(minor, block.currency) for minor in block.ages)) for block in blocks),
        heading=_(_AGED[asked.ages_by]),
    )


def _after(head: Letterhead, said: Said) -> Iterator[Paragraph]:
    wanted = [block.currency for block in said.blocks if block.closing_minor > 0]
    to: dict[str, list[str]] = {}
    for currency in wanted:
        if account := account_for(head, currency):
            to.setdefault(account_word(account, currency), []).append(currency)
    for word, currencies in to.items():
        text = _("Pay what is due to {account}, with the reference of each invoice.")
        lead = f"{', '.join(currencies)}." if len(wanted) > 1 else ""
        yield Paragraph(text.format(account=word), lead=lead)
    for block in said.blocks:
        if block.closing_minor < 0:
            owed = f"{figure(-block.closing_minor, block.currency)}\u00a0{block.currency}"
            text = _("You have {amount} to your credit: deduct it from your next payment, or ask us to pay it back.")
            yield Paragraph(text.format(amount=owed))
    yield Paragraph(_("Does anything differ from your books? Tell us, and we look into it."))


def line_word(line: Line) -> str:
    """What a line is, in words: Invoice F1; Cash discount, invoice F1."""
    document = document_word(line.document_type, line.document_number)
    return document if line.kind == INITIAL else f"{kind_word(line.kind)}, {document[:1].lower()}{document[1:]}"


def document_word(document_type: str, number: str) -> str:
    return printable(f"{kind_word(document_type)} {number}".strip())


def _description(line: Line) -> str:
    """What was posted of our own letters begins with their number, which stands beside it."""
    is_ours = bool(line.document_number) and line.description.startswith(line.document_number)
    return "" if is_ours else printable(line.description)


def due_word(line: Line) -> str:
    """Payments are due on no day."""
    return letter_day(line.due_date) if line.due_date and line.document_type not in ("PAYMENT", "REFUND", "") else ""
