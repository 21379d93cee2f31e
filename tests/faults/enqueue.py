"""Put a job into the queue of a database, as a page does: programs.call(url, enqueue, kind, journal)."""

from __future__ import annotations


def enqueue(kind: str, journal: str) -> None:
    from reskontra.companies.queries import companies
    from reskontra.interface.jobs import start_job

    (company,) = companies()
    start_job(company=company.id, actor="Alice", kind=kind, subject=journal, arguments={"journal": journal})
