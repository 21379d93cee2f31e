"""Rules that change a value before it is read: one after the other, each from text to text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reskontra.core.matching.patterns import Pattern
from reskontra.formats.definition import Rule

TEXT_MAX = 500  # letters a pattern looks at
Change = Callable[[str], str]


def changer(rules: Sequence[Rule]) -> Change | None:
    """All rules as one function; None where there are none. Blanks around a value are gone before and after."""
    steps = [_change(rule) for rule in rules]
    if not steps:
        return None
    if len(steps) == 1:
        only = steps[0]
        return lambda text: only(text).strip()

    def change(text: str) -> str:
        for step in steps:
            text = step(text).strip()
        return text

    return change


def _change(rule: Rule) -> Change:
    plain: dict[str, Change] = {
        "upper": str.upper,
        "lower": str.lower,
        "title": str.title,
        "letters": lambda text: "".join(letter for letter in text if letter.isalnum()),
        "digits": lambda text: "".join(letter for letter in text if letter.isdigit()),
        "replace": lambda text: text.replace(rule.find, rule.to) if rule.find else text,
    }
    if rule.do in plain:
        return plain[rule.do]
    if rule.do == "find":
        finder = Finder(rule.find)
        return finder.first
    if rule.do == "lookup":
        table = {key.casefold(): value for key, value in rule.table}
        return lambda text: table.get(text.casefold(), text if rule.otherwise is None else rule.otherwise)
    return lambda text: part_of(text, rule)


def part_of(text: str, rule: Rule) -> str:
    """The part of a text that the rule names; "" where the words it goes by are not there."""
    if rule.after:
        found = text.casefold().find(rule.after.casefold())
        if found < 0:
            return ""
        text = text[found + len(rule.after) :]
    elif rule.start:
        text = text[rule.start - 1 :]
    if rule.before:
        found = text.casefold().find(rule.before.casefold())
        return text[:found] if found >= 0 else ""
    return text[: rule.length] if rule.length else text


class Finder(Pattern):
    """A pattern that gives the piece of a text that fits: the first there is, as long as it can be."""

    def first(self, text: str) -> str:
        """The piece, as written; "" where none fits. Upper and lower case are the same."""
        text = text[:TEXT_MAX]
        folded = [letter.casefold() for letter in text]
        for start in range(len(text) + 1):
            end = self._end(folded, start)
            if end > start:
                return text[start:end]
        return ""

    def _end(self, letters: Sequence[str], start: int) -> int:
        """Where the longest piece from there ends; -1 where none does."""
        match, end = len(self.program) - 1, -1
        threads = self._closure([0], is_first=start == 0, is_last=start == len(letters))
        for at in range(start, len(letters) + 1):
            if match in threads or (
                at == len(letters) and match in self._closure(threads, is_first=False, is_last=True)
            ):
                end = at
            if at == len(letters) or not threads:
                break
            going = [one + 1 for one in threads if self.program[one][0] == "TEST" and self.program[one][1](letters[at])]
            threads = self._closure(going, is_first=False)
        return end
