"""The rule table and its thresholds as a file that people edit: TOML, read with every fault told by its line.

What a file leaves out stays as it is: one with thresholds alone changes no rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from reskontra.core import toml_text
from reskontra.core.errors import Findings, Refused
from reskontra.core.matching.confidence import (
    HIGH_PRIORITY_MAX,
    PRIORITY_MAX,
    AmountResult,
    Confidence,
    DirectDebitResult,
    DocumentResult,
    MatchRule,
    PartyResult,
)
from reskontra.core.matching.settings import ChargeLimit, MatchSettings, NameMode
from reskontra.core.money import format_minor, minor_digits

RULE_WORDS: Mapping[str, tuple[str, ...]] = {
    "confidence": tuple(one.word for one in reversed(Confidence)),
    "party": tuple(one.value.lower() for one in PartyResult),
    "document": tuple(one.value.lower() for one in DocumentResult),
    "amount": tuple(one.value.lower() for one in AmountResult),
    "direct_debit": tuple(one.value.lower() for one in DirectDebitResult),
}
_RESULTS = {
    "party": PartyResult,
    "document": DocumentResult,
    "amount": AmountResult,
    "direct_debit": DirectDebitResult,
}
RULE_KEYS = (*RULE_WORDS, "priority", "review_required")
LIMIT_KEYS = ("bank", "country", "currency", "max_amount", "max_percent")
NUMBERS: Mapping[str, tuple[int | float, int | float]] = {
    "high_quality_min": (0, 99),
    "accident_search_max": (0.0, 1.0),
    "accident_high_max": (0.0, 1.0),
    "steps_max": (1_000, 10_000_000),
    "fx_tolerance_permille": (0, 200),
}
SWITCHES = ("matches_customers", "matches_vendors", "accepts_late_discount")
THRESHOLDS = (*NUMBERS, "name_mode", *SWITCHES)
SHOWN = 60  # letters of a key that a refusal repeats
HEADINGS = ("thresholds", "rule", "charge_limit")
NAME_MODES = tuple(mode.value.lower() for mode in NameMode)
BANK_LETTERS_MAX = 20
AMOUNT_MAX = Decimal(1_000_000)


class RulesNotToml(Refused):
    code = "rules_not_toml"
    template = (
        "{file}, line {line} is not TOML. Write lines such as priority = 1 below a heading such as [[rule]], "
        "and texts in quotation marks."
    )


class RulesNotText(Refused):
    code = "rules_not_text"
    template = "{file} is not text in UTF-8. Begin with a file that reskontra rule export wrote."


class RulesEmpty(Refused):
    code = "rules_empty"
    template = "{file} has no rule and no threshold. Begin with a file that reskontra rule export wrote."


class RuleKeyUnknown(Refused):
    code = "rules_key_unknown"
    template = "{file}, line {line}: {key} is unknown here. Use one of {known}."


class RuleKeyMissing(Refused):
    code = "rules_key_missing"
    template = "{file}, line {line}: this {heading} has no {key}. Add it."


class RuleWordUnknown(Refused):
    code = "rules_word_unknown"
    template = "{file}, line {line}: {key} was to be {value}. Use one of {known}."


class RuleNumberUnfit(Refused):
    code = "rules_number_unfit"
    template = "{file}, line {line}: {key} was to be {value}. Use a number from {least} to {most}."


class RuleTwice(Refused):
    code = "rules_priority_twice"
    template = "{file}, line {line}: another {confidence} rule has priority {priority}. Give one of them a free number."


class LimitTwice(Refused):
    code = "rules_limit_twice"
    template = (
        '{file}, line {line}: bank "{bank}", country "{country}" and currency "{currency}" have a limit already. '
        "Keep one."
    )


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What a company decides about matching. None: the file says nothing of it.

    thresholds   name of a MatchSettings field → its value; those left out are as they were
    """

    rules: tuple[MatchRule, ...] | None = None
    charge_limits: tuple[ChargeLimit, ...] | None = None
    thresholds: Mapping[str, Any] | None = None

    def changed(self, settings: MatchSettings) -> MatchSettings:
        """These settings with what the book says instead."""
        wanted: dict[str, Any] = dict(self.thresholds or {})
        if self.charge_limits is not None:
            wanted["charge_limits"] = self.charge_limits
        return replace(settings, **wanted) if wanted else settings


