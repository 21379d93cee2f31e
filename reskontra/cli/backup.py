"""backup make, verify; restore: the whole database in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from django.db import Error, connection, transaction
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.cli.checks import guards_of
from reskontra.cli.commands import tell_violations
from reskontra.cli.root import program
from reskontra.cli.setup import make_folder, prepare_here
from reskontra.companies.placing import drop_place
from reskontra.companies.queries import CompanyFacts, companies
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.database import places
from reskontra.database.bulk import moment
from reskontra.interface.console import REFUSED, Session, command
from reskontra.interface.database import told_as_refusals, trouble_in_words
from reskontra.interface.files import shown
from reskontra.interface.parser_words import Noun
from reskontra.operation.backing_up import key_mark, make_backup, thin_out
from reskontra.operation.backup_file import Manifest, read_manifest, require_whole
from reskontra.operation.copies import beside
from reskontra.operation.last_done import BACKUP, TABLE, note_done
from reskontra.operation.restoring import Verified, differing_from_database, restore, verify

MAKE = "make"


class CopyOfPlace(Refused):
    code = "copy_of_place"
    template = (
        "{file} is of the place {place}, and nobody can sign in by it alone. "
        "Put home's back-up back on another machine, and this one to its place there."
    )


class BackupUnguarded(Malformed):
    code = "backup_unguarded"
    template = (
        "{file} is as it was written, and lacks guards of what is posted: {guards}. "
        "Run reskontra check where it was made, and use a back-up from before they were lost."
    )


FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A back-up.")]


class MakesByDefault(Noun):
    """backup FILE is backup make FILE."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        return super().resolve_command(ctx, args if args[0] in self.commands else [MAKE, *args])


backup = typer.Typer(
    cls=MakesByDefault,
    no_args_is_help=True,
    help="The whole database in one file: all companies, and all files stored.",
)


@command(backup, MAKE)
def make(
    session: Session,
    target: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="In a folder it is named by the moment.")],
    keep: Annotated[
        int, typer.Option(min=0, metavar="COUNT", help="In a folder: keep the newest so many, and delete older ones.")
    ] = 0,
) -> None:
    """Back up the whole database, also while others work; the file is there when it is whole.

    Companies in databases or schemas of their own are backed up beside it, to a file for each place. Where one
    cannot be reached, the others are backed up, and it ends with 1.
    """
    if keep and not target.is_dir():
        raise typer.BadParameter(_("--keep is for a folder of back-ups. Name one that exists."))
    at, missing = moment(), dict[str, Exception]()
    with session.progress(_("Back-up")):
        made = [make_backup(target, at=at)]
        for place in places.places_before_migrating():
            try:
                with places.at(place.name, is_whole=True), told_as_refusals():
                    connection.ensure_connection()
                    made.append(make_backup(target, at=at))
            except (Refused, Error) as trouble:
                missing[place.name] = trouble
    told = _("{file}: {count:row|rows} of {tables:table|tables}, {size} MB.")
    for path, manifest in made:
        size = path.stat().st_size
        values = {"count": _rows(manifest), "tables": len(manifest.tables), "size": _megabytes(size)}
        session.say(worded(told, file=shown(path), **values))
    home, _manifest = made[0]
    if not missing:
        note_done(BACKUP, file=shown(home.resolve()), sha256=require_whole(home), size=home.stat().st_size)
    for path, _manifest in made if keep else []:
        for old in thin_out(target, keep=keep, made=path):
            session.say(_("{file} is deleted.").format(file=shown(old)))
    for name, reason in missing.items():
        said = _("There is no back-up of the place {place}. {trouble}")
        session.say(said.format(place=name, trouble=trouble_in_words(reason)))
    if missing:
        raise typer.Exit(REFUSED)


