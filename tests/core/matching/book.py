"""A book in memory that answers the matcher's questions from dict indexes, and a reader of generated books.

For tests and tuning: what the database room does with queries, this does with dicts, by the same keys and folds.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from lxml import etree

from reskontra.core.matching.keys import entry_keys
from reskontra.core.matching.names import NameKind, name_folds, name_words
from reskontra.core.matching.records import (
    BankLine,
    EntryFact,
    KeyHit,
    LearnedFact,
    LineProposal,
    LineReference,
    PaidFor,
    PartyFact,
)
from reskontra.core.money import format_minor, parse_minor

MOST_PREFIX_PARTIES = 9


class MemoryBook:
    """Implements reskontra.core.matching.records.Book."""

    def __init__(self, parties: Iterable[PartyFact], entries: Iterable[EntryFact]) -> None:
        self.all_parties = {party.party_id: party for party in parties}
        self.all_entries = {entry.entry_id: entry for entry in entries}
        self.keys: dict[int, list[KeyHit]] = defaultdict(list)
        self.by_party: dict[int, list[EntryFact]] = defaultdict(list)
        self.by_amount: dict[tuple[int, int], list[EntryFact]] = defaultdict(list)
        self.amounts: dict[int, list[EntryFact]] = defaultdict(list)
        for entry in self.all_entries.values():
            self._index_entry(entry)
        self.accounts: dict[str, list[int]] = defaultdict(list)
        self.numbers: dict[str, list[int]] = defaultdict(list)
        self.folds: dict[int, dict[str, list[int]]] = {kind: defaultdict(list) for kind in NameKind}
        self.vocabulary: set[str] = set()
        for party in self.all_parties.values():
            self._index_party(party)
        self.paid_for: dict[int, list[PaidFor]] = {}
        self.learned: list[LearnedFact] = []
        self.phones: dict[str, list[int]] = {}
        self.paid_under: dict[str, dict[int, int]] = {}
        self.full = sorted(self.folds[NameKind.FULL])
        self.rates_e8: dict[str, int] = {}

    def _index_entry(self, entry: EntryFact) -> None:
        for key, kind in entry_keys(
            document_number=entry.document_number,
            external_document_number=entry.external_document_number,
            payment_reference=entry.payment_reference,
        ):
            self.keys[key].append(KeyHit(key, entry.entry_id, kind))
        if not entry.remaining_minor:
            return
        self.by_party[entry.party_id].append(entry)
        self.amounts[entry.remaining_minor].append(entry)
        self.by_amount[entry.party_id, entry.remaining_minor].append(entry)
        if entry.discount_minor:
            self.by_amount[entry.party_id, entry.remaining_minor - entry.discount_minor].append(entry)

    def _index_party(self, party: PartyFact) -> None:
        for account in party.accounts:
            self.accounts[account].append(party.party_id)
        for number in {party.number, party.organisation_number} - {""}:
            self.numbers[number].append(party.party_id)
        for kind, fold in name_folds(party.name):
            self.folds[kind][fold].append(party.party_id)
        self.vocabulary.update(name_words(party.name))

    def find_keys(self, keys: Collection[int]) -> Sequence[KeyHit]:
        return [hit for key in keys for hit in self.keys.get(key, ())]

    def entries(self, entry_ids: Collection[int]) -> Mapping[int, EntryFact]:
        return {entry_id: self.all_entries[entry_id] for entry_id in entry_ids}

    def parties(self, party_ids: Collection[int]) -> Mapping[int, PartyFact]:
        return {party_id: self.all_parties[party_id] for party_id in party_ids}

    def parties_by_account(self, accounts: Collection[str]) -> Mapping[str, Sequence[int]]:
        return {account: self.accounts[account] for account in accounts if account in self.accounts}

    def parties_by_number(self, numbers: Collection[str]) -> Mapping[str, Sequence[int]]:
        return {number: self.numbers[number] for number in numbers if number in self.numbers}

    def parties_by_phone(self, phones: Collection[str]) -> Mapping[str, Sequence[int]]:
        return {phone: self.phones[phone] for phone in phones if phone in self.phones}

    def parties_by_end_to_end_id(self, ids: Collection[str]) -> Mapping[str, Mapping[int, int]]:
        return {id: self.paid_under[id] for id in ids if id in self.paid_under}

    def parties_by_name(self, kind: int, folds: Collection[str]) -> Mapping[str, Sequence[int]]:
        known = self.folds[kind]
        return {fold: known[fold] for fold in folds if fold in known}

    def parties_by_name_prefix(self, prefixes: Collection[str]) -> Mapping[str, Sequence[int]]:
        answers = {}
        for prefix in prefixes:
            found: list[int] = []
            index = bisect_left(self.full, prefix)
            while index < len(self.full) and self.full[index].startswith(prefix) and len(found) < MOST_PREFIX_PARTIES:
                found += self.folds[NameKind.FULL][self.full[index]]
                index += 1
            if found:
                answers[prefix] = found[:MOST_PREFIX_PARTIES]
        return answers

    def relations(self) -> Mapping[int, Sequence[PaidFor]]:
        return self.paid_for

    def has_facts(self, kind: str) -> bool:
        return any(fact.kind == kind for fact in self.learned)

    def facts(self, kind: str, values: Collection[str]) -> Mapping[str, Sequence[LearnedFact]]:
        found: dict[str, list[LearnedFact]] = {}
        for fact in self.learned:
            if fact.kind == kind and fact.value in values:
                found.setdefault(fact.value, []).append(fact)
        return found

    def payers_of(self, party_ids: Collection[int]) -> Sequence[LearnedFact]:
        return [fact for fact in self.learned if fact.kind == "PAYS_FOR" and fact.party_id in party_ids]

    def words(self) -> Collection[str]:
        return self.vocabulary

    def open_entries_by_amount(
        self, pairs: Collection[tuple[int, int]]
    ) -> Mapping[tuple[int, int], Sequence[EntryFact]]:
        return {pair: self.by_amount[pair] for pair in pairs if pair in self.by_amount}

    def open_entries(self, party_ids: Collection[int]) -> Mapping[int, Sequence[EntryFact]]:
        return {party_id: self.by_party.get(party_id, []) for party_id in party_ids}

    def parties_with_credits(self, party_ids: Collection[int]) -> Collection[int]:
        return {id for id in party_ids if len({entry.remaining_minor > 0 for entry in self.by_party.get(id, ())}) == 2}

    def parties_with_amount(self, amounts: Collection[int], most: int) -> Mapping[int, Sequence[EntryFact]]:
        return {
            amount: sorted(self.amounts[amount], key=lambda entry: entry.entry_id)[:most]
            for amount in amounts
            if amount in self.amounts
        }

    def rates(self, wanted: Collection[tuple[str, date]]) -> Mapping[tuple[str, date], int]:
        return {(currency, day): self.rates_e8[currency] for currency, day in wanted if currency in self.rates_e8}


def read_book(folder: Path) -> MemoryBook:
    """The customers, vendors and entries of a folder in the format of interfaces.md."""
    parties: list[PartyFact] = []
    ids: dict[tuple[str, str], int] = {}
    for ledger in ("CUSTOMER", "VENDOR"):
        for row in _rows(folder / f"{ledger.lower()}s.csv"):
            party_id = len(parties) + 1
            accounts = tuple(row[name] for name in ("iban", "bankgiro", "plusgiro") if row.get(name))
            parties.append(
                PartyFact(
                    party_id,
                    ledger,
                    row["number"],
                    row["name"],
                    row.get("city", ""),
                    accounts,
                    organisation_number=row.get("organisation_number", ""),
                )
            )
            ids[ledger, row["number"]] = party_id
    entries = [
        _entry(number, row, ids[row["ledger"].upper(), row["account"]])
        for number, row in enumerate(_rows(folder / "entries.csv"), 1)
    ]
    return MemoryBook(parties, entries)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _entry(number: int, row: dict[str, str], party_id: int) -> EntryFact:
    currency = row["currency"]
    return EntryFact(
        entry_id=number,
        ledger=row["ledger"].upper(),
        party_id=party_id,
        document_type=row["document_type"].upper(),
        document_number=row["document_number"],
        external_document_number=row["external_document_number"],
        payment_reference=row["payment_reference"],
        posting_date=date.fromisoformat(row["posting_date"]),
        due_date=date.fromisoformat(row["due_date"]),
        currency=currency,
        document_minor=parse_minor(row["amount"], currency),
        remaining_minor=parse_minor(row["remaining_amount"], currency),
        discount_minor=parse_minor(row["discount_amount"], currency) if row["discount_amount"] else 0,
        discount_date=date.fromisoformat(row["discount_date"]) if row["discount_date"] else None,
    )


_NS = "{urn:iso:std:iso:20022:tech:xsd:camt.053.001.08}"


def read_statement(path: Path) -> tuple[list[BankLine], dict[int, str]]:
    """The lines of a generated camt.053, and the bank's reference of each line id."""
    lines: list[BankLine] = []
    bank_references: dict[int, str] = {}
    for _, node in etree.iterparse(str(path), tag=f"{_NS}Ntry"):
        line_id = len(lines) + 1
        lines.append(_line(line_id, node))
        bank_references[line_id] = _text(node, "AcctSvcrRef")
        node.clear()
    return lines, bank_references


