"""Patterns for text in linear time: a pattern that a person wrote can never make matching slow.

Literals, `.`, `[abc]`, `[^a-z]`, `\\d` digits, `\\w` letters and digits, `\\s` blanks, groups, `|`, `*`, `+`, `?`,
`{2}`, `{2,5}`, `^` and `$`. Nothing that needs going back, such as a reference to an earlier group. The pattern
becomes a small program whose threads all walk over the text at once (Thompson's construction); the sets of threads met
on the way are remembered, so that each letter is mostly one look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NoReturn

from reskontra.core.errors import Refused

PROGRAM_MAX = 500
REMEMBERED_MAX = 5_000
TIMES_MAX = 100
_CLASSES: dict[str, Callable[[str], bool]] = {"d": str.isdigit, "w": str.isalnum, "s": str.isspace}
Node = tuple[Any, ...]
Test = Callable[[str], bool]


SHOWN = 200  # letters of a pattern that a refusal repeats


class PatternUnreadable(Refused):
    code = "pattern_unreadable"
    template = (
        'The pattern "{pattern}" makes no sense at character {position}. '
        "Put a backslash before a sign that stands for itself, or close what is open."
    )


class PatternTooLarge(Refused):
    code = "pattern_too_large"
    template = 'The pattern "{pattern}" is larger than {most} steps. Repeat less, or write two mappings.'


@lru_cache(maxsize=1000)
def compile_pattern(pattern: str) -> Pattern:
    """refuses   PatternUnreadable, PatternTooLarge"""
    return Pattern(pattern)


class Pattern:
    """A pattern ready to be looked for; upper and lower case are the same."""

    def __init__(self, pattern: str) -> None:
        self.program: list[Node] = []
        self.pattern = pattern
        self._emit(_Reader(pattern).read())
        self.program.append(("MATCH",))
        self._first = self._closure([0], is_first=True)
        self._again = self._closure([0], is_first=False)
        self._steps: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    def is_in(self, text: str) -> bool:
        """Whether it fits anywhere in the text, which is case-folded."""
        match = len(self.program) - 1
        threads = self._first
        for letter in text:
            if match in threads:
                return True
            key = (threads, letter)
            found = self._steps.get(key)
            if found is None:
                if len(self._steps) >= REMEMBERED_MAX:
                    self._steps.clear()
                found = self._steps[key] = self._step(threads, letter)
            threads = found
        return match in threads or match in self._closure(threads, is_first=not text, is_last=True)

    def _step(self, threads: frozenset[int], letter: str) -> frozenset[int]:
        going = [at + 1 for at in threads if self.program[at][0] == "TEST" and self.program[at][1](letter)]
        return self._closure(going, is_first=False) | self._again

    def _closure(self, starts: Iterable[int], *, is_first: bool, is_last: bool = False) -> frozenset[int]:
        """Where threads stand that begin here, past everything that takes no letter."""
        waiting, seen = list(starts), set()
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            step = self.program[at]
            if step[0] == "JUMP":
                waiting += step[1:]
            elif (step[0] == "FIRST" and is_first) or (step[0] == "LAST" and is_last):
                waiting.append(at + 1)
        return frozenset(seen)

    def _emit(self, node: Node) -> None:
        if len(self.program) > PROGRAM_MAX:
            raise PatternTooLarge(pattern=self.pattern[:SHOWN], most=PROGRAM_MAX)
        kind = node[0]
        if kind == "CHAIN":
            for part in node[1]:
                self._emit(part)
        elif kind == "EITHER":
            self._emit_either(node[1])
        elif kind == "REPEAT":
            self._emit_repeat(node[1], node[2], node[3])
        else:
            self.program.append(node)

    def _emit_either(self, branches: list[Node]) -> None:
        ends = []
        for branch in branches[:-1]:
            fork = len(self.program)
            self.program.append(("JUMP",))
            self._emit(branch)
            ends.append(len(self.program))
            self.program.append(("JUMP",))
            self.program[fork] = ("JUMP", fork + 1, len(self.program))
        self._emit(branches[-1])
        for end in ends:
            self.program[end] = ("JUMP", len(self.program))

    def _emit_repeat(self, node: Node, least: int, most: int | None) -> None:
        for _ in range(least):
            self._emit(node)
        if most is None:
            fork = len(self.program)
            self.program.append(("JUMP",))
            self._emit(node)
            self.program.append(("JUMP", fork))
            self.program[fork] = ("JUMP", fork + 1, len(self.program))
            return
        forks = []
        for _ in range(most - least):
            forks.append(len(self.program))
            self.program.append(("JUMP",))
            self._emit(node)
        for fork in forks:
            self.program[fork] = ("JUMP", fork + 1, len(self.program))


class _Reader:
    """Reads a pattern into nodes: CHAIN, EITHER, REPEAT, TEST, FIRST, LAST."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def read(self) -> Node:
        node = self._either()
        if self.at < len(self.pattern):
            self._refuse()
        return node

    def _refuse(self) -> NoReturn:
        raise PatternUnreadable(pattern=self.pattern[:SHOWN], position=self.at + 1)

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _take(self) -> str:
        letter = self._next()
        if not letter:
            self._refuse()
        self.at += 1
        return letter

    def _either(self) -> Node:
        branches = [self._chain()]
        while self._next() == "|":
            self.at += 1
            branches.append(self._chain())
        return ("EITHER", branches) if len(branches) > 1 else branches[0]

    def _chain(self) -> Node:
        parts = []
        while self._next() and self._next() not in "|)":
            parts.append(self._repeated(self._one()))
        return ("CHAIN", parts)

    def _one(self) -> Node:
        letter = self._take()
        if letter == "(":
            node = self._either()
            if self._next() != ")":
                self._refuse()
            self.at += 1
            return node
        if letter == "[":
            return ("TEST", self._set())
        if letter in "^$":
            return ("FIRST" if letter == "^" else "LAST",)
        if letter in "*+?{":
            self.at -= 1
            self._refuse()
        return ("TEST", self._letter(letter))

    def _letter(self, letter: str) -> Test:
        if letter == ".":
            return lambda found: True
        if letter == "\\":
            letter = self._take()
            if letter in _CLASSES:
                return _CLASSES[letter]
            if letter.isalnum():
                self.at -= 1
                self._refuse()
        folded = letter.casefold()
        return lambda found: found == folded

    def _repeated(self, node: Node) -> Node:
        sign = self._next()
        if sign == "{":
            self.at += 1
            return ("REPEAT", node, *self._times())
        bounds: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if sign in bounds and sign:
            self.at += 1
            return ("REPEAT", node, *bounds[sign])
        return node

    def _times(self) -> tuple[int, int | None]:
        written = ""
        while (letter := self._take()) != "}":
            written += letter
        least, comma, most = written.partition(",")
        numbers = [least, most] if comma and most else [least]
        if not all(number.isascii() and number.isdigit() and int(number) <= TIMES_MAX for number in numbers):
            self._refuse()
        low, high = int(least), int(numbers[-1])
        if high < low:
            self._refuse()
        return (low, None) if comma and not most else (low, high)

    def _set(self) -> Test:
        is_not = self._next() == "^"
        self.at += is_not
        tests: list[Test] = []
        while not tests or self._next() != "]":
            low = self._take()
            if low != "\\" and self._next() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("", "]"):
                self.at += 1
                tests.append(_between(low.casefold(), self._take().casefold()))
            else:
                tests.append(self._letter(low) if low != "." else lambda found: found == ".")
        self.at += 1
        return lambda found: any(test(found) for test in tests) != is_not


def _between(low: str, high: str) -> Test:
    return lambda found: low <= found <= high
