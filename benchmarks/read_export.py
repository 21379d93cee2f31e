"""Read a bank's export of separated text: at most one second of processor and 100 MiB for 100,000 rows.

The floor beside it is the standard library's csv.reader over the same file, which only cuts lines into cells: it knows
no days, amounts, balances or titles.

    python -m benchmarks.read_export --rows 100000
"""

from __future__ import annotations

import argparse
import csv
import gc
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from benchmarks.common import report, report_memory
from benchmarks.company import temporary_folder

MOST_SECONDS, MOST_MIB, BUDGET_ROWS = 1.0, 100, 100_000
HEADER = "Bokföringsdag;Valutadag;Verifikationsnummer;Text;Belopp;Saldo\n"


def write_export(path: Path, rows: int, seed: int = 1) -> None:
    """An export as SEB writes it, newest first, with a running balance that proves it."""
    chosen = random.Random(seed)
    balance, lines = 100_000_000, []
    for at in range(rows):
        amount = chosen.randint(-500_000, 900_000) or 1
        balance += amount
        day = (date(2026, 1, 1) + timedelta(days=at * 90 // rows)).isoformat()
        text = f"{chosen.choice(('Er ref', 'Faktura', 'OCR'))} {chosen.randint(100_000, 999_999)}"
        lines.append(f"{day};{day};{5_490_000_000 + at};{text};{_figure(amount)};{_figure(balance)}\n")
    path.write_text(HEADER + "".join(reversed(lines)), encoding="utf-8")


def _figure(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100},{abs(minor) % 100:02d}"


def cut_lines(path: Path) -> int:
    """What csv.reader alone does; how many rows it found."""
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.reader(stream, delimiter=";"))


def read_whole(path: Path) -> int:
    """The file as the import reads it; how many events came."""
    from reskontra.formats.reading import read_statements

    with path.open("rb") as stream:
        return sum(1 for _ in read_statements(stream))


def best_of(work: object, path: Path, times: int = 3) -> float:
    """The shortest of several runs, in seconds of processor."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        started = time.process_time()
        work(path)  # type: ignore[operator]
        best = min(best, time.process_time() - started)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=BUDGET_ROWS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)  # a process of its own, for its memory
    chosen = parser.parse_args()
    if chosen.file:
        read_whole(chosen.file)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
        return
    with temporary_folder() as folder:
        path = Path(folder) / "export.csv"
        write_export(path, chosen.rows)
        text = f"read {chosen.rows:,} rows of a bank's CSV"
        measured = best_of(read_whole, path)
        report(text, measured, floor=best_of(cut_lines, path))
        report(f"{text}, processor", measured, most=MOST_SECONDS if chosen.rows <= BUDGET_ROWS else None)
        command = [sys.executable, "-m", "benchmarks.read_export", "--file", str(path)]
        peak = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        report_memory(text, int(peak), most_mib=MOST_MIB)


if __name__ == "__main__":
    main()