def _text(node: etree._Element, name: str) -> str:
    found = node.find(f".//{_NS}{name}")
    return found.text or "" if found is not None else ""


def _line(line_id: int, node: etree._Element) -> BankLine:
    sign = 1 if _text(node, "CdtDbtInd") == "CRDT" else -1
    amount = node.find(f"{_NS}Amt")
    assert amount is not None
    currency = amount.get("Ccy", "SEK")
    iban = _text(node, "IBAN")
    return BankLine(
        line_id=line_id,
        date=date.fromisoformat(_text(node, "Dt")),
        amount_minor=sign * parse_minor(amount.text or "", currency),
        currency=currency,
        texts=tuple(found.text or "" for found in node.iter(f"{_NS}Ustrd")),
        references=tuple(LineReference(found.text or "", True) for found in node.iter(f"{_NS}Ref")),
        name=_text(node, "Nm"),
        accounts=(iban,) if iban else (),
    )


def journal(
    book: MemoryBook, lines: Sequence[BankLine], proposals: Sequence[LineProposal], bank_references: Mapping[int, str]
) -> dict[str, object]:
    """What `journal show --format json` prints of them, as far as the score needs it."""
    return {
        "lines": [
            _journal_line(book, line, proposal, bank_references[line.line_id])
            for line, proposal in zip(lines, proposals, strict=True)
        ]
    }


def _journal_line(book: MemoryBook, line: BankLine, proposal: LineProposal, reference: str) -> dict[str, object]:
    currency = line.currency
    return {
        "bank_reference": reference,
        "text": " ".join(line.texts),
        "payer_name": line.name,
        "amount": format_minor(line.amount_minor, currency),
        "account": book.all_parties[proposal.party_id].number if proposal.party_id else None,
        "confidence": proposal.confidence,
        "state": proposal.state,
        "rule": proposal.rule,
        "quality": proposal.quality,
        "applications": [
            {
                "ledger": part.ledger.lower(),
                "document_number": book.all_entries[part.entry_id].document_number if part.entry_id else None,
                "amount": format_minor(part.cash_minor, currency),
                "discount": format_minor(part.discount_minor, currency),
                "tolerance": format_minor(part.tolerance_minor, currency),
                "charge": format_minor(part.charge_minor, currency),
                "rounding": format_minor(part.rounding_minor, currency),
            }
            for part in proposal.parts
        ],
        "explanation": [{"rule": evidence.rule, **evidence.values} for evidence in proposal.explanation],
        "alternatives": [book.all_entries[entry_id].document_number for entry_id in proposal.alternatives],
    }
