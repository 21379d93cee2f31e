"""Which Swedish bank has which clearing numbers, and how its accounts carry their check digit.

Banks come, merge and leave: an account in a range that is not here is accepted with a warning. Check the list
against the banks' published account structures once a year, and move the date.
"""

from __future__ import annotations

from datetime import date

AS_OF = date(2026, 1, 1)

# First and last clearing number, bank, rule (clearing.AccountRule).
RANGES: tuple[tuple[int, int, str, str], ...] = (
    (1100, 1199, "Nordea", "TYPE_1_COMMENT_1"),
    (1200, 1399, "Danske Bank", "TYPE_1_COMMENT_1"),
    (1400, 2099, "Nordea", "TYPE_1_COMMENT_1"),
    (2300, 2399, "Ålandsbanken", "TYPE_1_COMMENT_2"),
    (2400, 2499, "Danske Bank", "TYPE_1_COMMENT_1"),
    (3000, 3299, "Nordea", "TYPE_1_COMMENT_1"),
    (3300, 3300, "Nordea personal account", "TYPE_2_TEN_DIGITS"),
    (3301, 3399, "Nordea", "TYPE_1_COMMENT_1"),
    (3400, 3409, "Länsförsäkringar Bank", "TYPE_1_COMMENT_1"),
    (3410, 3781, "Nordea", "TYPE_1_COMMENT_1"),
    (3782, 3782, "Nordea personal account", "TYPE_2_TEN_DIGITS"),
    (3783, 3999, "Nordea", "TYPE_1_COMMENT_1"),
    (4000, 4999, "Nordea", "TYPE_1_COMMENT_2"),
    (5000, 5999, "SEB", "TYPE_1_COMMENT_1"),
    (6000, 6999, "Handelsbanken", "TYPE_2_NINE_DIGITS"),
    (7000, 7999, "Swedbank", "TYPE_1_COMMENT_1"),
    (8000, 8999, "Swedbank", "TYPE_2_SHORTENED"),
    (9020, 9029, "Länsförsäkringar Bank", "TYPE_1_COMMENT_2"),
    (9040, 9049, "Citibank", "TYPE_1_COMMENT_2"),
    (9060, 9069, "Länsförsäkringar Bank", "TYPE_1_COMMENT_1"),
    (9070, 9079, "Multitude Bank", "TYPE_1_COMMENT_1"),
    (9100, 9109, "Nordnet Bank", "TYPE_1_COMMENT_2"),
    (9120, 9124, "SEB", "TYPE_1_COMMENT_1"),
    (9130, 9149, "SEB", "TYPE_1_COMMENT_1"),
    (9150, 9169, "Skandiabanken", "TYPE_1_COMMENT_2"),
    (9170, 9179, "Ikano Bank", "TYPE_1_COMMENT_1"),
    (9180, 9189, "Danske Bank", "TYPE_2_TEN_DIGITS"),
    (9190, 9199, "DNB Bank", "TYPE_1_COMMENT_2"),
    (9230, 9239, "Marginalen Bank", "TYPE_1_COMMENT_1"),
    (9250, 9259, "SBAB Bank", "TYPE_1_COMMENT_1"),
    (9260, 9269, "DNB Bank", "TYPE_1_COMMENT_2"),
    (9270, 9279, "ICA Banken", "TYPE_1_COMMENT_1"),
    (9280, 9289, "Resurs Bank", "TYPE_1_COMMENT_1"),
    (9300, 9349, "Swedbank", "TYPE_2_TEN_DIGITS"),
    (9390, 9399, "Landshypotek Bank", "TYPE_1_COMMENT_2"),
    (9460, 9469, "Santander Consumer Bank", "TYPE_1_COMMENT_1"),
    (9470, 9479, "BNP Paribas", "TYPE_1_COMMENT_2"),
    (9500, 9549, "Plusgirot", "TYPE_2_SHORTENED"),
    (9550, 9569, "Avanza Bank", "TYPE_1_COMMENT_2"),
    (9570, 9579, "Sparbanken Syd", "TYPE_2_TEN_DIGITS"),
    (9580, 9589, "Aion Bank", "TYPE_1_COMMENT_1"),
    (9590, 9599, "Erik Penser Bank", "TYPE_1_COMMENT_2"),
    (9630, 9639, "Lån & Spar Bank", "TYPE_1_COMMENT_1"),
    (9640, 9649, "Nordax Bank", "TYPE_1_COMMENT_2"),
    (9660, 9669, "Svea Bank", "TYPE_1_COMMENT_2"),
    (9670, 9679, "JAK Medlemsbank", "TYPE_1_COMMENT_2"),
    (9680, 9689, "Bluestep Bank", "TYPE_1_COMMENT_1"),
    (9700, 9709, "Ekobanken", "TYPE_1_COMMENT_2"),
    (9710, 9719, "Lunar Bank", "TYPE_1_COMMENT_2"),
    (9750, 9759, "Northmill Bank", "TYPE_1_COMMENT_2"),
    (9780, 9789, "Klarna Bank", "TYPE_1_COMMENT_2"),
    (9880, 9889, "Riksgälden", "TYPE_1_COMMENT_2"),
    (9890, 9899, "Riksgälden", "TYPE_2_TEN_DIGITS"),
    (9960, 9969, "Plusgirot", "TYPE_2_SHORTENED"),
)
