"""What a server's role needs that serves and posts but cannot switch the guards off: SQL for the database's owner.

Tables, triggers and functions belong to the owner, who alone may alter them. Serving, the worker and commands take
a role that may read and write rows, and nothing else: the guards hold against whoever has its password, too.
"""

from __future__ import annotations

import re

from django.db import connection

from reskontra.core.errors import Refused
from reskontra.database.bulk import is_postgresql
from reskontra.operation.postgresql_tools import database_name

_ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")
SQL = """\
-- Run this as the owner of the database, who also runs reskontra migrate; then set RESKONTRA_DATABASE_URL of
-- reskontra serve, worker, tick and commands to the role. Its password: \\password {role}
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} LOGIN; END IF;
END $$;
ALTER ROLE {role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC;
REVOKE ALL ON DATABASE "{database}" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE "{database}" TO {role};
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
REVOKE INSERT, UPDATE, DELETE ON {schema}.django_migrations FROM {role};
-- What later versions and a restored back-up make is granted by itself.
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {role};
"""


class GrantsNeedServer(Refused):
    code = "grants_need_server"
    template = "{database} is a file, which knows no roles. Let the system's rights on the file say who may open it."


class RoleNotNamed(Refused):
    code = "role_not_named"
    template = '"{role}" cannot be the name of a role here. Use small letters, digits and _, such as reskontra_app.'


def grants(*, role: str) -> str:
    """The statements that make the role and give it what it needs.

    refuses   GrantsNeedServer, RoleNotNamed
    """
    if not is_postgresql():
        raise GrantsNeedServer(database=database_name())
    if not _ROLE.fullmatch(role):
        raise RoleNotNamed(role=role[:60])
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    return SQL.format(role=role, schema=schema, database=database_name().replace('"', '""'))


def could_switch_guards_off() -> bool:
    """Whether the role that we have signed in as owns a table, or is a superuser; on a file whoever writes it could."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR pg_has_role(current_user, (SELECT relowner FROM pg_class "
            "WHERE oid = 'ledger_voucher'::regclass), 'MEMBER') FROM pg_roles WHERE rolname = current_user"
        )
        return bool(cursor.fetchone()[0])


def owner_and_role() -> tuple[str, str]:
    """Whose the tables are, and as whom we have signed in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_userbyid(relowner), current_user FROM pg_class WHERE oid = 'ledger_voucher'::regclass"
        )
        owner, role = cursor.fetchone()
    return owner, role
