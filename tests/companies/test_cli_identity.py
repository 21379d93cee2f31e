"""company set."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies import cli_identity as _cli  # noqa: F401 - adds the command
from reskontra.companies.cli import company as app
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done, refused, run
from tests.formats.pictures import png

pytestmark = pytest.mark.django_db


def test_what_is_said_is_shown_and_listed(company: CompanyFacts) -> None:
    answer = done(app, "set", "--organisation-number", "556047-3521", "--city", "Umeå", "--lang", "en")
    assert answer.out == "Organisation number: 5560473521\nCity: Umeå\n"
    (listed,) = done(app, "list", "--format", "json").json
    assert (listed["organisation_number"], listed["vat_number"]) == ("5560473521", "")
    shown = done(app, "show", "--format", "json").json
    assert (shown["name"], shown["city"], shown["currency"], shown["sandbox"]) == ("Nordan AB", "Umeå", "SEK", False)
    assert done(app, "set", "--city", "Umeå").out == "Nothing of Nordan AB was changed.\n"
    assert done(app, "set", "--city", "", "--name", "Sunnan AB").out == "Name: Sunnan AB\nCity: –\n"
    assert "Umeå" not in done(app, "show", "--company", "Sunnan AB").out


def test_nothing_to_set_is_wrong_usage(company: CompanyFacts) -> None:
    answer = run(app, "set")
    assert answer.code == 2
    assert "organisation" in answer.err


def test_a_refusal(company: CompanyFacts) -> None:
    told = refused(app, "set", "--organisation-number", "556047-3522")
    assert told.startswith("Organisation number: ")
    assert "call for 1" in told


def test_a_logo_is_chosen_told_and_taken_away(company: CompanyFacts, tmp_path: Path) -> None:
    assert done(app, "logo").out == "Nordan AB has no logo.\n"
    for name, content in (("märke.png", png()), ("märke.svg", b"<svg/>")):
        (tmp_path / name).write_bytes(content)
    assert done(app, "logo", str(tmp_path / "märke.png")).out.startswith("märke.png: 120 × 40 pixels, ")
    assert "is no picture" in refused(app, "logo", str(tmp_path / "märke.svg"))
    assert run(app, "logo", str(tmp_path / "märke.png"), "--remove").code == 2
    assert done(app, "logo", "--remove").out == "The logo is taken away.\n"
    assert done(app, "logo", "--remove").out == "Nordan AB has no logo.\n"
