"""Addresses of statements of account, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.collections import statement_views

urlpatterns = [
    path("customers/<str:number>/statement/", statement_views.customer_statement, name="customer_statement"),
    path(
        "customers/<str:number>/statement/preview/",
        statement_views.customer_statement_pdf,
        name="customer_statement_pdf",
    ),
    path("statements-of-account/", statement_views.statement_runs, name="statement_runs"),
    path("statements-of-account/<key:number>/", statement_views.statement_run, name="statement_run"),
    path("statements-of-account/<key:number>/print/", statement_views.statement_run_print, name="statement_run_print"),
    path("statements-of-account/pdf/<key:id>/", statement_views.statement_pdf, name="statement_pdf"),
]
