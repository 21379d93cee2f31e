"""Addresses of the customer and vendor ledgers' pages, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.receivables import (
    direct_debit_views,
    document_views,
    drafting_views,
    edit_views,
    entry_views,
    mandate_request_views,
    views,
)

urlpatterns = [
    path("customers/", views.parties, {"ledger": "CUSTOMER"}, name="customers"),
    path("vendors/", views.parties, {"ledger": "VENDOR"}, name="vendors"),
    path("customer-entries/", views.entries, {"ledger": "CUSTOMER"}, name="customer_entries"),
    path("vendor-entries/", views.entries, {"ledger": "VENDOR"}, name="vendor_entries"),
    path("customer-documents/", document_views.documents, {"ledger": "CUSTOMER"}, name="customer_documents"),
    path("vendor-documents/", document_views.documents, {"ledger": "VENDOR"}, name="vendor_documents"),
    path("customer-documents/new/", drafting_views.document_new, {"ledger": "CUSTOMER"}, name="customer_document_new"),
    path("vendor-documents/new/", drafting_views.document_new, {"ledger": "VENDOR"}, name="vendor_document_new"),
    path("documents/<key:id>/", document_views.document, name="document"),
    path("documents/<key:id>/edit/", drafting_views.document_edit, name="document_edit"),
    path("documents/<key:id>/delete/", drafting_views.document_delete, name="document_delete"),
    path("documents/<key:id>/credit/", drafting_views.document_credit, name="document_credit"),
    path("documents/<key:id>/preview/", drafting_views.document_preview, name="document_preview"),
    path("documents/<key:id>/post/", drafting_views.document_post, name="document_post"),
    path("entries/<key:id>/", entry_views.entry, name="entry"),
    path("entries/<key:id>/edit/", edit_views.entry_edit, name="entry_edit"),
    path("entries/<key:id>/apply/", entry_views.entry_apply, name="entry_apply"),
    path("collecting/direct-debits/", direct_debit_views.direct_debits, name="direct_debits"),
    path("collecting/direct-debits/<str:number>/", direct_debit_views.direct_debit, name="direct_debit"),
    path("collecting/direct-debits/<str:number>/file/", direct_debit_views.direct_debit_file, name="direct_debit_file"),
    path("collecting/mandate-requests/", mandate_request_views.mandate_requests, name="mandate_requests"),
    path(
        "collecting/mandate-requests/<int:number>/file/",
        mandate_request_views.mandate_request_file,
        name="mandate_request_file",
    ),
    path("collecting/mandates/", direct_debit_views.mandates, name="mandates"),
    path("collecting/mandates/<path:number>/", direct_debit_views.mandate, name="mandate"),
    path("applications/<key:number>/", entry_views.application, name="application"),
]
