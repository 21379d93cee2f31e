"""Damage as it happens to files, and as nobody would do by accident: one file in, another out, by a random source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]

LENGTH_MAX = 64 * 1024
_ODD = (
    b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\x1a", b"\x85", b"\xe2\x80\xa8", b"\r",
    b"\n", b"\t", b" ", b'"', b"'", b"<", b">", b"&#0;", b"&x;", b"]]>", b"<!DOCTYPE a>", b"{", b"}", b"[", b"]", b"\\",
    b"\\ud800", b"\\u0000", b"-", b"+", b",", b".", b";", b"/", b":", b"e9", b"NaN", b"Infinity", b"0", b"9",
    b"00000000", b"99999999", b"20260230", b"9" * 19, b"9" * 40, b"1e999", "²".encode(), "٣".encode(),
    "İ".encode(), "−".encode(),
)  # fmt: skip


def _place(data: bytes, random: Random) -> int:
    return random.randint(0, len(data))


def _span(data: bytes, random: Random, most: int = 40) -> tuple[int, int]:
    start = _place(data, random)
    return start, min(len(data), start + random.randint(0, most))


def cut_off(data: bytes, random: Random) -> bytes:
    return data[: _place(data, random)]


def flip(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + bytes([data[at] ^ (1 << random.randint(0, 7))]) + data[at + 1 :] if at < len(data) else data


def replace_byte(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + bytes([random.randint(0, 255)]) + data[at + 1 :]


def insert_odd(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + random.choice(_ODD) + data[at:]


def overwrite_odd(data: bytes, random: Random) -> bytes:
    at, odd = _place(data, random), random.choice(_ODD)
    return data[:at] + odd + data[at + len(odd) :]


def remove_span(data: bytes, random: Random) -> bytes:
    start, stop = _span(data, random)
    return data[:start] + data[stop:]


def repeat_span(data: bytes, random: Random) -> bytes:
    start, stop = _span(data, random)
    return data[:stop] + data[start:stop] * random.randint(1, 4) + data[stop:]


def long_run(data: bytes, random: Random) -> bytes:
    at = _place(data, random)
    piece = data[at : at + random.randint(1, 8)] or b"9"
    return data[:at] + piece * random.choice((10, 100, 1000)) + data[at:]


def change_digits(data: bytes, random: Random) -> bytes:
    """Other figures where there were figures: days, counts, sums and lengths that do not fit."""
    at = _place(data, random)
    digits = bytes(random.choice(b"0123456789") if 48 <= one <= 57 else one for one in data[at : at + 12])
    return data[:at] + digits + data[at + 12 :]


def _lines(change: Callable[[list[bytes], Random], Sequence[bytes]]) -> Mutation:
    def mutate(data: bytes, random: Random) -> bytes:
        lines = data.splitlines(keepends=True)
        return b"".join(change(lines, random)) if lines else data

    return mutate


def _without_a_line(lines: list[bytes], random: Random) -> list[bytes]:
    at = random.randrange(len(lines))
    return lines[:at] + lines[at + 1 :]


def _line_again(lines: list[bytes], random: Random) -> list[bytes]:
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    return [*lines[:to], *[lines[at]] * random.randint(1, 3), *lines[to:]]


def _lines_swapped(lines: list[bytes], random: Random) -> list[bytes]:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def _fields_swapped(lines: list[bytes], random: Random) -> list[bytes]:
    at = random.randrange(len(lines))
    separator = max((b",", b";", b"\t", b"/", b" ", b"><"), key=lines[at].count)
    fields = lines[at].split(separator)
    one, other = random.randrange(len(fields)), random.randrange(len(fields))
    fields[one], fields[other] = fields[other], fields[one]
    lines[at] = separator.join(fields)
    return lines


def _fields_emptied(lines: list[bytes], random: Random) -> list[bytes]:
    at = random.randrange(len(lines))
    separator = max((b",", b";", b"\t", b"/", b" ", b"><"), key=lines[at].count)
    fields = lines[at].split(separator)
    fields[random.randrange(len(fields))] = random.choice((b"", b" ", b"-", b"0"))
    lines[at] = separator.join(fields)
    return lines


def _line_short(lines: list[bytes], random: Random) -> list[bytes]:
    at = random.randrange(len(lines))
    lines[at] = lines[at][: random.randint(0, len(lines[at]))].rstrip(b"\r\n") + b"\n"
    return lines


def other_encoding(data: bytes, random: Random) -> bytes:
    return data.decode("latin-1").encode(random.choice(("utf-8", "utf-16", "utf-16-be", "utf-32", "utf-7")))


def no_line_breaks(data: bytes, random: Random) -> bytes:
    return data.replace(b"\n", random.choice((b"", b"\r", b"\r\n", b"\n\n", b" ")))


MUTATIONS: tuple[Mutation, ...] = (
    cut_off, flip, replace_byte, insert_odd, insert_odd, overwrite_odd, overwrite_odd, remove_span, repeat_span,
    long_run, change_digits, change_digits, _lines(_without_a_line), _lines(_line_again), _lines(_lines_swapped),
    _lines(_fields_swapped), _lines(_fields_emptied), _lines(_line_short), other_encoding, no_line_breaks,
)  # fmt: skip


def mutated(data: bytes, random: Random, *, others: Sequence[bytes] = (), most: int = LENGTH_MAX) -> bytes:
    """The file damaged in one to five ways, sometimes with the end of another; at most so many bytes."""
    if others and random.randint(0, 15) == 0:
        other = random.choice(others)
        data = data[: _place(data, random)] + other[_place(other, random) :]
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        data = random.choice(MUTATIONS)(data, random)
    return data[:most]
