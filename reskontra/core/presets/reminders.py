"""Reminder terms that a new company begins with: their steps, lawful fees and texts, as data.

Sweden: Act (1981:739) on compensation for collection costs; the European Union: directive 2011/7/EU, article 6. That
a letter gives ten days is our choice; a demand must give a reasonable time, eight days by practice. The Swedish texts
go to consumers and companies alike, and so address nobody as du or ni.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reskontra.core.late_payment_law import Cost


@dataclass(frozen=True, slots=True)
class LevelPreset:
    """fee_minor: of the letter, line_fee_minor: of each document on it; in the terms' currency, as the law names it."""

    grace: str = "5D"
    due_formula: str = "10D"
    cost: str = ""
    fee_minor: int = 0
    line_cost: str = ""
    line_fee_minor: int = 0
    hands_over: bool = False


@dataclass(frozen=True, slots=True)
class TextPreset:
    """level 0: of every level without a text of its own."""

    level: int
    part: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class ReminderPreset:
    """minimum_minor: in the currency; every level calculates interest, and fees are posted."""

    code: str
    name: str
    currency: str
    levels: tuple[LevelPreset, ...]
    texts: tuple[TextPreset, ...]
    most_reminders: int = 3
    minimum_minor: int = 0


def _texts(level: int, part: str, swedish: str, english: str) -> tuple[TextPreset, TextPreset]:
    return TextPreset(level, part, "sv", swedish), TextPreset(level, part, "en", english)


_FIRST = (
    *_texts(
        0, "BEGINNING",
        "Vi saknar betalning för nedanstående fakturor, som har förfallit. "
        "Att betala senast {due_date}: {total} {currency}.",
        "We have not received payment of the invoices below, which are overdue. "
        "Please pay {total} {currency} by {due_date}.",
    ),
    *_texts(
        0, "ENDING",
        "Är betalningen redan gjord kan det här brevet lämnas utan åtgärd. {company} svarar gärna på frågor.",
        "If you have paid already, please disregard this letter. If you have questions, contact {company}.",
    ),
    *_texts(0, "SUBJECT", "Betalningspåminnelse från {company}", "Payment reminder from {company}"),
    *_texts(
        0, "BODY",
        "Det finns förfallna fakturor hos {company}. Att betala senast {due_date}: {total} {currency}. "
        "Påminnelsen finns i den bifogade filen.",
        "You have overdue invoices with {company}. To pay: {total} {currency}, by {due_date}. "
        "The reminder is in the attached file.",
    ),
)  # fmt: skip
_DEMAND = (
    *_texts(
        2, "BEGINNING",
        "Inkassokrav. Trots påminnelse saknar vi betalning för nedanstående fordringar. Att betala senast "
        "{due_date}: {total} {currency}, varav kapital {remaining}, ränta {interest} och kostnader {fee}. Invändningar "
        "mot kravet ska göras till {company} senast samma dag. Uteblir betalningen kan vi ansöka om "
        "betalningsföreläggande hos Kronofogden.",
        "Collection demand. In spite of our reminder we have not received payment of the claims below. Pay {total} "
        "{currency} by {due_date}: principal {remaining}, interest {interest} and costs {fee}. Objections are to reach "
        "{company} by the same day. Without payment we may apply for an order to pay.",
    ),
)  # fmt: skip
_SECOND = (
    *_texts(
        2, "BEGINNING",
        "Trots påminnelse saknar vi betalning för nedanstående fakturor. Att betala senast {due_date}: {total} "
        "{currency}, varav ränta {interest} och förseningsersättning {line_fees}.",
        "In spite of our reminder we have not received payment of the invoices below. Pay {total} {currency} by "
        "{due_date}. This includes interest of {interest} and late-payment compensation of {line_fees}.",
    ),
)  # fmt: skip
_LAST = (
    *_texts(
        3, "BEGINNING",
        "Sista påminnelsen. Att betala senast {due_date}: {total} {currency}. Därefter lämnar vi ärendet vidare för "
        "inkasso utan ytterligare påminnelse.",
        "Final reminder. Pay {total} {currency} by {due_date}. After that we hand the matter over for collection "
        "without further notice.",
    ),
)  # fmt: skip

_HAND_OVER = LevelPreset(hands_over=True)
_REMINDER_FEE = LevelPreset(cost=Cost.REMINDER, fee_minor=60_00)
_DEMAND_FEE = LevelPreset(cost=Cost.DEMAND, fee_minor=180_00)
SWEDISH = (
    ReminderPreset(
        "STANDARD", "Påminnelse med lagstadgad avgift", "SEK", (_REMINDER_FEE, _DEMAND_FEE),
        (*_FIRST, *_DEMAND), 2, 50_00,
    ),
    ReminderPreset(
        "SE-KONSUMENT", "Konsumenter: påminnelse, inkassokrav, inkasso", "SEK",
        (_REMINDER_FEE, _DEMAND_FEE, _HAND_OVER), (*_FIRST, *_DEMAND, *_LAST), minimum_minor=50_00,
    ),
    ReminderPreset(
        "SE-FÖRETAG", "Företag: påminnelse, förseningsersättning, inkasso", "SEK",
        (LevelPreset(), LevelPreset(line_cost=Cost.COMPENSATION, line_fee_minor=450_00), _HAND_OVER),
        (*_FIRST, *_SECOND, *_LAST), minimum_minor=50_00,
    ),
)  # fmt: skip
EUROPEAN = (
    ReminderPreset("STANDARD", "Standard reminder", "EUR", (LevelPreset(), LevelPreset()), _FIRST, 2),
    ReminderPreset(
        "EU-BUSINESS", "Businesses in the EU: reminder, compensation, collection", "EUR",
        (LevelPreset(), LevelPreset(line_cost=Cost.COMPENSATION, line_fee_minor=40_00), _HAND_OVER),
        (*_FIRST, *_SECOND, *_LAST),
    ),
)  # fmt: skip
REMINDERS: Mapping[str, tuple[ReminderPreset, ...]] = MappingProxyType({"se-bas": SWEDISH, "ifrs": EUROPEAN})
