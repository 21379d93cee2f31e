"""Addresses of the pages about personal data, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.privacy.pages import privacy, privacy_file
from reskontra.privacy.party_page import delete_party_page
from reskontra.privacy.retention_page import retention_page

CUSTOMER, VENDOR = {"ledger": "CUSTOMER"}, {"ledger": "VENDOR"}
urlpatterns = [
    path("customers/<str:number>/delete/", delete_party_page, CUSTOMER, name="customer_delete"),
    path("vendors/<str:number>/delete/", delete_party_page, VENDOR, name="vendor_delete"),
    path("setup/retention/", retention_page, name="setup_retention"),
    path("customers/<str:number>/privacy/", privacy, CUSTOMER, name="customer_privacy"),
    path("vendors/<str:number>/privacy/", privacy, VENDOR, name="vendor_privacy"),
    path("customers/<str:number>/privacy/file/", privacy_file, CUSTOMER, name="customer_privacy_file"),
    path("vendors/<str:number>/privacy/file/", privacy_file, VENDOR, name="vendor_privacy_file"),
]
