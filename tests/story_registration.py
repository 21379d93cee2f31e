"""Words of a story about payment registration:

registers KASSA [bank:B1]                        through which batch everybody registers
received  INV-1[@C1] [980.00] [on=2026-03-10] [until=2026-03-10] [undone]
post-received [lump] [preview]                   all that Alice has entered; her today is 2026-06-30
"""

from __future__ import annotations

from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.post_registration import Registering, post_registered
from reskontra.journals.registration import Entered, enter, set_up
from tests import books, build
from tests.story_journals import TODAY


class RegistrationWords:
    """Mixed into Story."""

    company: CompanyFacts

    def _registers(self, batch: str, account: str = "") -> None:
        set_up(company=self.company, actor=build.BOB, user="", batch=batch, account=account)

    def _received(self, document: str, *words: str, on: str = "", until: str = "") -> None:
        number, _, account = document.partition("@")
        entered = Entered(
            is_made="undone" not in words,
            received_date=date.fromisoformat(on) if on else None,
            amount=next((word for word in words if word != "undone"), None),
            discount_date=date.fromisoformat(until) if until else None,
        )
        enter(company=self.company, user=build.ALICE, number=number, account=account, entered=entered, today=TODAY)

    def _post_received(self, *words: str) -> None:
        is_preview = "preview" in words
        before = books.contents() if is_preview else {}
        post_registered(
            company=self.company,
            actor=build.ALICE,
            order=Registering(is_lump="lump" in words, is_preview=is_preview),
            today=TODAY,
        )
        assert not before or books.contents() == before, "a preview stored something"
