"""What banks and payment services call their columns, in the languages of the north, English and German."""

from __future__ import annotations

from reskontra.formats.definition_rows import fold_title

# field: titles, the likeliest first. A title that a column bears whole counts more than one that it holds.
WORDS: dict[str, tuple[str, ...]] = {
    "booking_date": (
        "bokföringsdag", "bokföringsdatum", "bokfdag", "bokförd", "reskontradatum", "booking date", "bookingdate",
        "posting date", "date posted", "booked", "bokføringsdato", "bogføringsdato", "kirjauspäivä", "buchungstag",
        "buchungsdatum", "datum", "date", "dato", "päivämäärä", "transaction date", "transaktionsdatum", "created",
        "created (utc)", "day", "dag",
    ),
    "value_date": (
        "valutadag", "valutadatum", "värdedag", "value date", "valuedate", "valørdag", "valuteringsdag", "valør",
        "rentedato", "arvopäivä", "valuta-datum", "wertstellung", "interest date",
    ),
    "amount": (
        "belopp", "amount", "beløp", "beløb", "summa", "määrä", "betrag", "net", "netto", "net amount", "nettobelopp",
        "transaktionsbelopp",
    ),
    "account": ("clearingnummer", "clnr", "kontonummer", "kontonr", "account number", "own account", "konto"),
    "debit": ("uttag", "debet", "debit", "ut", "ut fra konto", "withdrawal", "withdrawals", "paid out", "money out"),
    "credit": ("insättning", "kredit", "credit", "in", "inn på konto", "deposit", "deposits", "paid in", "money in"),
    "indicator": ("debet/kredit", "debit/credit", "d/c", "c/d", "creditdebitindicator", "soll/haben", "af/bij"),
    "balance": ("saldo", "balance", "running balance", "kontostand", "bokfört saldo", "saldi"),
    "currency": ("valuta", "currency", "ccy", "valuutta", "währung", "valutakod"),
    "text": (
        "text", "meddelande", "meddelande/referens", "beskrivning", "description", "tekst", "message", "memo",
        "details", "rubrik", "transaktion", "specifikation", "viesti", "selite", "verwendungszweck", "narrative",
        "subject", "item title", "title",
    ),
    "name": (
        "namn", "betalare/mottagare", "name", "motpart", "counterparty", "navn", "saaja/maksaja", "betalare",
        "avsändarnamn", "auftraggeber/empfänger", "customer name", "payer",
    ),
    "payer_name": ("avsändare", "sender", "avsender", "afsender", "from"),
    "payee_name": ("mottagare", "recipient", "mottaker", "modtager", "to"),
    "counterparty_account": (
        "motkonto", "avsändarkonto", "counterparty account", "iban", "från konto", "fra konto", "tilinumero",
    ),
    "reference": ("ocr", "referens", "reference", "referensnummer", "viite", "kid", "ocr-nummer", "invoice number",
                  "merchant reference", "merchant_reference1", "order id"),
    "bank_reference": (
        "verifikationsnummer", "arkivreferens", "transaction id", "transaktions-id", "balance transaction id",
        "arkistointitunnus", "bank reference", "verifikation",
    ),
    "transaction_code": ("typ", "type", "betalningstyp", "transaktionstyp", "laji", "transaction type",
                         "reporting category"),
    "fee": ("avgift", "fee", "fees", "commission", "provision", "gebyr"),
    "gross": ("brutto", "gross", "bruttobelopp", "gross amount"),
    "payout": ("payout id", "utbetalning", "payout", "automatic payout id", "settlement id", "payment_reference"),
    "payout_date": ("payout date", "utbetalningsdatum", "automatic payout effective at", "settlement date"),
}  # fmt: skip


def field_of(title: str) -> tuple[str, int]:
    """The field a title likely means, and how likely: 0 not at all, higher is better."""
    folded = fold_title(title).strip(".: ")
    best = ("", 0)
    for field, words in WORDS.items():
        for place, word in enumerate(words):
            if folded == word:
                weight = 1_000 - place
            elif len(word) > 4 and word in folded:
                weight = 100 - place
            else:
                continue
            if weight > best[1]:
                best = (field, weight)
    return best
