"""Addresses of the customer and vendor ledgers' pages, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.receivables import views

urlpatterns = [
    path("customers/", views.parties, {"ledger": "CUSTOMER"}, name="customers"),
    path("vendors/", views.parties, {"ledger": "VENDOR"}, name="vendors"),
    path("customer-entries/", views.entries, {"ledger": "CUSTOMER"}, name="customer_entries"),
    path("vendor-entries/", views.entries, {"ledger": "VENDOR"}, name="vendor_entries"),
]
