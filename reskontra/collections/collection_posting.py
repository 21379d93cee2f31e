"""What issuing posts: the customer owes interest and fees, and their accounts are credited, as the document says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.queries import CompanyFacts, RateMissing, rates_on
from reskontra.core.documents import PostableLine, gross_of, line_moves
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.core.exchange import Valuation, to_local
from reskontra.core.money import Money
from reskontra.core.typed_posting import netted
from reskontra.core.vat import vat_on
from reskontra.ledger.account_facts import AccountFacts, VatFacts, accounts_by_number, direct_account, vat_by_code
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.collecting_accounts import CollectingAccounts, collecting_accounts
from reskontra.ledger.drafts import LineDraft, VoucherDraft
from reskontra.ledger.queries import GroupFacts, posting_groups
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.receivables.write import EntryDraft, reserve_ids, write_entries, write_keys

_SOURCE = "CUSTOMER_DOCUMENT"
Documents = Sequence[tuple[CollectionDocument, Sequence[CollectionLine]]]


class CollectionAccountMissing(Refused):
    code = "collection_account_missing"
    template = (
        "Posting group {group} has no account for {amount} of interest or fees. "
        "Give it one before {document} is issued."
    )


@dataclass(frozen=True, slots=True)
class Posted:
    """amount: of the customer's entry."""

    entry_id: int
    voucher_id: int
    voucher: str
    amount: Money


@dataclass(frozen=True, slots=True)
class _Part:
    """account: by number, "" where the posting group has none."""

    account: str
    minor: int
    text: str


def vat_minor_of(*, company: CompanyFacts, account: str, minor: int) -> int:
    """The VAT on interest or a fee, by the VAT code of the account it is posted to; 0 without one."""
    known = accounts_by_number(company=company)
    code = known[account].vat_code if account in known else ""
    vat = vat_by_code(company=company).get(code) if code else None
    return vat_on(minor, vat.rate_basis_points) if vat else 0


def post_collection(
    *,
    company: CompanyFacts,
    actor: str,
    action: str,
    document: CollectionDocument,
    lines: Sequence[CollectionLine],
    document_type: DocumentType,
) -> Posted | None:
    """post_collections() of one document; None where nothing of it is posted."""
    documents = [(document, lines)]
    found = post_collections(
        company=company, actor=actor, action=action, documents=documents, document_type=document_type
    )
    return found.get(document.id)


@dataclass(frozen=True, slots=True)
class _Book:
    """What many documents are posted by, in a constant number of queries. rates: (currency, day) → rate."""

    company: CompanyFacts
    parties: Mapping[int, PartySummary]
    collecting: Mapping[str, CollectingAccounts]
    controls: Mapping[tuple[str, str], GroupFacts]
    accounts: dict[str, AccountFacts]
    vat_codes: Mapping[str, VatFacts]
    rates: Mapping[tuple[str, date], int]

    def group(self, document: CollectionDocument) -> CollectingAccounts:
        return self.collecting.get(self.parties[document.party_id].posting_group) or self.collecting[""]

    def valuation(self, document: CollectionDocument) -> Valuation:
        """refuses   RateMissing"""
        rate = self.rates.get((document.currency, document.posting_date))
        if rate is None:
            raise RateMissing(currency=document.currency, date=document.posting_date)
        return Valuation(document.currency, rate)


def _read(company: CompanyFacts, documents: Documents) -> _Book:
    rows = [document for document, _lines in documents]
    return _Book(
        company=company,
        parties=parties_by_id(company=company, ids={row.party_id for row in rows}),
        collecting=collecting_accounts(company=company),
        controls=posting_groups(company=company),
        accounts=accounts_by_number(company=company),
        vat_codes=vat_by_code(company=company),
        rates=rates_on(company=company, wanted={(row.currency, row.posting_date) for row in rows}),
    )


@dataclass(frozen=True, slots=True)
class _Planned:
    document: CollectionDocument
    voucher: VoucherDraft
    entry: EntryDraft


def postable_findings(
    *, company: CompanyFacts, documents: Documents, document_type: DocumentType
) -> dict[int, tuple[str, Refused]]:
    """Document → (its draft, what keeps it from being posted); those that may be are left out."""
    book = _read(company, documents)
    found = {}
    for document, lines in documents:
        try:
            _plan(book, document, lines, document_type)
        except Refused as refusal:
            found[document.id] = (document.draft_number, refusal)
    return found


