"""make fuzz: one parser under atheris, which looks for bytes that lead where none led before.

    python -m tests.fuzz.run mt940 --runs 2000000
    python -m tests.fuzz.run all --minutes 10

What a parser falls over is written to .work/fuzz/<parser>/. Mended, it is kept in tests/fuzz/found/<parser>/, under a
name that says what it is, and every run of the tests reads it again. An input that takes over ten seconds, or a
gigabyte, is a fault too.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

WORK = Path(__file__).parents[2] / ".work" / "fuzz"
SECONDS_MAX, MEGABYTES_MAX = 10, 1024


def main() -> int:
    reader = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description="Fuzz a reader of files.")
    reader.add_argument("parser", help="its name in tests/fuzz/parsers.py, or all")
    reader.add_argument("--runs", type=int, default=0, help="inputs; 0 is until the minutes are over")
    reader.add_argument("--minutes", type=float, default=10.0, help="at most, for each parser")
    reader.add_argument("--length", type=int, default=8192, help="bytes an input has at most")
    asked = reader.parse_args()
    if asked.parser == "all":
        return _all(asked)
    try:
        import atheris
    except ImportError:
        sys.stderr.write("atheris is not here. Install it with: .venv/bin/python -m pip install -e '.[fuzz]'\n")
        return 2
    with atheris.instrument_imports(include=["reskontra"]):
        from tests.fuzz.parsers import PARSERS
    if asked.parser not in PARSERS:
        sys.stderr.write(f'There is no parser "{asked.parser}". Use all or one of {", ".join(PARSERS)}.\n')
        return 2
    _one(asked)
    return 0


def _all(asked: argparse.Namespace) -> int:
    """Each parser in a process of its own, since atheris ends the one it runs in. 1 if any fell."""
    from tests.fuzz.parsers import PARSERS

    how = ["--runs", str(asked.runs), "--minutes", str(asked.minutes), "--length", str(asked.length)]
    ended = [subprocess.run([sys.executable, "-m", "tests.fuzz.run", name, *how]).returncode for name in PARSERS]
    return int(any(ended))


def _one(asked: argparse.Namespace) -> None:
    """Never returns: atheris leaves the process when the runs are over, or a parser has fallen."""
    import atheris

    from tests.fuzz.mutations import mutated
    from tests.fuzz.parsers import hold
    from tests.fuzz.seeds import seeds

    name, folder = asked.parser, WORK / asked.parser
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    begin = seeds(name)
    for number, data in enumerate(begin):
        (corpus / f"seed-{number}").write_bytes(data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        if seed % 2:
            return bytes(atheris.Mutate(data, most))
        return mutated(data, Random(seed), others=begin, most=most)

    options = _options(asked, folder)
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: hold(name, data), custom_mutator=mutate)
    atheris.Fuzz()


def _options(asked: argparse.Namespace, folder: Path) -> Iterator[str]:
    yield f"-artifact_prefix={folder}/"
    yield f"-max_len={asked.length}"
    yield f"-max_total_time={round(asked.minutes * 60)}"
    yield f"-timeout={SECONDS_MAX}"
    yield f"-rss_limit_mb={MEGABYTES_MAX}"
    yield "-print_final_stats=1"
    if asked.runs:
        yield f"-runs={asked.runs}"


if __name__ == "__main__":
    sys.exit(main())
