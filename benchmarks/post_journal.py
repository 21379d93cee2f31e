"""Post the ready lines: at most three times the inserts of the same rows, with every trigger on.

Seconds are of processor, so that others on the machine disturb neither side. The floor is what SQLite takes for the
rows alone, indexes and triggers on; the bare one beside it has neither (docs/decisions/0012).
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.common import report, report_memory, reskontra
from benchmarks.company import bare_inserts, copied, counts, guarded_inserts, prepare, sizes, start_up, temporary_folder

TABLES = (
    "ledger_postingrun", "ledger_voucher", "ledger_voucherline", "ledger_bankentry", "receivables_entry",
    "receivables_application", "receivables_entrydetail",
)  # fmt: skip


def main() -> None:
    chosen = sizes(__doc__ or "")
    with temporary_folder() as folder:
        made = prepare(Path(folder), chosen)
        reskontra("statement", "import", made.statement, "--no-match", database=made.database)
        reskontra("journal", "match", "--import", "1", database=made.database)
        before = copied(made, "before.sqlite3")
        done = reskontra("journal", "post", "--import", "1", database=made.database)
        after = copied(made, "after.sqlite3")
        measured = done.cpu - start_up(made.database).cpu
        print(done.output)
        text = f"post the ready ones of {chosen.payments:,}"
        report(text, measured, floor=guarded_inserts(before.path, after.path, TABLES), most=3)
        report(f"{text}, bare", measured, floor=bare_inserts(after.path, TABLES, since=counts(before.path, TABLES)))
        report_memory(text, done.peak_bytes)
        report("check the books", reskontra("check", database=made.database).cpu)


if __name__ == "__main__":
    main()
