"""Words of a story about journals filled by hand:

    template  RECEIPTS [forces=no manual=no balancing=bank:B1 series=INB from=… to=…]   of cash receipts, or kind=…
    series    BF BF 4                                a number series: code, prefix, digits
    batch     KASSA [bank:B1] [kind=payment|general] [template=… series=… posting_series=…]
    type      KASSA customer:C1 [-980.00] [on=2026-03-10 as=payment number=… pays="INV-1 INV-2=200.00" balancing=…
              currency=… external=… hold=… vat=… local=…] [late] [no-late] [tolerate] [leave]
              [correction] [accept-currency] [check=1007] [print-check]
    file      KASSA posting_date,account_type,account,amount 2026-03-10,customer,C1,-980.00 …    a CSV, a word a row
    retype    KASSA 1 customer:C1 -400.00 …          as type
    marks     KASSA 1 [INV-1=200.00 …] | drop KASSA 1 | drop-batch KASSA | renumber KASSA
    post-batch KASSA [1 …] [preview] [ahead]         Alice's today is 2026-06-30

and expectations:

    typed     KASSA 1 INB000001 payment customer:C1 -980.00 [INV-1 INV-2=200.00]
    asked     1 late_discount 20.00                  of the batch posted last
    entry-is  INB000001 payment C1 -980.00 due=2026-03-10 [left=-20.00]
    held      INV-1 AB                               its code on hold
    warned    credit_limit C1 1100.00 …              of the batch posted last
    turnover  3001 -100.00 0.00                      debits and credits of a G/L account
"""

from __future__ import annotations

import io
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import NewSeries, add_series
from reskontra.core.money import format_minor
from reskontra.journals.batches import (
    BatchFacts,
    NewBatch,
    TemplateChange,
    add_batch,
    delete_batch,
    find_batch,
    set_template,
)
from reskontra.journals.entering import NewTyped, add_line, change_line, delete_line, mark_line, renumber
from reskontra.journals.load_typed import load_lines
from reskontra.journals.post_typed import PostChoice, PostedBatch, post_batch
from reskontra.journals.show_typed import document_names, line_data
from reskontra.journals.typed_lines import typed_lines
from reskontra.ledger.queries import trial_balance
from reskontra.receivables.models import Entry
from tests import books, build

TODAY = date(2026, 6, 30)
_KINDS = {"receipt": "CASH_RECEIPT", "payment": "PAYMENT", "general": "GENERAL"}
_SAYS = {"late": True, "no-late": False, "tolerate": True, "leave": False}


