"""The rule table, thresholds and charge limits as fields of a form, and read back from one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.confidence import (
    AmountResult,
    Confidence,
    DirectDebitResult,
    DocumentResult,
    MatchRule,
    PartyResult,
    validate_rules,
)
from reskontra.core.matching.rulebook import NUMBERS, SWITCHES, Rulebook
from reskontra.core.matching.settings import ChargeLimit, MatchSettings, NameMode
from reskontra.core.money import format_minor
from reskontra.interface.forms import Choices, Field
from reskontra.interface.typed_form import Typed
from reskontra.matching.actions.charge_limits import parse_limit

ROWS_MAX, BLANK_ROWS, BLANK_LIMITS = 200, 3, 1
CONFIDENCES = {"": "–", "HIGH": noop("high"), "MEDIUM": noop("medium"), "LOW": noop("low"), "NONE": noop("none")}
PARTY = {
    "NOT_CONSIDERED": noop("whoever"), "FULLY": noop("known"), "PARTIALLY": noop("partly known"),
    "NO": noop("not known"),
}  # fmt: skip
DOCUMENT = {
    "NOT_CONSIDERED": noop("whatever"), "YES": noop("one named"), "MULTIPLE": noop("several named"),
    "NO": noop("none named"),
}  # fmt: skip
AMOUNT = {
    "NOT_CONSIDERED": noop("any amount"), "ONE": noop("one fits"), "MULTIPLE": noop("several fit"),
    "NONE": noop("none fits"),
}  # fmt: skip
DEBIT = {"NOT_CONSIDERED": noop("or not"), "YES": noop("yes"), "NO": noop("no")}
NAME_MODES = {
    "NEARNESS": noop("cut and misspelt names too"), "EXACT": noop("equal names alone"), "DISABLED": noop("not at all"),
}  # fmt: skip
NUMBER_WORDS = {
    "high_quality_min": noop("Least quality of high (0–99)"),
    "accident_search_max": noop("Accidental sums above which none is searched"),
    "accident_high_max": noop("Accidental sums above which none is high"),
    "steps_max": noop("Search steps for a line"),
    "fx_tolerance_permille": noop("Margin to the day's exchange rate, ‰"),
}
SWITCH_WORDS = {
    "matches_customers": noop("Customers' documents are proposed"),
    "matches_vendors": noop("Vendors' documents are proposed"),
    "accepts_late_discount": noop("A discount taken too late is proposed for review"),
}


class ThresholdUnfit(Refused):
    code = "threshold_unfit"
    template = '"{text}" does not fit here. Write a number from {least} to {most}.'


class NoRuleLeft(Refused):
    code = "no_rule_left"
    template = (
        "All {count:rule|rules} were taken away, and nothing would be proposed. Keep one, or restore the default rules."
    )


@dataclass(frozen=True, slots=True)
class TableRow:
    fields: tuple[Field, ...]


def rule_rows(rules: Sequence[MatchRule]) -> tuple[TableRow, ...]:
    """A row for each rule, the strongest first, and some to add."""
    ordered: list[MatchRule | None] = [*sorted(rules, key=lambda rule: -rule.score), *[None] * BLANK_ROWS]
    return tuple(TableRow(tuple(_rule_fields(place, rule))) for place, rule in enumerate(ordered))


def _rule_fields(place: int, rule: MatchRule | None) -> Iterator[Field]:
    name = f"r{place}"
    confidence = rule.confidence.name if rule else ""
    yield Field(f"{name}-confidence", _("Confidence"), confidence, "select", _choices(CONFIDENCES))
    yield Field(f"{name}-priority", _("Priority"), str(rule.priority) if rule else "", "number")
    for key, label, words in (
        ("party", _("Payer"), PARTY),
        ("document", _("Document"), DOCUMENT),
        ("amount", _("Amount"), AMOUNT),
        ("debit", _("Direct debit"), DEBIT),
    ):
        value = getattr(rule, "direct_debit" if key == "debit" else key).value if rule else "NOT_CONSIDERED"
        yield Field(f"{name}-{key}", label, value, "select", _choices(words))
    yield Field(f"{name}-review", _("Review"), "on" if rule is None or rule.review_required else "", "switch")


def _choices(words: Mapping[str, str]) -> Choices:
    return tuple((code, _(word)) for code, word in words.items())


def threshold_fields(settings: MatchSettings) -> tuple[Field, ...]:
    """One field for each threshold, its usual value below it where it is another."""
    found = [
        Field(f"t-{key}", _(NUMBER_WORDS[key]), _written(getattr(settings, key)), "number", hint=_usual(key, settings))
        for key in NUMBERS
    ]
    mode = Field("t-name_mode", _("Names are compared"), settings.name_mode.value, "select", _choices(NAME_MODES))
    switches = [
        Field(f"t-{key}", _(SWITCH_WORDS[key]), "on" if getattr(settings, key) else "", "switch") for key in SWITCHES
    ]
    return (*found, mode, *switches)


def _usual(key: str, settings: MatchSettings) -> str:
    usual = getattr(MatchSettings(), key)
    return "" if getattr(settings, key) == usual else _("Usually {value}.").format(value=_written(usual))


def _written(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def limit_rows(limits: Sequence[ChargeLimit], banks: Sequence[str], currency: str) -> tuple[TableRow, ...]:
    """A row for each charge limit, those that name most first, and one to add."""
    ordered: list[ChargeLimit | None] = [
        *sorted(limits, key=lambda limit: (limit.weight, limit.scope), reverse=True), *[None] * BLANK_LIMITS
    ]  # fmt: skip
    return tuple(TableRow(_limit_fields(place, limit, banks, currency)) for place, limit in enumerate(ordered))


def _limit_fields(place: int, limit: ChargeLimit | None, banks: Sequence[str], currency: str) -> tuple[Field, ...]:
    name = f"c{place}"
    choices = (("", _("any")), *((bank, bank) for bank in banks))
    most = format_minor(limit.max_minor, limit.currency or currency) if limit else ""
    percent = limit.percent if limit else ""
    return (
        Field(f"{name}-bank", _("Bank account"), limit.bank if limit else "", "select", choices),
        Field(f"{name}-country", _("Country"), limit.country if limit else ""),
        Field(f"{name}-currency", _("Currency"), limit.currency if limit else ""),
        Field(f"{name}-max", _("At most"), most, "number"),
        Field(f"{name}-percent", _("Percent"), percent, "number"),
    )


def typed_rows(rows: Sequence[TableRow], typed: Typed, said: Sequence[str] = ()) -> tuple[TableRow, ...]:
    """The rows with what was typed in them."""
    return tuple(TableRow(typed_fields(row.fields, typed, said)) for row in rows)


def typed_fields(fields: Sequence[Field], typed: Typed, said: Sequence[str] = ()) -> tuple[Field, ...]:
    """The fields with what was typed in them, and what was said against the one that was refused."""
    return tuple(
        replace(field, value=typed.text(field.name), refused=tuple(said) if field.name == typed.wrong else ())
        for field in fields
    )


def read_book(company: CompanyFacts, typed: Typed) -> Rulebook:
    """The rules, charge limits and thresholds that the form says; typed.wrong names the field that is refused.

    refuses   FieldEmpty, TypedNumberUnread, ThresholdUnfit, what parse_limit() and validate_rules() refuse, NoRuleLeft
    """
    rules = tuple(_rules(typed))
    thresholds = _thresholds(typed)
    limits = tuple(_limits(company, typed))
    typed.wrong = ""
    if not rules:
        raise NoRuleLeft(count=sum(bool(typed.text(f"r{place}-priority")) for place in range(ROWS_MAX)))
    validate_rules(rules)
    return Rulebook(rules, limits, thresholds)


def _rules(typed: Typed) -> Iterator[MatchRule]:
    for place in range(ROWS_MAX):
        name = f"r{place}"
        word = typed.text(f"{name}-confidence")
        if word not in CONFIDENCES or not word:
            continue
        yield MatchRule(
            Confidence[word],
            typed.number(f"{name}-priority"),
            PartyResult(_one_of(PARTY, typed.text(f"{name}-party"))),
            DocumentResult(_one_of(DOCUMENT, typed.text(f"{name}-document"))),
            AmountResult(_one_of(AMOUNT, typed.text(f"{name}-amount"))),
            DirectDebitResult(_one_of(DEBIT, typed.text(f"{name}-debit"))),
            typed.is_on(f"{name}-review"),
        )


def _one_of(words: Mapping[str, str], value: str) -> str:
    return value if value in words else "NOT_CONSIDERED"


def _thresholds(typed: Typed) -> dict[str, Any]:
    found: dict[str, Any] = {key: _number(typed, key, *bounds) for key, bounds in NUMBERS.items()}
    mode = typed.text("t-name_mode")
    found["name_mode"] = NameMode(mode if mode in NAME_MODES else "NEARNESS")
    return found | {key: typed.is_on(f"t-{key}") for key in SWITCHES}


def _number(typed: Typed, key: str, least: float, most: float) -> float:
    def read(text: str) -> float:
        written = text.replace(",", ".").replace(" ", "").replace("\u00a0", "")
        is_whole = isinstance(least, int)
        if not written.isascii() or not written.replace(".", "", 0 if is_whole else 1).isdigit() or len(written) > 12:
            raise ThresholdUnfit(text=text[:20], least=least, most=most)
        value: float = int(written) if is_whole else float(written)
        if not least <= value <= most:
            raise ThresholdUnfit(text=text[:20], least=least, most=most)
        return value

    return typed.checked(f"t-{key}", read)


def _limits(company: CompanyFacts, typed: Typed) -> Iterator[ChargeLimit]:
    for place in range(ROWS_MAX):
        name = f"c{place}"
        if not typed.text(f"{name}-max"):
            continue
        typed.wrong = f"{name}-max"
        yield parse_limit(
            company=company,
            bank=typed.text(f"{name}-bank"),
            country=typed.text(f"{name}-country").upper(),
            currency=typed.text(f"{name}-currency").upper(),
            amount=typed.text(f"{name}-max").replace(" ", "").replace("\u00a0", ""),
            percent=typed.text(f"{name}-percent") or "100",
        )
