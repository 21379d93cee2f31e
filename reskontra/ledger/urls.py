"""Addresses of the ledger's pages of set-up, under a company's setup/."""

from __future__ import annotations

from django.urls import path

from reskontra.ledger.setup_pages.banks import banks_page
from reskontra.ledger.setup_pages.chart import chart_page
from reskontra.ledger.setup_pages.groups import groups_page
from reskontra.ledger.setup_pages.vat import vat_page

urlpatterns = [
    path("bank-accounts/", banks_page, name="setup_bank_accounts"),
    path("posting-groups/", groups_page, name="setup_posting_groups"),
    path("vat-codes/", vat_page, name="setup_vat_codes"),
    path("chart/", chart_page, name="setup_chart"),
]
