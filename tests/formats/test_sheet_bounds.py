"""Spreadsheets whose cells lie so far apart, or say so much, that they would fill the machine."""

import io
import zipfile

import pytest
import xlsxwriter

from reskontra.formats import sheet_bounds as module
from reskontra.formats.definition_sheet import sheet_rows

SHEET = "xl/worksheets/sheet1.xml"


def book(rows, *, strings="", head='<?xml version="1.0" encoding="UTF-8"?>'):
    """A workbook with these rows of XML in its sheet, and these shared strings."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        workbook.add_worksheet("A").write(0, 0, "x")
    out = io.BytesIO()
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.infolist():
            data = before.read(member)
            if member.filename == SHEET:
                data = data.replace(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', head.encode())
                start, end = data.index(b"<sheetData>") + len(b"<sheetData>"), data.index(b"</sheetData>")
                data = data[:start] + rows.encode() + data[end:]
            if strings and member.filename == "xl/sharedStrings.xml":
                data = data.replace(b"<si><t>x</t></si>", strings.encode())
            after.writestr(member.filename, data)
    return out.getvalue()


def rows_of(*cells):
    return "".join(f'<row><c r="{cell}"><v>1</v></c></row>' for cell in cells)


WIDE = "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 20_001))
SHARED = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_001))


@pytest.mark.parametrize(
    ("case", "data", "refusal", "told"),
    [
        ("far to the right", book(rows_of("A1") + WIDE), module.SheetTooWide, "XFD489"),
        ("a column that is none", book(rows_of("ZZZZZ1")), module.SheetBeyond, "ZZZZZ1"),
        ("a row that is none", book(rows_of("A1", "A30000000")), module.SheetBeyond, "A30000000"),
        ("neither", book('<row r="999999999999"><c r="ZZZZZZZZ9"><v>1</v></c></row>'), module.SheetBeyond, "9999"),
        ("a row by its number alone", book('<row r="1048577"/>'), module.SheetBeyond, "1048577"),
        ("far by the number of its row", book(
            '<row r="1048576"><c><v>1</v></c></row><row r="1"><c r="H1"><v>1</v></c><c><v>1</v></c></row>'
        ), module.SheetTooWide, "A1"),
        ("a long text in many cells", book(SHARED, strings=f"<si><t>{'x' * 32_000}</t></si>"),
         module.SheetTextTooLarge, "134217728"),
        ("read in two ways", book(rows_of("A1"), head='<?xml version="1.0" encoding="ISO-8859-1"?>'),
         module.PartUnreadable, SHEET),
        ("no XML", book("<row>"), module.PartUnreadable, SHEET),
    ],
)  # fmt: skip
def test_refused_before_it_is_opened(case, data, refusal, told):
    with pytest.raises(refusal) as caught:
        list(sheet_rows(io.BytesIO(data)))
    assert told in str(caught.value)


def test_blank_cells_with_a_format_reach_anywhere():
    cells = rows_of("A1", "B2") + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert [row for _, row in sheet_rows(io.BytesIO(book(cells)))] == [["1", ""], ["", "1"]]


def table(rows):
    out = io.BytesIO()
    space = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", (
            f'<o:document-content xmlns:o="{space}:office:1.0" xmlns:t="{space}:table:1.0" '
            f'xmlns:x="{space}:text:1.0"><o:body><o:spreadsheet><t:table t:name="A">{rows}</t:table></o:spreadsheet>'
            "</o:body></o:document-content>"
        ))  # fmt: skip
    return out.getvalue()


def test_open_document_repeats_within_bounds():
    cell = '<t:table-cell o:value-type="string"{}><x:p>x</x:p></t:table-cell>'
    for times, row in ((16_384, 20_000), (16_385, 1), (1, 1_048_577)):
        repeated = cell.format(f' t:number-columns-repeated="{times}"')
        with pytest.raises((module.SheetTooWide, module.SheetBeyond)):
            list(sheet_rows(io.BytesIO(
                table(f'<t:table-row t:number-rows-repeated="{row}">{repeated}</t:table-row>')
            )))  # fmt: skip


def test_what_only_excel_writes_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("xl/workbook.bin", b"\0")
    with pytest.raises(module.PartUnreadable), zipfile.ZipFile(out) as archive:
        module.refuse_far_cells(archive)
