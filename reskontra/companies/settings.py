"""The settings a company may change: what each is, what it may be, and what it is without a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_noop as noop

from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts, setting, settings_kept
from reskontra.core.dates import parse_formula
from reskontra.core.document_notices import BOTH, WARNINGS
from reskontra.core.electronic_address import read_address
from reskontra.core.errors import Refused
from reskontra.core.presets import preset_of
from reskontra.core.retention import FEW_YEARS, MANY_YEARS, Keeping, keeping_of
from reskontra.formats.csv_table import text_fault

_SWITCH = ("true", "false")
_EXCLUDING = MappingProxyType(
    {"adjusts_vat_for_discount": "discount_excludes_vat", "discount_excludes_vat": "adjusts_vat_for_discount"}
)


class SettingUnknown(Refused):
    code = "setting_unknown"
    template = 'There is no setting "{key}". Use one of {known}.'


class SettingValueUnknown(Refused):
    code = "setting_value_unknown"
    template = 'The setting {key} was to be "{value}". Use one of {known}.'


class SettingsExclude(Refused):
    code = "settings_exclude"
    template = (
        "{key} and {other} were both to be true. Set {other} to false first: reskontra setting set {other} false."
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A setting. default None is the preset's.

    choices   as people write them; examples of what it may be where read is given
    read      what is stored for a text, refusing one that makes no sense
    """

    choices: tuple[str, ...]
    default: Any
    help: str
    read: Callable[[str], Any] | None = None


@dataclass(frozen=True, slots=True)
class SettingFacts:
    key: str
    value: str
    choices: tuple[str, ...]
    help: str
    is_default: bool


LONGEST_REFERENCE = 25
LONGEST_CODE = 20
LONGEST_DAYS = 3  # digits of a number of days
MOST_TRIES = 99
LONGEST_AMOUNT = 12  # digits before the decimal point
LONGEST_LAW = 100
RETENTION = ("retention_years", "retention_source")
# What says that another has to look is not for those who are looked at: on a page and by a program an administrator's.
OF_ADMINISTRATORS = frozenset({"four_eyes_above", "payments_four_eyes_above", "proofs_need_two"})


def _formula(text: str) -> str:
    """refuses   NotADateFormula"""
    return "" if text == "none" else str(parse_formula(text))


def _above(text: str, *, key: str = "four_eyes_above") -> str:
    """Whole units of the local currency.

    refuses   SettingValueUnknown
    """
    if text == "none":
        return ""
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_AMOUNT:
        raise SettingValueUnknown(key=key, value=text, known=("none", "0", "50000"))
    return str(int(text))


def _payments_above(text: str) -> str:
    """refuses   SettingValueUnknown"""
    return _above(text, key="payments_four_eyes_above")


def _code(text: str) -> str:
    """refuses   SettingValueUnknown"""
    if len(text) > LONGEST_CODE or text != text.strip():
        raise SettingValueUnknown(key="default_reminder_terms", value=text[:40], known=("none", "STANDARD"))
    return "" if text == "none" else text


def _address(text: str) -> str:
    """refuses   NotAnElectronicAddress"""
    return "" if text == "none" else str(read_address(text))


def _days(text: str) -> str:
    """refuses   SettingValueUnknown"""
    if text == "none":
        return ""
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_DAYS:
        known = ("none", "3", "10")
        raise SettingValueUnknown(key="reminders_need_statement_days", value=text, known=known)
    return str(int(text))


def _years(text: str) -> str:
    """refuses   SettingValueUnknown"""
    if text == "none":
        return ""
    if not text.isascii() or not text.isdigit() or len(text) > 2 or not FEW_YEARS <= int(text) <= MANY_YEARS:
        raise SettingValueUnknown(key="retention_years", value=text[:40], known=("none", f"{FEW_YEARS} … {MANY_YEARS}"))
    return str(int(text))


def _law(text: str) -> str:
    """refuses   SettingValueUnknown, ValueHoldsNul and ValueHoldsUnseen"""
    said = "" if text == "none" else " ".join(text.split())
    if len(said) > LONGEST_LAW:
        raise SettingValueUnknown(key="retention_source", value=f"{text[:40]}…", known=("none", "BFL 7 kap. 2 §"))
    if fault := text_fault("retention_source", said, most=LONGEST_LAW):
        raise fault
    return said


def _tries(text: str) -> str:
    """refuses   SettingValueUnknown"""
    if text == "none":
        return ""
    if not text.isascii() or not text.isdigit() or len(text) > 2 or not 1 <= int(text) <= MOST_TRIES:
        raise SettingValueUnknown(key="direct_debit_tries", value=text[:40], known=f"none, 1 … {MOST_TRIES}")
    return str(int(text))


def _length(text: str) -> int:
    """refuses   SettingValueUnknown"""
    is_number = text.isascii() and text.isdigit() and len(text) <= 2
    if not is_number or int(text) > LONGEST_REFERENCE or int(text) == 1:
        raise SettingValueUnknown(key="printed_reference_length", value=text[:40], known=f"0, 2 … {LONGEST_REFERENCE}")
    return int(text)


