"""The demo company: a storage and moving firm that does not exist."""

from __future__ import annotations

NAME = "Granliden Förråd & Flytt AB"
ORGANISATION_NUMBER = "559987-4129"
STREET = "Lagergatan 14"
POSTAL_CODE = "702 27"
CITY = "Örebro"
COUNTRY = "SE"
CURRENCY = "SEK"
BIC = "ESSESESS"

BANKGIRO = "5391-8421"  # customers pay to this number; the money arrives on IBAN
IBAN = "SE2150000000052440183733"  # the account whose statements are written
SAVINGS_IBAN = "SE9650000000052440183741"  # the company's second account, with the same bank

OPENING_BALANCE_MINOR = 1_284_306_17
FIRST_STATEMENT_NUMBER = 61  # the bank's numbering of daily statements

DISCOUNT_PERCENT = 2
DISCOUNT_DAYS = 10
BUSINESS_TERMS, CONSUMER_TERMS, INTEREST_TERMS = "SE-FÖRETAG", "SE-KONSUMENT", "STANDARD"
