"""The pages of statements of account: a customer's as a preview, the runs, and what a run issued."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.customer_statements import Said, customers_of, statements
from reskontra.collections.statement_asked import AT, fields, query_of
from reskontra.collections.statement_letter import due_word, line_word
from reskontra.collections.statement_runs import (
    RunFacts,
    StatementFacts,
    runs,
    statements_of_party,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import OPEN, Asked, Block, age_headings, check
from reskontra.core.wording import worded
from reskontra.interface.forms import Form
from reskontra.interface.setup import Head, Listing, Page, Row
from reskontra.interface.templatetags.display import day, moment, money, with_gone
from reskontra.parties.queries import PartySummary

MOST_ROWS = 200  # of a list on a page; the PDF has all


def statement_page(*, company: CompanyFacts, customer: PartySummary, asked: Asked, may_issue: bool) -> Page:
    """What a customer would be told, and what it was told before."""
    found = [said for piece in statements(company=company, asked=asked, parties=[customer.id]) for said in piece]
    blocks = found[0].blocks if found else ()
    preview = reverse("customer_statement_pdf", args=[company.id, customer.number], query=query_of(asked))
    before = statements_of_party(company=company, party_id=customer.id)
    return Page(
        _("Statement of account of {customer}").format(customer=f"{customer.number} {customer.name}"),
        _("A preview of what the customer is told; it is numbered and kept once it is issued."),
        lists=(
            *(_block_list(block, asked) for block in blocks),
            *([_ages_list(blocks, asked)] if blocks and asked.ages else []),
            *([] if blocks else [Listing(_("Account"), (), (), empty=_nothing())]),
            _issued_list(company, before),
        ),
        forms=(_form(asked, may_issue=may_issue and bool(blocks), of_many=False),),
        links=((_("PDF"), preview), (_("Customer"), reverse("customer", args=[company.id, customer.number])))
        if blocks
        else ((_("Customer"), reverse("customer", args=[company.id, customer.number])),),
        above=(_("Statements of account"), reverse("statement_runs", args=[company.id])),
    )


def _nothing() -> str:
    return _("There is nothing to be told for this period.")


def _form(asked: Asked, *, may_issue: bool, of_many: bool) -> Form:
    return Form(
        "statement",
        _("What it shows"),
        _("Show"),
        fields(asked, of_many=of_many),
        at=AT,
        also=("issue", _("Issue and keep")) if may_issue else ("", ""),
    )


def _block_list(block: Block, asked: Asked) -> Listing:
    is_open = asked.style == OPEN
    shown = block.lines[-MOST_ROWS:]
    rows = [
        Row(
            (
                day(line.posting_date), line_word(line), line.description, due_word(line),
                money(line.amount_minor, block.currency),
                "" if line.remaining_minor is None else money(line.remaining_minor, block.currency),
                money(line.running_minor, block.currency),
            )
        )
        for line in shown
    ]  # fmt: skip
    if not is_open:
        rows.insert(0, _sum_row(day(asked.start), _("Opening balance"), money(block.opening_minor, block.currency)))
    if len(shown) < len(block.lines):
        told = worded(_("{count:earlier line|earlier lines} in the PDF"), count=len(block.lines) - len(shown))
        rows.insert(0 if is_open else 1, _sum_row("", told, ""))
    rows.append(_sum_row(day(asked.end), _("Closing balance"), money(block.closing_minor, block.currency)))
    heads = (
        Head(_("Date")), Head(_("Document")), Head(_("Description")), Head(_("Due")),
        Head(_("Original") if is_open else _("Amount"), True), Head(_("Remaining"), True),
        Head(_("Sum") if is_open else _("Balance"), True),
    )  # fmt: skip
    title = _("Open in {currency}") if is_open else _("Account in {currency}")
    return Listing(title.format(currency=block.currency), heads, tuple(rows))


def _sum_row(when: str, word: str, amount: str) -> Row:
    return Row((when, word, "", "", "", "", amount))


def _ages_list(blocks: Sequence[Block], asked: Asked) -> Listing:
    spans = age_headings(check(asked))
    headings = [
        f"{day(first)} – {day(last)}" if first else _("To {day}").format(day=day(last)) for first, last in spans
    ]
    return Listing(
        _("What is overdue, by due date") if asked.ages_by == "due" else _("What is open, by posting date"),
        (Head(_("Currency")), *(Head(heading, True) for heading in headings)),
        tuple(Row((block.currency, *(money(minor, block.currency) for minor in block.ages))) for block in blocks),
    )


def _issued_list(company: CompanyFacts, found: Sequence[StatementFacts]) -> Listing:
    """The PDFs as they were issued; the first cell leads to one."""
    rows = [
        Row(
            (str(one.number), day(one.start), day(one.end), with_gone(moment(one.made_at), one.erased_at), one.made_by),
            "" if one.erased_at else reverse("statement_pdf", args=[company.id, one.id]),
        )
        for one in found[:MOST_ROWS]
    ]
    heads = (Head(_("Number"), True), Head(_("From")), Head(_("To")), Head(_("Issued")), Head(_("By")))
    return Listing(_("Issued before"), heads, tuple(rows), empty=_("No statement is issued yet."))


def runs_page(*, company: CompanyFacts, asked: Asked, is_asked: bool, may_issue: bool) -> Page:
    """The runs so far, and a form for the next. is_asked: who would get one is shown."""
    found = _meant(company, asked) if is_asked else []
    lists = [
        Listing(
            _("Runs"),
            (
                Head(_("Run"), True), Head(_("From")), Head(_("To")), Head(_("Statements"), True), Head(_("Issued")),
                Head(_("By")),
            ),
            tuple(_run_row(company, run) for run in runs(company=company)[:MOST_ROWS]),
            empty=_("No statements are issued yet. Choose a period, see who gets one, and issue them."),
        )
    ]  # fmt: skip
    if is_asked:
        lists.insert(0, _meant_list(company, found, asked))
    return Page(
        _("Statements of account"),
        _("What customers are told of their accounts, for many at once; each is numbered and kept as a PDF."),
        lists=tuple(lists),
        forms=(_form(asked, may_issue=may_issue and bool(found), of_many=True),),
        above=(_("Worklist"), reverse("collecting", args=[company.id])),
        tabs=("collections/_places.html", "statement_runs"),
    )


def _meant(company: CompanyFacts, asked: Asked) -> list[Said]:
    parties = customers_of(company=company, asked=asked)
    return [said for piece in statements(company=company, asked=asked, parties=parties) for said in piece]


def _meant_list(company: CompanyFacts, found: Sequence[Said], asked: Asked) -> Listing:
    rows = [
        Row(
            (
                said.card.number, said.card.name, block.currency, money(block.opening_minor, block.currency),
                money(block.closing_minor, block.currency),
            ),
            reverse("customer_statement", args=[company.id, said.card.number], query=query_of(asked)),
        )
        for said in found[:MOST_ROWS]
        for block in said.blocks
    ]  # fmt: skip
    return Listing(
        worded(_("{count:customer gets|customers get} a statement"), count=len(found)),
        (
            Head(_("Customer")), Head(_("Name")), Head(_("Currency")), Head(_("Opening"), True),
            Head(_("Closing"), True),
        ),
        tuple(rows),
        empty=_("No customer has anything to be told for this period."),
    )  # fmt: skip


def _run_row(company: CompanyFacts, run: RunFacts) -> Row:
    cells = (str(run.number), day(run.start), day(run.end), str(run.statements), moment(run.made_at), run.made_by)
    return Row(cells, reverse("statement_run", args=[company.id, run.number]))
