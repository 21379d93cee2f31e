"""Typeset letters of one page, each another, in two processes; memory stays as it is.

    python -m benchmarks.letters --letters 1000

The budget is 10,000 letters in 60 s on two processors that do nothing else: 12 ms of one for each.
"""

from __future__ import annotations

import argparse
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from benchmarks.common import report, report_memory
from reskontra.core.payment_qr import bankgiro_qr
from reskontra.letters.letter import letter_pdf
from scripts.letters import DAY, DEMANDED, reminder

MOST_SECONDS = 60.0
MOST_GROWTH_MIB = 60.0


def typeset(first: int, count: int) -> tuple[float, int, int]:
    """Seconds of a processor, and the peak of memory in bytes after a tenth and at the end."""
    letter = reminder("sv")
    assert letter.payment
    early = 0
    started = time.process_time()
    for number in range(first, first + count):
        code = bankgiro_qr(replace(DEMANDED, reference=f"{number}"), number="5050-1055")
        one = replace(
            letter,
            number=f"R{number}",
            recipient=(f"Kund {number}", *letter.recipient[1:]),
            payment=replace(letter.payment, qr=code),
        )
        letter_pdf(one, on=DAY)
        if number == first + count // 10:
            early = _peak()
    return time.process_time() - started, early, _peak()


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.letters", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--letters", type=int, default=1_000)
    chosen = parser.parse_args()
    half = chosen.letters // 2
    started = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        done = list(pool.map(typeset, (10_000, 10_000 + half), (half, half)))
    took = time.perf_counter() - started
    each = sum(seconds for seconds, _early, _late in done) / (2 * half) * 1000
    print(f"{2 * half:,} letters in {took:.1f} s by two processes")
    print(f"{each:.1f} ms of a processor for each")
    within = report("10,000 letters, by what two processors took", each * 10 / 2, most=MOST_SECONDS)
    growth = max(late - early for _seconds, early, late in done)
    flat = report_memory("growth after a tenth of them", growth, most_mib=MOST_GROWTH_MIB)
    raise SystemExit(0 if within and flat else 1)


if __name__ == "__main__":
    main()
