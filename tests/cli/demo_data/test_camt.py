from __future__ import annotations

import re

from reskontra.cli.demo_data import company

from .conftest import Demo


def test_namespaces_and_account(demo: Demo) -> None:
    assert demo.statement.tag == "{urn:iso:std:iso:20022:tech:xsd:camt.053.001.08}Document"
    assert demo.advice.tag == "{urn:iso:std:iso:20022:tech:xsd:camt.054.001.08}Document"
    for root in (demo.statement, demo.advice):
        assert {account.findtext("{*}Id/{*}IBAN") for account in root.iter("{*}Acct")} == {company.IBAN}
    assert not list(demo.advice.iter("{*}Bal"))


def test_no_element_is_empty_and_amounts_are_plain(demo: Demo) -> None:
    for root in (demo.statement, demo.advice):
        for element in root.iter():
            assert len(element) or (element.text or "").strip(), element.tag
            if element.get("Ccy"):
                assert element.get("Ccy") == "SEK"
                assert re.fullmatch(r"\d{1,13}\.\d\d", element.text)


def test_texts_keep_the_format_s_lengths(demo: Demo) -> None:
    limits = {"Ustrd": 140, "Ref": 35, "Nm": 140, "AcctSvcrRef": 35, "EndToEndId": 35, "PmtInfId": 35, "MsgId": 35}
    for root in (demo.statement, demo.advice):
        for tag, limit in limits.items():
            assert all(len(element.text) <= limit for element in root.iter("{*}" + tag))


def test_one_entry_is_pending_and_its_statement_does_not_count_it(demo: Demo) -> None:
    pending = [entry for entry in demo.statement.iter("{*}Ntry") if entry.findtext("{*}Sts/{*}Cd") == "PDNG"]
    assert len(pending) == demo.files.expected.pending == 1


def test_order_of_elements_is_the_schema_s(demo: Demo) -> None:
    orders = {
        "Ntry": "NtryRef Amt CdtDbtInd Sts BookgDt ValDt AcctSvcrRef BkTxCd NtryDtls AddtlNtryInf",
        "TxDtls": "Refs Amt CdtDbtInd AmtDtls Chrgs RltdPties RmtInf RtrInf AddtlTxInf",
        "Stmt": "Id ElctrncSeqNb CreDtTm FrToDt Acct Bal TxsSummry Ntry",
        "RltdPties": "Dbtr DbtrAcct Cdtr CdtrAcct",
    }
    for root in (demo.statement, demo.advice):
        for tag, order in orders.items():
            names = order.split()
            for element in root.iter("{*}" + tag):
                places = [names.index(child.tag.partition("}")[2]) for child in element]
                assert places == sorted(places)
