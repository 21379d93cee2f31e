"""make security: what can be told of the program's safety without running it as a stranger would, step by step.

    python -m scripts.security           all of it
    python -m scripts.security --fast    what needs no network and no database: for every change

Ends with 0 where all steps hold, 1 where one found something, 3 where none did and one could not be taken: the
advisories on dependencies were not reached. Nothing that was not looked at counts as good.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
HELD, FOUND, NOT_REACHED = "holds", "FOUND", "not reached"
CODES = {FOUND: 1, NOT_REACHED: 3}
CODE = ["reskontra", "client", "scripts"]
# Rules of ruff (bandit's) that do not hold here, and why; for a file alone where that is enough.
IGNORED = {
    "S101": "asserts say what the types cannot; no rule of access stands in one",
    "S603": "programs are started by lists of words, never by a shell",
    "S607": "PostgreSQL's and git's programs are looked for on the path, as the operator has it",
    "S608": "names of tables and columns are constants of ours; every value is a parameter",
}
IGNORED_IN = {
    "reskontra/cli/demo_data/*": ("S311", "invented companies are drawn by a seed"),
    "client/reskontra_client/sending.py": ("S311", "how long a retry waits is no secret"),
    "reskontra/bank/actions/spool.py": ("S302", "reads what the same process wrote a moment before"),
    "reskontra/matching/packed.py": ("S302", "reads what the program wrote to its own table"),
    "reskontra/cli/server.py": ("S108", "a folder in memory that the server makes for itself"),
    "reskontra/collections/mail_server.py": ("S105", "names of settings, no password"),
    "reskontra/config/env.py": ("S105", "the text of a refusal, no password"),
    "scripts/wheel.py": ("S310", "asks the server that it began itself"),
    "scripts/confined.py": ("S606", "becomes the program that its caller names, who runs it anyway"),
    "scripts/container.py": ("S108", "a folder in memory that only the container has"),
    "reskontra/interface/templatetags/display.py": ("S308", "SVG of constants; what people typed is escaped before"),
}
# Tests that say what nobody may: they run with all others too.
TESTS = [
    "tests/interface/test_roles.py", "tests/interface/test_auth.py", "tests/config/test_api.py",
    "tests/audit/test_sealing.py", "tests/cli/test_checks.py", "tests/interface/test_security.py",
    "tests/interface/test_sign_in.py", "tests/interface/test_tokens.py", "tests/operation/test_logs.py",
]  # fmt: skip
KEYS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bgithub_pat_[A-Za-z0-9_]{40,}|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bsk-[A-Za-z0-9_-]{32,}"
    r"|\bAIza[0-9A-Za-z_-]{35}\b|\brk_[0-9]+_[A-Za-z0-9_-]{43}\b"
    r"|\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}"
    r"|[a-z+]+://[^/\s:@{<\"']+:[^/\s:@{<\"']{12,}@"
)
INVENTED = re.compile(r"invented|example|sample|x{6,}|(.)\1{7,}", re.IGNORECASE)

Step = Callable[[], tuple[str, str]]


def main() -> int:
    steps: dict[str, Step] = {"rules on the code": rules, "keys in the files": keys}
    if "--fast" not in sys.argv:
        steps |= {
            "keys in the history": keys_of_history,
            "advisories on dependencies": advisories,
            "tests of access, tampering, headers, logs": tests,
        }
    outcomes = []
    for name, step in steps.items():
        outcome, told = step()
        outcomes.append(outcome)
        sys.stdout.write(f"{outcome:12} {name}{': ' + told if told else ''}\n")
        sys.stdout.flush()
    return next((code for outcome, code in CODES.items() if outcome in outcomes), 0)


def rules() -> tuple[str, str]:
    """ruff's rules of safety over all code that is shipped."""
    here = [f"--per-file-ignores={path}:{rule}" for path, (rule, _why) in IGNORED_IN.items()]
    words = ["check", "--select", "S", "--ignore", ",".join(IGNORED), *here, "--output-format", "concise", *CODE]
    done = _run([str(BIN / "ruff"), *words])
    return (HELD, "") if done.returncode == 0 else (FOUND, f"\n{done.stdout or done.stderr}")


def keys() -> tuple[str, str]:
    """Whatever looks like a key in a file as it is now."""
    if not (ROOT / ".git").exists():
        return NOT_REACHED, "there is no history here"
    listed = _run(["git", "ls-files", "-z"]).stdout.split("\0")
    texts = ((name, (ROOT / name).read_text("utf-8", "replace")) for name in listed if (ROOT / name).is_file())
    found = [
        f"{name}: {key[0][:12]}…"
        for name, text in texts
        for line in text.splitlines()
        if (key := KEYS.search(line)) and not INVENTED.search(line)
    ]
    return (FOUND, "\n" + "\n".join(found[:20])) if found else (HELD, "")


def keys_of_history() -> tuple[str, str]:
    """The same in any line that was ever added."""
    if not (ROOT / ".git").exists():
        return NOT_REACHED, "there is no history here"
    found = list(_keys())
    return (FOUND, "\n" + "\n".join(found[:20])) if found else (HELD, "")


def _keys() -> Iterator[str]:
    words = ["git", "log", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--format=commit %h"]
    commit = path = ""
    for line in _run(words).stdout.splitlines():
        if line.startswith("commit "):
            commit = line.split()[1]
        elif line.startswith("+++ "):
            path = line[6:].strip()
        elif line.startswith("+") and (key := KEYS.search(line)) and not INVENTED.search(line):
            yield f"{commit} {path}: {key[0][:12]}…"


def advisories() -> tuple[str, str]:
    """pip-audit over what is pinned. A package of which the index says nothing was not looked at."""
    program = shutil.which("pip-audit", path=f"{BIN}:/usr/local/bin:/usr/bin") or shutil.which("pip-audit")
    if program is None:
        return NOT_REACHED, "install pip-audit, and run it again where advisories can be asked for"
    words = [program, "--requirement", "constraints.txt", "--no-deps", "--disable-pip", "--format", "json"]
    try:
        told = json.loads(_run(words, seconds=300).stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return NOT_REACHED, "the service of advisories gave no answer"
    bad = [
        f"{one['name']} {one['version']}: {', '.join(v['id'] for v in one['vulns'])}"
        for one in told
        if one.get("vulns")
    ]
    silent = [one["name"] for one in told if "skip_reason" in one]
    if bad:
        return FOUND, "\n" + "\n".join(bad)
    return (NOT_REACHED, f"nothing is known of {len(silent)} of {len(told)} packages") if silent else (HELD, "")


def tests() -> tuple[str, str]:
    """The tests that hold what docs/asvs.md points at."""
    done = _run([str(BIN / "python"), "-m", "pytest", "-q", "--show-capture=no", *TESTS])
    return (HELD, "") if done.returncode == 0 else (FOUND, f"\n{done.stdout[-4000:]}")


def _run(words: list[str], *, seconds: int | None = None) -> subprocess.CompletedProcess[str]:
    """A program of constant words, from the root of the repository."""
    return subprocess.run(  # noqa: S603
        words, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=seconds
    )


if __name__ == "__main__":
    sys.exit(main())
