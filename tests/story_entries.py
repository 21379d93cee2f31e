"""Words of a story about posted entries:

    payment   C1 P-1 -980.00 [from=… currency=USD]   an opening payment; refund likewise
    tolerates INV-1 5.00                             what may be tolerated of it
    grace     INV-1 2026-03-20                       until when a late discount may be accepted
    settle    P-1 INV-1[@C1][=400.00] … [on=2026-03-01] [late] [no-late] [tolerate] [leave] [preview]
    take-back INV-1 [on=2026-03-01]                  the newest application of an entry; or application=7

and expectations:

    rows      P-1 payment_discount=-20.00 application=1000.00 …    what is on the entry, in its currency
    possible  INV-1 20.00                            the discount still possible
"""

from __future__ import annotations

from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor, parse_minor
from reskontra.receivables.applying import Applied, ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.models import Entry, EntryDetail
from reskontra.receivables.unapply import newest_application, unapply_application
from tests import books, build

_SAYS = {"late": True, "no-late": False, "tolerate": True, "leave": False}


class EntryWords:
    """Mixed into Story."""

    company: CompanyFacts
    ledgers: dict[str, str]

    def _payment(self, party: str, number: str, amount: str, **columns: str) -> None:
        self._invoice(party, number, amount, kind="payment", **columns)  # type: ignore[attr-defined]

    def _refund(self, party: str, number: str, amount: str, **columns: str) -> None:
        self._invoice(party, number, amount, kind="refund", **columns)  # type: ignore[attr-defined]

    def _rows_of(self, number: str):  # type: ignore[no-untyped-def]
        return Entry.objects.filter(company=self.company.id, document_number=number)

    def _named(self, text: str) -> EntryName:
        """INV-1, or INV-1@C1 where the number is not enough."""
        number, _, account = text.partition("@")
        return EntryName(self.ledgers.get(number, "customer").upper(), number, account)

    def _tolerates(self, number: str, amount: str) -> None:
        self._rows_of(number).update(max_tolerance_minor=parse_minor(amount, self._rows_of(number)[0].currency))

    def _grace(self, number: str, until: str) -> None:
        self._rows_of(number).update(discount_tolerance_date=date.fromisoformat(until))

    def _settle(self, applying: str, *words: str, on: str = "") -> Applied:
        said = {word for word in words if word in _SAYS}
        names = [word for word in words if word not in _SAYS and word != "preview"]
        order = ApplyOrder(
            applying=self._named(applying),
            targets=tuple(
                Target(self._named(name), amount) for name, _, amount in (word.partition("=") for word in names)
            ),
            day=date.fromisoformat(on) if on else None,
            accepts_late_discount=next((_SAYS[word] for word in said if word.endswith("late")), None),
            accepts_tolerance=next((_SAYS[word] for word in said if word in ("tolerate", "leave")), None),
        )
        before = books.contents() if "preview" in words else {}
        done = apply_entries(company=self.company, actor=build.ALICE, order=order, is_preview="preview" in words)
        assert not before or books.contents() == before, "a preview stored something"
        return done

    def _take_back(self, number: str = "", *, on: str = "", application: str = "") -> None:
        name = self._named(number)
        chosen = int(application) if application else newest_application(company=self.company, name=name)
        day = date.fromisoformat(on) if on else None
        unapply_application(company=self.company, actor=build.ALICE, number=chosen, day=day)

    def _rows(self, number: str, **wanted: str) -> None:
        found: dict[str, int] = {}
        entry = self._rows_of(number)[0]
        for row in EntryDetail.objects.filter(company=self.company.id, entry=entry).order_by("id"):
            found[row.kind.lower()] = found.get(row.kind.lower(), 0) + row.amount_minor
        seen = {kind: format_minor(minor, entry.currency) for kind, minor in found.items() if minor}
        assert seen == wanted, f"{number}: {seen}"

    def _possible(self, number: str, amount: str) -> None:
        entry = self._rows_of(number)[0]
        assert format_minor(entry.discount_minor, entry.currency) == amount
