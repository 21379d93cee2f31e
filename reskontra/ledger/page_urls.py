"""Addresses of the general ledger's pages, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.ledger import export_pages, views

urlpatterns = [
    path("bank-accounts/", views.bank_accounts, name="bank_accounts"),
    path("bank-accounts/<str:number>/", views.bank_account, name="bank_account"),
    path("bank-accounts/<str:number>/checks/", views.bank_checks, name="bank_checks"),
    path("accounts/", views.gl_accounts, name="gl_accounts"),
    path("accounts/<str:number>/", views.gl_account, name="gl_account"),
    path("vouchers/", views.vouchers, name="vouchers"),
    path("posting-runs/", views.posting_runs, name="posting_runs"),
    path("exports/", export_pages.exports, name="exports"),
    path("exports/<key:number>/", export_pages.export_file, name="export_file"),
]
