"""What the page of payment registration shows: a page of unpaid documents with what was entered, and the sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.registration import Unpaid
from reskontra.core.wording import worded
from reskontra.interface.display import money
from reskontra.interface.parts import Tab
from reskontra.interface.templatetags.display import count
from reskontra.journals.registration import RegisteredLine, SetupFacts, Totals, lines_of_entries, sign_of, totals
from reskontra.journals.ticked import Ticked, ticked_by, ticked_ids, users_with_ticks
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.unpaid_pages import PER_PAGE, SORTS, UnpaidWanted, unpaid_count, unpaid_page

TABS = ("all", "overdue", "ticked")


@dataclass(frozen=True, slots=True)
class View:
    """How the list is looked at. of: whose ticks, "" for one's own; the rest as the address has it."""

    ledger: str = "CUSTOMER"
    tab: str = "all"
    asked: str = ""
    sort: str = "due"
    page: int = 1
    of: str = ""

    def query(self, **changes: object) -> str:
        """The address's question for this view with changes; what goes without saying is left out."""
        values = {"ledger": self.ledger.lower(), "tab": self.tab, "q": self.asked, "sort": self.sort}
        values |= {"page": str(self.page), "of": self.of} | {name: str(value) for name, value in changes.items()}
        plain = {"ledger": "customer", "tab": "all", "q": "", "sort": "due", "page": "1", "of": ""}
        found = urlencode({name: value for name, value in values.items() if value != plain[name]})
        return f"?{found}" if found else ""

    @property
    def here(self) -> str:
        return self.query()

    @property
    def lump(self) -> str:
        """The same, for one payment of all that is ticked."""
        return f"{self.here}&lump=1" if self.here else "?lump=1"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was typed on a row and refused: field date, amount or until, "" where it is the row's; texts as typed."""

    told: tuple[str, ...]
    field: str = ""
    date: str = ""
    amount: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A document of the list. Amounts as people write them: from customers and to vendors positive.

    late_days   by which it is paid late, or is late today; 0 where it is not
    until       the last day of the discount as its field shows it; is_taken: whether it may be deducted that day
    """

    entry: int
    account: str
    name: str
    account_url: str
    number: str
    number_url: str
    kind: str
    due: date
    external: str
    late_days: int
    discount_date: date | None
    until: str
    discount_minor: int
    is_taken: bool
    after_minor: int | None
    currency: str
    is_made: bool
    date: str
    amount: str
    remaining_minor: int
    note: str
    told: str
    refusal: Refusal | None = None

    @property
    def has_late_discount(self) -> bool:
        return self.note == "discount_late"


@dataclass(frozen=True, slots=True)
class Head:
    """A column that the list can be sorted by."""

    word: str
    css: str
    url: str
    arrow: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Sums:
    """The figures around the list. in_minor: what is ticked in the account's currency; others: in other currencies."""

    ticked: Ticked
    totals: Totals
    currency: str
    others: tuple[tuple[str, int], ...]
    sign: int = 1

    @property
    def in_minor(self) -> int:
        return self.ticked.sum_in(self.currency)

    @property
    def told_payments(self) -> str:
        return worded(
            _("{count:payment|payments}, {currency}"), count=count(self.ticked.payments), currency=self.currency
        )

    @property
    def told_post(self) -> str:
        return worded(_("Post {count:payment|payments}"), count=count(self.ticked.payments))

    @property
    def moved_minor(self) -> int:
        """What the ticked payments move the balancing account by."""
        return self.in_minor * self.sign

    @property
    def after_minor(self) -> int:
        """The posted balance once the ticked payments are posted too."""
        return self.totals.posted_minor + self.moved_minor

    @property
    def total_minor(self) -> int:
        return self.totals.posted_minor + self.totals.unposted_minor + self.moved_minor


@dataclass(frozen=True, slots=True)
class RegistrationPage:
    view: View
    setup: SetupFacts
    rows: tuple[Row, ...]
    heads: Mapping[str, Head]
    tabs: tuple[Tab, ...]
    sums: Sums
    open: int
    found: int
    pages: int
    user: str = ""
    users: tuple[tuple[str, int], ...] = ()
    shown: str = ""

    @property
    def has_others(self) -> bool:
        """Whether somebody else has ticked documents."""
        return any(name != self.user for name, _count in self.users) or bool(self.view.of)

    @property
    def is_vendors(self) -> bool:
        return self.view.ledger == "VENDOR"

    @property
    def file_query(self) -> str:
        """The address's question for all rows of the view; what format is put behind it."""
        query = self.view.query(page=1)
        return f"{query}&" if query else "?"

    @property
    def previous_query(self) -> str:
        return self.view.query(page=self.view.page - 1) or "?"

    @property
    def next_query(self) -> str:
        return self.view.query(page=self.view.page + 1)


