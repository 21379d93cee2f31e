"""Whom to collect from next: customers with something overdue, by how much, how long, and how little they keep to.

Urgency is the sum over overdue entries of what is left times the days that it is late, in 1,000 units and days, raised
by 25 % for each level of reminder sent and by 50 % for each broken promise: figures that stand beside it in the list.
"""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.contacts import contact_word
from reskontra.companies.queries import CompanyFacts
from reskontra.database.bulk import is_postgresql
from reskontra.database.listing import Listing, Row
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind

STATES = {
    "broken": ("triangle_warning", "bad", noop("Promise broken")),
    "disputed": ("octagon", "bad", noop("Disputed")),
    "bounced": ("octagon", "bad", noop("E-mail came back")),
    "promised": ("half_disc", "warn", noop("Promised")),
    "plan": ("half_disc", "warn", noop("Payment plan")),
    "held": ("half_disc", "warn", noop("On hold")),
    "overdue": ("ring", "idle", noop("Overdue")),
}
_OF = "WHERE {a}.company_id = p.company_id AND {a}.party_id = p.id"
_OPEN = f"FROM receivables_entry e {_OF.format(a='e')} AND NOT e.remaining_minor = 0"
_PROMISES = (
    "(SELECT count(*) FROM collections_promise m "
    f"{_OF.format(a='m')} AND m.withdrawn_at IS NULL AND m.last_date {{when}} '{{day}}' AND EXISTS (SELECT 1 FROM "
    "collections_promiseentry q JOIN receivables_entry e ON e.id = q.entry_id WHERE q.company_id = m.company_id "
    "AND q.promise_id = m.id AND e.remaining_minor > q.open_minor - q.promised_minor))"
)
_DISPUTES = (
    "(SELECT count(*) FROM collections_dispute d JOIN receivables_entry e ON e.id = d.entry_id "
    "WHERE d.company_id = p.company_id AND d.closed_at IS NULL AND e.party_id = p.id AND NOT e.remaining_minor = 0)"
)
_PLANS = (
    f"(SELECT count(*) FROM collections_paymentplan m {_OF.format(a='m')} AND m.cancelled_at IS NULL AND EXISTS "
    "(SELECT 1 FROM collections_planentry q JOIN receivables_entry e ON e.id = q.entry_id "
    "WHERE q.company_id = m.company_id AND q.plan_id = m.id AND NOT e.remaining_minor = 0))"
)
_HELD = f"(SELECT count(*) {_OPEN} AND NOT e.on_hold = '')"
_LEVEL = (
    "(SELECT coalesce(max(l.level), 0) FROM collections_collectiondocument d JOIN collections_collectionline l "
    "ON l.company_id = d.company_id AND l.document_id = d.id AND l.role = 'OVERDUE' JOIN receivables_entry e "
    f"ON e.id = l.entry_id AND NOT e.remaining_minor = 0 {_OF.format(a='d')} AND d.kind = 'REMINDER' "
    "AND d.state = 'ISSUED')"
)
# Mail came back from the address to which letters go now.
_BOUNCED = (
    f"(SELECT count(*) FROM collections_customerterms t {_OF.format(a='t')} AND t.bounced_at IS NOT NULL AND "
    "(t.bounced_address = '' OR lower(t.bounced_address) = lower(CASE WHEN t.email = '' THEN p.email "
    "ELSE t.email END)))"
)
_CONTACT = (
    f"(SELECT c.{{what}} FROM collections_contact c {_OF.format(a='c')} ORDER BY c.happened_on DESC, c.id DESC LIMIT 1)"
)


def _card(company_id: int, row: Row) -> str:
    return reverse("claims", args=[company_id, row["number"]])


def _entries(company_id: int, row: Row) -> str:
    return f"{reverse('customer_entries', args=[company_id])}?account={row['number']}&overdue=1"


WORKLIST = ListKind(
    "worklist",
    (
        Column("name", noop("Name"), leads=_card),
        Column("number", noop("Number"), leads=_card),
        Column("overdue", noop("Overdue"), "amount", is_summed=True, leads=_entries),
        Column("entries", noop("Entries"), "count", is_summed=True, is_chosen=False),
        Column("oldest", noop("Overdue since"), "day"),
        Column("level", noop("Level"), "count", reads=lambda row: str(row["level"] or "")),
        Column(
            "state",
            noop("State"),
            reads=lambda row: _(STATES[row["state"]][2]),
            marks=lambda row: STATES[row["state"]][:2],
            sorts=False,
        ),
        Column("broken", noop("Broken promises"), "count", is_chosen=False),
        Column("disputes", noop("Disputes"), "count", is_chosen=False),
        Column("contact_on", noop("Last contact"), "day"),
        Column(
            "contact_kind",
            noop("How"),
            reads=lambda row: contact_word(row["contact_kind"]),
            sorts=False,
        ),
        Column("next_date", noop("Next action"), "day"),
        Column("owner", noop("Owner")),
        Column("phone", noop("Phone"), is_chosen=False, sorts=False),
        Column("email", noop("E-mail"), is_chosen=False, sorts=False),
        Column("urgency", noop("Urgency"), "count"),
    ),
    (
        Field("q", noop("Name or number")),
        Field(
            "which",
            noop("Which"),
            "choice",
            (
                ("", noop("All overdue")),
                ("now", noop("To be done now")),
                ("broken", noop("Promise broken")),
                ("bounced", noop("E-mail came back")),
                ("promised", noop("Promised")),
                ("disputed", noop("Disputed")),
                ("plan", noop("Payment plan")),
                ("held", noop("On hold")),
            ),
        ),
        Field("owner", noop("Owner"), is_more=True),
        Field("least", noop("Overdue from"), is_more=True),
    ),
    "-urgency",
    noop("Nothing is overdue. Customers whose documents have gone past their due date stand here."),
)


