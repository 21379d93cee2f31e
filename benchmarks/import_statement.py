"""Import a camt.053: at most twice what parsing every element and inserting the same rows takes.

Seconds are of processor, so that others on the machine disturb neither side. The floor inserts with the indexes on;
the bare one beside it has none.
"""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.common import report, report_memory, reskontra
from benchmarks.company import bare_inserts, copied, guarded_inserts, prepare, sizes, start_up, temporary_folder

TABLES = (
    "companies_storedfile", "bank_fileimport", "bank_bankstatement", "bank_banktransaction", "bank_transactionparty",
    "bank_transactiontext", "bank_transactionreference", "journals_journal", "journals_journalline",
)  # fmt: skip


def every_element(path: Path) -> float:
    """Seconds of processor for lxml to fire an event for every element, and nothing else."""
    from lxml import etree

    started = time.process_time()
    for _, element in etree.iterparse(str(path), events=("end",)):
        element.clear()
    return time.process_time() - started


def main() -> None:
    chosen = sizes(__doc__ or "")
    with temporary_folder() as folder:
        made = prepare(Path(folder), chosen)
        before = copied(made, "before.sqlite3")
        done = reskontra("statement", "import", made.statement, "--no-match", database=made.database)
        after = copied(made, "after.sqlite3")
        measured = done.cpu - start_up(made.database).cpu
        parsed = every_element(made.statement)
        text = f"import {chosen.payments:,} transactions"
        report(text, measured, floor=parsed + guarded_inserts(before.path, after.path, TABLES), most=2)
        report(f"{text}, bare", measured, floor=parsed + bare_inserts(after.path, TABLES))
        report_memory(text, done.peak_bytes)


if __name__ == "__main__":
    main()
