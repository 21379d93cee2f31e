"""Addresses of the customer and vendor ledgers' pages, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.receivables import document_views, entry_views, views

urlpatterns = [
    path("customers/", views.parties, {"ledger": "CUSTOMER"}, name="customers"),
    path("vendors/", views.parties, {"ledger": "VENDOR"}, name="vendors"),
    path("customer-entries/", views.entries, {"ledger": "CUSTOMER"}, name="customer_entries"),
    path("vendor-entries/", views.entries, {"ledger": "VENDOR"}, name="vendor_entries"),
    path("customer-documents/", document_views.documents, {"ledger": "CUSTOMER"}, name="customer_documents"),
    path("vendor-documents/", document_views.documents, {"ledger": "VENDOR"}, name="vendor_documents"),
    path("documents/<int:id>/", document_views.document, name="document"),
    path("entries/<int:id>/", entry_views.entry, name="entry"),
    path("entries/<int:id>/apply/", entry_views.entry_apply, name="entry_apply"),
    path("applications/<int:number>/", entry_views.application, name="application"),
]
