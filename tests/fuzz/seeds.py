"""What mutations begin from: our own golden files, small files of the other kinds, and what was found before.

tests/fuzz/found/<parser>/ keeps the bytes that a parser once fell over, each as small as it could be made.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reskontra.formats.bank_definitions import built_in
from reskontra.formats.definition_data import to_json, to_toml
from tests import ubl_files
from tests.formats import pain002_files as pain002
from tests.formats import test_definition_guess_fixed, test_rates, test_rates_ecb, test_sie
from tests.formats.archives import packed
from tests.fuzz import definitions
from tests.fuzz.definitions import DELIMITED, DELIMITED_FILE, FIXED, JSON, JSON_FILE, XML, XML_FILE
from tests.receivables import autogiro_answers

GOLDEN = Path(__file__).parents[1] / "golden"
FOUND = Path(__file__).parent / "found"
FOLDERS = ("autogiro", "bai2", "bgmax", "camt", "coda", "ktl", "lb", "mt940", "n43", "ocr-giro", "ofx", "tito")

_STRIPE = (
    b"automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,created,currency,gross,fee,net,"
    b"reporting_category,description\n"
    b"po_1,2026-03-04 00:00:00,txn_1,2026-03-01 10:11:12,sek,1000.00,29.00,971.00,charge,Invoice 1001\n"
    b"po_1,2026-03-04 00:00:00,txn_2,2026-03-02 10:11:12,sek,-100.00,0.00,-100.00,refund,\n"
    b"po_1,2026-03-04 00:00:00,txn_3,2026-03-04 00:00:00,sek,-871.00,0.00,-871.00,payout,STRIPE PAYOUT\n"
)
_SEB = (
    "Bokföringsdag;Valutadag;Verifikationsnummer;Text;Belopp;Saldo\n"
    "2026-03-02;2026-03-02;5490990004;Faktura 1002;-1 250,50;900,00\n"
    "2026-03-01;2026-03-01;5490990003;Alfa AB 1001;2 150,50;2 150,50\n"
).encode()
_LUNAR = b"Date,Text,Amount,Balance\n2026-03-02,b,-1.00,9.00\n2026-03-01,a,10.00,10.00\n"
_TABLE = b'number,day,amount,name,kind\n1,2026-03-01,"1250.50","Alfa ""A"" AB",invoice\n\n2,2026-03-02,-1.00,,\n'

_FIXED = tuple(text.encode() for text in (test_definition_guess_fixed.COLUMNS, test_definition_guess_fixed.RECORDS))

_RULES = b"""[thresholds]
high_quality_min = 40
accident_search_max = 0.05
name_mode = "nearness"
matches_vendors = true

[[charge_limit]]
country = ""
currency = "SEK"
max_amount = "100.00"
max_percent = "3.0"

[[rule]]
confidence = "high"
priority = 1
party = "fully"
document = "multiple"
amount = "one"
direct_debit = "yes"
review_required = false
"""


@cache
def golden(folder: str) -> tuple[bytes, ...]:
    """The files of a format, without what is read from them."""
    files = sorted(file for file in (GOLDEN / folder).iterdir() if file.suffix != ".json")
    return tuple(file.read_bytes() for file in files)


@cache
def found(parser: str) -> tuple[tuple[str, bytes], ...]:
    """The names and bytes of what the parser once fell over."""
    folder = FOUND / parser
    return tuple((file.name, file.read_bytes()) for file in sorted(folder.iterdir())) if folder.is_dir() else ()


@cache
def seeds(parser: str) -> tuple[bytes, ...]:
    return (*_begin(parser), *(data for _, data in found(parser)))


def _begin(parser: str) -> tuple[bytes, ...]:
    if parser in FOLDERS:
        return golden(parser)
    if parser in ("detect", "statements", "raw"):
        return (*(data for folder in FOLDERS for data in golden(folder)), _SEB, _LUNAR)
    return _OTHERS[parser]()


def _rates() -> tuple[bytes, ...]:
    own = (test_rates.JSON, test_rates.OWN, test_rates.RIKSBANK, test_rates.NORGES_BANK)
    ecb = (test_rates_ecb.XML, test_rates_ecb.DAILY, test_rates_ecb.HISTORIC)
    return (*(text.encode() for text in (*own, *ecb)), packed(("rates.csv", test_rates.OWN.encode())))


def _definitions() -> tuple[bytes, ...]:
    every = (DELIMITED, FIXED, XML, JSON, definitions.XLSX, built_in()["stripe"])
    return tuple(write(one).encode() for one in every for write in (to_toml, to_json))


def _status_reports() -> tuple[bytes, ...]:
    rejected = pain002.payment("B", "RJCT", pain002.reason("AC01", "Unknown account"))
    batches = (pain002.batch(pain002.payment("A", "ACSC", amount="100.50"), rejected, status="PART"), pain002.batch())
    return pain002.report(*batches, status="PART"), pain002.report(batches[0], name="pain.008.001.02", version="10")


_OTHERS = {
    "archive": lambda: (
        packed(("a.xml", golden("camt")[0]), ("b.sta", golden("mt940")[0])),
        packed(("c.csv", _SEB), method=0),
    ),
    "bank-csv": lambda: (_SEB, _LUNAR, _STRIPE),
    "autogiro-answers": lambda: (
        autogiro_answers.advice(autogiro_answers.mandate(101), autogiro_answers.mandate(102, comment="33")).encode(),
        autogiro_answers.register(101).encode(),
        autogiro_answers.rejections(autogiro_answers.order(7_500), autogiro_answers.order(100, kind="32")).encode(),
    ),
    "pain002": _status_reports,
    "settlement": lambda: (_STRIPE,),
    "fees": lambda: ((GOLDEN / "settlement" / "klarna.csv").read_bytes(),),
    "transfers": lambda: tuple((GOLDEN / "settlement" / f"paypal{one}.csv").read_bytes() for one in ("", "-english")),
    "delimited": lambda: (DELIMITED_FILE, DELIMITED_FILE.decode().encode("utf-16")),
    "fixed": lambda: (definitions.FIXED_FILE,),
    "xml": lambda: (XML_FILE,),
    "json": lambda: (JSON_FILE,),
    "xlsx": lambda: (definitions.XLSX_FILE,),
    "definition": _definitions,
    "guess": lambda: (_SEB, DELIMITED_FILE, XML_FILE, JSON_FILE, b'[{"a": {"d": "2026-03-01"}, "m": -12.5}]', *_FIXED),
    "table": lambda: (_TABLE,),
    "sie": lambda: tuple((test_sie.HEAD + more).encode("cp437") for more in ("", test_sie.VOUCHERS)),
    "ubl": lambda: (ubl_files.document(), ubl_files.document(kind="CreditNote", prepaid="10.00", rounding="0.50")),
    "rates": _rates,
    "rulebook": lambda: (_RULES,),
}
