"""Words of a story about posted entries:

    payment   C1 P-1 -980.00 [from=… currency=USD]   an opening payment; refund likewise
    tolerates INV-1 5.00                             what may be tolerated of it
    grace     INV-1 2026-03-20                       until when a late discount may be accepted
    settle    P-1 INV-1[@C1][=400.00] … [on=2026-03-01] [late] [no-late] [tolerate] [leave] [preview]
    take-back INV-1 [on=2026-03-01]                  the newest application of an entry; or application=7
    edit      INV-1 [due=2026-04-01 until=2026-03-10 discount=20.00 late=2026-03-15 tolerates=5.00 hold=EVA]
    recompute                                        the tolerance of open documents, by the settings of today
    relates   C1 C2 group [from=2026-01-01]          one pays for another; ends C1 C2 2026-03-01
    identified                                       the company has a number by which documents name it
    credit-note C1 K-1 500.00 INV-1 [on=2026-03-01 currency=EUR]     an electronic one that names what it credits

and expectations:

    rows      P-1 payment_discount=-20.00 application=1000.00 …    what is on the entry, in its currency
    possible  INV-1 20.00                            the discount still possible
"""

from __future__ import annotations

import io
from datetime import date

from reskontra.companies.edit import change_company
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor, parse_minor
from reskontra.matching.actions.relations import Relation, add_relation, end_relation
from reskontra.parties.queries import PartySummary
from reskontra.receivables.applying import Applied, ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.edit import Edit, edit_entry
from reskontra.receivables.grants import recompute_tolerance
from reskontra.receivables.load_ubl import load_ubl
from reskontra.receivables.models import Entry, EntryDetail
from reskontra.receivables.unapply import newest_application, unapply_application
from tests import books, build, ubl_files

_SAYS = {"late": True, "no-late": False, "tolerate": True, "leave": False}


class EntryWords:
    """Mixed into Story."""

    company: CompanyFacts
    ledgers: dict[str, str]
    parties: dict[str, PartySummary]

    def _payment(self, party: str, number: str, amount: str, **columns: str) -> None:
        self._invoice(party, number, amount, kind="payment", **columns)  # type: ignore[attr-defined]

    def _refund(self, party: str, number: str, amount: str, **columns: str) -> None:
        self._invoice(party, number, amount, kind="refund", **columns)  # type: ignore[attr-defined]

    def _rows_of(self, number: str):  # type: ignore[no-untyped-def]
        return Entry.objects.filter(company=self.company.id, document_number=number).order_by("id")

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

    def _edit(self, number: str, *, due: str = "", until: str = "", late: str = "", **texts: str) -> None:
        wanted = Edit(
            due_date=date.fromisoformat(due) if due else None,
            discount_date=date.fromisoformat(until) if until else None,
            discount_tolerance_date=date.fromisoformat(late) if late else None,
            discount_amount=texts.get("discount"),
            max_tolerance=texts.get("tolerates"),
            on_hold=texts.get("hold"),
        )
        edit_entry(company=self.company, actor=build.ALICE, name=self._named(number), edit=wanted)

    def _recompute(self) -> None:
        recompute_tolerance(company=self.company, actor=build.BOB)

    def _relates(self, payer: str, party: str, kind: str, **columns: str) -> None:
        ledger, begins = self.parties[payer].ledger, columns.get("from", "")
        relation = Relation(ledger, payer, party, kind, date.fromisoformat(begins) if begins else None)
        add_relation(company=self.company, actor=build.BOB, relation=relation)

    def _ends(self, payer: str, party: str, last: str) -> None:
        ledger, day = self.parties[payer].ledger, date.fromisoformat(last)
        end_relation(company=self.company, actor=build.BOB, ledger=ledger, payer=payer, party=party, last_day=day)

    def _identified(self) -> None:
        change_company(company=self.company, actor=build.BOB, wanted={"organisation_number": ubl_files.BUYER})

    def _credit_note(self, party: str, number: str, amount: str, credits: str, **columns: str) -> None:
        ours, theirs = ubl_files.party("Nordan AB", ubl_files.BUYER), ubl_files.party("Vide AB", ubl_files.SELLER)
        is_ours = self.parties[party].ledger == "CUSTOMER"
        content = ubl_files.credit_note(
            number=number,
            issued=columns.get("on", "2026-03-01"),
            currency=columns.get("currency", self.company.currency),
            net=amount,
            tax="0.00",
            gross=amount,
            payable=amount,
            seller=ours if is_ours else theirs,
            buyer=theirs if is_ours else ours,
            more=ubl_files.credited(credits),
        )
        load_ubl(company=self.company, actor=build.ALICE, name="k.xml", stream=io.BytesIO(content), account=party)
        self.ledgers[number] = self.parties[party].ledger.lower()

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