def registration_page(
    *,
    company: CompanyFacts,
    user: str,
    view: View,
    setup: SetupFacts,
    today: date,
    refusals: Mapping[int, Refusal] | None = None,
    shows_users: bool = False,
) -> RegistrationPage:
    """user: whose ticks are shown; refusals: by entry id, of rows that were just sent.

    shows_users   who else has ticked, to whom posts
    """
    sums = sums_of(company=company, user=user, setup=setup)
    if view.tab == "ticked":
        found, pages = sums.ticked.documents, max(1, -(-sums.ticked.documents // PER_PAGE))
        number = min(max(view.page, 1), pages)
        first = (number - 1) * PER_PAGE
        ids: Sequence[int] = ticked_ids(company=company, user=user, ledger=view.ledger, first=first, most=PER_PAGE)
    else:
        page = unpaid_page(company=company, wanted=wanted_of(view, today), sort=view.sort, number=view.page)
        found, pages, number, ids = page.documents, page.pages, page.number, page.ids
    view = replace(view, page=number)
    lines = lines_of_entries(company=company, user=user, entry_ids=ids)
    refused = refusals or {}
    open_documents = {
        "all": unpaid_count(company=company, wanted=UnpaidWanted(view.ledger)),
        "overdue": unpaid_count(company=company, wanted=UnpaidWanted(view.ledger, due_before=today)),
        "ticked": sums.ticked.documents,
    }
    return RegistrationPage(
        view=view,
        setup=setup,
        rows=tuple(row_of(company, line, today, refused.get(line.document.entry_id)) for line in lines),
        heads=_heads(view),
        tabs=_tabs(company, view, open_documents),
        sums=sums,
        open=open_documents["all"],
        found=found,
        pages=pages,
        user=user,
        users=tuple(users_with_ticks(company=company, ledger=view.ledger).items()) if shows_users else (),
        shown=",".join(str(id) for id in ids),
    )


def wanted_of(view: View, today: date) -> UnpaidWanted:
    """The documents that the view shows, but for what is ticked."""
    return UnpaidWanted(view.ledger, view.asked, today if view.tab == "overdue" else None)


def sums_of(*, company: CompanyFacts, user: str, setup: SetupFacts) -> Sums:
    ticked = ticked_by(company=company, user=user, ledger=setup.ledger)
    against = totals(company=company, setup=setup)
    others = tuple((code, minor) for code, minor in ticked.sums if code != against.currency)
    return Sums(ticked, against, against.currency, others, sign_of(setup.ledger))


def row_of(company: CompanyFacts, line: RegisteredLine, today: date, refusal: Refusal | None = None) -> Row:
    document, sign = line.document, sign_of(line.document.ledger)
    currency = document.currency
    after = document.remaining_minor - document.discount_minor
    note, told = _note(line, sign)
    return Row(
        entry=document.entry_id,
        account=document.account,
        name=document.name,
        account_url=reverse(document.ledger.lower(), args=[company.id, document.account]),
        number=document.document_number,
        number_url=reverse("entry", args=[company.id, document.entry_id]),
        kind=kind_word(document.document_type),
        due=document.due_date,
        external=line.external_document_number or document.external_document_number,
        late_days=max(0, ((line.received_date or today) - document.due_date).days),
        discount_date=line.discount_date if document.discount_minor else None,
        until=shown_until(line),
        discount_minor=sign * document.discount_minor,
        is_taken=line.may_take_discount(today),
        after_minor=sign * after if document.discount_minor else None,
        currency=currency,
        is_made=line.is_made,
        date=shown_date(line),
        amount=shown_amount(line),
        remaining_minor=sign * line.remaining_minor,
        note=note,
        told=told,
        refusal=refusal,
    )


def shown_date(line: RegisteredLine) -> str:
    return line.received_date.isoformat() if line.received_date else ""


def shown_until(line: RegisteredLine) -> str:
    return line.discount_date.isoformat() if line.document.discount_minor and line.discount_date else ""


def shown_amount(line: RegisteredLine) -> str:
    """As the field shows it; nothing where nothing was entered."""
    if not line.is_made:
        return ""
    return money(sign_of(line.document.ledger) * line.received_minor, line.document.currency)


def _note(line: RegisteredLine, sign: int) -> tuple[str, str]:
    """What to know of a ticked row, as a code and in words."""
    document, received = line.document, line.received_date
    if not line.is_made or received is None:
        return ("", "") if not line.is_made else ("no_date", _("The date is missing"))
    unpaid = Unpaid(document.remaining_minor, document.discount_minor, line.discount_date, document.due_date)
    left = money(sign * line.remaining_minor, document.currency)
    if line.warning == "overdue":
        days = (received - document.due_date).days
        return "overdue", worded(_("{days:day|days} late"), days=days)
    if line.warning == "discount_late" and line.discount_date:
        return "discount_late", _("The discount ended {day}, {left} left").format(day=line.discount_date, left=left)
    paid = abs(line.received_minor)
    if paid > abs(document.remaining_minor):
        over = money(paid - abs(document.remaining_minor), document.currency)
        return "over", _("{amount} too much, on account").format(amount=over)
    if unpaid.is_in_time(received) and not line.remaining_minor and paid < abs(document.remaining_minor):
        granted = money(abs(document.remaining_minor) - paid, document.currency)
        return "discount", _("Discount {amount} deducted").format(amount=granted)
    if line.remaining_minor:
        return "left", _("Part payment, {left} left").format(left=left)
    return "", ""


def _heads(view: View) -> dict[str, Head]:
    words = {
        "name": (_("Vendor") if view.ledger == "VENDOR" else _("Customer"), "name"),
        "number": (_("Document"), "number"),
        "due": (_("Due"), "due"),
        "amount": (_("Remaining"), "num"),
    }
    found = {}
    for sort, (word, css) in words.items():
        is_up, is_down = view.sort == sort, view.sort == f"-{sort}"
        url = view.query(sort=f"-{sort}" if is_up else sort, page=1)
        told = "ascending" if is_up else "descending" if is_down else "none"
        found[sort] = Head(word, css, url or "?", "↑" if is_up else "↓" if is_down else "", told)
    return found


def _tabs(company: CompanyFacts, view: View, counts: Mapping[str, int]) -> tuple[Tab, ...]:
    words = {"all": _("All open"), "overdue": _("Overdue"), "ticked": _("Ticked")}
    url = reverse("registration", args=[company.id])
    return tuple(
        Tab(tab, words[tab], counts[tab], url + view.query(tab=tab, page=1, q=""), tab == view.tab) for tab in TABS
    )


def known_sort(text: str) -> str:
    return text if text in SORTS else "due"
