"""Read 100,000 transactions of each large bank format, within its budget of processor and memory.

Each is read in a process of its own, as the import reads it; the best of several runs counts. Where a well-known
library for the format is installed, it reads the same file in the same run, and the figure is told as a ratio: for
MT940 mt-940, for OFX ofxparse, for BAI2 bai2, for camt.053 lxml's bare events. None of them is needed:

    python -m pip install mt-940 ofxparse bai2
    python -m benchmarks.read_statements --rows 100000 mt940 bgmax
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks.common import report, report_memory
from benchmarks.company import temporary_folder

BUDGET_ROWS, MOST_MIB, RUNS = 100_000, 100, 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: how its file is written, the budget in seconds of processor, and a library beside it."""

    write: Callable[[int], Iterator[str]]
    most_seconds: float
    library: str = ""
    beside: Callable[[Path], int] | None = None


def _moves(rows: int) -> Iterator[tuple[int, date, int]]:
    """(number, day, amount in öre): deterministic, money in more often than out."""
    chosen = random.Random(1)
    for at in range(rows):
        yield at + 1, date(2026, 1, 1) + timedelta(days=at * 90 // rows), chosen.randint(-500_000, 900_000) or 1


def _figure(minor: int, sign: str = ".") -> str:
    return f"{abs(minor) // 100}{sign}{abs(minor) % 100:02d}"


def _camt(rows: int) -> Iterator[str]:
    yield (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId>'
        "<CreDtTm>2026-04-01T06:00:00+02:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb><Acct><Id>"
        "<IBAN>SE4550000000058398257466</IBAN></Id><Ccy>SEK</Ccy></Acct>"
    )
    total = sum(minor for _, _, minor in _moves(rows)) + 10_000_000_000
    for code, minor, day in (("OPBD", 10_000_000_000, "2026-01-01"), ("CLBD", total, "2026-03-31")):
        yield (
            f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='SEK'>{_figure(minor)}</Amt><CdtDbtInd>CRDT"
            f"</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
        )
    for at, day, minor in _moves(rows):
        way, party = ("CRDT", "Dbtr") if minor > 0 else ("DBIT", "Cdtr")
        yield (
            f"<Ntry><Amt Ccy='SEK'>{_figure(minor)}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt>"
            f"<Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>R{at}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT"
            "</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs>"
            f"<EndToEndId>E{at}</EndToEndId></Refs><Amt Ccy='SEK'>{_figure(minor)}</Amt><CdtDbtInd>{way}</CdtDbtInd>"
            f"<RltdPties><{party}><Pty><Nm>Kund {at % 5000} AB</Nm></Pty></{party}></RltdPties><RmtInf><Ustrd>Faktura "
            f"{at}</Ustrd><Strd><CdtrRefInf><Ref>{at}7</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
        )
    yield "</Stmt></BkToCstmrStmt></Document>"


def _mt940(rows: int) -> Iterator[str]:
    yield ":20:STARTUMS\r\n:25:10020030/1234567890\r\n:28C:1/1\r\n:60F:C260101EUR100000000,00\r\n"
    total = 10_000_000_000
    for at, day, minor in _moves(rows):
        total += minor
        yield (
            f":61:{day:%y%m%d%m%d}{'C' if minor > 0 else 'D'}{_figure(minor, ',')}NTRFNONREF//R{at}\r\n"
            f":86:166?00GUTSCHRIFT?109310?20EREF+E{at}?21SVWZ+Rechnung {at}?22vom 1. Januar?30DEUTDEFF?31DE8937040044"
            f"0532013000?32Kunde {at % 5000} GmbH\r\n"
        )
    yield f":62F:C260331EUR{_figure(total, ',')}\r\n-\r\n"


def _bgmax(rows: int) -> Iterator[str]:
    def line(text: str) -> str:
        return text.ljust(80) + "\r\n"

    yield line(f"01{'BGMAX':<20}01{'20260401093035010331'}P")
    yield line("050009912346          SEK")
    total = 0
    for at, _, minor in _moves(rows):
        total += abs(minor)
        yield line(
            f"20{at % 9_000_000 + 1_000_000:010d}{at * 10 + 7:>25}{abs(minor):018d}2 1{at:012d}0".replace("2 1", "21")
        )
        yield line(f"26{'Kund ' + str(at % 5000) + ' AB':<35}")
    yield line(f"15{'':<9}{58398257466:026d}2026033100001{total:018d}SEK{rows:08d} ")
    yield line(f"70{rows:08d}{0:08d}{0:08d}{1:08d}")


def _ofx(rows: int) -> Iterator[str]:
    yield (
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n"
        "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>"
        "20260401<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO"
        "</STATUS><STMTRS><CURDEF>SEK<BANKACCTFROM><BANKID>1<ACCTID>123456<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>"
        "<DTSTART>20260101<DTEND>20260331\n"
    )
    for at, day, minor in _moves(rows):
        yield (
            f"<STMTTRN><TRNTYPE>{'CREDIT' if minor > 0 else 'DEBIT'}<DTPOSTED>{day:%Y%m%d}<TRNAMT>"
            f"{'-' if minor < 0 else ''}{_figure(minor)}<FITID>F{at}<NAME>Kund {at % 5000} AB<MEMO>Faktura {at}"
            "</STMTTRN>\n"
        )
    yield (
        "</BANKTRANLIST><LEDGERBAL><BALAMT>1000.00<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>"
        "</OFX>\n"
    )


def _bai2(rows: int) -> Iterator[str]:
    total = sum(abs(minor) for _, _, minor in _moves(rows))
    yield "01,122099999,123456789,260401,0200,1,65,,2/\n02,031001234,122099999,1,260331,,USD,2/\n"
    yield "03,0123456789,USD,,,,/\n"
    for at, _, minor in _moves(rows):
        yield f"16,{165 if minor > 0 else 495},{abs(minor)},Z,R{at},{at}7,Faktura {at} Kund {at % 5000} AB/\n"
    yield f"49,{total},{rows + 2}/\n98,{total},1,{rows + 4}/\n99,{total},1,{rows + 6}/\n"


def _csv(rows: int) -> Iterator[str]:
    """An export as Handelsbanken writes it, with a running balance that proves every row."""
    yield "Reskontradatum;Transaktionsdatum;Text;Belopp;Saldo\n"
    balance = 10_000_000_000
    for at, day, minor in _moves(rows):
        balance += minor
        amount = f"{'-' if minor < 0 else ''}{_figure(minor, ',')}"
        yield f"{day};{day};Faktura {at} Kund {at % 5000} AB;{amount};{_figure(balance, ',')}\n"


def _by_mt940(path: Path) -> int:
    import mt940

    return len(list(mt940.parse(path.read_text(encoding="utf-8"))))


def _by_ofxparse(path: Path) -> int:
    import ofxparse

    with path.open("rb") as stream:
        return len(ofxparse.OfxParser.parse(stream).account.statement.transactions)


def _by_bai2(path: Path) -> int:
    from bai2 import bai2

    file = bai2.parse_from_string(path.read_text(encoding="utf-8"))
    return sum(len(account.children) for group in file.children for account in group.children)


def _by_csv(path: Path) -> int:
    import csv

    with path.open(encoding="latin-1", newline="") as stream:
        return sum(1 for _ in csv.reader(stream, delimiter=";"))


def _by_lxml(path: Path) -> int:
    from lxml import etree

    found = 0
    for _, element in etree.iterparse(str(path), events=("end",)):
        found += 1
        element.clear()
    return found


KINDS = {
    "camt": Kind(_camt, 4.0, "lxml", _by_lxml),
    "mt940": Kind(_mt940, 1.5, "mt940", _by_mt940),
    "bgmax": Kind(_bgmax, 1.0),
    "csv": Kind(_csv, 1.5, "csv", _by_csv),
    "ofx": Kind(_ofx, 4.0, "ofxparse", _by_ofxparse),
    "bai2": Kind(_bai2, 1.5, "bai2", _by_bai2),
}


def _read(path: Path) -> int:
    from reskontra.formats.reading import read_statements

    with path.open("rb") as stream:
        return sum(1 for _ in read_statements(stream))


def _alone(path: Path, kind: str, who: str) -> tuple[float, int]:
    """Seconds of processor, and the most memory, of one process that reads the file."""
    command = [sys.executable, "-m", "benchmarks.read_statements", "--file", str(path), "--who", who, kind]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(told[0]), int(told[1])


def _is_here(library: str) -> bool:
    return bool(library) and find_spec(library) is not None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], default=[], help="which formats; all without")
    parser.add_argument("--rows", type=int, default=BUDGET_ROWS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)  # a process of its own, for its memory
    parser.add_argument("--who", default="reader", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.file:
        work = _read if chosen.who == "reader" else KINDS[chosen.kinds[0]].beside
        assert work is not None
        import_module("reskontra.formats.reading" if chosen.who == "reader" else KINDS[chosen.kinds[0]].library)
        started = time.process_time()
        work(chosen.file)
        print(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
        return
    with temporary_folder() as folder:
        for name in chosen.kinds or KINDS:
            kind, path = KINDS[name], Path(folder) / name
            with path.open("w", encoding="latin-1", newline="") as stream:
                stream.writelines(kind.write(chosen.rows))
            text = f"read {chosen.rows:,} transactions of {name}"
            runs = [_alone(path, name, "reader") for _ in range(RUNS)]
            best = min(cpu for cpu, _ in runs)
            if _is_here(kind.library) and kind.beside is not None:
                beside = min(_alone(path, name, "library")[0] for _ in range(2))
                report(f"{text}, beside {kind.library}", best, floor=beside)
            report(f"{text}, processor", best, most=kind.most_seconds if chosen.rows <= BUDGET_ROWS else None)
            report_memory(text, min(peak for _, peak in runs), most_mib=MOST_MIB)


if __name__ == "__main__":
    main()
