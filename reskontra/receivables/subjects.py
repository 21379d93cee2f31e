"""What notes are written beside, as people name it; notes as data."""

from __future__ import annotations

from reskontra.companies.notes import NoteFacts, Subject
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import find_voucher
from reskontra.parties.queries import find_party
from reskontra.receivables.applying import find_named
from reskontra.receivables.cli_entries import EntryNotWritten, parse_name


def subject_named(*, company: CompanyFacts, text: str) -> Subject:
    """What a person names: customer:C1, vendor:V1, entry:customer:INV-1, voucher:A-2026-1.

    refuses   EntryNotWritten, PartyUnknown, VoucherUnknown, and what find_named() refuses
    """
    kind, _colon, rest = text.partition(":")
    if kind.lower() in ("customer", "vendor") and rest:
        party = find_party(company=company, ledger=kind.upper(), number=rest)
        return Subject("PARTY", party.id, party.number)
    if kind.lower() == "entry":
        entry = find_named(company=company, name=parse_name(rest))
        return Subject("ENTRY", entry.entry_id, entry.document_number)
    if kind.lower() == "voucher" and rest:
        return Subject("VOUCHER", find_voucher(company=company, name=rest), rest)
    raise EntryNotWritten(text=text)


def note_data(one: NoteFacts) -> dict[str, object]:
    """A note as data; its file is asked for by its number."""
    return {
        "number": one.number, "text": one.text, "file": one.file_name, "size": one.size,
        "invoice_copy": one.is_invoice_copy, "created_by": one.created_by, "created_at": one.created_at.isoformat(),
        "erased_on": one.erased_at.date().isoformat() if one.erased_at else None,
    }  # fmt: skip
