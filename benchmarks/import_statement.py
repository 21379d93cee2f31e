"""Import a camt.053: at most twice what parsing every element and inserting the same rows takes."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.common import report, report_memory, reskontra
from benchmarks.company import bare_inserts, prepare, sizes, start_up, temporary_folder

TABLES = (
    "bank_bankstatement", "bank_banktransaction", "bank_transactionparty", "bank_transactiontext",
    "bank_transactionreference", "journals_journalline",
)  # fmt: skip


def every_element(path: Path) -> float:
    """Seconds for lxml to fire an event for every element, and nothing else."""
    from lxml import etree

    started = time.perf_counter()
    for _, element in etree.iterparse(str(path), events=("end",)):
        element.clear()
    return time.perf_counter() - started


def main() -> None:
    chosen = sizes(__doc__ or "")
    with temporary_folder() as folder:
        made = prepare(Path(folder), chosen)
        done = reskontra("statement", "import", made.statement, database=made.database)
        measured = done.seconds - start_up(made.database)
        floor = every_element(made.statement) + bare_inserts(made.path, TABLES)
        report(f"import {chosen.payments:,} transactions", measured, floor=floor, most=2)
        report_memory(f"import {chosen.payments:,} transactions", done.peak_bytes)


if __name__ == "__main__":
    main()