SETTINGS: Mapping[str, Known] = MappingProxyType(
    {
        "adjusts_vat_for_discount": Known(_SWITCH, None, noop("Cash discount and tolerance lower the document's VAT.")),
        "applies_between_currencies": Known(_SWITCH, True, noop("Entries of two currencies may settle each other.")),
        "credit_warnings": Known(
            WARNINGS, BOTH, noop("What to be told of when a customer is invoiced: credit limit, balance due.")
        ),
        "default_reminder_terms": Known(
            ("none", "STANDARD"), "", noop("Reminder terms of customers who have none of their own."), _code
        ),
        "deposits_lump_sum": Known(_SWITCH, False, noop("A bank deposit is posted to the bank as one sum.")),
        "direct_debit_tries": Known(
            ("1", "3", "none"), "3", noop("So often at most is an invoice debited, where its debits come back."), _tries
        ),
        "discount_grace": Known(
            ("none", "5D"), "", noop("How long after its last day a cash discount may still be accepted."), _formula
        ),
        "discount_excludes_vat": Known(_SWITCH, False, noop("Cash discount is a share of the amount without VAT.")),
        "due_on_as_of": Known(
            ("first_column", "not_due"),
            "first_column",
            noop("What falls due on the day of an aged report: in its first overdue period, or not due."),
        ),
        "electronic_address": Known(
            ("none", "0007:5560473521", "0088:7350000000009"),
            "",
            noop("Where Peppol finds the company; without it, by its organisation number."),
            _address,
        ),
        "four_eyes_above": Known(
            ("none", "0", "50000"),
            "",
            noop("Who decided a line of more than this in local currency may not post it."),
            _above,
        ),
        "late_discounts": Known(
            ("ask", "accept", "decline"), "ask", noop("A cash discount taken too late, but within grace.")
        ),
        "letters_fold_mark": Known(
            _SWITCH, False, noop("Letters to print have a mark where the sheet is folded for a C5 envelope.")
        ),
        "letters_insert_marks": Known(
            _SWITCH, False, noop("Letters to print have bars on each sheet that an inserting machine reads.")
        ),
        "ocr_length_digit": Known(_SWITCH, False, noop("Your OCR references carry a length digit.")),
        "payments_four_eyes_above": Known(
            ("none", "0", "50000"),
            "0",
            noop("Who made or changed a payment proposal of more than this in local currency may not approve it."),
            _payments_above,
        ),
        "printed_reference": Known(("ocr", "rf", "none"), "ocr", noop("The payment reference on your invoices.")),
        "printed_reference_length": Known(
            ("0", "10"), 0, noop("Its length, filled with zeros; 0 is as long as it needs."), _length
        ),
        "proofs_need_two": Known(_SWITCH, False, noop("The proof of a bank account is signed by two people.")),
        "reconciled_differences_may_cancel": Known(
            _SWITCH, False, noop("Lines of a bank reconciliation may differ from their entries, if it cancels out.")
        ),
        "reconciled_rows_not_later": Known(
            _SWITCH, False, noop("A bank reconciliation with lines or entries after the statement's day is not posted.")
        ),
        "reminders_need_statement_days": Known(
            ("none", "3", "10"),
            "",
            noop("Reminders are made only while every bank account has a statement not older than so many days."),
            _days,
        ),
        "reminders_rounded": Known(
            _SWITCH,
            False,
            noop(
                "What a reminder asks for is rounded to whole units; in other currencies where half a unit may be "
                "rounded off."
            ),
        ),
        "reminders_wait_for_receipts": Known(
            _SWITCH, True, noop("A customer with a receipt on an open journal line is not reminded.")
        ),
        "retention_source": Known(
            ("none", "Companies Act 2006 s. 388"),
            "",
            noop("Where it stands how long books are kept, if not in the country's law."),
            _law,
        ),
        "retention_years": Known(
            ("none", "10"),
            "",
            noop("For how many years after the fiscal year books are kept, if longer than the country's law asks for."),
            _years,
        ),
        "tolerances": Known(("ask", "post", "leave"), "ask", noop("A rest within the payment tolerance.")),
        "underpaid_is_ready": Known(_SWITCH, False, noop("A line that pays a part of a document may be ready.")),
    }
)


def company_settings(*, company: CompanyFacts) -> list[SettingFacts]:
    """Every setting as it is now, by key."""
    found, kept = [], settings_kept(company=company)
    for key, known in SETTINGS.items():
        default = _default(company, key)
        value = kept.get(key, default)
        found.append(SettingFacts(key, _written(value), known.choices, known.help, value == default))
    return found


def set_setting(*, company: CompanyFacts, actor: str, key: str, value: str) -> None:
    """Set one; true and false are switches.

    refuses   SettingUnknown, SettingValueUnknown, NotADateFormula, SettingsExclude, RetentionTooShort,
              RetentionUnsourced
    """
    known = SETTINGS.get(key)
    if known is None:
        raise SettingUnknown(key=key, known=tuple(SETTINGS))
    if known.read:
        stored = known.read(value)
    elif value not in known.choices:
        raise SettingValueUnknown(key=key, value=value, known=known.choices)
    else:
        stored = value == "true" if known.choices == _SWITCH else value
    other = _EXCLUDING.get(key)
    if other and stored is True and setting(company=company, key=other, default=_default(company, other)):
        raise SettingsExclude(key=key, other=other)
    if key in RETENTION:
        _keeping(company, {key: stored})
    change_settings(company=company, actor=actor, values={key: stored})


def keeping(*, company: CompanyFacts) -> Keeping:
    """For how long the company keeps its books, and by which law."""
    return _keeping(company, {})


def _keeping(company: CompanyFacts, changed: Mapping[str, str]) -> Keeping:
    """refuses   RetentionTooShort, RetentionUnsourced"""
    years, source = (changed.get(key, setting(company=company, key=key, default="")) for key in RETENTION)
    return keeping_of(country=company.country, years=int(years or 0), source=source)


def _default(company: CompanyFacts, key: str) -> Any:
    default = SETTINGS[key].default
    return preset_of(company.preset).adjusts_vat_for_discount if default is None else default


def _written(value: Any) -> str:
    if not isinstance(value, str):
        return str(value).lower()
    return value.upper() if value[:1].isdigit() else value or "none"
