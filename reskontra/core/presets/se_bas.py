"""The accounts that receivables need in the Swedish BAS chart, with Swedish names."""

from __future__ import annotations

from reskontra.core.presets.preset import AccountPreset, GroupPreset, Preset, SeriesPreset, TermsPreset, VatPreset


def _account(number: str, name: str) -> AccountPreset:
    control = {"1510", "1512", "1513", "2440", "2441", "2442"}
    return AccountPreset(number, name, is_income=number[0] in "345678", is_control=number in control)


_ACCOUNTS = """
1510 Kundfordringar
1512 Kundfordringar, EU
1513 Kundfordringar, övriga världen
1515 Osäkra kundfordringar
1519 Nedskrivning av kundfordringar
1580 Fordringar för kontokort och kuponger
1630 Skattekonto
1684 Kortfristiga fordringar hos leverantörer
1910 Kassa
1920 PlusGiro
1930 Företagskonto
1940 Övriga bankkonton
1941 Bankkonto 2
1942 Bankkonto 3
1943 Bankkonto 4
1944 Bankkonto 5
1945 Bankkonto 6
1946 Bankkonto 7
1947 Bankkonto 8
1949 Överföringar mellan egna konton
2420 Förskott från kunder
2440 Leverantörsskulder
2441 Leverantörsskulder, EU
2442 Leverantörsskulder, övriga världen
2611 Utgående moms på försäljning inom Sverige, 25 %
2621 Utgående moms på försäljning inom Sverige, 12 %
2631 Utgående moms på försäljning inom Sverige, 6 %
2641 Debiterad ingående moms
2650 Redovisningskonto för moms
2710 Personalskatt
2820 Kortfristiga skulder till anställda
2898 Motkonto för ingående balanser
2899 Oidentifierade inbetalningar
3001 Försäljning inom Sverige, 25 % moms
3002 Försäljning inom Sverige, 12 % moms
3003 Försäljning inom Sverige, 6 % moms
3004 Försäljning inom Sverige, momsfri
3305 Försäljning av tjänster till land utanför EU
3308 Försäljning av tjänster till annat EU-land
3540 Faktureringsavgifter
3590 Övriga fakturerade kostnader
3731 Lämnade kassarabatter
3740 Öres- och kronutjämning
3960 Valutakursvinster på fordringar och skulder av rörelsekaraktär
3990 Övriga ersättningar och intäkter
4000 Inköp av handelsvaror
4731 Erhållna kassarabatter
6062 Inkasso och KFM-avgifter
6351 Konstaterade förluster på kundfordringar
6352 Befarade förluster på kundfordringar
6570 Bankkostnader
6990 Övriga externa kostnader
7960 Valutakursförluster på fordringar och skulder av rörelsekaraktär
8311 Ränteintäkter från bank
8313 Ränteintäkter från kundfordringar
8422 Dröjsmålsräntor för leverantörsskulder
"""


def _group(kind: str, code: str, name: str, control: str) -> GroupPreset:
    customer = kind == "CUSTOMER"
    return GroupPreset(
        kind,
        code,
        name,
        is_default=code == "SE",
        control_account=control,
        discount_account="3731" if customer else "4731",
        tolerance_account="3740",
        rounding_account="3740",
        charge_account="6570",
        interest_account="8313" if customer else "8422",
        fee_account="3540" if customer else "6990",
        opening_account="2898",
    )


SE_BAS = Preset(
    code="se-bas",
    country="SE",
    currency="SEK",
    language="sv",
    accounts=tuple(_account(*line.split(" ", 1)) for line in _ACCOUNTS.strip().splitlines()),
    groups=(
        _group("CUSTOMER", "SE", "Kunder i Sverige", "1510"),
        _group("CUSTOMER", "EU", "Kunder i EU", "1512"),
        _group("CUSTOMER", "EXPORT", "Kunder i övriga världen", "1513"),
        _group("VENDOR", "SE", "Leverantörer i Sverige", "2440"),
        _group("VENDOR", "EU", "Leverantörer i EU", "2441"),
        _group("VENDOR", "IMPORT", "Leverantörer i övriga världen", "2442"),
    ),
    terms=(
        TermsPreset("PAYMENT", "0D", "Betalas genast", "0D"),
        TermsPreset("PAYMENT", "10D", "10 dagar netto", "10D"),
        TermsPreset("PAYMENT", "20D", "20 dagar netto", "20D"),
        TermsPreset("PAYMENT", "30D", "30 dagar netto", "30D"),
        TermsPreset("PAYMENT", "30D2P10", "30 dagar netto, 2 % inom 10 dagar", "30D", "10D", 200),
        TermsPreset("REMINDER", "STANDARD", "Påminnelse med lagstadgad avgift"),
        TermsPreset("FINANCE_CHARGE", "STANDARD", "Dröjsmålsränta enligt räntelagen"),
    ),
    series=(
        SeriesPreset(
            "A", "VOUCHER", "Verifikationer", ("GENERAL", "REVERSAL", "APPLICATION", "ADJUSTMENT", "BAD_DEBT")
        ),
        SeriesPreset("B", "VOUCHER", "Bankhändelser", ("BANK",)),
        SeriesPreset("I", "VOUCHER", "Ingående poster", ("OPENING",)),
        SeriesPreset("K", "VOUCHER", "Kundfakturor", ("CUSTOMER_DOCUMENT",)),
        SeriesPreset("L", "VOUCHER", "Leverantörsfakturor", ("VENDOR_DOCUMENT",)),
        SeriesPreset("PRJ", "JOURNAL", "Betalningsavstämningsjournaler", (), "PRJ", 6),
        SeriesPreset("INB", "DOCUMENT", "Inbetalningar", (), "INB", 6),
        SeriesPreset("UTB", "DOCUMENT", "Utbetalningar", (), "UTB", 6),
        SeriesPreset("REG", "DOCUMENT", "Registrerade betalningar", (), "REG", 6),
        SeriesPreset("BOK", "DOCUMENT", "Bokföringsorder", (), "BOK", 6),
        SeriesPreset("KF", "DOCUMENT", "Kundfakturor", (), "", 6),
        SeriesPreset("KK", "DOCUMENT", "Kundkreditfakturor", (), "K", 6),
        SeriesPreset("LF", "DOCUMENT", "Leverantörsfakturor", (), "LF", 6),
        SeriesPreset("LK", "DOCUMENT", "Leverantörskreditfakturor", (), "LK", 6),
        SeriesPreset("UTK", "DOCUMENT", "Utkast", (), "UTK", 6),
    ),
    bank_accounts=("1930", "1940", "1941", "1942", "1943", "1944", "1945", "1946", "1947", "1920"),
    bank_opening_account="2898",
    suspense_account="2899",
    realized_gains_account="3960",
    realized_losses_account="7960",
    unrealized_gains_account="3960",
    unrealized_losses_account="7960",
    rounding_limits={"SEK": 99, "NOK": 99, "DKK": 99, "EUR": 2},
    vat_codes=(
        VatPreset("25", "Moms 25 %", 2500, "2611", "2641"),
        VatPreset("12", "Moms 12 %", 1200, "2621", "2641"),
        VatPreset("6", "Moms 6 %", 600, "2631", "2641"),
        VatPreset("0", "Momsfri", 0),
    ),
    loss_account="6351",
    feared_loss_account="6352",
    allowance_account="1519",
    adjusts_vat_for_discount=True,
)
