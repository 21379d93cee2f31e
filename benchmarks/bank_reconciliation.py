"""A bank reconciliation of many lines matched against many entries of the bank ledger, half of them of one amount.

    python -m benchmarks.bank_reconciliation --lines 5000 --entries 50000

Seconds are of processor, from the command to its end, the database among it.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.common import report, reskontra
from benchmarks.company import temporary_folder

MOST_SECONDS = 5.0
FIRST, DAYS = date(2026, 3, 1), 30
ONE_AMOUNT = 99_00


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bank_reconciliation", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--lines", type=int, default=5_000)
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if os.environ.get("BENCH_RECONCILIATION"):
        _measure(chosen)
        return
    with temporary_folder() as folder:
        database = f"sqlite:///{Path(folder) / 'books.sqlite3'}"
        reskontra("init", "--company", "Bench", database=database)
        reskontra(
            "bank-account", "add", "B1", "--opening-balance", "1000", "--opening-date", "2026-01-01", database=database
        )
        environment = os.environ | {
            "RESKONTRA_DATABASE_URL": database,
            "RESKONTRA_CONFIG": os.devnull,
            "BENCH_RECONCILIATION": "1",
            "DJANGO_SETTINGS_MODULE": "reskontra.config.settings",
        }
        sizes = (f"--lines={chosen.lines}", f"--entries={chosen.entries}", f"--seed={chosen.seed}")
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
    from reskontra.ledger.actions import post, start_run
    from reskontra.ledger.drafts import BankDraft, LineDraft, VoucherDraft
    from reskontra.ledger.queries import account_ids, find_bank_account

    company = companies()[0]
    bank = find_bank_account(company=company, number="B1")
    sales = account_ids(company=company, numbers=["3001"])["3001"]
    made = list(movements(chosen.entries, seed=chosen.seed))
    vouchers = [
        VoucherDraft(
            "GENERAL", day,
            (
                LineDraft(bank.gl_account_id, minor, "SEK", minor, bank=BankDraft(bank.id, minor, "SEK")),
                LineDraft(sales, -minor, "SEK", -minor),
            ),
            description=text, external_document_number=known,
        )
        for day, minor, text, known in made
    ]  # fmt: skip
    with transaction.atomic():
        post(company=company, run=start_run(company=company, actor="bench", action="bench.posted"), vouchers=vouchers)
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


if __name__ == "__main__":
    main()
