"""What a draft comes to by its lines as they are: VAT as it will be posted, the sums of its head, whole units."""

from __future__ import annotations

from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_book import vat_rates
from reskontra.collections.reminder_drafts import Sums, to_whole
from reskontra.companies.queries import CompanyFacts
from reskontra.core.vat import vat_on
from reskontra.ledger.collecting_accounts import collecting_accounts
from reskontra.parties.queries import parties_by_id

SUMS = tuple(Sums.__dataclass_fields__)


def columns_of(sums: Sums) -> dict[str, int]:
    """Sums by the columns of a document."""
    return {name: getattr(sums, name) for name in SUMS}


def sums_of(row: CollectionDocument) -> Sums:
    """As its head has them."""
    return Sums(**{name: getattr(row, name) for name in SUMS})


def reckon(*, company: CompanyFacts, row: CollectionDocument) -> None:
    """VAT onto the lines, their sums onto the head; the head itself is not written."""
    _reckon_vat(company, row)
    for name, value in _summed(company, row).items():
        setattr(row, name, value)


def _reckon_vat(company: CompanyFacts, row: CollectionDocument) -> None:
    """VAT as it will be posted: by the accounts and by what is posted at all; on interest once, on its first line."""
    rates = vat_rates(company)
    party = parties_by_id(company=company, ids=[row.party_id])[row.party_id]
    groups = collecting_accounts(company=company)
    group = groups.get(party.posting_group) or groups[""]
    lines = CollectionLine.objects.filter(company=company.id, document=row.id)
    found = list(lines.filter(role__in=("OVERDUE", "FEE", "LINE_FEE")).order_by("position"))
    interest = sum(line.amount_minor for line in found if line.role == "OVERDUE")
    on_interest = vat_on(interest, rates.get(group.interest, 0)) if row.posts_interest else 0
    is_posted = {"FEE": row.posts_fee, "LINE_FEE": row.posts_line_fee}
    for line in found:
        if line.role == "OVERDUE":
            line.vat_minor, on_interest = (on_interest, 0) if line.amount_minor else (0, on_interest)
        else:
            line.vat_minor = vat_on(line.amount_minor, rates.get(line.account, 0)) if is_posted[line.role] else 0
    CollectionLine.objects.bulk_update(found, ["vat_minor"])


def _summed(company: CompanyFacts, row: CollectionDocument) -> dict[str, int]:
    """The sums of the lines; a line that rounds makes the total whole units again."""
    sums = dict.fromkeys(SUMS, 0)
    columns = {"OVERDUE": "interest_minor", "FEE": "fee_minor", "LINE_FEE": "line_fee_minor"}
    rounding: CollectionLine | None = None
    for line in CollectionLine.objects.filter(company=company.id, document=row.id):
        if line.role == "OVERDUE":
            sums["remaining_minor"] += line.demanded_minor
        if line.role in columns:
            sums[columns[line.role]] += line.amount_minor
            sums["vat_minor"] += line.vat_minor
        if line.role == "ROUNDING":
            rounding = line
    if rounding is not None:
        rounding.amount_minor = sums["rounding_minor"] = to_whole(sum(sums.values()), row.currency)
        rounding.save()
    return sums
