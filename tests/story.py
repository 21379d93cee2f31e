"""Tells a bookkeeping story: each line of a text table is a command or an expectation.

    bank      B1 10000.00                            an own account and its opening balance (EUR as a third word)
    customer  C1 "Alfa AB" [iban=…]                  vendor likewise; columns as in the files that load a company
    invoice   C1 INV-1 1000.00 [ocr=18 discount=20.00 until=2026-03-12 due=… from=… currency=EUR]
    credit    C1 K-1 -200.00                         a credit memo; amounts are signed as the ledger signs them
    rate      EUR 2026-01-01 11.20
    mapping   avgift gl:6570 [out]
    setting   underpaid_is_ready true
    statement B1 2026-03-02                          begins where the account's last one ended
    line      1000.00 [name=… text=… ocr=… iban=… day=… instructed="100.00 EUR"]
    import                                           the statements since the last import, in one file
    on        PRJ000002                              the journal meant from here on (the newest after an import)
    amount    1 1100.00                              of a line in another currency than its account
    match | apply 1 INV-1[=400.00] … [with-discount] [reopen] | apply 1 gl:6570 | unapply 1 | accept [1 …]
    post      [PRJ…] [1 …] [all] [payments-only] [preview]
    reverse   [1 …]
    return    1                                      the payment that the line returns is undone
    posting-date [2026-04-01]                        of the journal's open lines; without it their own
    close     2026-02-28                             closes the year's periods that end by this day
    reopen-periods 2026
    block     B1 | block-account 6570 | block-party C1

and expectations:

    shows     1 ready [high] [reviewed] [INV-1=1000.00[/discount=20.00] C1=10.00 gl:6570=-25.00 | nothing]
    because   1 discount_in_time                     a rule of the line's explanation
    remaining INV-1 600.00                           of a document
    owes      C1 600.00                              all that is open of a party
    gl        1930 11000.00                          the balance of a G/L account
    journal   PRJ000001 open|posted
    dated     REVERSAL 2026-04-01 …                  the vouchers of this source, in their order
    bank-says B1 open=1 matched=0 closed=2 last=11000.00   states of its bank entries; balance of the last statement

A command that is refused ends in `refused CODE [words that the refusal says …]`; nothing is changed then.
"""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reskontra.bank.actions.import_statement import import_statement
from reskontra.companies.actions import change_settings, move_periods, set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.exchange import rate_from
from reskontra.core.money import Money, format_minor, parse_minor
from reskontra.journals.queries import JournalFacts, find_journal, journals
from reskontra.ledger.models import Account, BankAccount, BankEntry, Voucher
from reskontra.ledger.queries import find_bank_account, trial_balance
from reskontra.matching.actions.accept_lines import accept_lines
from reskontra.matching.actions.apply_line import (
    account_currency,
    apply_to_documents,
    parse_document,
    transfer_difference,
    unapply_line,
)
from reskontra.matching.actions.choose_posting_date import choose_posting_date
from reskontra.matching.actions.give_amount import give_amount
from reskontra.matching.actions.mappings import add_mapping, wanted_mapping
from reskontra.matching.actions.match_journal import match_journals
from reskontra.matching.actions.post_journal import Choice, post_journals
from reskontra.matching.actions.return_payment import undo_returned
from reskontra.matching.actions.reverse_lines import reverse_lines
from reskontra.matching.queries import journals_as_data
from reskontra.parties.models import Party
from reskontra.parties.queries import PartySummary
from reskontra.receivables.models import Entry
from tests import books, build, kept
from tests.statements import IBANS, Line, Statement, camt053
from tests.story_checks import CheckWords
from tests.story_corrections import CorrectionWords
from tests.story_currencies import CurrencyWords
from tests.story_deposits import DepositWords
from tests.story_documents import DocumentWords
from tests.story_entries import EntryWords
from tests.story_interest import InterestWords
from tests.story_journals import JournalWords
from tests.story_registration import RegistrationWords

COLUMNS = {
    "ocr": "payment_reference",
    "discount": "discount_amount",
    "until": "discount_date",
    "due": "due_date",
    "from": "posting_date",
    "external": "external_document_number",
    "left": "remaining_amount",
}
GRANTED = ("discount", "tolerance", "charge", "rounding")


