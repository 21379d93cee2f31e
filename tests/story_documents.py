"""Words of a story about invoices and credit memos in short form:

    draft     C1 "3001;1000.00;25;Consulting" … [on=2026-03-01 posted=… due=… terms=30D2P10 currency=EUR external=F-1
              reference=… text=… credits=000001] [memo]      lines as on the command line
    redraft   UTK000001 ["3001;…" …] [on=… …] [memo|no-memo]   what is named becomes another
    drop-draft UTK000001
    credit-invoice 000001 [on=2026-03-05]                    the draft that takes a posted invoice back
    posting-group C1 EU                                      where it is posted from now on; "" the company's
    limit     C1 1000.00                                     a customer's credit limit, local
    tolerance SEK 1.00 5.00                                  percent of a document, and at most
    drafts    csv document,party,account,amount 1,customer:C1,3001,10.00 …     a file of drafts, a word a row
    post-drafts [UTK000001 …] [preview]                      all without a number
    next-number KF 1001
    terms     30D2P10 [memos|no-memos]                       whether credit memos bear the discount too
    vat-code  25 [rate=25 sales=2611 purchase=2641]

and expectations:

    drafted   UTK000001 C1 1250.00 [vat=250.00]
    notices   credit_limit balance_due                       of what was posted last, in their order
    grants    000001 tolerance=5.00 [until=2026-03-16]       of a posted document, and the last day of a late discount
    voucher   000001 1510=1250.00 3001=-1000.00 2611=-250.00   of a posted document, in the order of its lines
    printed   000001 0000018                                 its payment reference
    document  000001 posted|draft due=2026-03-31 [discount=25.00 until=2026-03-11]
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

from reskontra.companies.currencies import CurrencyChange, set_currency
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms import TermsChange, set_terms
from reskontra.core.documents import parse_line
from reskontra.core.money import format_minor, parse_minor
from reskontra.ledger.models import VoucherLine
from reskontra.ledger.party_groups import choose_posting_group
from reskontra.ledger.vat_codes import VatCodeChange, set_vat_code
from reskontra.parties.models import Party
from reskontra.parties.queries import find_party
from reskontra.receivables.documents.credit import credit_invoice
from reskontra.receivables.documents.drafts import DraftChange, add_drafts, change_draft, delete_drafts
from reskontra.receivables.documents.load import load_drafts
from reskontra.receivables.documents.post import PostedDocuments, post_documents, set_next_number
from reskontra.receivables.documents.queries import find_document_or_draft
from reskontra.receivables.documents.written import NewDocument
from reskontra.receivables.models import Entry
from tests import books, build

DAY = date(2026, 3, 1)
_NAMES = {"on": "document_date", "posted": "posting_date", "due": "due_date", "external": "external_number",
          "credits": "applies_to"}  # fmt: skip


class DocumentWords:
    """Mixed into Story."""

    company: CompanyFacts
    posted_documents: PostedDocuments

    def _posting_group(self, party: str, group: str) -> None:
        ledger = self.parties[party].ledger
        choose_posting_group(company=self.company, actor=build.BOB, ledger=ledger, number=party, group=group)
        self.parties[party] = find_party(company=self.company, ledger=ledger, number=party)

    def _draft(self, party: str, *words: str, **columns: str) -> None:
        values = _values(words, columns)
        values.setdefault("document_date", DAY)
        values.setdefault("lines", ())
        new = NewDocument(party=_party(party), **values)  # type: ignore[arg-type]
        add_drafts(company=self.company, actor=build.ALICE, new=[new])

    def _redraft(self, number: str, *words: str, **columns: str) -> None:
        change = DraftChange(**_values(words, columns))  # type: ignore[arg-type]
        change_draft(company=self.company, actor=build.ALICE, number=number, change=change)

    def _drop_draft(self, *numbers: str) -> None:
        delete_drafts(company=self.company, actor=build.ALICE, numbers=numbers)

    def _credit_invoice(self, number: str, *, on: str = "") -> None:
        day = date.fromisoformat(on) if on else DAY
        credit_invoice(company=self.company, actor=build.ALICE, number=number, day=day)

    def _limit(self, number: str, amount: str) -> None:
        minor = parse_minor(amount, self.company.currency)
        Party.objects.filter(company=self.company.id, ledger="CUSTOMER", number=number).update(credit_limit_minor=minor)

    def _terms(self, code: str, *words: str) -> None:
        change = TermsChange(discounts_credit_memos="memos" in words)
        set_terms(company=self.company, actor=build.BOB, code=code, change=change)

    def _tolerance(self, currency: str, percent: str, most: str) -> None:
        change = CurrencyChange(tolerance_percent=percent, max_tolerance=most)
        set_currency(company=self.company, actor=build.BOB, code=currency, change=change)

    def _notices(self, *codes: str) -> None:
        assert [notice.code for notice in self.posted_documents.notices] == list(codes), self.posted_documents.notices

    def _grants(self, number: str, *, tolerance: str, until: str = "") -> None:
        entry = Entry.objects.get(company=self.company.id, document_number=number)
        seen = format_minor(entry.max_tolerance_minor, entry.currency), str(entry.discount_tolerance_date or "")
        assert seen == (tolerance, until), seen

    def _drafts(self, kind: str, *rows: str) -> None:
        stream = io.BytesIO("\n".join(rows).encode())
        load_drafts(company=self.company, actor=build.ALICE, name=f"drafts.{kind}", stream=stream, today=DAY)

    def _post_drafts(self, *words: str) -> None:
        numbers = [word for word in words if word != "preview"] or None
        is_preview = "preview" in words
        before = books.contents() if is_preview else {}
        self.posted_documents = post_documents(
            company=self.company, actor=build.BOB, numbers=numbers, today=DAY, is_preview=is_preview
        )
        assert not before or books.contents() == before, "a preview stored something"

    def _next_number(self, series: str, number: str) -> None:
        set_next_number(company=self.company, actor=build.BOB, series=series, number=int(number))

    def _vat_code(self, code: str, *, rate: str = "", **accounts: str) -> None:
        named = {f"{name}_account": number for name, number in accounts.items()}
        change = VatCodeChange(Decimal(rate) if rate else None, **named)
        set_vat_code(company=self.company, actor=build.BOB, code=code, change=change)

    def _drafted(self, number: str, party: str, total: str, *, vat: str = "") -> None:
        found = find_document_or_draft(company=self.company, number=number)
        seen = (found.party_number, format_minor(found.total.minor, found.currency))
        assert seen == (party, total), seen
        assert not vat or format_minor(found.vat.minor, found.currency) == vat, found.vat

    def _voucher(self, number: str, *wanted: str) -> None:
        entry = Entry.objects.get(company=self.company.id, document_number=number)
        rows = VoucherLine.objects.filter(company=self.company.id, voucher=entry.voucher_id).order_by("line_number")
        found = [f"{row.account.number}={format_minor(row.amount_minor, self.company.currency)}" for row in rows]
        assert found == list(wanted), found

    def _printed(self, number: str, reference: str = "") -> None:
        found = find_document_or_draft(company=self.company, number=number).payment_reference
        assert found == reference, found

    def _document(self, number: str, state: str, *, due: str = "", discount: str = "", until: str = "") -> None:
        found = find_document_or_draft(company=self.company, number=number)
        assert found.state.lower() == state, found.state
        assert not due or str(found.due_date) == due, found.due_date
        if not discount:
            return
        entry = Entry.objects.get(company=self.company.id, id=found.entry_id)
        seen = (format_minor(entry.discount_minor, entry.currency), str(entry.discount_date))
        assert seen == (discount, until), seen


def _party(number: str) -> str:
    return number if ":" in number else f"{'vendor' if number.startswith('V') else 'customer'}:{number}"


def _values(words: tuple[str, ...], columns: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = {_NAMES.get(name, name): value for name, value in columns.items()}
    for name in ("document_date", "posting_date", "due_date"):
        if name in values:
            values[name] = date.fromisoformat(str(values[name]))
    said = {"memo": True, "no-memo": False}
    lines = [word for word in words if word not in said]
    if lines:
        values["lines"] = tuple(parse_line(line) for line in lines)
    for word in words:
        if word in said:
            values["is_credit_memo"] = said[word]
    return values
