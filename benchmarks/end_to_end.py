"""From the bank's file to vouchers: import, match and post, at 2,000 lines a second at least.

    python -m benchmarks.end_to_end --customers 50000 --entries 1000000 --payments 100000

The commands are those that a person gives, without the start of the program. From 5,000 payments on matching has two
processes: seconds are of the one that writes, about what a machine takes that has nothing else to do. The clock's stand
beside them, start and all.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.common import report, reskontra
from benchmarks.company import prepare, sizes, start_up, temporary_folder

LINES_A_SECOND_MIN = 2_000


def main() -> None:
    chosen = sizes(__doc__ or "")
    with temporary_folder() as folder:
        made = prepare(Path(folder), chosen)
        imported = reskontra("statement", "import", made.statement, "--no-match", database=made.database)
        matched = reskontra("journal", "match", "--import", "1", database=made.database)
        posted = reskontra("journal", "post", "--import", "1", database=made.database)
        started = start_up(made.database).cpu
    steps = {"import": imported, "match": matched, "post the ready ones of": posted}
    for word, run in steps.items():
        report(f"{word} {chosen.payments:,}", run.own_cpu - started)
    taken = sum(run.own_cpu - started for run in steps.values())
    text = f"{chosen.payments:,} against {chosen.entries:,}, from file to vouchers"
    report(text, taken, most=chosen.payments / LINES_A_SECOND_MIN)
    report(f"{text}, as it went", sum(run.seconds for run in steps.values()))
    print(f"{'lines a second':<52} {chosen.payments / taken:9,.0f}")


if __name__ == "__main__":
    main()
