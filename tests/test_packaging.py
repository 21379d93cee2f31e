"""What is installed is all that the program reads, wheel and image; and what its units take from it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
UNITS = sorted((ROOT / "deploy").glob("*.service"))
EXPOSED_AT_MOST = 15  # tenths of 10, as systemd-analyze counts: the network, and the root folder


def of_the_package() -> set[Path]:
    """Every file of it that is kept, or is new."""
    listing = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "reskontra")
    told = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {path for line in told.splitlines() if (path := ROOT / line).exists()}


def test_every_file_of_the_package_is_in_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    packages = [path.parent for path in of_the_package() if path.name == "__init__.py"]
    taken = {found for one in packages for pattern in settings["package-data"]["*"] for found in one.glob(pattern)}
    taken |= {found for one in packages for found in one.glob("*.py")}
    left_out = sorted(str(path.relative_to(ROOT)) for path in of_the_package() - taken)
    assert not left_out, "Name them under [tool.setuptools.package-data], or give their folder an __init__.py."


def test_what_the_image_is_built_of_is_there_and_not_ignored() -> None:
    containerfile = (ROOT / "deploy" / "Containerfile").read_text()
    copied = {
        name
        for names in re.findall(r"^COPY (?!--from)(.+) \S+$", containerfile, re.MULTILINE)
        for name in names.split()
    }
    kept = {line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line.startswith("!")}
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)


def test_every_unit_takes_the_same_from_its_program() -> None:
    taken = {path.name: re.search(r"^UMask=.*?(?=\n\n|\Z)", path.read_text(), re.M | re.S) for path in UNITS}
    assert len({found and found[0].strip() for found in taken.values()}) == 1, taken


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="of systemd")
def test_systemd_takes_the_units_and_finds_little_exposed(tmp_path: Path) -> None:
    """By its own reading: nothing is started."""
    for path in [*UNITS, *(ROOT / "deploy").glob("*.timer")]:
        text = path.read_text().replace("/opt/reskontra/bin/reskontra", "/bin/true")  # it looks whether that is there
        (tmp_path / path.name).write_text(text)
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()], capture_output=True, text=True
    )
    assert (verified.returncode, verified.stderr) == (0, "")
    counted = ["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSED_AT_MOST}", "--no-pager"]
    for path in UNITS:
        found = subprocess.run([*counted, path], capture_output=True, text=True)
        assert found.returncode == 0, found.stdout