def read_rulebook(content: bytes, *, file: str, currency: str) -> Rulebook:
    """A file of rules and thresholds.

    file      its name, for what is told
    currency  of the company, in which limits without a currency are written
    refuses   RulesNotText, RulesNotToml, then Findings of RuleKeyUnknown, RuleKeyMissing, RuleWordUnknown,
              RuleNumberUnfit, RuleTwice, LimitTwice in the order of the file; RulesEmpty
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise RulesNotText(file=file) from reason
    try:
        found = toml_text.loads(text)
    except ValueError as reason:
        at = re.search(r"at line ([0-9]+)", str(reason))
        raise RulesNotToml(file=file, line=int(at[1]) if at else len(text.splitlines())) from reason
    return _Reader(file, text, currency).read(found)


class _Reader:
    """One file: what is wrong with it is gathered."""

    def __init__(self, file: str, text: str, currency: str) -> None:
        self.file = file
        self.currency = currency
        self.lines = _key_lines(text)
        self.findings: list[Refused] = []

    def read(self, found: Mapping[str, Any]) -> Rulebook:
        for heading in found.keys() - set(HEADINGS):
            self._refuse(RuleKeyUnknown, (heading, 0, ""), key=heading[:SHOWN], known=HEADINGS)
        thresholds = self._thresholds(found["thresholds"]) if "thresholds" in found else None
        rules = self._rules(self._rows(found, "rule"))
        limits = self._limits(self._rows(found, "charge_limit"))
        if self.findings:
            raise Findings(sorted(self.findings, key=lambda finding: int(str(finding.values["line"]))))
        if not (rules or limits or thresholds):
            raise RulesEmpty(file=self.file)
        return Rulebook(rules or None, limits or None, thresholds or None)

    def _refuse(self, refusal: type[Refused], place: tuple[str, int, str], **values: Any) -> None:
        line = self.lines.get(place) or self.lines.get((*place[:2], "")) or 1
        self.findings.append(refusal(file=self.file, line=line, **values))

    def _rows(self, found: Mapping[str, Any], heading: str) -> list[Mapping[str, Any]]:
        rows = found.get(heading, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._refuse(RuleKeyUnknown, (heading, 0, ""), key=f"[{heading}]", known=(f"[[{heading}]]",))
            return []
        return rows

    def _thresholds(self, found: Any) -> dict[str, Any]:
        if not isinstance(found, dict):
            self._refuse(RuleKeyUnknown, ("thresholds", 0, ""), key="thresholds", known=("[thresholds]",))
            return {}
        read: dict[str, Any] = {}
        for key, value in found.items():
            place = ("thresholds", 0, key)
            if key in NUMBERS:
                read[key] = self._number(place, value, *NUMBERS[key])
            elif key in SWITCHES:
                read[key] = self._switch(place, value)
            elif key == "name_mode":
                word = self._word(place, value, NAME_MODES)
                read[key] = NameMode(word.upper()) if word else None
            else:
                self._refuse(RuleKeyUnknown, place, key=key[:SHOWN], known=THRESHOLDS)
        return read

    def _rules(self, rows: Sequence[Mapping[str, Any]]) -> tuple[MatchRule, ...]:
        rules, seen = [], set()
        for number, row in enumerate(rows):
            known = len(self.findings)
            self._keys("rule", number, row, RULE_KEYS, ("confidence", "priority"))
            words = {
                key: self._word(("rule", number, key), row[key], RULE_WORDS[key]) for key in RULE_WORDS if key in row
            }
            confidence = Confidence[str(words.get("confidence") or "none").upper()]
            most = HIGH_PRIORITY_MAX if confidence is Confidence.HIGH else PRIORITY_MAX
            place = ("rule", number, "priority")
            priority = self._number(place, row["priority"], 1, most) if "priority" in row else 0
            needs_review = self._switch(("rule", number, "review_required"), row.get("review_required", confidence < 3))
            if len(self.findings) > known:
                continue
            if (confidence, priority) in seen:
                self._refuse(RuleTwice, place, confidence=confidence.word, priority=priority)
            seen.add((confidence, priority))
            results: dict[str, Any] = {key: kind(words[key].upper()) for key, kind in _RESULTS.items() if key in words}
            rules.append(MatchRule(confidence, int(priority), **results, review_required=needs_review))
        return tuple(rules)

    def _limits(self, rows: Sequence[Mapping[str, Any]]) -> tuple[ChargeLimit, ...]:
        limits, seen = [], set()
        for number, row in enumerate(rows):
            self._keys("charge_limit", number, row, LIMIT_KEYS, ("max_amount", "max_percent"))
            country = self._code(("charge_limit", number, "country"), row.get("country", ""), 2)
            currency = self._code(("charge_limit", number, "currency"), row.get("currency", ""), 3)
            digits = minor_digits(currency or self.currency)
            place = ("charge_limit", number, "max_amount")
            amount = self._decimal(place, row.get("max_amount", "0"), AMOUNT_MAX, digits or 1)
            place = ("charge_limit", number, "max_percent")
            percent = self._decimal(place, row.get("max_percent", "0"), Decimal(100), 1)
            bank = self._text(("charge_limit", number, "bank"), row.get("bank", ""))
            if (bank, country, currency) in seen:
                place = ("charge_limit", number, "")
                self._refuse(LimitTwice, place, bank=bank, country=country, currency=currency)
            seen.add((bank, country, currency))
            limits.append(ChargeLimit(int(amount * 10**digits), int(percent * 10), currency, country, bank))
        return tuple(limits)

    def _keys(
        self, heading: str, number: int, row: Mapping[str, Any], known: Sequence[str], wanted: Sequence[str]
    ) -> None:
        for key in row:
            if key not in known:
                self._refuse(RuleKeyUnknown, (heading, number, key), key=key[:SHOWN], known=known)
        for key in wanted:
            if key not in row:
                self._refuse(RuleKeyMissing, (heading, number, ""), heading=heading, key=key)

    def _word(self, place: tuple[str, int, str], value: Any, known: Sequence[str]) -> str:
        if isinstance(value, str) and value in known:
            return value
        self._refuse(RuleWordUnknown, place, key=place[2], value=_written(value), known=known)
        return ""

    def _switch(self, place: tuple[str, int, str], value: Any) -> bool:
        if not isinstance(value, bool):
            self._refuse(RuleWordUnknown, place, key=place[2], value=_written(value), known=("true", "false"))
        return bool(value)

    def _number(self, place: tuple[str, int, str], value: Any, least: float, most: float) -> int | float:
        kinds = (int, float) if isinstance(least, float) else (int,)
        if isinstance(value, kinds) and not isinstance(value, bool) and least <= value <= most:
            return type(least)(value)
        self._refuse(RuleNumberUnfit, place, key=place[2], value=_written(value), least=least, most=most)
        return least

    def _decimal(self, place: tuple[str, int, str], value: Any, most: Decimal, decimals: int) -> Decimal:
        """An amount or percentage, written in quotation marks so that it is exact, or as a whole number."""
        text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
        if re.fullmatch(rf"[0-9]{{1,9}}(?:\.[0-9]{{1,{decimals}}})?", text) and Decimal(text) <= most:
            return Decimal(text)
        self._refuse(RuleNumberUnfit, place, key=place[2], value=_written(value), least='"0"', most=f'"{most}"')
        return Decimal(0)

    def _text(self, place: tuple[str, int, str], value: Any) -> str:
        if isinstance(value, str) and len(value) <= BANK_LETTERS_MAX:
            return value
        self._refuse(RuleWordUnknown, place, key=place[2], value=_written(value), known=('"B1"', '""'))
        return ""

    def _code(self, place: tuple[str, int, str], value: Any, length: int) -> str:
        if isinstance(value, str) and (not value or (len(value) == length and value.isascii() and value.isupper())):
            return value
        known = ("SE", "NO", "DE") if length == 2 else ("SEK", "EUR", "USD")
        self._refuse(RuleWordUnknown, place, key=place[2], value=_written(value), known=(*known, '""'))
        return ""


def _written(value: Any) -> str:
    """As it stands in a file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value[:SHOWN]}"'
    return "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list) else str(value)[:SHOWN]


