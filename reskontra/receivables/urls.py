"""Addresses of the customer and vendor ledgers' pages, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.receivables import entry_views, views

urlpatterns = [
    path("customers/", views.parties, {"ledger": "CUSTOMER"}, name="customers"),
    path("vendors/", views.parties, {"ledger": "VENDOR"}, name="vendors"),
    path("customer-entries/", views.entries, {"ledger": "CUSTOMER"}, name="customer_entries"),
    path("vendor-entries/", views.entries, {"ledger": "VENDOR"}, name="vendor_entries"),
    path("entries/<int:id>/", entry_views.entry, name="entry"),
    path("entries/<int:id>/apply/", entry_views.entry_apply, name="entry_apply"),
    path("applications/<int:number>/", entry_views.application, name="application"),
]
