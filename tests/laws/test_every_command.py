"""Whatever commands are given in whatever order, the books hold, on every day; what is refused changes nothing.

A customer and a vendor of every sort, three currencies, two bank accounts, and every command that there is: documents,
typed journals, payment registration, statements matched and posted, entries applied and unapplied, vouchers and runs
reversed, bad debts, repayments, moves, merges, exchange adjustments, periods, blocks, edits, tolerances, credit notes,
payers that pay for others, rates. Each step is a line of a story,
so that what breaks the books can be told again: the lines of a failing example are printed.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import format_minor
from reskontra.journals.queries import journals
from reskontra.journals.typed_lines import typed_lines
from reskontra.ledger.models import BankEntry, Voucher
from reskontra.ledger.queries import trial_balance
from reskontra.receivables.as_of import entries_as_of
from reskontra.receivables.models import BadDebt, Entry, EntryDetail
from tests import books, build
from tests.story import Story

FIRST = date(2026, 2, 1)
DAYS = 89
PARTIES = ("C1", "C2", "C3", "V1", "V2", "V3")
CONTROLS = {"CUSTOMER": "1510", "VENDOR": "2440"}
BEGUN = """
    rate      USD 2026-01-01 10.3333
    rate      USD 2026-03-01 12.07
    rate      USD 2026-04-01 9.4
    rate      EUR 2026-01-01 11.11
    rate      EUR 2026-03-01 10.5
    bank      B1 10000.00
    bank      B2 1000.00 USD
    customer  C1 "Alfa AB" payment_terms=30D2P10 iban=SE3550000000054910000003
    customer  C2 "Beta AB" application_method=apply_to_oldest bankgiro=9912346
    customer  C3 "Gamma Inc" currency=USD
    vendor    V1 "Vide AB"
    vendor    V2 "Vass AB" application_method=apply_to_oldest
    vendor    V3 "Wood Inc" currency=USD
    batch     KASSA bank:B1
    batch     DOLLAR bank:B2
    batch     UT bank:B1 kind=payment
    batch     BOK gl:6570 kind=general
    registers KASSA bank:B1
    identified