def worklist_listing(*, company: CompanyFacts, asked: Asked, on: date) -> Listing:
    """Customers with something overdue on that day.

    refuses   AmountNotRead, TooManyDecimals
    """
    day = on.isoformat()
    broken, standing = (_PROMISES.format(when=when, day=day) for when in ("<", ">="))
    next_date = _CONTACT.format(what="next_date")
    listing = Listing(
        columns={
            "number": "p.number",
            "name": "p.name",
            "phone": "p.phone",
            "email": "p.email",
            "overdue": "o.overdue",
            "entries": "o.entries",
            "oldest": "o.oldest",
            "level": _LEVEL,
            "broken": broken,
            "disputes": _DISPUTES,
            "state": (
                f"CASE WHEN {broken} > 0 THEN 'broken' WHEN {_DISPUTES} > 0 THEN 'disputed' "
                f"WHEN {_BOUNCED} > 0 THEN 'bounced' WHEN {standing} > 0 THEN 'promised' WHEN {_PLANS} > 0 THEN 'plan' "
                f"WHEN {_HELD} > 0 THEN 'held' ELSE 'overdue' END"
            ),
            "contact_on": _CONTACT.format(what="happened_on"),
            "contact_kind": f"coalesce({_CONTACT.format(what='kind')}, '')",
            "next_date": next_date,
            "owner": f"coalesce((SELECT t.owner FROM collections_customerterms t {_OF.format(a='t')}), '')",
            "urgency": f"CAST(o.weight * (100 + 25 * {_LEVEL} + 50 * {broken}) / 10000000 AS bigint)",
        },
        source=(
            "FROM parties_party p JOIN (SELECT e.party_id, CAST(sum(e.remaining_local_minor) AS bigint) AS overdue, "
            f"count(*) AS entries, min(e.due_date) AS oldest, CAST(sum(e.remaining_local_minor * {_days_late(day)}) "
            "AS bigint) AS weight FROM receivables_entry e WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' "
            "AND NOT e.remaining_minor = 0 AND e.due_date < %s GROUP BY e.party_id) o ON o.party_id = p.id "
            "WHERE p.company_id = %s AND o.overdue > 0"
        ),
        values=(company.id, on, company.id),
        id="p.id",
        sorts={
            "contact_on": f"coalesce({_CONTACT.format(what='happened_on')}, {_day('0001-01-01')})",
            "next_date": f"coalesce({next_date}, {_day(day)})",
        },
    )
    return _narrowed(listing, company, asked, day)


def _narrowed(listing: Listing, company: CompanyFacts, asked: Asked, day: str) -> Listing:
    broken, standing = (_PROMISES.format(when=when, day=day) for when in ("<", ">="))
    next_date = _CONTACT.format(what="next_date")
    conditions = {
        "now": f"coalesce({next_date}, {_day(day)}) <= {_day(day)} AND {standing} = 0",
        "broken": f"{broken} > 0",
        "bounced": f"{_BOUNCED} > 0",
        "promised": f"{standing} > 0",
        "disputed": f"{_DISPUTES} > 0",
        "plan": f"{_PLANS} > 0",
        "held": f"{_HELD} > 0",
    }
    if condition := conditions.get(asked.text("which")):
        listing = listing.having(condition)
    if owner := asked.text("owner"):
        owned = f"EXISTS (SELECT 1 FROM collections_customerterms t {_OF.format(a='t')} AND lower(t.owner) = lower(%s))"
        listing = listing.having(owned, owner)
    least = asked.minor("least", company.currency)
    if least is not None:
        listing = listing.having("o.overdue >= %s", least)
    return listing.having_words(asked.text("q"), ("p.name", "p.number"))


def _day(day: str) -> str:
    return f"CAST('{day}' AS date)" if is_postgresql() else f"'{day}'"


def _days_late(day: str) -> str:
    if is_postgresql():
        return f"({_day(day)} - e.due_date)"
    return f"CAST(julianday('{day}') - julianday(e.due_date) AS integer)"
