"""What issuing posts: the customer owes interest and fees, and their accounts are credited, as the document says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.queries import CompanyFacts, rate_on
from reskontra.core.documents import PostableLine, gross_of, line_moves
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.core.exchange import Valuation, to_local
from reskontra.core.money import Money
from reskontra.core.typed_posting import netted
from reskontra.core.vat import vat_on
from reskontra.ledger.account_facts import VatFacts, accounts_by_number, direct_account, vat_by_code
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.collecting_accounts import CollectingAccounts, collecting_accounts
from reskontra.ledger.drafts import LineDraft, VoucherDraft
from reskontra.ledger.queries import posting_groups
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.write import EntryDraft, reserve_ids, write_entries, write_keys

_SOURCE = "CUSTOMER_DOCUMENT"


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
    """The voucher and the entry of what is to be posted; None where nothing is. Inside the caller's transaction.

    action    of the posting run
    refuses   CollectionAccountMissing, AccountUnknown, AccountBlocked, AccountOfBank, RateMissing, NumberTaken, what
              periods refuse
    """
    party = parties_by_id(company=company, ids=[document.party_id])[document.party_id]
    known = collecting_accounts(company=company)
    group = known.get(party.posting_group) or known[""]
    parts = list(_parts(document, lines, group))
    if not parts:
        return None
    postable = _postable(company, document, parts, group)
    valuation = Valuation(
        document.currency, rate_on(company=company, currency=document.currency, day=document.posting_date)
    )
    minor = gross_of(postable)
    local = to_local(minor, valuation=valuation, local_currency=company.currency)
    groups = posting_groups(company=company)
    control = groups["CUSTOMER", group.code]
    text = f"{document.number} {party.name}"[:250]
    moves = line_moves(postable, sign=1, valuation=valuation, local_currency=company.currency)
    drafts = (
        LineDraft(control.control_id, local, document.currency, minor, party.id, text),
        *(
            LineDraft(
                move.account_id, move.local_minor, move.currency, move.currency_minor, None, move.text, None,
                move.vat_code,
            )
            for move in netted(moves)
        ),
    )  # fmt: skip
    run = start_run(company=company, actor=actor, action=action)
    voucher = VoucherDraft(_SOURCE, document.posting_date, drafts, document.document_date, text)
    (posted,) = post(company=company, run=run, vouchers=[voucher])
    entry = _entry(company, document, document_type, minor, local, valuation, group.group_id, party.name)
    ids = reserve_ids(1)
    write_entries(company=company, ids=ids, entries=[entry], vouchers=[posted.id])
    write_keys(company=company, ids=ids, entries=[entry])
    return Posted(ids[0], posted.id, posted.name, Money(minor, document.currency))


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
    company: CompanyFacts, document: CollectionDocument, parts: Sequence[_Part], group: CollectingAccounts
) -> list[PostableLine]:
    known, vat_codes = accounts_by_number(company=company), vat_by_code(company=company)
    found = []
    for part in parts:
        if not part.account:
            amount = Money(part.minor, document.currency)
            raise CollectionAccountMissing(group=group.code, amount=amount, document=document.draft_number)
        account = direct_account(known, part.account)
        vat: VatFacts | None = vat_codes.get(account.vat_code) if account.vat_code else None
        vat_minor = vat_on(part.minor, vat.rate_basis_points) if vat and vat.sales_id else 0
        found.append(
            PostableLine(
                account.id, part.minor, vat_minor, vat.sales_id if vat else 0, account.vat_code, part.text[:250]
            )
        )
    return found


def _entry(  # noqa: PLR0913 - each is a column of its own
    company: CompanyFacts, document: CollectionDocument, document_type: DocumentType, minor: int, local: int,
    valuation: Valuation, group_id: int, name: str,
) -> EntryDraft:  # fmt: skip
    return EntryDraft(
        ledger="CUSTOMER", document_type=document_type.value, document_number=document.number,
        posting_date=document.posting_date, document_date=document.document_date, due_date=document.due_date,
        currency=document.currency, document_minor=minor, remaining_minor=minor, remaining_local_minor=local,
        rate_e8=valuation.rate, party_id=document.party_id, posting_group_id=group_id,
        description=f"{document.number} {name}"[:250],
    )  # fmt: skip
