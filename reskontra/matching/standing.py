"""What decides a line that no document settles for certain: own accounts, text mappings, and texts learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.facts import choose_account, text_value
from reskontra.core.matching.learned import rule_of
from reskontra.core.matching.lessons import direction_of
from reskontra.core.matching.mappings import MappedLine, Split, choose_mapping, mapped_parts
from reskontra.core.matching.mappings import Mapping as TextMapping
from reskontra.core.matching.records import FactKind, LearnedFact
from reskontra.core.matching.signals import Level
from reskontra.journals.queries import LineFacts
from reskontra.ledger.queries import BankAccountFacts
from reskontra.matching.actions.mappings import mappings_of
from reskontra.matching.book import DatabaseBook
from reskontra.matching.proposals import StoredPart, StoredProposal
from reskontra.matching.words import TransactionWords
from reskontra.parties.queries import parties_by_number

Reason = dict[str, object]
PARTIES = ("CUSTOMER", "VENDOR")


class Standing:
    """Standing decisions and lessons about texts, asked for once for all lines that want them."""

    def __init__(self, company: CompanyFacts, book: DatabaseBook, banks: Sequence[BankAccountFacts]) -> None:
        self.banks = banks
        self.book = book
        self.mappings = mappings_of(company=company)
        self._for_bank: dict[int, list[TextMapping]] = {}
        self._texts: Mapping[str, Sequence[LearnedFact]] = {}
        self._parties = {
            (ledger, number): party.id
            for ledger in PARTIES
            for number, party in parties_by_number(
                company=company, ledger=ledger, numbers=_numbers_in(self.mappings, ledger)
            ).items()
        }

    def look_up(self, facts: Iterable[TransactionWords | None]) -> None:
        """What was learned of the texts of these lines."""
        values = {value for fact in facts if fact and (value := text_value(fact.texts, fact.name))}
        self._texts = self.book.facts(FactKind.TEXT, values)

    def decide(
        self, line: LineFacts, fact: TransactionWords | None, bank: BankAccountFacts, found: StoredProposal
    ) -> StoredProposal | None:
        """What is to be proposed in place of what was found; None to leave that.

        A transfer and a mapping stand before what is not certain; what was learned, before nothing applied only.
        """
        if not line.account_minor:
            return None
        decided = self._transfer(line, fact, bank) or self._mapped(line, fact, bank)
        return decided or (self._learned(line, fact) if not found.parts else None)

    def _transfer(
        self, line: LineFacts, fact: TransactionWords | None, bank: BankAccountFacts
    ) -> StoredProposal | None:
        """Money from or to another own account of the same currency."""
        accounts = set(fact.accounts) if fact else set()
        for other in self.banks:
            shared = sorted(other.names & accounts)
            if shared and other.id != bank.id and other.currency == bank.currency:
                part = StoredPart("BANK", other.number, line.account_minor or 0)
                reason: Reason = {"rule": "own_account", "evidence": shared[0], "bank_account": other.number}
                return _ready(line, confidence="high", origin="AUTO", parts=(part,), reason=reason)
        return None

    def _mapped(self, line: LineFacts, fact: TransactionWords | None, bank: BankAccountFacts) -> StoredProposal | None:
        if not self.mappings:
            return None
        if bank.id not in self._for_bank:
            self._for_bank[bank.id] = [mapping for mapping in self.mappings if self._is_for(mapping, bank)]
        chosen = choose_mapping(line=looked_at(line, fact, bank.id), mappings=self._for_bank[bank.id])
        if chosen is None:
            return None
        parts = tuple(
            StoredPart(
                part.account_type,
                part.account_number,
                part.amount_minor,
                self._parties.get((part.account_type, part.account_number)),
            )
            for part in mapped_parts(chosen, line.account_minor or 0)
        )
        evidence = chosen.text or chosen.counterparty_account or chosen.transaction_code
        reason: Reason = {"rule": "text_mapping", "evidence": evidence, "found_in": "text", "mapping": chosen.number}
        return _ready(line, confidence="mapped", origin="MAPPING", parts=parts, reason=reason)

    def _is_for(self, mapping: TextMapping, bank: BankAccountFacts) -> bool:
        """A mapping to an own account is for the others of its currency."""
        if mapping.account_type != "BANK":
            return True
        others = {other.number for other in self.banks if other.id != bank.id and other.currency == bank.currency}
        return mapping.account_number in others

    def _learned(self, line: LineFacts, fact: TransactionWords | None) -> StoredProposal | None:
        """A G/L account that people chose for this text before: ready where a person said so, else for review."""
        if not self._texts or fact is None:
            return None
        value, direction = text_value(fact.texts, fact.name), direction_of(line.account_minor or 0)
        chosen = choose_account([one for one in self._texts.get(value, ()) if one.direction in ("", direction)])
        if chosen is None:
            return None
        learned, level = chosen
        part = StoredPart("GL", learned.account_number, line.account_minor or 0)
        reason: Reason = {
            "rule": rule_of(learned),
            "evidence": value,
            "found_in": "text",
            "account": learned.account_number,
            "fact": learned.number,
            "count": learned.hits,
            "date": learned.last.isoformat(),
        }
        is_said = learned.is_confirmed
        return StoredProposal(
            line_id=line.id,
            journal_id=line.journal_id,
            confidence="mapped" if is_said else "medium" if level >= Level.STRONG else "low",
            state="ready" if is_said else "review",
            is_ready=is_said,
            difference_minor=0,
            origin="MAPPING" if is_said else "AUTO",
            explanation=(reason,),
            parts=(part,),
        )


def _numbers_in(mappings: Sequence[TextMapping], ledger: str) -> set[str]:
    rows: list[TextMapping | Split] = [*mappings]
    rows += [split for mapping in mappings for split in mapping.splits]
    return {one.account_number for one in rows if one.account_type == ledger}


def looked_at(line: LineFacts, fact: TransactionWords | None, bank_account_id: int) -> MappedLine:
    """The line as a mapping sees it."""
    if fact is None:
        return MappedLine(line.date, line.account_minor or 0, bank_account_id, (line.description,))
    return MappedLine(
        day=line.date,
        amount_minor=line.account_minor or 0,
        bank_account_id=bank_account_id,
        texts=fact.texts,
        name=fact.name,
        accounts=fact.accounts,
        transaction_code=fact.transaction_code,
    )


def _ready(
    line: LineFacts, *, confidence: str, origin: str, parts: tuple[StoredPart, ...], reason: Reason
) -> StoredProposal:
    return StoredProposal(
        line_id=line.id,
        journal_id=line.journal_id,
        confidence=confidence,
        state="ready",
        is_ready=True,
        difference_minor=0,
        origin=origin,
        explanation=(reason,),
        parts=parts,
    )
