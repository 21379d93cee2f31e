"""What a stencil shows of an element is what walking through it gathers, or the same refusal."""

import random
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reskontra.core.errors import Malformed
from reskontra.formats.camt_elements import ENTRY, TRANSACTION, Rule, collect, tables_for
from reskontra.formats.camt_stencil import STENCILS_MAX, Stencils
from reskontra.formats.camt_values import NoSuchDate

TEXTS = ("", " ", "1.00", "1", "12.345", "CRDT", "2026-03-01", "2026-02-30", "a\nb", "Ö & <o>", "ä", " x ")
TABLES = {"Ntry": (ENTRY, "entry"), "TxDtls": (TRANSACTION, "transaction")}


def grown(name, table, chosen):
    """An element with children that its table names, in any order, and some that it does not."""
    element = etree.Element(name)
    if name.endswith(("Amt", "Sum")) and chosen.random() < 0.9:
        element.set("Ccy", chosen.choice(("SEK", "SEK", "EUR", "JPY")))
    element.text, element.tail = chosen.choice(TEXTS), chosen.choice(("", "\n ", "tail"))
    for _ in range(chosen.randint(0, 4) if table or chosen.random() < 0.1 else 0):
        inner = chosen.choice([*table, "Other"])
        rule = table.get(inner, {})
        element.append(grown(inner, (rule.inner or {}) if isinstance(rule, Rule) else rule, chosen))
    return element


def gathered(gather, element):
    values = {}
    try:
        gather(element, values)
    except Malformed as refusal:
        return refusal.code, str(refusal)
    return values


def bound(name):
    return getattr(tables_for(""), TABLES[name][1])


@given(st.sampled_from(sorted(TABLES)), st.integers(0, 2**32))
def test_a_stencil_shows_what_a_walk_gathers(name, seed):
    chosen = random.Random(seed)
    stencils = Stencils(bound(name), walked_first=0)
    one = grown(name, TABLES[name][0], chosen)
    others = [deepcopy(one) for _ in range(3)]
    for other in others[1:]:  # the same elements with other texts
        for element in other.iter():
            element.text = chosen.choice(TEXTS)
    for element in (one, *others):
        walked = gathered(lambda found, values: collect(found, bound(name), values), element)
        assert gathered(stencils.collect, element) == walked


def test_what_is_there_is_not_overwritten_and_a_wrong_day_is_told_at_its_place():
    stencils = Stencils(bound("Ntry"), walked_first=0)
    plain = "<Ntry>\n<Amt Ccy='SEK'>{}</Amt>\n<BookgDt><Dt>{}</Dt></BookgDt><Sts><Cd>BOOK</Cd></Sts></Ntry>"
    values = {}
    for amount, day in (("1.00", "2026-03-01"), ("2.50", "2026-03-02")):
        stencils.collect(etree.fromstring(plain.format(amount, day)), values)
        assert values["amount"] == (100, "SEK")
    with pytest.raises(NoSuchDate, match="2026-02-30") as told:
        stencils.collect(etree.fromstring(plain.format("1.00", "2026-02-30")), {})
    assert told.value.place == "line 3, Dt"


def test_no_more_stencils_are_cut_than_are_worth_it():
    stencils = Stencils(bound("TxDtls"), walked_first=0)
    for number in range(STENCILS_MAX + 5):
        values = {}
        stencils.collect(etree.fromstring(f"<TxDtls><A{number}/><AddtlTxInf>x{number}</AddtlTxInf></TxDtls>"), values)
        assert values == {"transaction_info": [f"x{number}"]}
