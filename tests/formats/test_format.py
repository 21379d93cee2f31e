"""Every format has a name for sentences."""

from reskontra.formats.format import NAMES, NO_STATEMENTS, Format


def test_every_format_has_a_name_of_its_own():
    assert set(NAMES) == set(Format)
    assert len(set(NAMES.values())) == len(Format)


def test_no_statement_format_is_camt():
    assert not {Format.CAMT_052, Format.CAMT_053, Format.CAMT_054} & NO_STATEMENTS
