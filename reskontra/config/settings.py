"""One settings file, from the environment and the configuration file."""

from __future__ import annotations

import os
from pathlib import Path

from reskontra.config.env import LOCK_SECONDS, config_path, database_settings, default_database_url, read_configuration

_configuration = read_configuration(config_path())

DATABASE_URL = os.environ.get("RESKONTRA_DATABASE_URL") or _configuration.database or default_database_url()
DEFAULT_COMPANY = os.environ.get("RESKONTRA_COMPANY") or _configuration.company
DEFAULT_LANGUAGE = _configuration.language

DATABASES = {"default": database_settings(DATABASE_URL)}
DATABASE_LOCK_SECONDS = LOCK_SECONDS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "reskontra.audit",
    "reskontra.interface",
    "reskontra.companies",
    "reskontra.parties",
    "reskontra.ledger",
    "reskontra.receivables",
    "reskontra.journals",
    "reskontra.bank",
    "reskontra.matching",
]
AUTH_USER_MODEL = "interface.User"
SECRET_KEY = os.environ.get("RESKONTRA_SECRET_KEY", "no-web-server-runs-with-this-key")
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("sv", "Svenska")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "interface" / "locale"]
SILENCED_SYSTEM_CHECKS = ["models.W040"]  # SQLite leaves out the covering columns of an index
