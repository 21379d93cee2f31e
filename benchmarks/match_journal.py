"""Match imported transactions against open documents, beside the bare inserts of what a match stores.

    python -m benchmarks.match_journal --customers 50000 --entries 1000000 --payments 100000

With --customers 5000 and the rest the same the book is dense: 200 documents a customer, and sums that fit by chance.
From 5,000 payments on there are two processes: the budget of time is for the one that writes, start and all, which is
what a machine takes that has nothing else to do; that of memory is for both.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.common import report, report_memory, reskontra
from benchmarks.company import Sizes, bare_inserts, prepare, sizes, start_up, temporary_folder

TABLES = ("matching_proposal", "matching_proposalpart")
DENSE = 100  # documents a customer
MOST_MIB = 700


def most_seconds(chosen: Sizes) -> float | None:
    """The budget of a run of this size; None beyond the sizes that have one."""
    if chosen.payments > 100_000 or chosen.entries > 1_000_000:
        return None
    if chosen.payments <= 1_000:
        return 1.0
    return 20.0 if chosen.entries >= DENSE * chosen.customers else 12.0


def main() -> None:
    chosen = sizes(__doc__ or "")
    with temporary_folder() as folder:
        made = prepare(Path(folder), chosen)
        reskontra("statement", "import", made.statement, "--no-match", database=made.database)
        done = reskontra("journal", "match", "--import", "1", database=made.database)
        started = start_up(made.database).cpu
        measured = done.cpu - started
        print(done.output)
        text = f"match {chosen.payments:,} against {chosen.entries:,}"
        floor = bare_inserts(made.path, TABLES)
        report(f"{text}, beside bare inserts", measured, floor=floor)
        report(f"{text}, both processors", measured)
        report(f"{text}, the longer way", done.own_cpu, most=most_seconds(chosen))
        report(f"{text}, as it went", done.seconds)
        report(f"{text}, each 1,000", measured / chosen.payments * 1_000)
        report_memory(text, done.peak_bytes, most_mib=MOST_MIB)


if __name__ == "__main__":
    main()
