"""Who gets the money when several lines want the same entries: all lines of a run at once.

Claims and the entries that are wanted by more than one of them make a graph. Its connected components are independent.
A small one is solved exactly: as many lines as possible, then the highest sum of ranks, then the order of the claims.
A large one is served greedily, best rank first. The search counts steps, so the answer does not depend on the clock.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reskontra.core.matching.work import Claim

EXACT_NODES_MAX = 50
STEPS_MAX = 20_000

Free = Mapping[int, int]


def assign(claims: Sequence[Claim], free: Free) -> list[Claim]:
    """Choose at most one claim per line so that no entry gives more than it has free.

    returns   the chosen claims, in the order of their lines; independent of the order of `claims`
    """
    ordered = sorted((claim for claim in claims if fits(claim, free)), key=_line_order)
    contended = _contended(ordered, free)
    chosen, disputed = _undisputed(ordered, contended)
    for component in _components(disputed, contended):
        chosen += _solve(component, free, contended)
    return sorted(chosen, key=_line_order)


def fits(claim: Claim, free: Free) -> bool:
    """Whether every entry has what the claim wants of it, on the same side."""
    for entry_id, gross in claim.uses:
        left = free[entry_id]
        if not (0 < gross <= left or left <= gross < 0):
            return False
    return True


def _line_order(claim: Claim) -> tuple[int, ...]:
    return (claim.work.position, -claim.rank, *claim.order)


def _contended(claims: Sequence[Claim], free: Free) -> set[int]:
    """Entries of which all claims together want more than there is."""
    wanted: dict[int, int] = defaultdict(int)
    for claim in claims:
        for entry_id, gross in claim.uses:
            wanted[entry_id] += abs(gross)
    return {entry_id for entry_id, total in wanted.items() if total > abs(free[entry_id])}


def _undisputed(claims: Sequence[Claim], contended: set[int]) -> tuple[list[Claim], list[Claim]]:
    """The only claims of their lines that want what nobody else does, most of them; and the others."""
    several = Counter([claim.work.position for claim in claims])
    alone: list[Claim] = []
    others: list[Claim] = []
    for claim in claims:
        is_alone = several[claim.work.position] == 1
        if is_alone and (not contended or contended.isdisjoint([entry_id for entry_id, _ in claim.uses])):
            alone.append(claim)
        else:
            others.append(claim)
    return alone, others


def _components(claims: Sequence[Claim], contended: set[int]) -> list[list[Claim]]:
    """Claims that share a line or a contended entry, directly or by others, stand together."""
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        root = node
        while leader.setdefault(root, root) != root:
            root = leader[root]
        while leader[node] != root:
            leader[node], node = root, leader[node]
        return root

    for claim in claims:
        line = ("line", claim.work.position)
        root = find(line)
        for entry_id, _ in claim.uses:
            if entry_id in contended:
                leader[find(("entry", entry_id))] = root
                root = find(root)
    groups: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[find(("line", claim.work.position))].append(claim)
    return list(groups.values())


def _solve(component: list[Claim], free: Free, contended: set[int]) -> list[Claim]:
    if len(component) == 1:
        return component
    lines: dict[int, list[Claim]] = defaultdict(list)
    for claim in component:
        lines[claim.work.position].append(claim)
    entries = {entry_id for claim in component for entry_id, _ in claim.uses if entry_id in contended}
    if len(lines) == 1:
        return [max(component, key=_rank_order)]
    if len(lines) + len(entries) <= EXACT_NODES_MAX:
        return _Search(list(lines.values()), free).run()
    return _greedy(component, free)


def _rank_order(claim: Claim) -> tuple[int, ...]:
    return (claim.rank, -claim.work.position, *(-value for value in claim.order))


def _greedy(component: list[Claim], free: Free) -> list[Claim]:
    left = {entry_id: free[entry_id] for claim in component for entry_id, _ in claim.uses}
    served: set[int] = set()
    chosen = []
    for claim in sorted(component, key=_rank_order, reverse=True):
        if claim.work.position in served or not fits(claim, left):
            continue
        served.add(claim.work.position)
        chosen.append(claim)
        for entry_id, gross in claim.uses:
            left[entry_id] -= gross
    return chosen


class _Search:
    """Branch and bound over the lines of a component: every line takes one of its claims, or none."""

    def __init__(self, lines: list[list[Claim]], free: Free) -> None:
        self.lines = lines
        self.left = {entry_id: free[entry_id] for claims in lines for claim in claims for entry_id, _ in claim.uses}
        self.best_ranks = [max(claim.rank for claim in claims) for claims in lines]
        greedy = _greedy([claim for claims in lines for claim in claims], free)
        self.best = greedy
        self.best_value = (len(greedy), sum(claim.rank for claim in greedy))
        self.steps = 0

    def run(self) -> list[Claim]:
        self._descend(0, [], 0)
        return self.best

    def _descend(self, index: int, chosen: list[Claim], total: int) -> None:
        self.steps += 1
        value = (len(chosen), total)
        if index == len(self.lines):
            if value > self.best_value:
                self.best, self.best_value = list(chosen), value
            return
        most = (len(chosen) + len(self.lines) - index, total + sum(self.best_ranks[index:]))
        if self.steps > STEPS_MAX or most <= self.best_value:
            return
        for claim in self.lines[index]:
            if fits(claim, self.left):
                self._take(claim, 1)
                chosen.append(claim)
                self._descend(index + 1, chosen, total + claim.rank)
                chosen.pop()
                self._take(claim, -1)
        self._descend(index + 1, chosen, total)

    def _take(self, claim: Claim, times: int) -> None:
        for entry_id, gross in claim.uses:
            self.left[entry_id] -= gross * times
