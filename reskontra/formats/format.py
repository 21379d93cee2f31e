"""The names of the file formats known here, and how they are called in a sentence."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """Codes are stored with imported files; do not change them."""

    CAMT_052 = "camt.052"
    CAMT_053 = "camt.053"
    CAMT_054 = "camt.054"
    PAIN_001 = "pain.001"
    PAIN_002 = "pain.002"
    PAIN_008 = "pain.008"
    ISO_20022 = "iso20022"
    UBL = "ubl"
    FINVOICE = "finvoice"
    SVEFAKTURA = "svefaktura"
    OFX = "ofx"
    BGMAX = "bgmax"
    AUTOGIRO = "autogiro"
    LB = "lb"
    OCR_GIRO = "ocr-giro"
    TITO = "tito"
    KTL = "ktl"
    CODA = "coda"
    BAI2 = "bai2"
    N43 = "n43"
    SIE = "sie"
    MT940 = "mt940"
    MT942 = "mt942"
    BANK_CSV = "bank-csv"
    BANK_XLSX = "bank-xlsx"
    BANK_FIXED = "bank-fixed"
    BANK_XML = "bank-xml"
    BANK_JSON = "bank-json"
    SETTLEMENT = "settlement"
    SEPARATED_TEXT = "separated-text"
    ZIP = "zip"


NAMES = {
    Format.CAMT_052: "a camt.052 account report (ISO 20022)",
    Format.CAMT_053: "a camt.053 account statement (ISO 20022)",
    Format.CAMT_054: "a camt.054 credit and debit advice (ISO 20022)",
    Format.PAIN_001: "a payment order (pain.001)",
    Format.PAIN_002: "a payment status report (pain.002)",
    Format.PAIN_008: "a direct debit order (pain.008)",
    Format.ISO_20022: "an ISO 20022 message of another kind",
    Format.UBL: "an invoice or credit note (UBL, Peppol)",
    Format.FINVOICE: "an invoice (Finvoice)",
    Format.SVEFAKTURA: "an invoice (Svefaktura)",
    Format.OFX: "an OFX file",
    Format.BGMAX: "a BgMax file",
    Format.AUTOGIRO: "an Autogiro file",
    Format.LB: "a Leverantörsbetalningar (LB) file",
    Format.OCR_GIRO: "a Norwegian OCR giro or AvtaleGiro file",
    Format.TITO: "a Finnish account statement (TITO)",
    Format.KTL: "a Finnish reference payment file (KTL)",
    Format.CODA: "a Belgian account statement (CODA)",
    Format.BAI2: "a BAI2 file",
    Format.N43: "a Spanish account statement (Norma 43)",
    Format.SIE: "a bookkeeping file (SIE)",
    Format.MT940: "an MT940 account statement",
    Format.MT942: "an MT942 intraday report",
    Format.BANK_CSV: "a bank's CSV export",
    Format.BANK_XLSX: "a spreadsheet",
    Format.BANK_FIXED: "text of fixed width, read by a definition",
    Format.BANK_XML: "XML of another kind, read by a definition",
    Format.BANK_JSON: "JSON, read by a definition",
    Format.SETTLEMENT: "a payment service's settlement, read by a definition",
    Format.SEPARATED_TEXT: "separated text without a bank's known column titles",
    Format.ZIP: "a zip archive",
}

NO_STATEMENTS = frozenset(
    {
        Format.PAIN_001,
        Format.PAIN_002,
        Format.PAIN_008,
        Format.ISO_20022,
        Format.UBL,
        Format.FINVOICE,
        Format.SVEFAKTURA,
        Format.SIE,
    }
)
"""Formats that are no account statements at all, whoever reads them."""
