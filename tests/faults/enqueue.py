"""Put a job into the queue of a database, as a page does: python -m tests.faults.enqueue KIND JOURNAL."""

from __future__ import annotations

import os
import sys

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "reskontra.config.settings"
    django.setup()
    from reskontra.companies.queries import companies
    from reskontra.interface.jobs import start_job

    kind, journal = sys.argv[1:]
    (company,) = companies()
    start_job(company=company.id, actor="Alice", kind=kind, subject=journal, arguments={"journal": journal})


if __name__ == "__main__":
    main()
