"""Finance charge memos made and issued, then reminders made and issued for many customers at once, each with overdue
invoices, and a fee to be posted; then their letters made by two processes, kept, and printed in files of so many.

    python -m benchmarks.reminders --customers 20000 --entries 100000

Seconds are of processor, from the command to its end, the database among it.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import report, report_memory, reskontra
from benchmarks.company import temporary_folder

if TYPE_CHECKING:
    from reskontra.companies.queries import CompanyFacts

MOST_CHARGING, MOST_CHARGING_MIB = 20.0, 100
MOST_MAKING, MOST_ISSUING = 20.0, 30.0
MOST_LETTERS, MOST_LETTERS_MIB = 60.0, 300  # seconds of 10,000 letters on two processors; growth of both processes
BARE = 100  # letters that are only typeset, to tell a slow machine from slow code
DAY = date(2026, 6, 30)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reminders", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--customers", type=int, default=2_000)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if os.environ.get("BENCH_REMINDERS"):
        _measure(chosen)
        return
    with temporary_folder() as folder:
        database = f"sqlite:///{Path(folder) / 'books.sqlite3'}"
        reskontra("init", "--company", "Bench", database=database)
        bank = ("bank-account", "add", "B1", "--bankgiro", "5050-1055", "--iban", "SE4550000000058398257466")
        reskontra(*bank, database=database)
        customers, entries = Path(folder) / "customers.csv", Path(folder) / "entries.csv"
        _write(customers, entries, chosen)
        reskontra("load", "customers", str(customers), database=database)
        reskontra("load", "entries", str(entries), database=database)
        environment = os.environ | {
            "RESKONTRA_DATABASE_URL": database,
            "RESKONTRA_CONFIG": os.devnull,
            "BENCH_REMINDERS": "1",
            "DJANGO_SETTINGS_MODULE": "reskontra.config.settings",
        }
        sizes = (f"--customers={chosen.customers}", f"--entries={chosen.entries}")
        subprocess.run([sys.executable, "-m", "benchmarks.reminders", *sizes], env=environment, check=True)


def _write(customers: Path, entries: Path, chosen: argparse.Namespace) -> None:
    """Every customer has a share of the invoices; a tenth are credit memos, some are not due yet."""
    source = random.Random(chosen.seed)
    with customers.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("number", "name", "reminder_terms", "address", "postal_code", "city", "language"))
        writer.writerows(
            (f"C{number:05d}", f"Kund {number:05d} AB", "SE-KONSUMENT", f"Storgatan {number}", "595 35", "Mjölby", "sv")
            for number in range(chosen.customers)
        )
    with entries.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            ("ledger", "account", "document_type", "document_number", "posting_date", "due_date", "currency", "amount",
             "remaining_amount")
        )  # fmt: skip
        for number in range(chosen.entries):
            minor = source.randrange(100_00, 9_000_00)
            due = DAY - timedelta(days=source.randrange(-10, 120))
            is_credit = number % 10 == 9
            amount = f"{'-' if is_credit else ''}{(minor // (20 if is_credit else 1)) / 100:.2f}"
            writer.writerow(
                ("customer", f"C{number % chosen.customers:05d}", "credit_memo" if is_credit else "invoice",
                 f"{100_000 + number}", "2026-01-10", due.isoformat(), "SEK", amount, amount)
            )  # fmt: skip


def _measure(chosen: argparse.Namespace) -> None:
    import django

    django.setup()

    from reskontra.collections.issuing_reminders import issue_reminders
    from reskontra.collections.making_reminders import make_reminders
    from reskontra.collections.models import CustomerTerms
    from reskontra.collections.reminder_plans import MakeOrder
    from reskontra.companies.queries import companies
    from reskontra.parties.models import Party

    company = companies()[0]
    CustomerTerms.objects.bulk_create(
        (
            CustomerTerms(company_id=company.id, party_id=id, is_consumer=True, is_fee_agreed=True)
            for id in Party.objects.filter(company=company.id).values_list("id", flat=True)
        ),
        batch_size=500,
    )
    _memos(company, chosen)
    begun = time.process_time()
    made = make_reminders(company=company, actor="bench", order=MakeOrder(document_date=DAY))
    making = time.process_time() - begun
    begun = time.process_time()
    done = issue_reminders(company=company, actor="bench")
    issuing = time.process_time() - begun
    assert not done.refused
    lines = sum(len(one.draft.lines) for one in made.made)
    print(f"{len(made.made)} reminders of {lines} lines, {len(made.not_made)} customers without one")
    report(f"make {len(made.made):,} reminders of {chosen.entries:,} open entries", making, most=MOST_MAKING)
    report(f"issue {len(done.done):,} reminders", issuing, most=MOST_ISSUING)
    _letters(company)
    _printed(company)


def _memos(company: CompanyFacts, chosen: argparse.Namespace) -> None:
    from reskontra.collections.finance_charge_plans import MemoOrder
    from reskontra.collections.finance_charges import make_memos
    from reskontra.parties.models import Party

    Party.objects.filter(company=company.id).update(finance_charge_terms="STANDARD")
    before, begun = _peak(), time.process_time()
    made = make_memos(company=company, actor="bench", order=MemoOrder(document_date=DAY))
    text = f"make {len(made.made):,} memos of {chosen.entries:,} open entries"
    report(text, time.process_time() - begun, most=MOST_CHARGING)
    report_memory(f"{text}, growth", _peak() - before, most_mib=MOST_CHARGING_MIB)
    _issued(company)


def _issued(company: CompanyFacts) -> None:
    """Memos issued, and taken back: the reminders are to charge the same interest."""
    from django.db import transaction

    from reskontra.collections.finance_charges import memo_rules
    from reskontra.collections.issuing_blocks import issue_documents

    begun = time.process_time()
    with transaction.atomic():
        done = issue_documents(company=company, actor="bench", rules=memo_rules(company))
        transaction.set_rollback(True)
    assert not done.refused
    report(f"issue {len(done.done):,} memos", time.process_time() - begun, most=MOST_ISSUING)


def _printed(company: CompanyFacts) -> None:
    from reskontra.collections.sending import SendOrder, send_documents

    sizes: list[int] = []
    before, begun = _peak(), time.process_time()
    order = SendOrder("REMINDER", channel="PRINT")
    done = send_documents(
        company=company, actor="bench", order=order, write=lambda pdf, _documents: sizes.append(len(pdf))
    )
    text = f"print {len(done.printed):,} letters in {len(sizes)} files"
    print(f"{text}: {time.process_time() - begun:.1f} s, {max(sizes) / 2**20:.1f} MiB at most in a file")
    report_memory(f"{text}, growth", _peak() - before, most_mib=MOST_LETTERS_MIB)


def _letters(company: CompanyFacts) -> None:
    """The budget is of both processes: which of them makes more letters hangs on what else the processors do."""
    from benchmarks.letters import typeset
    from reskontra.collections.keeping_letters import keep_letters
    from reskontra.collections.models import CollectionDocument

    documents = list(CollectionDocument.objects.filter(company=company.id, state="ISSUED").order_by("id"))
    before, earlier = _peak(), _children()
    begun, clock = time.process_time(), time.perf_counter()
    keep_letters(company=company, documents=documents)
    own, took = time.process_time() - begun, time.perf_counter() - clock
    growth = _peak() - before + max(0, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 - before)
    each = (own + _children() - earlier) / len(documents)
    bare, _early, _late = typeset(10_000, BARE)
    print(f"{len(documents):,} letters in {took:.1f} s, {own:.1f} s of the process that keeps them")
    print(
        f"{each * 1000:.1f} ms of both processes for each, {each / bare * BARE:.2f} times a letter of two invoices "
        f"that is only typeset ({bare / BARE * 1000:.1f} ms)"
    )
    report("10,000 letters, by what two processors took", each * 10_000 / 2, most=MOST_LETTERS)
    text = f"make and keep {len(documents):,} letters"
    report_memory(f"{text}, growth of both", growth, most_mib=MOST_LETTERS_MIB)


def _children() -> float:
    """Seconds of a processor that processes took which this one began, and which have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
