"""A customer or vendor who is forgotten: the number stays, and her name where vouchers need it."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.load import insert_names
from reskontra.parties.models import Party, PartyName

CONTACT = ("organisation_number", "email", "phone")
NAMED = ("address", "postal_code", "city", "vat_number")


def forget_parties(*, company: CompanyFacts, ids: Collection[int], keeps_name: bool) -> None:
    """Blank what is known of them on their cards, and let nothing more be done with them; part of a command.

    keeps_name   where vouchers still name them: name and address stay
    """
    rows = Party.objects.filter(company=company.id, id__in=ids)
    blanked = dict.fromkeys(CONTACT if keeps_name else (*CONTACT, *NAMED), "")
    rows.update(**blanked, is_privacy_blocked=True, is_active=False, blocked="ALL")
    if keeps_name:
        return
    PartyName.objects.filter(company=company.id, party__in=ids).delete()
    for id, number in rows.values_list("id", "number"):
        Party.objects.filter(company=company.id, id=id).update(name=number)
        insert_names(company, [(id, number)])
