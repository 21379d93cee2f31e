"""JSON from strangers, as text that a database can hold.

JSON may write control characters and halves of letters by number (\\u0000, \\ud800), which no database and no terminal
takes. They are read as blanks, as text_file.clean() reads them in files of lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

# An escape of two halves that make a letter, of one alone or a control character, or of anything else.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<blank>u[dD][89a-fA-F][0-9a-fA-F]{2}|u00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F]))|.)"
)


def loads(data: bytes | str, *, number: Callable[[str], Any] | None = None) -> Any:
    """What a JSON text says.

    data      bytes in UTF-8, UTF-16 or UTF-32, or text
    number    what is made of numbers, and of NaN and Infinity; Python's own where not given
    refuses   ValueError: no JSON, or not in the encoding that its first bytes tell; RecursionError: nested too deep
    """
    text = data if isinstance(data, str) else data.decode(json.detect_encoding(data))
    if "\\u" in text:
        text = _ESCAPE.sub(_written, text)
    return json.loads(text, parse_float=number, parse_int=number, parse_constant=number)


def _written(found: re.Match[str]) -> str:
    return " " if found["blank"] else found[0]