"""
COMMANDS = (
    "opening", "opening", "opening", "drafts", "drafts", "paid", "paid", "paid", "typed", "typed", "journal", "posted",
    "registered", "registered", "statement", "statement", "line_reversed", "settle", "settle", "settle", "take_back",
    "take_back", "take_back", "reverse", "reverse", "reverse_run", "move", "merge", "lose", "fear", "release",
    "reopen", "repay", "approve", "give_up", "adjust", "adjust", "periods", "block", "setting", "edit", "edit",
    "tolerance", "relation", "credit_note", "credit_note", "credited", "rate", "line_undone",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """which, other: of what there is, counted round; share: of an amount, in hundredths; word: one of many choices."""

    what: str
    which: int
    other: int
    day: date
    share: int
    word: int


steps = st.builds(
    Step,
    what=st.sampled_from(COMMANDS),
    which=st.integers(0, 30),
    other=st.integers(0, 30),
    day=st.integers(0, DAYS).map(lambda n: FIRST + timedelta(n)),
    share=st.sampled_from([100, 100, 100, 50, 33, 1, 98, 110]),
    word=st.integers(0, 11),
)


class World:
    """The story so far, and the next line of it."""

    def __init__(self) -> None:
        self.story = Story(build.new_company())
        self.company = self.story.company
        self.count = 0
        self.story.tells(BEGUN)

    def take(self, step: Step) -> None:
        """The lines of a step, each a command; one that is refused leaves the books as they were."""
        for line in getattr(self, "_" + step.what)(step):
            note(line)
            before = books.contents()
            try:
                self.story.tell(line)
            except (Refused, Malformed) as refusal:
                note(f"    refused {refusal.code}")
                self._assert_unchanged(before, line)
                return

    @staticmethod
    def _assert_unchanged(before: object, line: str) -> None:
        assert books.contents() == before, f"{line} was refused, and changed the books"

    # What there is to name

    def _entries(self) -> list[Entry]:
        rows = Entry.objects.filter(company=self.company.id, reverses__isnull=True)
        found = list(rows.select_related("party").order_by("id"))
        self.story.ledgers |= {entry.document_number: entry.ledger.lower() for entry in found}
        return found

    def _entry(self, at: int, *, is_open: bool = True) -> Entry | None:
        """An open one where there is any; the newest are met most often."""
        found = self._entries()[::-1]
        chosen = [entry for entry in found if entry.remaining_minor] if is_open else found
        rows = chosen or found
        return rows[at % len(rows)] if rows else None

    def _applied(self, at: int) -> Entry | None:
        """One that an application touched."""
        touched = EntryDetail.objects.filter(company=self.company.id, kind="APPLICATION").values_list("entry_id")
        ids = {id for (id,) in touched}
        found = [entry for entry in self._entries()[::-1] if entry.id in ids]
        return found[at % len(found)] if found else None

    def _credit(self, at: int) -> Entry | None:
        found = [one for one in self._entries()[::-1] if one.remaining_minor < 0 and one.ledger == "CUSTOMER"]
        return found[at % len(found)] if found else None

    def _share(self, entry: Entry, share: int) -> str:
        minor = entry.remaining_minor * share // 100 or entry.remaining_minor or 100
        return format_minor(minor, entry.currency)

    # What is written, typed and registered

    def _opening(self, step: Step) -> Iterator[str]:
        self.count += 1
        party = PARTIES[step.which % 6]
        sign = 1 if party.startswith("C") else -1
        kind = ("invoice", "invoice", "invoice", "credit", "payment", "refund")[step.word % 6]
        minor = (100_00, 99_99, 1_01, 12_345_67)[step.other % 4] * sign * (-1 if kind in ("credit", "payment") else 1)
        currency = ("SEK", "USD", "EUR")[step.other % 3]
        columns = [f"currency={currency}", f"from={step.day}", "due=2026-06-30"]
        if kind == "invoice" and step.share != 100:
            columns += [f"discount={minor // 50 / 100:.2f}", f"until={step.day + timedelta(10)}"]
        yield f"{kind} {party} F{self.count} {minor / 100:.2f} {' '.join(columns)}"
        if kind == "invoice" and step.share == 98:
            yield f"tolerates F{self.count} {minor // 100 / 100:.2f}"
            yield f"grace F{self.count} {step.day + timedelta(15)}"

    def _drafts(self, step: Step) -> Iterator[str]:
        party = PARTIES[step.which % 6]
        currency = ("SEK", "USD", "EUR")[step.other % 3]
        self.count += 1
        memo = " memo" if step.word % 5 == 4 else ""
        vat = "25" if step.word % 2 else "12"
        account = "3001" if party.startswith("C") else "6570"
        yield f'draft {party} "{account};{1000 + self.count}.37;{vat};Work" on={step.day} currency={currency} external=E{self.count}{memo}'  # noqa: E501
        if step.share == 33:
            yield "post-drafts preview"
        yield "post-drafts"

    def _paid(self, step: Step) -> Iterator[str]:
        """One entry, or several of its customer or vendor, in a batch."""
        entry = self._entry(step.which)
        if entry is None:
            return
        others = [one for one in self._entries() if one.party_id == entry.party_id and one.currency == entry.currency]
        named = {entry.document_number, *(one.document_number for one in others if one.remaining_minor)}
        pays = sorted(named)[: 1 + step.word % 3] if step.word > 5 else [entry.document_number]
        amount = self._paid_amount(step, entry) if step.share != 100 else ""
        word = ("", "", "late", "no-late", "tolerate", "leave")[step.other % 6]
        batch = ("KASSA", "UT", "DOLLAR", "BOK")[step.other % 4]
        party = f"{entry.ledger.lower()}:{entry.party.number}"
        yield f'type {batch} {party} {amount} on={step.day} pays="{" ".join(pays)}" {word}'
        if step.word != 5:
            yield f"post-batch {batch}"

    def _paid_amount(self, step: Step, entry: Entry) -> str:
        return self._share(entry, -step.share)

    def _typed(self, step: Step) -> Iterator[str]:
        """Money on account, or from a customer to an account and back."""
        party = PARTIES[step.which % 6]
        batch = ("KASSA", "UT", "DOLLAR", "BOK")[step.other % 4]
        ledger = "customer" if party.startswith("C") else "vendor"
        amount = (-100, 100, -33.33, 0.01)[step.word % 4]
        currency = ("", "currency=USD", "currency=EUR")[step.word % 3]
        yield f"type {batch} {ledger}:{party} {amount:.2f} on={step.day} {currency}"
        yield f"post-batch {batch}"

    def _journal(self, step: Step) -> Iterator[str]:
        """An invoice of several lines with VAT, in one document of its own number."""
        party = PARTIES[step.which % 6]
        self.count += 1
        sign, ledger, account = (1, "customer", "3001") if party.startswith("C") else (-1, "vendor", "6570")
        common = f'as=invoice number=J{self.count} on={step.day} balancing="" currency=SEK'
        yield f"type BOK {ledger}:{party} {sign * 125:.2f} {common} external=X{self.count}"
        yield f"type BOK gl:{account} {-sign * 125:.2f} {common} vat=25"
        yield "post-batch BOK"

    def _posted(self, step: Step) -> Iterator[str]:
        """What is left in a batch: posted, dropped or numbered anew."""
        batch = ("KASSA", "UT", "DOLLAR", "BOK")[step.other % 4]
        found = typed_lines(company=self.company, journal_id=self.story._of(batch).journal_id)
        if step.word < 4:
            yield f"renumber {batch}"
        if step.word < 8 and found:
            yield f"drop {batch} {found[step.which % len(found)].line_number}"
        yield f"post-batch {batch} {'preview' if step.word == 9 else ''}"

    def _registered(self, step: Step) -> Iterator[str]:
        for at in (step.which, step.other)[: 1 + step.word % 2]:
            entry = self._entry(at)
            if entry is not None and entry.ledger == "CUSTOMER":
                amount = self._share(entry, step.share) if step.share != 100 else ""
                name = f"{entry.document_number}@{entry.party.number}"
                until = f"until={step.day}" if step.word == 3 else ""
                yield f"received {name} {amount} on={step.day} {until}"
        if step.word < 9:
            yield f"post-received {'lump' if step.word % 2 else ''}"

    # What the bank sends

    def _statement(self, step: Step) -> Iterator[str]:
        entry = self._entry(step.which)
        if entry is None:
            return
        bank = "B2" if entry.currency == "USD" else "B1"
        yield f"statement {bank} {step.day}"
        yield f'line {self._share(entry, step.share)} text="{entry.document_number}" name="{entry.party.name}"'
        yield "import"
        yield "match"
        if step.word < 4:
            yield f"apply 1 {entry.document_number}@{entry.party.number} {'reopen' if step.other % 2 else ''}"
        elif step.word < 6:
            yield f"apply 1 {entry.ledger.lower()}:{entry.party.number}"
        if step.word < 10:
            yield "accept"
        yield f"post {'payments-only' if step.word == 1 else 'preview' if step.word == 2 else ''}"

    def _line_reversed(self, step: Step) -> Iterator[str]:
        found = [journal.number for journal in journals(company=self.company)]
        if found:
            yield f"on {found[step.which % len(found)]}"
            yield "reverse"
            if step.word < 4:
                yield f"posting-date {step.day}"
            if step.word < 8:
                yield "match"
                yield "accept"
                yield "post"

    # What is settled, and taken back

    def _settle(self, step: Step) -> Iterator[str]:
        entry = self._entry(step.which)
        if entry is None:
            return
        others = [
            one
            for one in self._entries()
            if one.party_id == entry.party_id and one.id != entry.id and one.remaining_minor
        ]
        opposite = [one for one in others if one.remaining_minor * entry.remaining_minor < 0] or others
        if not opposite:
            return
        chosen = [opposite[(step.other + at) % len(opposite)] for at in range(1 + step.word % 3)]
        named = {f"{one.document_number}@{one.party.number}": one for one in chosen}
        amounts = [
            f"{name}={self._share(one, step.share)}" if step.share not in (100, 110) else name
            for name, one in named.items()
        ]
        word = ("", "", "", "late", "tolerate", "preview")[step.word % 6]
        on = f"on={step.day}" if step.word > 8 else ""
        yield f"settle {entry.document_number}@{entry.party.number} {' '.join(amounts)} {word} {on}"

    def _take_back(self, step: Step) -> Iterator[str]:
        entry = self._applied(step.which)
        if entry is not None:
            on = f"on={step.day}" if step.word > 5 else ""
            yield f"take-back {entry.document_number}@{entry.party.number} {on}"

    def _reverse(self, step: Step) -> Iterator[str]:
        sources = ["GENERAL", "BANK"] if step.word > 2 else ["APPLICATION", "ADJUSTMENT", "BAD_DEBT", "REVERSAL"]
        found = list(Voucher.objects.filter(company=self.company.id, source__in=sources).order_by("-id"))
        if found:
            preview = "preview" if step.word == 0 else ""
            yield f"reverse-voucher {found[step.which % len(found)]} {preview}"

    def _reverse_run(self, step: Step) -> Iterator[str]:
        rows = Voucher.objects.filter(company=self.company.id, source__in=["GENERAL", "BANK"])
        found = sorted(set(rows.values_list("posting_run__number", flat=True)), reverse=True)
        if found:
            yield f"reverse-run {found[step.which % len(found)]}"

    # What is corrected

    def _move(self, step: Step) -> Iterator[str]:
        entry = self._entry(step.which)
        if entry is not None:
            to = (PARTIES[:3] if entry.ledger == "CUSTOMER" else PARTIES[3:])[step.other % 3]
            on = f"on={step.day}" if step.word > 5 else ""
            yield f"move {entry.document_number}@{entry.party.number} {to} {on}"

    def _merge(self, step: Step) -> Iterator[str]:
        if step.word < 6:
            known = PARTIES[:3] if step.which % 2 else PARTIES[3:]
            yield f"merge {known[step.which % 3]} {known[step.other % 3]} on={step.day}"

    def _claim(self, step: Step, verb: str) -> Iterator[str]:
        entry = self._entry(step.which)
        if entry is not None:
            amount = self._share(entry, step.share) if step.share != 100 else ""
            yield f"{verb} {entry.document_number}@{entry.party.number} {amount} on={step.day}"

    def _lose(self, step: Step) -> Iterator[str]:
        yield from self._claim(step, "lose")

    def _fear(self, step: Step) -> Iterator[str]:
        yield from self._claim(step, "fear")

    def _debt(self, step: Step, verb: str, kind: str) -> Iterator[str]:
        self._entries()
        found = list(BadDebt.objects.filter(company=self.company.id, kind=kind).order_by("-id"))
        if found:
            entry = found[step.which % len(found)].entry
            yield f"{verb} {entry.document_number}@{entry.party.number} on={step.day}"

    def _release(self, step: Step) -> Iterator[str]:
        yield from self._debt(step, "release", "FEARED")

    def _reopen(self, step: Step) -> Iterator[str]:
        yield from self._debt(step, "reopen", "CONFIRMED")

    def _repay(self, step: Step) -> Iterator[str]:
        entry = self._credit(step.which)
        if entry is not None:
            yield f"repay entry={entry.document_number}@{entry.party.number} {self._share(entry, -step.share)}"

    def _approve(self, step: Step) -> Iterator[str]:
        yield f"approve {1 + step.which % 4}"

    def _give_up(self, step: Step) -> Iterator[str]:
        yield f"give-up {1 + step.which % 4}"

    # What is edited and credited

    def _edit(self, step: Step) -> Iterator[str]:
        entry = self._entry(step.which, is_open=step.word < 9)
        if entry is None:
            return
        share = format_minor(entry.remaining_minor * (step.share % 100) // 100, entry.currency)
        changes = (
            f"due={step.day}",
            f"discount={share} until={step.day}",
            f"discount={share}",
            f"late={step.day}",
            f"tolerates={share}",
            "hold=EVA",
            "hold=EVAS",
            f"until={step.day} late={step.day + timedelta(5)}",
        )
        yield f"edit {entry.document_number}@{entry.party.number} {changes[step.other % len(changes)]}"

    def _tolerance(self, step: Step) -> Iterator[str]:
        yield f"tolerance {('SEK', 'USD', 'EUR')[step.which % 3]} {step.other % 4}.00 {step.word}.00"
        yield "recompute"

    def _relation(self, step: Step) -> Iterator[str]:
        known = PARTIES[:3] if step.which % 2 else PARTIES[3:]
        payer, party = known[step.which % 3], known[step.other % 3]
        if step.word < 8:
            yield f"relates {payer} {party} {('group', 'factor', 'bill-to')[step.word % 3]} from={step.day}"
        else:
            yield f"ends {payer} {party} {step.day}"

    def _credit_note(self, step: Step) -> Iterator[str]:
        """An electronic one, of an invoice that is there, settled, another party's or unknown."""
        entry = self._entry(step.which, is_open=step.word < 9)
        if entry is None:
            return
        self.count += 1
        party = entry.party.number if step.word else PARTIES[step.other % 6]
        amount = f"{abs(entry.document_minor) * max(step.share, 33) // 100 / 100:.2f}"
        currency = entry.currency if step.word != 1 else "EUR"
        number = entry.external_document_number or entry.document_number
        yield f"credit-note {party} EK{self.count} {amount} {number} on={step.day} currency={currency}"

    def _credited(self, step: Step) -> Iterator[str]:
        """The credit memo of a posted invoice, drafted and posted."""
        found = [one for one in self._entries()[::-1] if one.document_type == "INVOICE" and not one.is_opening]
        if found:
            yield f"credit-invoice {found[step.which % len(found)].document_number} on={step.day}"
            yield "post-drafts"

    def _line_undone(self, step: Step) -> Iterator[str]:
        """A line that is proposed something is set aside, and taken up again."""
        found = [journal.number for journal in journals(company=self.company)]
        if found:
            yield f"on {found[step.which % len(found)]}"
            yield "unapply 1"
            yield "match" if step.word % 2 else f"apply 1 {PARTIES[step.other % 3].replace('C', 'customer:C')}"
            yield "accept"
            yield "post"

    # What the accountant does

    def _rate(self, step: Step) -> Iterator[str]:
        currency = ("USD", "EUR")[step.which % 2]
        yield f"rate {currency} {step.day} {5 + step.other % 11}.{step.share:02d}"

    def _adjust(self, step: Step) -> Iterator[str]:
        last = step.day.replace(day=calendar.monthrange(step.day.year, step.day.month)[1])
        yield f"adjust {last if step.word < 8 else step.day} {('', 'customers', 'vendors', 'preview')[step.word % 4]}"

    def _periods(self, step: Step) -> Iterator[str]:
        if step.word < 4:
            yield "close 2026-02-28"
        elif step.word < 6:
            yield "reopen-periods 2026"

    def _block(self, step: Step) -> Iterator[str]:
        party = PARTIES[step.which % 6]
        levels = (
            ("none", "ship", "invoice", "all", "inactive", "active")
            if party in PARTIES[:3]
            else ("none", "payment", "all", "none", "inactive", "active")
        )
        yield f"block-level {party} {levels[step.word % 6]}"

    def _setting(self, step: Step) -> Iterator[str]:
        key, values = (
            ("late_discounts", ("accept", "ask", "decline")),
            ("tolerances", ("post", "ask", "leave")),
            ("applies_between_currencies", (True, False, True)),
            ("adjusts_vat_for_discount", (True, False, True)),
        )[step.which % 4]
        value = values[step.word % 3]
        said = f"'\"{value}\"'" if isinstance(value, str) else str(value).lower()
        yield f"setting {key} {said}"

    # What holds

    def assert_holds(self) -> None:
        assert books.violations() == []
        days = (FIRST, date(2026, 2, 28), date(2026, 3, 15), date(2026, 3, 31), date(2026, 12, 31))
        for day in days:
            balances = {row.account: row.balance_minor for row in trial_balance(company=self.company, as_of=day)}
            assert sum(balances.values()) == 0, day
            for ledger, control in CONTROLS.items():
                entries = entries_as_of(company=self.company, ledger=ledger, as_of=day)
                assert sum(one.remaining_local_minor for one in entries) == balances.get(control, 0), (ledger, day)
            banks = BankEntry.objects.filter(company=self.company.id, posting_date__lte=day)
            assert sum(one.local_minor for one in banks) == balances.get("1930", 0) + balances.get("1940", 0), day
        assert balances.get("1519", 0) == -balances.get("6352", 0)


@pytest.mark.django_db
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(taken=st.lists(steps, min_size=5, max_size=15))
def test_the_books_hold_whatever_is_commanded(taken: list[Step]) -> None:
    with transaction.atomic():
        world = World()
        for step in taken:
            world.take(step)
            world.assert_holds()
        transaction.set_rollback(True)