class JournalWords:
    """Mixed into Story."""

    company: CompanyFacts
    kinds: dict[str, str]
    posted: PostedBatch

    def _template(
        self, code: str, *, kind: str = "receipt", forces: str = "", manual: str = "", **columns: str
    ) -> None:
        days = {f"allowed_{name}": date.fromisoformat(columns.pop(name)) for name in ("from", "to") if name in columns}
        words = {"no": False, "yes": True, "": None}
        change = TemplateChange(
            forces_balance=words[forces],
            allows_manual_numbers=words[manual],
            **days,
            **columns,  # type: ignore[arg-type]
        )
        set_template(company=self.company, actor=build.BOB, kind=_KINDS[kind], code=code, change=change)

    def _series(self, code: str, prefix: str, digits: str) -> None:
        add_series(company=self.company, actor=build.BOB, new=NewSeries(code, prefix=prefix, digits=int(digits)))

    def _batch(self, name: str, balancing: str = "", *, kind: str = "receipt", **columns: str) -> None:
        new = NewBatch(_KINDS[kind], name, balancing=balancing, **columns)  # type: ignore[arg-type]
        add_batch(company=self.company, actor=build.ALICE, batch=new)
        self.kinds = {**getattr(self, "kinds", {}), name: _KINDS[kind]}

    def _of(self, name: str) -> BatchFacts:
        return find_batch(company=self.company, kind=self.kinds[name], name=name)

    def _type(self, name: str, *words: str, **columns: str) -> None:
        new = _new(words, columns)
        add_line(company=self.company, actor=build.ALICE, batch=self._of(name), new=new, today=TODAY)

    def _retype(self, name: str, line: str, *words: str, **columns: str) -> None:
        new = _new(words, columns)
        batch = self._of(name)
        change_line(company=self.company, actor=build.ALICE, batch=batch, number=int(line), new=new, today=TODAY)

    def _file(self, name: str, *rows: str) -> None:
        stream = io.BytesIO("\n".join(rows).encode())
        load_lines(company=self.company, actor=build.ALICE, batch=self._of(name), name="lines.csv", stream=stream)

    def _marks(self, name: str, line: str, *settles: str, **amounts: str) -> None:
        named = [*settles, *(f"{number}={amount}" for number, amount in amounts.items())]
        mark_line(company=self.company, actor=build.ALICE, batch=self._of(name), number=int(line), settles=named)

    def _drop(self, name: str, line: str) -> None:
        delete_line(company=self.company, actor=build.ALICE, batch=self._of(name), number=int(line))

    def _drop_batch(self, name: str) -> None:
        delete_batch(company=self.company, actor=build.ALICE, kind=self.kinds[name], name=name)

    def _renumber(self, name: str) -> None:
        renumber(company=self.company, actor=build.ALICE, batch=self._of(name))

    def _post_batch(self, name: str, *words: str) -> None:
        lines = tuple(int(word) for word in words if word.isdigit())
        choice = PostChoice(lines, "preview" in words, None if "ahead" in words else TODAY)
        before = books.contents() if choice.is_preview else {}
        self.posted = post_batch(company=self.company, actor=build.ALICE, batch=self._of(name), choice=choice)
        assert not before or books.contents() == before, "a preview stored something"

    def _typed(self, name: str, line: str, number: str, *wanted: str) -> None:
        found = typed_lines(company=self.company, journal_id=self._of(name).journal_id, states=["OPEN", "POSTED"])
        (one,) = [typed for typed in found if typed.line_number == int(line)]
        data = line_data(one, document_names(company=self.company, lines=[one]), {})
        kind, account, amount, *settles = wanted
        seen = (data["document_number"], data["document_type"], data["account"], data["amount"])
        assert seen == (number, "" if kind == "blank" else kind, account, amount), seen
        marks = data["settles"]
        assert isinstance(marks, list)
        named = [mark["document"] + (f"={mark['amount']}" if mark["amount"] else "") for mark in marks]
        assert named == settles, named

    def _asked(self, line: str, code: str, amount: str) -> None:
        found = [(str(one.line_number), one.code, str(one.amount).split()[0]) for one in self.posted.asked]
        assert found == [(line, code, amount)], found

    def _entry_is(self, number: str, kind: str, party: str, amount: str, *, due: str = "", left: str = "") -> None:
        row = Entry.objects.get(company=self.company.id, document_number=number)
        seen = (row.document_type.lower(), row.party.number, format_minor(row.document_minor, row.currency))
        assert seen == ("" if kind == "blank" else kind, party, amount), seen
        assert not due or row.due_date.isoformat() == due, row.due_date
        assert not left or format_minor(row.remaining_minor, row.currency) == left, row.remaining_minor

    def _held(self, number: str, code: str) -> None:
        found = Entry.objects.get(company=self.company.id, document_number=number).on_hold
        assert found == code, f"{number} is on hold {found!r}"

    def _warned(self, *wanted: str) -> None:
        found: list[str] = []
        for one in self.posted.notices:
            amount = one.values.get("exposure") or one.values["due"]
            found += [one.code, str(one.values["party"]), str(amount).split()[0]]
        assert found == list(wanted), found

    def _turnover(self, account: str, debit: str, credit: str) -> None:
        (found,) = trial_balance(company=self.company, account=account)
        seen = [format_minor(minor, self.company.currency) for minor in (found.debit_minor, found.credit_minor)]
        assert seen == [debit, credit], seen


def _new(words: tuple[str, ...], columns: dict[str, str]) -> NewTyped:
    account, *rest = words
    amounts = [word for word in rest if word not in (*_SAYS, "correction", "accept-currency", "print-check")]
    said = [word for word in rest if word in _SAYS]
    kind = columns.get("as")
    return NewTyped(
        account=account,
        amount=amounts[0] if amounts else "",
        posting_date=date.fromisoformat(columns["on"]) if "on" in columns else None,
        document_type=None if kind is None else kind.upper().replace("BLANK", ""),
        document_number=columns.get("number", ""),
        external_document_number=columns.get("external", ""),
        description=columns.get("text", ""),
        currency=columns.get("currency", ""),
        accepts_currency="accept-currency" in rest,
        local_amount=columns.get("local", ""),
        balancing=columns.get("balancing"),
        settles=tuple(columns.get("pays", "").split()),
        accepts_late_discount=next((_SAYS[word] for word in said if word.endswith("late")), None),
        accepts_tolerance=next((_SAYS[word] for word in said if word in ("tolerate", "leave")), None),
        on_hold=columns.get("hold", ""),
        is_correction="correction" in rest,
        vat_code=columns.get("vat", ""),
        check_kind="COMPUTER" if "print-check" in rest else "MANUAL" if "check" in columns else "",
        check_number=columns.get("check", ""),
    )
