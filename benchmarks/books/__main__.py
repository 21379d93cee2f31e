"""Match labelled books with the core alone and print the score by style and by confidence.

python -m benchmarks.books --seeds 8 --scenes 12
python -m benchmarks.books --folder BOOK...        books with statement.xml and truth.json
python -m benchmarks.books --style number_split --misses
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.books.folders import score_folder
from benchmarks.books.market import Market
from benchmarks.books.score import Score, verdict
from benchmarks.books.styles import STYLES
from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.proposals import match_lines
from reskontra.core.matching.settings import MatchSettings

OWN = "5592345678"


def build(seed: int, *, styles: Sequence[str], scenes: int, list_prices: float) -> Market:
    """A market with so many scenes of each style, in an order of its own."""
    market = Market(seed, list_prices=list_prices)
    drawn = [name for name in styles for _ in range(scenes)]
    market.random.shuffle(drawn)
    for name in drawn:
        STYLES[name](market)
    return market


def score_market(market: Market, score: Score, misses: list[str]) -> float:
    """CPU seconds of matching alone."""
    book = market.book
    lines = [case.line for case in market.cases]
    started = time.process_time()
    found = match_lines(
        lines=lines, book=book, rules=DEFAULT_RULES, settings=MatchSettings(own_numbers=frozenset({OWN}))
    )
    taken = time.process_time() - started
    for case, proposal in zip(market.cases, found, strict=True):
        outcome = verdict(case, proposal)
        score.add(case.style, proposal.confidence, outcome)
        if outcome != "right":
            known = {entry_id: market.entries[entry_id - 1] for answer in case.answers for entry_id in answer}
            misses.append(
                f"{outcome:<10} {case.style}\n  {case.line}\n  {list(known.values())}\n  {case.answers}\n  {proposal}"
            )
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.books", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--scenes", type=int, default=12, help="scenes of every style in a book")
    parser.add_argument("--list-prices", type=float, default=0.25)
    parser.add_argument("--style", action="append", choices=sorted(STYLES))
    parser.add_argument("--folder", type=Path, action="append")
    parser.add_argument("--misses", action="store_true", help="print every line that is not right")
    chosen = parser.parse_args()
    score, misses, lines, taken = Score(), [], 0, 0.0
    started = time.process_time()
    for folder in chosen.folder or ():
        lines += score_folder(folder, score, misses)
        taken = time.process_time() - started
    for seed in () if chosen.folder else range(chosen.first_seed, chosen.first_seed + chosen.seeds):
        market = build(
            seed, styles=chosen.style or sorted(STYLES), scenes=chosen.scenes, list_prices=chosen.list_prices
        )
        taken += score_market(market, score, misses)
        lines += len(market.cases)
    print("\n".join([*score.table(), "", *score.confidences()]))
    print(f"{lines} lines, {taken / max(1, lines) * 1e6:.0f} µs of processor time a line")
    if chosen.misses:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
