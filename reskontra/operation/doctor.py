"""What an operator should know of an installation: each thing looked at, what was found, and what to do about it.

Nothing is written.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra import __version__
from reskontra.companies.webhooks import delivery_counts
from reskontra.core.wording import worded
from reskontra.database import replicas, spans
from reskontra.database.bulk import is_postgresql, moment
from reskontra.interface.demanded_step import who_lack_it
from reskontra.interface.people import is_anyone_there
from reskontra.interface.worker import count_waiting
from reskontra.operation.grants import could_switch_guards_off
from reskontra.operation.health import (
    BEHIND,
    OK,
    SILENT,
    is_worker_absent,
    later_migrations,
    missing_migrations,
    silent_places,
    states_of_places,
    taken_away,
)
from reskontra.operation.last_done import BACKUP, TICK, WORKER, last_done
from reskontra.operation.postgresql_tools import ToolMissing, database_name, tool

GOOD, NOTE, BAD = "good", "note", "bad"
BACKUP_OLD, TICK_OLD = timedelta(days=2), timedelta(hours=1)
ROOM_LEFT = 1 << 30  # bytes on the disk of an SQLite file
CLOCK_OFF = timedelta(seconds=5)
OLDEST_SQLITE, OLDEST_POSTGRESQL = (3, 37), 15


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and found. remedy: what to do; empty where nothing is to be done.

    state   good; note where it may be as it is meant to be; bad where the installation is not as it should be
    """

    about: str
    state: str
    found: str
    remedy: str = ""


def findings() -> Iterator[Finding]:
    """Everything in turn. Where the tables are not those of this version, what needs them is left out."""
    yield _program()
    yield from _engine()
    yield from _folders()
    yield _key()
    tables = _tables()
    yield tables
    if tables.state != BAD:
        yield from _replicas()
        yield from _places()
        yield from (look() for look in LOOKS)


def _tables() -> Finding:
    about = _("Tables")
    for room, name in taken_away():
        found = _("A later version took away what this one reads: {migration} in {room}.")
        return Finding(about, BAD, found.format(migration=name, room=room), _("Install that version here, too."))
    if missing := missing_migrations():
        found = worded(_("{count:migration is|migrations are} not applied."), count=len(missing))
        return Finding(about, BAD, found, _("Run reskontra migrate."))
    if later := later_migrations():
        found = worded(
            _("{count:migration|migrations} of a later version; this one serves with them."), count=len(later)
        )
        return Finding(about, NOTE, found, _("Install that version here, too."))
    return Finding(about, GOOD, _("They are those of this version."))


def _program() -> Finding:
    python = ".".join(map(str, sys.version_info[:3]))
    found = _("Reskontra {version} on Python {python}.").format(version=__version__, python=python)
    return Finding(_("Program"), GOOD, found)


def _engine() -> Iterator[Finding]:
    about, name = _("Database"), database_name()
    if not is_postgresql():
        version = sqlite3.sqlite_version_info
        found = _("SQLite {version}, {database}").format(version=sqlite3.sqlite_version, database=name)
        is_old = version[:2] < OLDEST_SQLITE
        yield Finding(about, BAD if is_old else GOOD, found, _("Use SQLite 3.37 or later.") if is_old else "")
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10_000
        cursor.execute("SELECT datcollversion IS DISTINCT FROM pg_database_collation_actual_version(oid), "
                       "pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")  # fmt: skip
        is_sorted_anew, encoding = cursor.fetchone()
        cursor.execute("SHOW fsync")
        (fsync,) = cursor.fetchone()
    yield Finding(about, GOOD, _("PostgreSQL {version}, {database}").format(version=server, database=name))
    if server < OLDEST_POSTGRESQL:
        yield Finding(about, BAD, _("The server is older than PostgreSQL 15."), _("Upgrade the server."))
    if encoding != "UTF8":
        remedy = _("Make the database anew with the encoding UTF8.")
        yield Finding(about, BAD, _("Its encoding is {encoding}.").format(encoding=encoding), remedy)
    if fsync != "on":
        yield Finding(about, BAD, _("fsync is off: a power cut can destroy the books."), _("Set fsync = on."))
    if is_sorted_anew:
        remedy = _("Run REINDEX DATABASE, then ALTER DATABASE … REFRESH COLLATION VERSION.")
        yield Finding(about, BAD, _("The system sorts text otherwise than when the indexes were made."), remedy)
    try:
        tool("pg_dump", server=server)
    except ToolMissing:
        remedy = _("Install the package postgresql-client-{version}.").format(version=server)
        yield Finding(about, BAD, _("pg_dump is missing: no back-up can be made here."), remedy)


