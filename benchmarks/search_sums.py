"""Look for the documents of one payer that make an amount, among many: each amount in milliseconds.

    python -m benchmarks.search_sums --documents 5000 --amounts 200

The documents are made ready once for all amounts; half of the amounts are a row of the documents, half are nothing's.
"""

from __future__ import annotations

import argparse
import random
import time

from benchmarks.common import report
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.sums import Documents, Item, SumSearch

MOST_MILLISECONDS = 20.0


def items(count: int, *, seed: int) -> list[Item]:
    """So many documents, oldest first, each tenth a credit memo; a third of them bear a list price."""
    source = random.Random(seed)
    found = []
    for number in range(count):
        minor = (
            source.choice((9_900, 24_900, 49_500, 99_500)) if source.random() < 0.3 else source.randrange(1, 5_000_000)
        )
        sign = -1 if source.random() < 0.1 else 1
        found.append(Item(number + 1, sign * minor, source.random() < 0.7, (7, f"F{number:06d}")))
    return found


def targets(documents: Documents, count: int, *, seed: int) -> list[int]:
    """Every second is what some oldest documents come to."""
    source = random.Random(seed)
    amounts = documents.amounts
    return [
        sum(amounts[: source.randrange(2, 1 + len(amounts))]) if number % 2 else source.randrange(1, 90_000_000)
        for number in range(count)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search_sums", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--amounts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    settings = MatchSettings()
    started = time.process_time()
    documents = Documents(items(chosen.documents, seed=chosen.seed))
    wanted = targets(documents, chosen.amounts, seed=chosen.seed)
    found = 0
    for target in wanted:
        search = SumSearch(documents, target, settings.accident_search_max, settings.steps_max)
        found += search.find() is not None
    took = time.process_time() - started
    print(f"{found} of {chosen.amounts} amounts are made by a set of {chosen.documents} documents")
    report(f"search {chosen.documents:,} documents, each amount", took / chosen.amounts, most=MOST_MILLISECONDS / 1_000)


if __name__ == "__main__":
    main()
