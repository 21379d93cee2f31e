"""What every program of these tests loads, loaded once."""

from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "reskontra.config.settings"
os.environ["RESKONTRA_CONFIG"] = os.devnull
os.environ["RESKONTRA_DATABASE_URL"] = "sqlite:///:memory:"  # until a program is given its own
os.environ["RESKONTRA_ACTOR"] = "Alice"
os.environ["RESKONTRA_PASSWORD"] = os.environ["RESKONTRA_ACTOR_PASSWORD"] = "kastanj i maj 1914"
os.environ["LC_ALL"] = "C.UTF-8"

import django

django.setup()

import reskontra.cli.program  # noqa: E402,F401
import tests.faults.programs  # noqa: E402,F401