def _replicas() -> Iterator[Finding]:
    """Of each that is set up whether reports can be read from it."""
    for alias in replicas.aliases_here():
        about = _("Replica {number}").format(number=alias.split()[1])
        try:
            with replicas.reading_from(alias), connection.cursor() as cursor:
                cursor.execute("SELECT pg_is_in_recovery()")
                (is_standby,) = cursor.fetchone()
        except Error as trouble:
            remedy = _("Start it, or take it out of RESKONTRA_REPLICA_URL. Reports are read without it meanwhile.")
            yield Finding(about, BAD, _("It does not answer: {reason}").format(reason=str(trouble).strip()), remedy)
            continue
        if is_standby:
            yield Finding(about, GOOD, _("Reports are read from it."))
        else:
            remedy = _("Name servers that follow the one of RESKONTRA_DATABASE_URL.")
            yield Finding(about, BAD, _("It follows no other server."), remedy)


def _places() -> Iterator[Finding]:
    """Of each place of companies whether it answers and has the tables of this version."""
    told = {
        OK: (GOOD, _("It answers, and its tables are those of this version."), ""),
        SILENT: (BAD, _("It does not answer."), _("See reskontra place check. Companies elsewhere go on meanwhile.")),
        BEHIND: (BAD, _("Its tables are not those of this version."), _("Run reskontra migrate.")),
    }
    for name, state in states_of_places().items():
        yield Finding(_("Place {name}").format(name=name), *told[state])