def _key_lines(text: str) -> dict[tuple[str, int, str], int]:
    """(heading, how many of them went before, key) → line; the key "" is the heading itself."""
    found: dict[tuple[str, int, str], int] = {}
    counts: dict[str, int] = {}
    heading, number = "", 0
    for line, written in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*(\[\[?)\s*([A-Za-z0-9_-]+)", written):
            heading = head[2]
            number = counts.get(heading, 0)
            counts[heading] = number + (head[1] == "[[")
            found[heading, number, ""] = line
        elif key := re.match(r"""\s*["']?([A-Za-z0-9_-]+)["']?\s*=""", written):
            found.setdefault((heading, number, key[1]) if heading else (key[1], 0, ""), line)
    return found


def write_rulebook(*, rules: Sequence[MatchRule], settings: MatchSettings, currency: str) -> str:
    """The file that read_rulebook() reads back to the same.

    currency   of the company, in which limits without a currency are written
    """
    default = MatchSettings()
    rows = ["[thresholds]"]
    for key in THRESHOLDS:
        value, usual = getattr(settings, key), getattr(default, key)
        rows.append(f"{key} = {_toml(value)}" + ("" if value == usual else f"  # {_toml(usual)}"))
    for limit in settings.charge_limits:
        rows += ["", "[[charge_limit]]"]
        rows += [f"bank = {_toml(limit.bank)}"] if limit.bank else []
        rows += [f"country = {_toml(limit.country)}", f"currency = {_toml(limit.currency)}"]
        rows.append(f'max_amount = "{format_minor(limit.max_minor, limit.currency or currency)}"')
        rows.append(f'max_percent = "{limit.percent}"')
    for rule in sorted(rules, key=lambda rule: -rule.score):
        rows += ["", "[[rule]]", f'confidence = "{rule.confidence.word}"', f"priority = {rule.priority}"]
        rows += [f'{key} = "{getattr(rule, key).value.lower()}"' for key in _RESULTS]
        rows.append(f"review_required = {_toml(rule.review_required)}")
    return "\n".join(rows) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, NameMode):
        value = value.value.lower()
    return _written(value)
