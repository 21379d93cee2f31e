"""Post the ready lines: at most three times the bare inserts of the same rows, with every trigger on."""

from __future__ import annotations

from pathlib import Path

from benchmarks.common import report, report_memory, reskontra
from benchmarks.company import bare_inserts, counts, prepare, sizes, start_up, temporary_folder

TABLES = (
    "ledger_voucher", "ledger_voucherline", "ledger_bankentry", "receivables_entry", "receivables_entrydetail",
    "receivables_application",
)  # fmt: skip


def main() -> None:
    chosen = sizes(__doc__ or "")
    with temporary_folder() as folder:
        made = prepare(Path(folder), chosen)
        reskontra("statement", "import", made.statement, database=made.database)
        reskontra("journal", "match", "--import", "1", database=made.database)
        before = counts(made.path, TABLES)
        done = reskontra("journal", "post", "--import", "1", database=made.database)
        measured = done.seconds - start_up(made.database)
        print(done.output)
        floor = bare_inserts(made.path, TABLES, since=before)
        report(f"post the ready ones of {chosen.payments:,}", measured, floor=floor, most=3)
        report_memory(f"post the ready ones of {chosen.payments:,}", done.peak_bytes)
        reskontra("check", database=made.database)


if __name__ == "__main__":
    main()
