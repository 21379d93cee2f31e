"""What a level of reminder terms costs by amount and by currency: the list of it, and a form that adds to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.reminder_terms import LevelFacts
from reskontra.collections.reminder_terms_editing import LAWFUL_IN, LevelChange, set_reminder_level
from reskontra.companies.queries import CompanyFacts
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.reminder_fees import FeeRange
from reskontra.interface.display import decimal, money
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Button, Head, Listing, Row
from reskontra.interface.typed_form import Typed

CALCULATION_WORDS = {
    "FIXED": noop("Fixed"),
    "SINGLE": noop("By amount: the range that it is in"),
    "ACCUMULATED": noop("By amount: each range for its part"),
}
AT = {
    "fee_by_amount_unlawful": "threshold", "fee_ranges_not_unique": "threshold", "reminder_amount_negative": "fee",
    "not_a_currency": "currency", "fee_range_out_of_bounds": "percent", "fee_range_backwards": "least",
    "fee_above_law": "fee", "fee_without_cost": "fee",
}  # fmt: skip
_PARTS = {"": noop("The letter"), "line": noop("Each document")}


def level_fee_lists(company: CompanyFacts, level: LevelFacts) -> Iterator[Listing]:
    """Fees of other currencies, and by amount, where the level has any."""
    remove = _("Remove")
    if level.fees:
        heads = (Head(_("Currency")), Head(_("Fee"), True), Head(_("Fee per document"), True))
        rows = tuple(
            Row(
                (currency, money(fee, currency), money(line_fee, currency)),
                buttons=(Button(remove, "remove", f"{level.number}\t{currency}"),),
            )
            for currency, (fee, line_fee) in sorted(level.fees.items())
        )
        yield Listing(_("Fees of level {level} in other currencies").format(level=level.number), heads, rows)
    if level.ranges:
        columns = (
            Head(_("Of")), Head(_("Currency")), Head(_("From"), True), Head(_("Fee"), True), Head(_("%"), True),
            Head(_("Least"), True), Head(_("Most"), True),
        )  # fmt: skip
        ranges = tuple(_range_rows(level))
        yield Listing(_("Fees of level {level} by amount").format(level=level.number), columns, ranges)


def _range_rows(level: LevelFacts) -> Iterator[Row]:
    for (is_per_line, currency), of in sorted(level.ranges.items()):
        part = "line" if is_per_line else ""
        for one in of:
            place = f"{level.number}\t{currency}\t{part}\t{one.threshold_minor}"
            amounts = (one.threshold_minor, one.fee_minor, one.least_minor, one.most_minor)
            start, fee, least, most = (money(minor, currency) for minor in amounts)
            yield Row(
                (
                    _(_PARTS[part]), currency, start, fee,
                    decimal(f"{one.percent.normalize():f}"), least, most if one.most_minor else "",
                ),
                buttons=(Button(_("Remove"), "remove", place),),
            )  # fmt: skip


def level_fee_forms(company: CompanyFacts, level: LevelFacts) -> Iterator[Form]:
    """Of a level that is open. Swedish law allows no fees by amount, so that a Swedish company is not asked for any."""
    number = Field("level", value=str(level.number), kind="hidden")
    yield Form(
        "currency", _("Fees of level {level} in another currency").format(level=level.number), _("Save"),
        (
            number, Field("currency", _("Currency"), is_needed=True, example="EUR"),
            Field("fee", _("Fee"), kind="number"), Field("line_fee", _("Fee per document"), kind="number"),
        ), at=AT,
    )  # fmt: skip
    if company.country == LAWFUL_IN:
        return
    of = tuple((code, _(word)) for code, word in _PARTS.items())
    yield Form(
        "range", _("A fee of level {level} by amount").format(level=level.number), _("Add"),
        (
            number, Field("of", _("Of"), "", "select", of), Field("currency", _("Currency"), company.currency),
            Field("threshold", _("From what is owed"), "0", "number", is_needed=True),
            Field("fee", _("Fee"), kind="number"), Field("percent", _("And of what is owed, %"), kind="number"),
            Field("least", _("Least"), kind="number"), Field("most", _("Most"), kind="number",
                                                             hint=_("Left empty, no limit.")),
        ), hint=_("One from the same amount on is replaced. How fees are reckoned is set on the level."), at=AT,
    )  # fmt: skip


def keep_currency(company: CompanyFacts, actor: str, code: str, level: LevelFacts, typed: Typed) -> str:
    """refuses   FieldEmpty, NotACurrency, what set_reminder_level() refuses"""
    currency = typed.checked("currency", lambda text: currency_codes.validate(text.upper()))
    pair = typed.amount_or_zero("fee", currency), typed.amount_or_zero("line_fee", currency)
    _set(company, actor, code, level, LevelChange(fees={**level.fees, currency: pair}))
    return _("Level {level} of {code} is kept.").format(level=level.number, code=code)


def keep_range(company: CompanyFacts, actor: str, code: str, level: LevelFacts, typed: Typed) -> str:
    """refuses   FieldEmpty, NotACurrency, TypedPercentUnread, what set_reminder_level() refuses"""
    currency = typed.checked("currency", lambda text: currency_codes.validate(text.upper()))
    one = FeeRange(
        typed.amount("threshold", currency), typed.amount_or_zero("fee", currency),
        typed.percent("percent") if typed.text("percent") else Decimal(0), currency,
        typed.amount_or_zero("least", currency), typed.amount_or_zero("most", currency),
    )  # fmt: skip
    place = (typed.text("of") == "line", currency)
    others = [other for other in level.ranges.get(place, ()) if other.threshold_minor != one.threshold_minor]
    calculation = "SINGLE" if level.fee_calculation == "FIXED" else level.fee_calculation
    ranges = {**level.ranges, place: (*others, one)}
    _set(company, actor, code, level, LevelChange(ranges=ranges, fee_calculation=calculation))
    return _("Level {level} of {code} is kept.").format(level=level.number, code=code)


def remove_level_fee(company: CompanyFacts, actor: str, code: str, levels: Sequence[LevelFacts], place: str) -> str:
    """What a button of the lists names: fees of a currency, or a range; what is gone already stays gone."""
    parts = place.split("\t")
    level = next((one for one in levels if str(one.number) == parts[0]), None)
    if level is None or len(parts) not in (2, 4):
        return ""
    if len(parts) == 2:
        kept = {currency: pair for currency, pair in level.fees.items() if currency != parts[1]}
        _set(company, actor, code, level, LevelChange(fees=kept))
    else:
        key = (parts[2] == "line", parts[1])
        left = tuple(one for one in level.ranges.get(key, ()) if str(one.threshold_minor) != parts[3])
        ranges = {other: of for other, of in {**level.ranges, key: left}.items() if of}
        _set(company, actor, code, level, LevelChange(ranges=ranges))
    return _("Level {level} of {code} is kept.").format(level=level.number, code=code)


def _set(company: CompanyFacts, actor: str, code: str, level: LevelFacts, change: LevelChange) -> None:
    set_reminder_level(company=company, actor=actor, code=code, number=level.number, change=change)