def post_collections(
    *,
    company: CompanyFacts,
    actor: str,
    action: str,
    documents: Documents,
    document_type: DocumentType,
) -> dict[int, Posted]:
    """The vouchers and entries of what is to be posted of these, by document; set-based, in one posting run.

    Inside the caller's transaction. Documents of which nothing is posted are left out.

    action    of the posting run
    refuses   CollectionAccountMissing, AccountUnknown, AccountBlocked, AccountOfBank, RateMissing, NumberTaken, what
              periods refuse
    """
    book = _read(company, documents)
    planned = [one for pair in documents if (one := _plan(book, *pair, document_type)) is not None]
    if not planned:
        return {}
    run = start_run(company=company, actor=actor, action=action)
    vouchers = post(company=company, run=run, vouchers=[one.voucher for one in planned])
    ids = reserve_ids(len(planned))
    entries = [one.entry for one in planned]
    write_entries(company=company, ids=ids, entries=entries, vouchers=[voucher.id for voucher in vouchers])
    write_keys(company=company, ids=ids, entries=entries)
    return {
        one.document.id: Posted(id, voucher.id, voucher.name, Money(one.entry.document_minor, one.entry.currency))
        for one, id, voucher in zip(planned, ids, vouchers, strict=True)
    }


def _plan(
    book: _Book, document: CollectionDocument, lines: Sequence[CollectionLine], document_type: DocumentType
) -> _Planned | None:
    """refuses   CollectionAccountMissing, AccountUnknown, AccountBlocked, AccountOfBank, RateMissing"""
    group, party = book.group(document), book.parties[document.party_id]
    parts = list(_parts(document, lines, group))
    if not parts:
        return None
    postable = _postable(book, document, parts, group)
    valuation = book.valuation(document)
    minor = gross_of(postable)
    local = to_local(minor, valuation=valuation, local_currency=book.company.currency)
    text = f"{document.number} {party.name}"[:250]
    moves = line_moves(postable, sign=1, valuation=valuation, local_currency=book.company.currency)
    control = book.controls["CUSTOMER", group.code].control_id
    drafts = (
        LineDraft(control, local, document.currency, minor, party.id, text),
        *(
            LineDraft(
                move.account_id, move.local_minor, move.currency, move.currency_minor, None, move.text, None,
                move.vat_code,
            )
            for move in netted(moves)
        ),
    )  # fmt: skip
    voucher = VoucherDraft(_SOURCE, document.posting_date, drafts, document.document_date, text)
    return _Planned(document, voucher, _entry(document, document_type, (minor, local), valuation, group, text))


def _parts(document: CollectionDocument, lines: Sequence[CollectionLine], group: CollectingAccounts) -> Iterator[_Part]:
    """What is flagged to be posted; rounding along with any other part alone."""
    is_posted = {"FEE": document.posts_fee, "LINE_FEE": document.posts_line_fee, "ACCOUNT": True}
    found = []
    if document.posts_interest and document.interest_minor:
        found.append(_Part(group.interest, document.interest_minor, document.number))
    for line in lines:
        if is_posted.get(line.role) and line.amount_minor:
            found.append(_Part(line.account or group.fee, line.amount_minor, line.text))
    yield from found
    if found:
        yield from (
            _Part(line.account or group.rounding, line.amount_minor, line.text)
            for line in lines
            if line.role == "ROUNDING" and line.amount_minor
        )


def _postable(
    book: _Book, document: CollectionDocument, parts: Sequence[_Part], group: CollectingAccounts
) -> list[PostableLine]:
    found = []
    for part in parts:
        if not part.account:
            amount = Money(part.minor, document.currency)
            raise CollectionAccountMissing(group=group.code, amount=amount, document=document.draft_number)
        account = direct_account(book.accounts, part.account)
        vat: VatFacts | None = book.vat_codes.get(account.vat_code) if account.vat_code else None
        vat_minor = vat_on(part.minor, vat.rate_basis_points) if vat and vat.sales_id else 0
        found.append(
            PostableLine(
                account.id, part.minor, vat_minor, vat.sales_id if vat else 0, account.vat_code, part.text[:250]
            )
        )
    return found


def _entry(
    document: CollectionDocument, document_type: DocumentType, amounts: tuple[int, int], valuation: Valuation,
    group: CollectingAccounts, text: str,
) -> EntryDraft:  # fmt: skip
    """amounts: in the document's currency, and local."""
    minor, local = amounts
    return EntryDraft(
        ledger="CUSTOMER", document_type=document_type.value, document_number=document.number,
        posting_date=document.posting_date, document_date=document.document_date, due_date=document.due_date,
        currency=document.currency, document_minor=minor, remaining_minor=minor, remaining_local_minor=local,
        rate_e8=valuation.rate, party_id=document.party_id, posting_group_id=group.group_id, description=text,
    )  # fmt: skip
