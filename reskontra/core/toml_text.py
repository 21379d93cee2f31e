"""TOML from others, within bounds.

The parser of the standard library takes time and memory by the square of the parts of a dotted key, and recurses into
nested values; a file of 200 KB could fill a machine. Nothing of ours has keys of more than a few parts.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

PARTS_MAX = 16
_MANY_PARTS = re.compile(rf"""(?:\.[ \t]*+(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+){{{PARTS_MAX}}}""")
_NUL = re.compile(r"\\(?:u0000|U00000000)")


def loads(text: str) -> dict[str, Any]:
    """What a TOML text says.

    refuses   ValueError, with "line N" in its words where the place is known: no TOML, a key of more than 16 parts,
              a NUL, values nested too deep, a number of thousands of digits
    """
    for pattern, why in (
        (_MANY_PARTS, f"more than {PARTS_MAX} parts in a key"),
        (_NUL, "a NUL, which nothing can store"),
    ):
        if found := pattern.search(text):
            raise ValueError(f"{why}, at line {text.count(chr(10), 0, found.start()) + 1}")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
