"""What is installed is all that the program reads: the wheel, and the image that is built of some of the tree."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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
