"""The settings a company may change: what each is, what it may be, and what it is without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_noop as noop

from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Refused
from reskontra.core.presets import preset_of

_SWITCH = ("true", "false")


class SettingUnknown(Refused):
    code = "setting_unknown"
    template = 'There is no setting "{key}". Use one of {known}.'


class SettingValueUnknown(Refused):
    code = "setting_value_unknown"
    template = 'The setting {key} was to be "{value}". Use one of {known}.'


@dataclass(frozen=True, slots=True)
class Known:
    """choices: as people write them; default None is the preset's."""

    choices: tuple[str, ...]
    default: Any
    help: str


@dataclass(frozen=True, slots=True)
class SettingFacts:
    key: str
    value: str
    choices: tuple[str, ...]
    help: str
    is_default: bool


SETTINGS: Mapping[str, Known] = MappingProxyType(
    {
        "adjusts_vat_for_discount": Known(_SWITCH, None, noop("Cash discount and tolerance lower the document's VAT.")),
        "applies_between_currencies": Known(_SWITCH, True, noop("Entries of two currencies may settle each other.")),
        "late_discounts": Known(
            ("ask", "accept", "decline"), "ask", noop("A cash discount taken too late, but within grace.")
        ),
        "ocr_length_digit": Known(_SWITCH, False, noop("Your OCR references carry a length digit.")),
        "tolerances": Known(("ask", "post", "leave"), "ask", noop("A rest within the payment tolerance.")),
        "underpaid_is_ready": Known(_SWITCH, False, noop("A line that pays a part of a document may be ready.")),
    }
)


def company_settings(*, company: CompanyFacts) -> list[SettingFacts]:
    """Every setting as it is now, by key."""
    found = []
    for key, known in SETTINGS.items():
        default = _default(company, key)
        value = setting(company=company, key=key, default=default)
        found.append(SettingFacts(key, _written(value), known.choices, known.help, value == default))
    return found


def set_setting(*, company: CompanyFacts, actor: str, key: str, value: str) -> None:
    """Set one; true and false are switches.

    refuses   SettingUnknown, SettingValueUnknown
    """
    known = SETTINGS.get(key)
    if known is None:
        raise SettingUnknown(key=key, known=tuple(SETTINGS))
    if value not in known.choices:
        raise SettingValueUnknown(key=key, value=value, known=known.choices)
    change_settings(company=company, actor=actor, values={key: value == "true" if known.choices == _SWITCH else value})


def _default(company: CompanyFacts, key: str) -> Any:
    default = SETTINGS[key].default
    return preset_of(company.preset).adjusts_vat_for_discount if default is None else default


def _written(value: Any) -> str:
    return str(value).lower()
