"""Addresses of the customer and vendor ledgers' pages, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.receivables import document_views, drafting_views, edit_views, entry_views, views

urlpatterns = [
    path("customers/", views.parties, {"ledger": "CUSTOMER"}, name="customers"),
    path("vendors/", views.parties, {"ledger": "VENDOR"}, name="vendors"),
    path("customer-entries/", views.entries, {"ledger": "CUSTOMER"}, name="customer_entries"),
    path("vendor-entries/", views.entries, {"ledger": "VENDOR"}, name="vendor_entries"),
    path("customer-documents/", document_views.documents, {"ledger": "CUSTOMER"}, name="customer_documents"),
    path("vendor-documents/", document_views.documents, {"ledger": "VENDOR"}, name="vendor_documents"),
    path("customer-documents/new/", drafting_views.document_new, {"ledger": "CUSTOMER"}, name="customer_document_new"),
    path("vendor-documents/new/", drafting_views.document_new, {"ledger": "VENDOR"}, name="vendor_document_new"),
    path("documents/<int:id>/", document_views.document, name="document"),
    path("documents/<int:id>/edit/", drafting_views.document_edit, name="document_edit"),
    path("documents/<int:id>/delete/", drafting_views.document_delete, name="document_delete"),
    path("documents/<int:id>/credit/", drafting_views.document_credit, name="document_credit"),
    path("documents/<int:id>/preview/", drafting_views.document_preview, name="document_preview"),
    path("documents/<int:id>/post/", drafting_views.document_post, name="document_post"),
    path("entries/<int:id>/", entry_views.entry, name="entry"),
    path("entries/<int:id>/edit/", edit_views.entry_edit, name="entry_edit"),
    path("entries/<int:id>/apply/", entry_views.entry_apply, name="entry_apply"),
    path("applications/<int:number>/", entry_views.application, name="application"),
]
