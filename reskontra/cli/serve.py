"""reskontra serve: the web application on this machine."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from reskontra.cli.root import program
from reskontra.cli.setup import prepare_database
from reskontra.cli.worker import keep_worker
from reskontra.core.errors import Refused
from reskontra.founding.first_run import open_first_run
from reskontra.interface.console import Session, command
from reskontra.interface.people import is_anyone_there
from reskontra.interface.secret import installation_key
from reskontra.interface.sessions import SessionStore

BindOption = Annotated[str, typer.Option(metavar="HOST:PORT", help="Where to listen.")]


class AddressNotWritten(Refused):
    code = "address_not_written"
    template = '"{bind}" is no address to listen on. Write HOST:PORT, such as 127.0.0.1:8000.'


@command(program, "serve", lasts=True)
def serve(
    session: Session,
    bind: BindOption = "127.0.0.1:8000",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes; more than one needs PostgreSQL.")] = 1,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Leave work in the background to reskontra worker.")
    ] = False,
) -> None:
    """Run the web application until it is stopped with Ctrl+C."""
    run(session, bind=bind, workers=workers, has_worker=not no_worker)


def run(session: Session, *, bind: str, workers: int = 1, has_worker: bool = True) -> None:
    """Listen; the database is brought up to this version first.

    has_worker   one does the work in the background; on PostgreSQL each process that serves has one

    refuses   AddressNotWritten, DatabaseShut
    """
    host = require_address(bind)
    prepare_database()
    settings.SECRET_KEY = installation_key()
    if not settings.IS_HTTPS and host not in settings.ALLOWED_HOSTS and "RESKONTRA_HOSTS" not in os.environ:
        settings.ALLOWED_HOSTS.append(host)
    SessionStore.clear_expired()
    told = [_("Reskontra is at {address}. Stop it with Ctrl+C.").format(address=f"http://{bind}/")]
    if not settings.IS_DEMO and not is_anyone_there():
        first = _("Nobody can sign in yet. Begin within a day at {address}")
        told.insert(0, first.format(address=f"http://{bind}/first/{open_first_run()}/"))
    connection.close()  # every worker opens its own
    from reskontra.cli.server import Server  # gunicorn is loaded where it serves, not by every command

    processes = workers if connection.vendor == "postgresql" else 1
    beside = keep_worker if has_worker else None
    Server(bind, processes, lambda _server: session.say("\n".join(told)), beside).run()


def require_address(bind: str) -> str:
    """The host of HOST:PORT.

    refuses   AddressNotWritten
    """
    host, _colon, port = bind.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise AddressNotWritten(bind=bind)
    return host