def _folders() -> Iterator[Finding]:
    about = _("Folders")
    asked = [Path(tempfile.gettempdir())]
    path = Path(database_name())
    if not is_postgresql() and not str(path).startswith("file:"):
        asked.append(path.parent)
        left = shutil.disk_usage(path.parent).free if path.parent.exists() else 0
        if left < ROOM_LEFT:
            found = _("{folder} has {size} MB left.").format(folder=path.parent, size=left // 1_000_000)
            yield Finding(about, BAD, found, _("Make room: the database and its back-ups need it."))
        if path.exists() and path.stat().st_mode & 0o007:
            found = _("Everybody on this machine may read {file}.").format(file=path)
            yield Finding(about, NOTE, found, _("Take that away: chmod o-rwx {file}").format(file=path))
    for folder in asked:
        if os.access(folder, os.W_OK):
            yield Finding(about, GOOD, _("{folder} can be written.").format(folder=folder))
        else:
            found = _("{folder} cannot be written.").format(folder=folder)
            yield Finding(about, BAD, found, _("Give the user who runs Reskontra the right to."))


def _key() -> Finding:
    if settings.SECRET_KEY != settings.NO_SECRET:
        return Finding(_("Secret key"), GOOD, _("It is set."))
    found = _("None is set: this user's own, kept in the data folder, is used.")
    return Finding(_("Secret key"), NOTE, found, _("Set RESKONTRA_SECRET_KEY where several machines or users serve."))


def _clock() -> Finding:
    """SQLite has no clock of its own; a server may be another machine."""
    if not is_postgresql():
        return Finding(_("Clock"), GOOD, moment().isoformat(timespec="seconds"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    apart = abs(theirs - datetime.now(UTC))
    found = _("The database's is {seconds} seconds from this machine's.").format(
        seconds=round(apart.total_seconds(), 1)
    )
    if apart > CLOCK_OFF:
        return Finding(_("Clock"), BAD, found, _("Let both follow a time server."))
    return Finding(_("Clock"), GOOD, found)


def _people() -> Finding:
    if is_anyone_there():
        return Finding(_("People"), GOOD, _("Somebody can sign in."))
    return Finding(
        _("People"), NOTE, _("Nobody can sign in."), _("Run reskontra user add, or begin at reskontra serve.")
    )


def _second_step() -> Finding:
    """Whoever knows the password of one who lacks it can set it up in her place."""
    about, asked = _("Second step"), settings.SECOND_STEP
    if asked == "nobody":
        remedy = _("Set RESKONTRA_SECOND_STEP=administrators where others than you can reach the pages.")
        return Finding(about, NOTE, _("None is demanded at sign-in."), remedy)
    lacking = who_lack_it()
    if not lacking:
        return Finding(about, GOOD, _("All of whom one is demanded have it."))
    found = worded(_("{count:user lacks|users lack} it: {users}"), count=len(lacking), users=", ".join(lacking))
    return Finding(about, NOTE, found, _("Have them sign in and set it up: until then whoever knows the password can."))


def _backup() -> Finding:
    about, done = _("Back-up"), last_done(BACKUP)
    remedy = _("Run reskontra backup make FOLDER every night; where another way is used, this may be left.")
    if done is None:
        return Finding(about, BAD, _("None was ever made."), remedy)
    values = {"moment": _moment(done.done_at), "file": done.told.get("file", "")}
    found = _("The last was made {moment}: {file}").format(**values)
    if moment() - done.done_at <= BACKUP_OLD and not _is_there(Path(values["file"])):
        found = _("The last was made {moment}, and {file} is not there.").format(**values)
        return Finding(about, NOTE, found, _("Make sure that it is kept elsewhere, or run reskontra backup make."))
    return Finding(about, *((BAD, found, remedy) if moment() - done.done_at > BACKUP_OLD else (GOOD, found)))


def _is_there(path: Path) -> bool:
    """Also where this user may not look."""
    try:
        return path.is_file()
    except PermissionError:
        return True


def _tick() -> Finding:
    about, done = _("Tick"), last_done(TICK)
    remedy = _("Let cron or a timer run reskontra tick every few minutes, if feeds or policies are used.")
    if done is None:
        return Finding(about, NOTE, _("None ever ran."), remedy)
    found = _("The last ran {moment}.").format(moment=_moment(done.done_at))
    return Finding(about, *((NOTE, found, remedy) if moment() - done.done_at > TICK_OLD else (GOOD, found)))


def _worker() -> Finding:
    about, done = _("Worker"), last_done(WORKER)
    seen = _("One was there {moment}.").format(moment=_moment(done.done_at)) if done else _("None was ever there.")
    waiting = worded(_("{count:job waits|jobs wait}."), count=count_waiting())
    found = f"{seen} {waiting}"
    if is_worker_absent(now=moment()):
        return Finding(about, BAD, found, _("Start reskontra worker, or reskontra serve without --no-worker."))
    return Finding(about, GOOD, found)


def _deliveries() -> Finding:
    about, dead = _("Webhooks"), delivery_counts(without=silent_places())["DEAD"]
    if not dead:
        return Finding(about, GOOD, _("No event was given up."))
    found = worded(_("{count:event was|events were} given up."), count=dead)
    return Finding(about, BAD, found, _("See reskontra webhook show; send them again with reskontra webhook replay."))


def _role() -> Finding:
    """Whether the guards of the database hold against ourselves too."""
    about = _("Rights")
    if not is_postgresql():
        return Finding(about, GOOD, _("Whoever may write the file may do everything: the system's rights say who."))
    if could_switch_guards_off():
        found = _("Reskontra signs in as the owner, who could switch the guards off.")
        return Finding(about, NOTE, found, _("Serve by a role of its own: reskontra database grants."))
    return Finding(about, GOOD, _("Reskontra signs in as a role that cannot switch the guards off."))


def _traces() -> Finding:
    about = _("Traces")
    if not spans.is_asked_for():
        return Finding(about, GOOD, _("Nobody gathers them."))
    if spans.is_installed():
        return Finding(about, GOOD, _("They are sent to {address}.").format(address=spans.host()))
    found = _("They are to be sent to {address}, and OpenTelemetry is missing.").format(address=spans.host())
    return Finding(about, NOTE, found, _("Install reskontra[telemetry], or take OTEL_EXPORTER_OTLP_ENDPOINT away."))


LOOKS: tuple[Callable[[], Finding], ...] = (
    _clock, _role, _people, _second_step, _backup, _tick, _worker, _deliveries, _traces,
)  # fmt: skip
STATE_WORDS = {GOOD: noop("good"), NOTE: noop("note"), BAD: noop("to be mended")}


def _moment(at: datetime) -> str:
    return at.astimezone().isoformat(sep=" ", timespec="minutes")
