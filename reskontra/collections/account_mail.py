"""Mail of the installation to its users, by the mail server of a company."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from reskontra.collections.mail_setup import MailFacts, find_mail, hand_over
from reskontra.collections.mailing import message_with, new_message_id
from reskontra.companies.queries import CompanyFacts, companies_by_id, each_in_its_place
from reskontra.core.errors import Refused

logger = logging.getLogger("reskontra.collections.mail")


def send_account_mail(*, companies: Sequence[int], address: str, subject: str, text: str) -> bool:
    """By the first of the companies whose server takes it; False where none does.

    One whose place is silent, and one whose server does not take it, is told in the log.
    """
    found = companies_by_id(ids=companies)
    chosen = [found[id] for id in companies if id in found]
    for company in each_in_its_place(chosen, lost=_lost):
        mail = find_mail(company=company)
        if mail and _is_taken(company, mail, address, (subject, text)):
            return True
    return False


def _is_taken(company: CompanyFacts, mail: MailFacts, address: str, words: tuple[str, str]) -> bool:
    id = new_message_id("account", mail.sender)
    try:
        hand_over(mail, message_with(mail, to=address, words=words, letters=[], message_id=id))
    except Refused as refusal:
        _lost(company, refusal)
        return False
    return True


def _lost(company: CompanyFacts, trouble: Exception) -> None:
    logger.warning("account.mail_not_taken company=%s reason=%s", company.id, trouble)
