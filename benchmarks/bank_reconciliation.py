"""A bank reconciliation of many lines matched against many entries of the bank ledger, half of them of one amount; and
the proof of an account over a large book, of which a few thousand entries are outstanding.

    python -m benchmarks.bank_reconciliation --lines 5000 --entries 50000 --book 500000

Seconds are of processor, from the command to its end, the database among it. Filling the book takes minutes.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import report, reskontra
from benchmarks.company import temporary_folder

if TYPE_CHECKING:
    from reskontra.companies.queries import CompanyFacts
    from reskontra.ledger.queries import BankAccountFacts

MOST_SECONDS = 5.0
MOST_PROOF_SECONDS = 5.0
FIRST, DAYS = date(2026, 3, 1), 30
ONE_AMOUNT = 99_00
OUTSTANDING = 2_000
AT_ONCE = 50_000


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bank_reconciliation", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--lines", type=int, default=5_000)
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--book", type=int, default=500_000, help="Entries that the proof is over; 0 leaves it out.")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if os.environ.get("BENCH_RECONCILIATION"):
        _measure(chosen)
        if chosen.book:
            _measure_proof(chosen)
        return
    with temporary_folder() as folder:
        database = f"sqlite:///{Path(folder) / 'books.sqlite3'}"
        reskontra("init", "--company", "Bench", database=database)
        for number in ("B1", "B2"):
            opening = ("--opening-balance", "1000", "--opening-date", "2026-01-01")
            reskontra("bank-account", "add", number, *opening, database=database)
        environment = os.environ | {
            "RESKONTRA_DATABASE_URL": database,
            "RESKONTRA_CONFIG": os.devnull,
            "BENCH_RECONCILIATION": "1",
            "DJANGO_SETTINGS_MODULE": "reskontra.config.settings",
        }
        sizes = (
            f"--lines={chosen.lines}",
            f"--entries={chosen.entries}",
            f"--seed={chosen.seed}",
            f"--book={chosen.book}",
        )
        subprocess.run([sys.executable, "-m", "benchmarks.bank_reconciliation", *sizes], env=environment, check=True)


def movements(count: int, *, seed: int) -> Iterator[tuple[date, int, str, str]]:
    """(day, amount, text of the voucher, number it is known by outside); every second is of the one amount."""
    source = random.Random(seed)
    for number in range(count):
        minor = ONE_AMOUNT if number % 2 else source.randrange(10_00, 5_000_00)
        name = f"Kund {source.randrange(3_000):04d} i Malmö AB"
        yield FIRST + timedelta(source.randrange(DAYS)), minor, f"Betalning {name}", str(100_000 + number)


def _measure(chosen: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.db import transaction

    from reskontra.bank.reconciliation.changing import open_reconciliation
    from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation
    from reskontra.bank.reconciliation.lines import LineToAdd, write_lines
    from reskontra.bank.reconciliation.matching import match_reconciliation
    from reskontra.companies.queries import companies
    from reskontra.ledger.queries import find_bank_account

    company = companies()[0]
    bank = find_bank_account(company=company, number="B1")
    made = list(movements(chosen.entries, seed=chosen.seed))
    _post(company, bank, made)
    shown = sorted(random.Random(chosen.seed).sample(made, chosen.lines))
    new = NewReconciliation("B1", FIRST + timedelta(DAYS), 0)
    name = create_reconciliation(company=company, actor="bench", new=new).name
    with transaction.atomic():
        found = open_reconciliation(company=company, name=name)
        lines = [LineToAdd(day, minor, f"{text[10:]} faktura {known}") for day, minor, text, known in shown]
        write_lines(company=company, found=found, lines=lines)
    started = time.process_time()
    done = match_reconciliation(company=company, actor="bench", name=name)
    took = time.process_time() - started
    print(f"{done.matched} of {done.tried} lines matched, {len(done.tied)} left to a person")
    report(f"match {chosen.lines:,} lines with {chosen.entries:,} bank entries", took, most=MOST_SECONDS)


def _post(company: CompanyFacts, bank: BankAccountFacts, made: Sequence[tuple[date, int, str, str]]) -> None:
    from django.db import transaction

    from reskontra.ledger.actions import post, start_run
    from reskontra.ledger.drafts import BankDraft, LineDraft, VoucherDraft
    from reskontra.ledger.queries import account_ids

    sales = account_ids(company=company, numbers=["3001"])["3001"]
    for start in range(0, len(made), AT_ONCE):
        vouchers = [
            VoucherDraft(
                "GENERAL", day,
                (
                    LineDraft(bank.gl_account_id, minor, "SEK", minor, bank=BankDraft(bank.id, minor, "SEK")),
                    LineDraft(sales, -minor, "SEK", -minor),
                ),
                description=text, external_document_number=known,
            )
            for day, minor, text, known in made[start : start + AT_ONCE]
        ]  # fmt: skip
        with transaction.atomic():
            run = start_run(company=company, actor="bench", action="bench.posted")
            post(company=company, run=run, vouchers=vouchers)


def _measure_proof(chosen: argparse.Namespace) -> None:
    """Entries that come to nothing in pairs, all closed but the last ones: the bank stands where it began."""
    from django.db import transaction

    from reskontra.bank.proof.figures import prove
    from reskontra.bank.reconciliation.closing import post_reconciliation
    from reskontra.bank.reconciliation.documents import NewReconciliation, change_reconciliation, create_reconciliation
    from reskontra.bank.reconciliation.report import reconciliation_report
    from reskontra.companies.queries import companies
    from reskontra.ledger.queries import find_bank_account
    from reskontra.ledger.reconciled_entries import close_held_entries, hold_bank_entries, open_bank_entries

    company = companies()[0]
    bank = find_bank_account(company=company, number="B2")
    half = list(movements(chosen.book // 2, seed=chosen.seed))
    _post(company, bank, [(day, sign * minor, text, known) for day, minor, text, known in half for sign in (1, -1)])
    end = FIRST + timedelta(DAYS)
    every = [one.id for one in open_bank_entries(company=company, bank_account_id=bank.id, until=end)]
    closed = sorted(every)[:-OUTSTANDING]
    with transaction.atomic():
        hold_bank_entries(company=company, bank_account=bank, ids=closed)
        close_held_entries(company=company, ids=closed, closed_date=end)
    name = create_reconciliation(company=company, actor="bench", new=NewReconciliation("B2", end, 1000_00)).name
    change_reconciliation(company=company, actor="bench", name=name, opening_minor=1000_00)
    post_reconciliation(company=company, actor="bench", name=name, is_empty_meant=True)
    started = time.process_time()
    proof = prove(company=company, account=bank, as_of=end)
    took = time.process_time() - started
    assert proof.figures
    told = f"{len(proof.outstanding):,} outstanding, {proof.figures.unexplained / 100:.2f} unexplained"
    print(f"{chosen.book:,} bank entries: {told}")
    report(f"proof over {chosen.book:,} bank entries", took, most=MOST_PROOF_SECONDS)
    started = time.process_time()
    tested = reconciliation_report(company=company, name=name)
    took = time.process_time() - started
    assert tested.proof_minor == tested.ledger_minor
    report(f"test report over {chosen.book:,} bank entries", took, most=MOST_PROOF_SECONDS)


if __name__ == "__main__":
    main()
