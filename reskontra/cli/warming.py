"""What the first request would have to make is made before the server listens: addresses, endpoints, words, pages.

Processes of the server are divided from one that has done it: each shares that memory, and none makes its own.
"""

from __future__ import annotations

import gc

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string

PAGES = ("base.html", "account/login.html", "desk/home.html")  # what the first page seen is made of


def warm() -> None:
    """Load what requests are answered with; no connection to the database is left open, and no thread begun.

    What there is by then the collector does not look through again, so that shared memory stays shared.
    """
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("start")  # reads the table of addresses, and with it every room's pages and endpoints
    for named in (settings.ACCOUNT_ADAPTER, settings.SOCIALACCOUNT_ADAPTER, settings.MFA_ADAPTER):
        import_string(named)
    for name in PAGES:
        get_template(name)
    connections.close_all()
    gc.collect()
    gc.freeze()
