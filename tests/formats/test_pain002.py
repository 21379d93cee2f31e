"""Payment status reports: what is told of message, batch and payment, what is left out, and what is refused."""

import io
import tracemalloc
from datetime import date

import pytest

from reskontra.core.errors import Malformed
from reskontra.formats.camt_values import ElementMisplaced
from reskontra.formats.format import Format
from reskontra.formats.pain002 import (
    OUTCOMES,
    BatchStatus,
    MessageStatus,
    NoStatusInReport,
    NotStatusReport,
    Outcome,
    PaymentStatus,
    PaymentStatusUnknown,
    PaymentWithoutStatus,
    StatusReason,
    answered_format,
    read_pain002,
)
from reskontra.formats.safe_xml import DoctypeRefused
from tests.formats.pain002_files import batch, payment, reason, report


def read(data):
    return list(read_pain002(io.BytesIO(data)))


@pytest.mark.parametrize("version", ["03", "10", ""])
def test_all_that_is_told(version):
    found = read(
        report(
            batch(
                payment("A", "ACSC", amount="100.50"),
                payment("B", "RJCT", reason("AC01", "Unknown account"), reason("X9", proprietary=True)),
                status="PART",
            ),
            batch(key="P2", status="RJCT"),
            status="PART",
            version=version,
        )
    )
    place = "line 2, "
    assert found == [
        MessageStatus(place + "OrgnlGrpInfAndSts", "R1", date(2026, 3, 2), "M1", "pain.001.001.03", "PART", ()),
        BatchStatus(place + "OrgnlPmtInfAndSts", "M1", "P1", "PART", ()),
        PaymentStatus(place + "TxInfAndSts", "M1", "P1", "IA", "A", "ACSC", (), 10_050, "SEK", "BA"),
        PaymentStatus(
            place + "TxInfAndSts", "M1", "P1", "IB", "B", "RJCT",
            (StatusReason("AC01", "Unknown account"), StatusReason("X9", "")), None, "", "BB",
        ),
        BatchStatus(place + "OrgnlPmtInfAndSts", "M1", "P2", "RJCT", ()),
    ]  # fmt: skip
    assert [one.outcome for one in found if isinstance(one, PaymentStatus)] == [Outcome.ACCEPTED, Outcome.REJECTED]


@pytest.mark.parametrize(
    ("own", "of_batch", "of_message", "expected"),
    [
        ("ACCP", "PART", "PART", "ACCP"),
        ("", "RJCT", "PART", "RJCT"),
        ("", "", "ACTC", "ACTC"),
        ("PDNG", "", "", "PDNG"),
    ],
)
def test_a_payment_without_its_own_status_has_that_around_it(own, of_batch, of_message, expected):
    found = read(report(batch(payment("A", own), status=of_batch), status=of_message))
    assert found[-1].status == expected


def test_the_reason_around_it_is_given_too():
    found = read(report(batch(payment("A")), status="RJCT", why=reason("FF01", "Form")))
    assert found[-1].reasons == (StatusReason("FF01", "Form"),)


@pytest.mark.parametrize(
    ("data", "answered"),
    [
        (report(), Format.PAIN_001),
        (report(name="pain.008.001.02"), Format.PAIN_008),
        (b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'/>", None),
        (b"\x00", None),
    ],
)
def test_what_is_answered(data, answered):
    assert answered_format(data) is answered


def test_every_code_has_an_outcome():
    every = {"ACCP", "ACSC", "ACSP", "ACTC", "ACWC", "PART", "PDNG", "RCVD", "RJCT", "CANC"}
    assert every <= set(OUTCOMES)
    assert {code for code, found in OUTCOMES.items() if found is Outcome.REJECTED} == {"RJCT", "CANC", "BLCK"}


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("a statement", b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'/>", NotStatusReport),
        ("a document type", b"<!DOCTYPE Document>" + report(status="ACCP").partition(b"\n")[2], DoctypeRefused),
        ("nothing answered", b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.03'/>", NoStatusInReport),
        ("an unknown code", report(batch(payment("A", "OKAY"))), PaymentStatusUnknown),
        ("no status at all", report(batch(payment("A"))), PaymentWithoutStatus),
        ("partly, of one payment", report(batch(payment("A"), status="PART")), PaymentWithoutStatus),
        ("a payment in no batch", report(payment("A", "ACCP")), ElementMisplaced),
        ("a batch in a payment", report(batch(f"<TxInfAndSts>{batch()}</TxInfAndSts>")), ElementMisplaced),
        ("cut off", report(batch(payment("A", "ACCP")))[:-30], Malformed),
    ],
)
def test_refusals(case, data, refusal):
    with pytest.raises(refusal):
        read(data)


def test_a_large_report_is_read_in_flat_memory():
    data = report(batch(*(payment(str(number), "RJCT", reason()) for number in range(20_000)), status="RJCT"))
    tracemalloc.start()
    count = sum(1 for _ in read_pain002(io.BytesIO(data)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_002
    assert peak < 2_000_000 < len(data)
