"""Post a cash receipt batch: 10,000 lines, each a receipt that settles a document, in at most 5 seconds."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.common import report, report_memory, reskontra
from benchmarks.company import bare_inserts, counts, prepare, sizes, start_up, temporary_folder
from benchmarks.post_journal import TABLES


def write_lines(entries: Path, target: Path, count: int) -> int:
    """A line for each of the first invoices of customers in the company's currency; gives how many."""
    written = 0
    with entries.open(encoding="utf-8") as source, target.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("posting_date", "account_type", "account", "amount", "applies_to_type", "applies_to"))
        for row in csv.DictReader(source):
            if written == count:
                break
            if row["ledger"] == "customer" and row["document_type"] == "invoice" and row["currency"] == "SEK":
                amount = f"-{row['remaining_amount']}"
                out.writerow(("2026-06-01", "customer", row["account"], amount, "invoice", row["document_number"]))
                written += 1
    return written


def main() -> None:
    chosen = sizes(__doc__ or "")
    with temporary_folder() as folder:
        made = prepare(Path(folder), chosen)
        lines = made.folder / "lines.csv"
        count = write_lines(made.folder / "entries.csv", lines, chosen.payments)
        reskontra("cash-receipts", "batch", "add", "BENCH", "--balancing", "bank:B1", database=made.database)
        start = start_up(made.database).seconds
        loaded = reskontra("cash-receipts", "load", "BENCH", lines, database=made.database)
        report(f"load {count:,} lines of cash receipts", loaded.seconds - start)
        before = counts(made.path, TABLES)
        done = reskontra("cash-receipts", "post", "BENCH", database=made.database)
        measured = done.seconds - start
        print(done.output)
        floor = bare_inserts(made.path, TABLES, since=before)
        report(f"post {count:,} cash receipts", measured, floor=floor)
        report(f"post {count:,} cash receipts", measured, most=5)
        report_memory(f"post {count:,} cash receipts", done.peak_bytes)
        reskontra("check", database=made.database)


if __name__ == "__main__":
    main()
