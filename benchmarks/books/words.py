"""The words of the made-up markets: names of firms and people, and how payments speak of numbers in six languages."""

from __future__ import annotations

import unicodedata

_CITIES = """Arboga Avesta Boden Eslöv Falköping Gällivare Hudiksvall Kiruna Köping Lidköping Ludvika Mjölby
Nässjö Oskarshamn Piteå Ronneby Sala Skellefteå Strängnäs Tranås Vetlanda Vänersborg Ålesund Aalborg
Vaasa Flensburg"""
CITIES = _CITIES.split()
_FAMILIES = """Abrahamsson Aalto Björklund Claesson Dahlgren Edström Fälth Grönlund Hedman Ivarsson Jægersen Kjær
Källström Löfgren Malmqvist Nyberg Ohlsson Palmgren Rosén Sjödin Thorén Uggla Vestergård Wästberg
Ygberg Zetterlund Åhlén Ärlig Öhman Østby Schröder Vainio Castillo Haddad Nguyen Kowalski"""
FAMILIES = _FAMILIES.split()
_GIVEN = (
    """Ali Birgit Carl-Johan Dag Ebba Frida Gun Hassan Ida Jörgen Kerstin Lisbet Maj Noor Olof Per Ronja Sven Tove"""
)
GIVEN = _GIVEN.split()
_TRADES = """Snickeri Kyl Ventilation Advokatbyrå Blommor Buss Camping Däck Elektronik Fastighetsservice Gräv
Hydraulik Inredning Järnhandel Kemtvätt Lås Maskin Naprapati Optik Pizzeria Rekrytering Stenhuggeri
Schakt Taxi Utbildning Vård Åkeri Ätlar Översättning Fisk Hotell Betong"""
TRADES = _TRADES.split()
_FANCY = """Norrsken Solgläntan Röda Stugan Blåvingen Kompassen Fyrtornet Midgård Silverforsen Tallmon Åskan
Älvsala Gläntan Polstjärnan Vitsippan Humlegården Ankaret Nimbus Quorum Vertex Kairos"""
FANCY = _FANCY.split()
FORMS = ("AB", "AB", "AB", "HB", "KB", "Aktiebolag", "Ek. för.", "AS", "ApS", "Oy", "GmbH", "Ltd", "(publ)", "")
FIRMS = (
    "{family} & {family2} {trade} {form}",
    "{family}s {trade} {form}",
    "{fancy} {trade} {form}",
    "AB {fancy} {trade}",
    "{city} {trade} {form}",
    "Brf {fancy} {city}",
    "{given} {family}",
    "{trade}huset i {city} {form}",
    "{fancy} {fancy2} {trade} {form}",
    "{family} {trade} & {trade2} {form}",
    "Stiftelsen {fancy} {city}",
    "{city} {fancy} Förening",
    "{given} {family} {trade}",
)

NUMBER_WORDINGS = (
    "Faktura {}",
    "Faktnr {}",
    "Fakturanr: {}",
    "avser f-nr {}",
    "Bet. av fakt {}",
    "ang fakturanummer {} tack!",
    "Inv. no {}",
    "Payment of invoice {}",
    "Your invoice {} with thanks",
    "Invoice number: {}",
    "bill #{}",
    "Rechnung Nr. {}",
    "RG-NR {}",
    "Re.Nr. {} vielen Dank",
    "Rechnungsnummer: {}",
    "zu Rechnung {}",
    "Faktura nr. {} betaling",
    "vedr. faktura {}",
    "Regning {}",
    "Betaling for faktura {}",
    "lasku {}",
    "Laskun numero {}",
    "maksu laskusta nro {}",
    "{}",
    "/ROC/{}",
    "BETALNING {} ENL AVTAL",
    "Nr:{}",
)
GLUED_WORDINGS = (
    "Faktura{}",
    "fakt.{}tack",
    "nr.{}",
    "#{}",
    "Inv{}.",
    "({})",
    "faktura:{};",
    "FAKTNR{}",
    "RNR{}/2",
    "F-nr{}",
)
SEVERAL_WORDINGS = (
    ("Fakturor {}", ", "),
    ("Fakt {}", " och "),
    ("invoices {}", " & "),
    ("Rechnungen {}", " und "),
    ("{}", "+"),
    ("laskut {}", " ja "),
    ("fakturaer {}", " og "),
    ("INV {}", ";"),
    ("{}", " "),
    ("Bet {}", " / "),
    ("fakturor: {}", "\n"),
)
RANGE_WORDINGS = (
    "{}-{}",
    "Fakturor {} - {}",
    "faktura {} t.o.m. {}",
    "Invoices {} to {}",
    "Rechnungen {} bis {}",
    "fakt {}–{}",
    "faktura {} till {}",
    "fakturor {} t o m {}",
    "{} .. {}",
)
PART_WORDINGS = (
    "Delbetalning {}",
    "A conto {}",
    "Teilzahlung {}",
    "Part payment inv {}",
    "Avbetalning faktura {}",
    "1:a delen av {}",
    "osamaksu {}",
    "delbetaling {}",
    "{} rest kommer",
)
CHARGE_WORDINGS = (
    "Invoice {} less bank charges {}",
    "{} avdrag bankavgift {}",
    "Rechnung {} abzgl. Spesen {}",
    "{} minus fee {}",
    "faktura {} gebyr {}",
    "{} ./. avgift {} kr",
)
MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "april", "apr"),
)
DATES = ("{:%Y-%m-%d}", "{:%y%m%d}", "{:%Y%m%d}", "{:%d.%m.%Y}", "{:%d/%m-%y}", "{:%d/%m/%Y}", "den {:%d.%m.%y}")
PHONES = (
    "070-123 45 67",
    "tel 08-123 456 78",
    "+46 70 765 43 21",
    "0707654321",
    "mob 073 555 12 12",
    "tfn 0500-41 22 33",
)


def plain(text: str) -> str:
    """Without marks, as old bank systems have it."""
    text = text.translate(str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "ß": "ss"}))
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def spelled(text: str) -> str:
    """Marks spelled out, as abroad: Oestby, Aahlen."""
    return plain(
        text.translate(
            str.maketrans({"ö": "oe", "ø": "oe", "ä": "ae", "å": "aa", "Ö": "Oe", "Ä": "Ae", "Å": "Aa", "ü": "ue"})
        )
    )
