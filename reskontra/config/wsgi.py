"""The web application as a WSGI server calls it."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from reskontra.interface.secret import installation_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reskontra.config.settings")

application = get_wsgi_application()
settings.SECRET_KEY = installation_key()
