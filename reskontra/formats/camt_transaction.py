"""What one TxDtls says about a payment: texts, references, the counterparty, charges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reskontra.formats.bank_statement import PartyRecord, ReferenceKind, ReferenceRecord, TextKind, TextRecord
from reskontra.formats.camt_elements import Values
from reskontra.formats.camt_values import Amount

_NOTHING: Mapping[str, Any] = {}
_NO_PARTY = PartyRecord()
_STREET = ("street", "building", "floor", "building_name")
_CODE = ("domain", "family", "subfamily")
_CREDIT_NOTES = frozenset({"CREN"})
_ORGANISATION_SCHEMES = ("COID", "TXID", "")  # best first; a bank's or a seller's customer number is none


_TEXT_LISTS = (
    ("unstructured", TextKind.REMITTANCE),
    ("return_text", TextKind.ADDITIONAL),
    ("transaction_info", TextKind.TRANSACTION_INFO),
)


def texts_of(values: Values, entry_info: Sequence[str]) -> tuple[TextRecord, ...]:
    """Every text whole: remittance lines, what the bank added to them, then the entry's own text."""
    found: list[TextRecord] = []
    for key, kind in _TEXT_LISTS:
        if key in values:
            found += [TextRecord(kind, text) for text in values[key]]
    for block in values.get("structured", ()):
        if "additional" in block:
            found += [TextRecord(TextKind.ADDITIONAL, text) for text in block["additional"]]
    if entry_info:
        found += [TextRecord(TextKind.ENTRY_INFO, text) for text in entry_info]
    return tuple(found)


def references_of(values: Values, currency: str) -> tuple[ReferenceRecord, ...]:
    """The structured references in file order, those of one block in one group.

    A block's amount goes to its only document number, else to its only creditor reference; a block that names
    several of the deciding kind does not say how they share it. A credit note's amount is negative. Amounts in
    another currency than the transaction's say nothing about its shares and are left out.
    """
    blocks = values.get("structured")
    if not blocks:
        return ()
    found: list[ReferenceRecord] = []
    for number, block in enumerate(blocks, start=1):
        references = [one for one in block.get("creditor_references", ()) if "number" in one]
        documents = [one for one in block.get("documents", ()) if "number" in one]
        bearers = documents or references
        bearer = bearers[0] if len(bearers) == 1 else None
        for kind, ones in ((ReferenceKind.CREDITOR, references), (ReferenceKind.DOCUMENT, documents)):
            for one in ones:
                scheme = one.get("scheme", "")
                share = _share(block, scheme, currency) if one is bearer else None
                discount = _in_currency(block.get("discount"), currency) if one is bearer else None
                found.append(ReferenceRecord(kind, one["number"], scheme, share, discount, number))
    return tuple(found)


def _share(block: Values, scheme: str, currency: str) -> int | None:
    remitted = _in_currency(block.get("remitted"), currency)
    credited = _in_currency(block.get("credited"), currency)
    if remitted is None:
        return None if credited is None else -credited
    return -remitted if scheme in _CREDIT_NOTES else remitted


def _in_currency(amount: Amount | None, currency: str) -> int | None:
    return amount[0] if amount and amount[1] == currency else None


def party_of(values: Values, *, credit: bool) -> PartyRecord:
    """The counterparty by direction alone: the debtor of money in, the creditor of money out."""
    found = values.get("debtor" if credit else "creditor")
    if not found:
        return _NO_PARTY
    ultimate_name = found.get("ultimate_name", "")
    return PartyRecord(
        name=found.get("name", "") or ultimate_name,
        ultimate_name=ultimate_name,
        iban=compact_iban(found.get("iban", "")),
        other_account=found.get("other_account", ""),
        other_scheme=found.get("other_scheme", ""),
        bic=found.get("bic", ""),
        address=_address_of(found),
        postal_code=found.get("postal_code", ""),
        city=found.get("city", ""),
        country=found.get("country", ""),
        organisation_number=_organisation_of(found),
    )


def paid_to_of(values: Values, *, credit: bool) -> tuple[str, str]:
    """The own bankgiro, plusgiro or other number that the payer used, and its scheme; blank for money out."""
    account = values.get("creditor", _NOTHING) if credit else _NOTHING
    number = account.get("other_account", "")
    return number, account.get("other_scheme", "") if number else ""


def compact_iban(text: str) -> str:
    return text.replace(" ", "").upper()


def _address_of(found: Values) -> str:
    parts = [found[key] for key in _STREET if key in found]
    if "lines" in found:
        parts += found["lines"]
    return " ".join(parts)


def _organisation_of(found: Values) -> str:
    ones = found.get("organisations")
    if not ones:
        return ""
    for scheme in _ORGANISATION_SCHEMES:
        for one in ones:
            if one.get("scheme", "") == scheme and "number" in one:
                return str(one["number"])
    return ""


def code_of(values: Values) -> str:
    """PMNT/RCDT/DMCT, else the bank's own code; blank when the file says neither."""
    if "domain" in values:
        return "/".join([values[key] for key in _CODE if key in values])
    return str(values.get("proprietary_code", ""))


def charges_of(values: Values) -> tuple[Amount, bool]:
    """What banks kept, in the currency of the first charge, and whether charges in other currencies were left out.

    Version 02 has amounts directly in Chrgs, later ones a total and records; a record marked CRDT was paid back.
    Where more was paid back than kept, nothing was kept.
    """
    total, currency, others = 0, "", False
    if "charges" not in values:
        return (0, ""), False
    for amount, given_back in _charges(values):
        if not amount[0]:
            continue
        currency = currency or amount[1]
        if amount[1] == currency:
            total += -amount[0] if given_back else amount[0]
        else:
            others = True
    kept = max(total, 0)
    return (kept, currency if kept else ""), others


def _charges(values: Values) -> Iterator[tuple[Amount, bool]]:
    for block in values.get("charges", ()):
        records = [one for one in block.get("records", ()) if "amount" in one]
        for one in records:
            yield one["amount"], one.get("direction") == "CRDT"
        if not records and (only := block.get("amount") or block.get("total")):
            yield only, block.get("direction") == "CRDT"