class Story(
    CorrectionWords,
    EntryWords,
    CurrencyWords,
    JournalWords,
    RegistrationWords,
    DocumentWords,
    CheckWords,
    DepositWords,
    InterestWords,
):
    """The company a story is about, and how far it has come."""

    def __init__(self, company: CompanyFacts) -> None:
        self.company = company
        self.parties: dict[str, PartySummary] = {}
        self.ledgers: dict[str, str] = {}
        self.currencies: dict[str, str] = {}
        self.balances: dict[str, str] = {}
        self.statements: list[tuple[Statement, list[Line]]] = []
        self.told = 0
        self.journal = ""

    def tells(self, text: str) -> None:
        """Several lines of the table."""
        begun = (self.company.id, repr(self._known()))
        lines = [line.strip() for line in text.strip().splitlines()]
        kept.walk(
            [begun, *lines], self._told, lambda _: self._known(), lambda known: vars(self).update(deepcopy(known))
        )

    def _told(self, line: str | tuple[int, str]) -> None:
        if isinstance(line, str):  # and not where the story stood as it went on
            self.tell(line)

    def _known(self) -> dict[str, Any]:
        return deepcopy({name: value for name, value in vars(self).items() if name != "company"})

    @property
    def facts(self) -> JournalFacts:
        """The journal meant, as it now is."""
        return find_journal(company=self.company, number=self.journal)

    def shown(self, line: int) -> dict[str, Any]:
        """A line of that journal, as programs see it."""
        return self._data(str(line))

    def tell(self, line: str) -> None:
        """One line of the table."""
        words = shlex.split(line, comments=True)
        if not words:
            return
        verb, words, refusal = words[0], words[1:], None
        if "refused" in words:
            at = words.index("refused")
            words, refusal = words[:at], words[at + 1 :]
        does: Callable[..., None] = getattr(self, "_" + verb.replace("-", "_"))
        columns = dict(word.split("=", 1) for word in words if re.match(r"[a-z_]+=", word))
        plain = [word for word in words if not re.match(r"[a-z_]+=", word)]
        if refusal is None:
            does(*plain, **columns)
        else:
            self._is_refused(refusal, lambda: does(*plain, **columns))

    def _is_refused(self, wanted: list[str], command: Callable[[], None]) -> None:
        before = books.contents()
        with pytest.raises((Refused, Malformed)) as refusal:
            command()
        told = refusal.value.findings if isinstance(refusal.value, Findings) else (refusal.value,)
        text = str(refusal.value)
        assert {finding.code for finding in told} == {wanted[0]}, text
        assert all(word in text for word in wanted[1:]), text
        assert books.contents() == before, "a refused command changed the books"

    # What there is

    def _bank(self, number: str, opening: str = "10000.00", currency: str = "") -> None:
        build.bank_account(self.company, number=number, iban=IBANS[number], currency=currency, opening=opening)
        self.balances[number] = opening
        self.currencies[number] = currency or self.company.currency

    def _customer(self, number: str, name: str, **columns: str) -> None:
        self.parties[number] = build.customer(self.company, number=number, name=name, **columns)

    def _vendor(self, number: str, name: str, **columns: str) -> None:
        self.parties[number] = build.vendor(self.company, number=number, name=name, **columns)

    def _invoice(self, party: str, number: str, amount: str, *, kind: str = "invoice", **columns: str) -> None:
        named = {COLUMNS.get(name, name): value for name, value in columns.items()}
        known = self.parties[party]
        build.document(self.company, known, number=number, amount=amount, document_type=kind, **named)
        self.ledgers[number] = known.ledger.lower()

    def _credit(self, party: str, number: str, amount: str, **columns: str) -> None:
        self._invoice(party, number, amount, kind="credit_memo", **columns)

    def _rate(self, currency: str, day: str, price: str) -> None:
        rate = rate_from(Decimal(price), currency=currency, per=1)
        set_rate(company=self.company, actor=build.BOB, currency=currency, day=date.fromisoformat(day), rate_e8=rate)

    def _mapping(self, text: str, account: str, direction: str = "", *, priority: str = "100") -> None:
        mapping = wanted_mapping(
            company=self.company, text=text, account=account, direction=direction, priority=int(priority)
        )
        add_mapping(company=self.company, actor=build.ALICE, mapping=mapping)

    def _setting(self, key: str, value: str) -> None:
        change_settings(company=self.company, actor=build.BOB, values={key: json.loads(value)})

    def _block(self, number: str) -> None:
        """A bank account; there is no command for it yet, nor for the next two."""
        BankAccount.objects.filter(company=self.company.id, number=number).update(is_blocked=True)

    def _block_account(self, number: str) -> None:
        Account.objects.filter(company=self.company.id, number=number).update(is_blocked=True)

    def _block_party(self, number: str) -> None:
        Party.objects.filter(company=self.company.id, number=number).update(blocked="PAYMENT")

    def _close(self, through: str) -> None:
        day = date.fromisoformat(through)
        move_periods(company=self.company, actor=build.BOB, fiscal_year=through[:4], move="close", through=day)

    def _reopen_periods(self, fiscal_year: str) -> None:
        move_periods(company=self.company, actor=build.BOB, fiscal_year=fiscal_year, move="reopen")

    # What the bank sends

    def _statement(self, bank_account: str, day: str, *, opening: str = "") -> None:
        self._end_statement()
        self.told += 1
        begun = Statement(
            id=f"S-{self.told}",
            day=day,
            opening=opening or self.balances[bank_account],
            bank_account=bank_account,
            currency=self.currencies[bank_account],
        )
        self.statements.append((begun, []))

    def _line(self, amount: str, **columns: str) -> None:
        self.statements[-1][1].append(Line(amount, **columns))

    def _end_statement(self) -> None:
        """The account goes on from where its statement ends."""
        if self.statements:
            begun, lines = self.statements[-1]
            self.balances[begun.bank_account] = self._complete(begun, lines).closing

    def _complete(self, begun: Statement, lines: list[Line]) -> Statement:
        return Statement(lines, begun.id, begun.day, begun.opening, begun.bank_account, begun.currency)

    def _import(self, *overrides: str) -> None:
        self._end_statement()
        content = camt053(*(self._complete(begun, lines) for begun, lines in self.statements))
        import_statement(
            company=self.company,
            actor=build.ALICE,
            name="bank.xml",
            stream=io.BytesIO(content),
            overrides=frozenset(overrides),
            reason="The bank was asked." if overrides else "",
        )
        self.statements = []
        self.journal = journals(company=self.company)[-1].number

    # What Alice does

    def _on(self, journal: str) -> None:
        self.journal = find_journal(company=self.company, number=journal).number

    def _chosen(self, words: tuple[str, ...]) -> list[JournalFacts]:
        named = [word for word in words if word.startswith("PRJ")] or [self.journal]
        return [find_journal(company=self.company, number=number) for number in named]

    def _match(self, *words: str) -> None:
        chosen = journals(company=self.company, state="OPEN") if "all" in words else self._chosen(words)
        match_journals(company=self.company, actor=build.ALICE, journals=chosen)

    def _apply(self, line: str, *words: str) -> None:
        (journal,) = self._chosen(())
        common: dict[str, Any] = {"company": self.company, "actor": build.ALICE, "journal": journal}
        if ":" in words[0] and words[0].split(":")[0] in ("gl", "bank", "customer", "vendor"):
            transfer_difference(**common, line_number=int(line), account=words[0])
            return
        currency = account_currency(company=self.company, journal=journal)
        documents = []
        for word in words:
            if word not in ("with-discount", "reopen"):
                number = word.partition("=")[0].partition("@")[0]
                wanted = parse_document(f"{self.ledgers.get(number, 'customer')}:{word}")
                documents.append((wanted, parse_minor(wanted.amount, currency) if wanted.amount else None))
        granted = {"with_discount": "with-discount" in words, "reopens": "reopen" in words}
        apply_to_documents(**common, line_number=int(line), documents=documents, **granted)

    def _unapply(self, line: str) -> None:
        (journal,) = self._chosen(())
        unapply_line(company=self.company, actor=build.ALICE, journal=journal, line_number=int(line))

    def _amount(self, line: str, amount: str) -> None:
        (journal,) = self._chosen(())
        currency = account_currency(company=self.company, journal=journal)
        given = Money(parse_minor(amount, currency), currency)
        give_amount(company=self.company, actor=build.ALICE, journal=journal, line_number=int(line), amount=given)

    def _return(self, line: str) -> None:
        (journal,) = self._chosen(())
        undo_returned(company=self.company, actor=build.ALICE, journal=journal, line_number=int(line))

    def _posting_date(self, day: str = "") -> None:
        (journal,) = self._chosen(())
        on = date.fromisoformat(day) if day else None
        choose_posting_date(company=self.company, actor=build.BOB, journal=journal, day=on, reason="Closed.")

    def _accept(self, *lines: str) -> None:
        (journal,) = self._chosen(())
        numbers = [int(line) for line in lines]
        accept_lines(company=self.company, actor=build.ALICE, journal=journal, line_numbers=numbers)

    def _post(self, *words: str) -> None:
        choice = Choice(
            lines=tuple(int(word) for word in words if word.isdigit()),
            is_all="all" in words,
            payments_only="payments-only" in words,
            is_preview="preview" in words,
        )
        before = books.contents() if choice.is_preview else {}
        post_journals(company=self.company, actor=build.ALICE, journals=self._chosen(words), choice=choice)
        if choice.is_preview:
            assert books.contents() == before, "a preview stored something"

    def _reverse(self, *lines: str) -> None:
        (journal,) = self._chosen(())
        numbers = [int(line) for line in lines]
        reverse_lines(
            company=self.company, actor=build.BOB, journal=journal, line_numbers=numbers, reason="Wrong customer."
        )

    # What is expected

    def _data(self, line: str) -> dict[str, Any]:
        (found,) = [
            one
            for one in journals_as_data(company=self.company, journals=self._chosen(()))["lines"]
            if one["line"] == int(line)
        ]
        return dict(found)

    def _shows(self, line: str, state: str, *words: str) -> None:
        found = self._data(line)
        seen = f"line {line} shows {found['state']} {found['confidence']} {_parts(found)}"
        assert found["state"] == state, seen
        for word in words:
            if word in ("high", "medium", "low", "none", "mapped", "manual"):
                assert found["confidence"] == word, seen
            if word == "reviewed":
                assert found["reviewed"], seen
        parts = {word for word in words if "=" in word}
        if parts or "nothing" in words:
            assert set(_parts(found)) == parts, seen

    def _because(self, line: str, rule: str, *evidence: str) -> None:
        rules = {reason["rule"]: str(reason) for reason in self._data(line)["explanation"]}
        assert rule in rules, f"line {line}: {rules}"
        for word in evidence:
            assert word in rules[rule], rules[rule]

    def _remaining(self, number: str, amount: str) -> None:
        rows = Entry.objects.filter(company=self.company.id, document_number=number, reverses__isnull=True)
        found = [format_minor(entry.remaining_minor, entry.currency) for entry in rows]
        assert found == [amount], f"{number} has {found} left"

    def _owes(self, party: str, amount: str) -> None:
        rows = Entry.objects.filter(company=self.company.id, party=self.parties[party].id)
        found = format_minor(sum(entry.remaining_minor for entry in rows), self.company.currency)
        assert found == amount, f"{party} owes {found}"

    def _gl(self, account: str, amount: str) -> None:
        balances = {row.account: row.balance_minor for row in trial_balance(company=self.company)}
        found = format_minor(balances.get(account, 0), self.company.currency)
        assert found == amount, f"account {account} holds {found}"

    def _journal(self, number: str, state: str) -> None:
        found = find_journal(company=self.company, number=number).state.lower()
        assert found == state, f"{number} is {found}"

    def _dated(self, source: str, *days: str) -> None:
        rows = Voucher.objects.filter(company=self.company.id, source=source).order_by("id")
        assert [voucher.posting_date.isoformat() for voucher in rows] == list(days)

    def _bank_says(self, number: str, *, last: str = "", **states: str) -> None:
        account = find_bank_account(company=self.company, number=number)
        rows = BankEntry.objects.filter(company=self.company.id, bank_account=account.id)
        for state, count in states.items():
            found = rows.filter(state=state.upper()).count()
            assert found == int(count), f"{number} has {found} bank entries {state}"
        if last:
            balance = format_minor(account.balance_last_statement_minor or 0, account.currency)
            assert balance == last, f"the last statement of {number} ends at {balance}"


def _parts(found: dict[str, Any]) -> list[str]:
    parts = []
    for part in found["applications"]:
        is_party = part["ledger"] in ("customer", "vendor")
        name = part["document_number"] or (part["account"] if is_party else f"{part['ledger']}:{part['account']}")
        granted = "".join(f"/{kind}={part[kind]}" for kind in GRANTED if Decimal(part[kind]))
        parts.append(f"{name}={part['amount']}{granted}")
    return parts
