"""Match imported transactions against open documents, beside the bare inserts of what a match stores."""

from __future__ import annotations

from pathlib import Path

from benchmarks.common import report, report_memory, reskontra
from benchmarks.company import bare_inserts, prepare, sizes, start_up, temporary_folder

TABLES = ("matching_proposal", "matching_proposalpart")
SECONDS = {10_000: 10.0, 100_000: 12.0}


def main() -> None:
    chosen = sizes(__doc__ or "")
    with temporary_folder() as folder:
        made = prepare(Path(folder), chosen)
        reskontra("statement", "import", made.statement, database=made.database)
        done = reskontra("journal", "match", "--import", "1", database=made.database)
        measured = done.seconds - start_up(made.database).seconds
        print(done.output)
        report("floor: bare inserts of the proposals", bare_inserts(made.path, TABLES))
        text = f"match {chosen.payments:,} against {chosen.entries:,}"
        report(text, measured, most=SECONDS.get(chosen.payments))
        report_memory(text, done.peak_bytes, most_mib=700)


if __name__ == "__main__":
    main()
