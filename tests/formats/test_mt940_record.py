"""From an entry's fields to a bank transaction."""

from tests.formats.mt940_files import records, statement


def record(line: str, *details: str):
    entry = "\n".join((f":61:2603020302{line}", *details))
    (found,) = records(statement(entry))
    return found


def test_money_and_codes():
    found = record("D53,00NRTINONREF//B7\n/OCMT/EUR50,00//CHGS/EUR3,00/", ":86:109?00RETOURE?34902")
    assert (found.amount_minor, found.entry_amount_minor, found.currency) == (-5_300, -5_300, "SEK")
    assert (found.instructed_minor, found.instructed_currency) == (5_000, "EUR")
    assert (found.charges_minor, found.charges_currency) == (300, "EUR")
    assert (found.transaction_code, found.return_reason) == ("NRTI/109", "902")


def test_a_kind_alone_tells_a_return():
    assert record("D53,00NRTINONREF", ":86:Retur").return_reason == "RTI"


def test_an_amount_that_is_none_is_left_out():
    assert record("C1,00NTRF\n/OCMT/EUR1.2345//CHGS/x/").instructed_minor is None


def test_references_are_told_once_and_accounts_are_none():
    found = record("C1,00NTRFK-1", ":86:166?20KREF+K-1?21EREF+E-1")
    assert ([one.raw for one in found.references], found.end_to_end_id) == (["K-1"], "E-1")
    found = record("C1,00NTRFNL02RABO0123456789", ":86:/IBAN/NL02RABO0123456789/REMI/x")
    assert found.references == ()
