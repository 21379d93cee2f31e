"""Countries by their two letters.

source    ISO 3166-1 alpha-2, officially assigned codes as of 2026-01-01
"""

from __future__ import annotations

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import shown, upper, without_blanks

_ASSIGNED = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""

# Banks, the IBAN registry and the EU write XK for Kosovo, a code ISO leaves to its users.
CODES = frozenset(_ASSIGNED.split()) | {"XK"}


class NotACountry(Refused):
    code = "not_a_country"
    template = '"{text}" is not a country code of ISO 3166. Write two letters, such as SE.'


def compact(text: str) -> str:
    """Upper case, without blanks."""
    return upper(without_blanks(text))


def validate(text: str) -> str:
    """The compact code.

    refuses   NotACountry
    """
    code = compact(text)
    if code not in CODES:
        raise NotACountry(text=shown(text))
    return code


def is_valid(text: str) -> bool:
    return compact(text) in CODES


def format(text: str) -> str:
    """The compact code."""
    return compact(text)