@command(backup, "verify")
def verify_backup(
    session: Session,
    file: FileArgument,
    against_database: Annotated[
        bool, typer.Option("--against-database", help="Name the tables that hold other rows than the database now.")
    ] = False,
) -> None:
    """Read a back-up through and prove that it is as it was written, guards and all; ends with 1 where it is not."""
    with session.progress(_("Back-up")):
        found = verify(file)
    manifest = found.manifest
    _require_guards(file, found)
    told = _("{file} is whole: {companies}, made {made_at} by version {version}; {count:row|rows}.")
    names = ", ".join(manifest.companies)
    values = {"made_at": manifest.made_at, "version": manifest.version, "count": _rows(manifest)}
    session.say(worded(told, file=shown(file), companies=names, **values))
    if found.triggers is None:
        session.say(_("Whether it has its guards is told where pg_restore of its server's version is installed."))
    elif found.is_older:
        session.say(_("Whether it has its guards is told once it is put back, which brings it to this version."))
    if not against_database:
        return
    with places.at(manifest.place, is_whole=bool(manifest.place)):
        differing = [table for table in differing_from_database(manifest) if table != TABLE]
    for table in differing:
        session.say(_("{table} holds other rows than the back-up.").format(table=table))
    if differing:
        raise typer.Exit(REFUSED)
    session.say(_("The database holds the same rows."))


def _require_guards(file: Path, found: Verified) -> None:
    """refuses   BackupUnguarded"""
    if found.triggers is None or found.is_older:
        return
    if missing := [name for name in guards_of(found.manifest.engine) if name not in found.triggers]:
        raise BackupUnguarded(file=shown(file), guards=missing)


@command(program, "restore")
def restore_backup(
    session: Session,
    file: FileArgument,
    replace: Annotated[
        bool, typer.Option("--replace", help="Even if there are books in the database: they are gone then.")
    ] = False,
    as_copy: Annotated[
        str,
        typer.Option(metavar="FILE|DATABASE", help="Beside what stands, to look at: a new file or a new database."),
    ] = "",
) -> None:
    """Put a back-up into the database that is set up, whole or not at all, and prove its books.

    One of a place goes to the place of its name: put home's back first.
    Stop reskontra serve and every worker first, unless it is put beside what stands.
    """
    if replace and as_copy:
        raise typer.BadParameter(_("--as-copy writes nothing over: leave --replace out."))
    require_whole(file)
    chosen = _put_beside(session, file, as_copy) if as_copy else _put_back(session, file, replaces=replace)
    tell_violations(session, chosen)


def _put_beside(session: Session, file: Path, target: str) -> list[CompanyFacts]:
    """In a database of its own, which knows no places: those there are have the books that are worked with."""
    if place := read_manifest(file).place:
        raise CopyOfPlace(file=shown(file), place=place)
    with beside(target) as url:
        chosen = _put_back(session, file, replaces=False)
        for one in places.places():
            drop_place(one.name)
    session.say(_("Look at it with RESKONTRA_DATABASE_URL={url} reskontra serve --no-worker.").format(url=url))
    return chosen


def _put_back(session: Session, file: Path, *, replaces: bool) -> list[CompanyFacts]:
    """The companies whose books are in it."""
    make_folder()
    place = read_manifest(file).place
    with session.progress(_("Back-up")), places.at(place, is_whole=bool(place)):
        manifest = restore(file, replaces=replaces)
        prepare_here()
    chosen = [one for one in companies() if one.place == place]
    for company in chosen:
        content = {"made_at": manifest.made_at, "version": manifest.version, "sha256": manifest.sha256}
        with places.at(place), transaction.atomic():
            record(
                company=company.id,
                actor=session.actor,
                action="books.restored",
                subject=shown(Path(file.name)),
                content=content,
                even_archived=True,
            )
    told = _("{file} is put back: {companies} as of {made_at}, {count:row|rows}.")
    names = ", ".join(one.name for one in chosen)
    session.say(worded(told, file=shown(file), companies=names, made_at=manifest.made_at, count=_rows(manifest)))
    session.say(_("Tokens, passwords and roles are as of then: take away again what was taken away since."))
    if manifest.key != key_mark():
        session.say(
            _("Its secret key was another. Set its RESKONTRA_SECRET_KEY, or make webhooks and second steps anew.")
        )
    _tell_elsewhere(session, place)
    return chosen


def _tell_elsewhere(session: Session, place: str) -> None:
    """Which companies the back-up has no books of, where it was home's."""
    away = [] if place else [one for one in companies() if one.place]
    for company in away:
        told = _("The books of {company} are in {place}: they are not in this back-up. Put that place's back, too.")
        session.say(told.format(company=company.name, place=company.place))


def _rows(manifest: Manifest) -> int:
    return sum(one.rows for one in manifest.tables.values())


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
