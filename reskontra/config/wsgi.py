"""The web application as a WSGI server calls it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reskontra.config.settings")

application = get_wsgi_application()
