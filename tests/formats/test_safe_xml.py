"""XML from strangers: what is refused, by which name, and at what cost."""

import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import safe_xml
from reskontra.formats.safe_xml import iterate_elements, opening_elements

TAGS = ("Document", "Ntry")


def names(data: bytes) -> list[str]:
    return [element.tag for element in iterate_elements(io.BytesIO(data), TAGS)]


def test_elements_come_when_complete():
    assert names(b"<Document><Ntry/><Other><Ntry>x</Ntry></Other></Document>") == ["Ntry", "Ntry", "Document"]


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("an internal doctype", b"<!DOCTYPE D [<!ENTITY a 'b'>]><Document>&a;</Document>", safe_xml.DoctypeRefused),
        ("an external one", b"<!DOCTYPE Document SYSTEM 'http://127.0.0.1/x'><Document/>", safe_xml.DoctypeRefused),
        ("one by name alone", b"<!DOCTYPE Document><Document/>", safe_xml.DoctypeRefused),
        ("too deep", b"<Document>" + b"<a>" * 300, safe_xml.TooDeepOrLong),
        ("bytes of another encoding", b"<?xml version='1.0' encoding='UTF-8'?><Document>\xe5</Document>",
         safe_xml.EncodingDiffers),
        ("an encoding nobody has", b"<?xml version='1.0' encoding='x-none'?><Document/>", safe_xml.EncodingDiffers),
        ("cut off", b"<Document><Ntry>", safe_xml.FileCutOff),
        ("cut off inside a tag", b"<Document><Nt", safe_xml.FileCutOff),
        ("cut off after a hundred unknown entities", b"<Document><Ntry/><a b='" + 100 * b"&x;" + b"' c",
         safe_xml.FileCutOff),
        ("tags crossed", b"<Document><Ntry></Document></Ntry>", safe_xml.NotWellFormed),
        ("a zero byte", b"<Document>\x00</Document>", safe_xml.NotWellFormed),
        ("two roots", b"<Document/><Document/>", safe_xml.NotWellFormed),
    ],
)  # fmt: skip
def test_refusals(case, data, refusal):
    with pytest.raises(refusal):
        names(data)


def test_an_undefined_entity_is_not_text():
    with pytest.raises(Malformed):
        names(b"<Document><Ntry>&secret;</Ntry></Document>")


def test_places_name_line_and_column():
    with pytest.raises(safe_xml.NotWellFormed) as caught:
        names(b"<Document>\n<Ntry></Document>")
    assert str(caught.value) == (
        "line 2: The XML breaks off its own grammar at column 18. Fetch the file from its sender again, unedited."
    )


def test_silence_between_elements_is_bounded():
    with pytest.raises(safe_xml.ElementTooLarge):
        names(b"<Document>" + b"<a/>x" * 1_000_000 + b"</Document>")


def test_large_files_of_small_elements_are_not():
    assert (
        len(names(b"<Document>" + b"<Ntry>" + b"x" * 1000 + b"</Ntry>" + b"<Ntry/>" * 500_000 + b"</Document>"))
        == 500_002
    )


@pytest.mark.parametrize(
    ("case", "head", "expected"),
    [
        ("whole", b"<a><b/><c/></a>", ["a", "b", "c"]),
        ("ends early", b"<a><b><c", ["a", "b"]),
        ("nothing yet", b"<?xml version='1.0'?>", []),
    ],
)
def test_opening_elements(case, head, expected):
    assert [element.tag for element in opening_elements(head)] == expected


def test_opening_elements_come_before_the_fault_behind_them():
    opened = opening_elements(b"<a><b></a>")
    assert [next(opened).tag, next(opened).tag] == ["a", "b"]
    with pytest.raises(safe_xml.NotWellFormed):
        next(opened)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_malformed(data):
    for read in (names, lambda head: list(opening_elements(head))):
        try:
            read(data)
        except Malformed as refusal:
            str(refusal)


HOSTILE = {
    "entities": "b'<!DOCTYPE D [<!ENTITY a \"' + b'x' * 10000 + b'\">]><D>' + b'&a;' * 100000 + b'</D>'",
    "attribute entities": "b'<!DOCTYPE D [<!ENTITY a \"' + b'x' * 10000 + b'\">]><D b=\"' + b'&a;' * 100000 + b'\"/>'",
    "a wall of elements": "b'<Document>' + b'<a/>x' * 20000000",
    "a wall of text": "b'<Document>' + b'x' * 100000000",
    "attributes": "b'<Document ' + b' '.join(b'a%d=\"1\"' % n for n in range(1000000)) + b'/>'",
    "a comment": "b'<Document><!--' + b'x' * 100000000",
    "depth": "b'<Document>' + b'<a>' * 1000000",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_cheaply(case):
    """Below 2 s of CPU and 200 MiB beside the file itself, in a process of its own."""
    script = f"""
import io, resource
from reskontra.core.errors import Malformed
from reskontra.formats.safe_xml import iterate_elements
data = {HOSTILE[case]}
before = resource.getrusage(resource.RUSAGE_SELF)
try:
    list(iterate_elements(io.BytesIO(data), ("Document",)))
except Malformed:
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(after.ru_utime - before.ru_utime, (after.ru_maxrss - before.ru_maxrss) // 1024)
"""
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    seconds, mebibytes = answer.stdout.split()
    assert float(seconds) < 2
    assert int(mebibytes) < 200
