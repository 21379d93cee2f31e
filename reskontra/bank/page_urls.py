"""Addresses of the bank's pages, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.bank.file_views import bank_file
from reskontra.bank.proof import views as proof
from reskontra.bank.reconciliation import check_views as checks
from reskontra.bank.reconciliation import filling_views as filling
from reskontra.bank.reconciliation import views

urlpatterns = [
    path("bank-files/<key:number>/", bank_file, name="reconciliation_line_file"),
    path("reconciliations/", views.reconciliation_list, name="reconciliations"),
    path("reconciliations/new/", views.reconciliation_new, name="reconciliation_new"),
    path("reconciliations/<str:name>/", views.reconciliation, name="reconciliation"),
    path("reconciliations/<str:name>/match/", views.reconciliation_match, name="reconciliation_match"),
    path("reconciliations/<str:name>/remove/", views.reconciliation_remove, name="reconciliation_remove"),
    path("reconciliations/<str:name>/auto/", views.reconciliation_auto, name="reconciliation_auto"),
    path("reconciliations/<str:name>/lines/", views.reconciliation_line_add, name="reconciliation_line_add"),
    path("reconciliations/<str:name>/lines/<key:number>/", filling.reconciliation_line, name="reconciliation_line"),
    path(
        "reconciliations/<str:name>/lines/<key:number>/delete/",
        views.reconciliation_line_delete,
        name="reconciliation_line_delete",
    ),
    path("reconciliations/<str:name>/suggest/", filling.reconciliation_suggest, name="reconciliation_suggest"),
    path("reconciliations/<str:name>/take/", filling.reconciliation_take, name="reconciliation_take"),
    path("reconciliations/<str:name>/checks/", checks.reconciliation_checks, name="reconciliation_checks"),
    path(
        "reconciliations/<str:name>/checks/remove/",
        checks.reconciliation_check_remove,
        name="reconciliation_check_remove",
    ),
    path("reconciliations/<str:name>/change/", filling.reconciliation_change, name="reconciliation_change"),
    path("reconciliations/<str:name>/report/", filling.reconciliation_test_report, name="reconciliation_report"),
    path("reconciliations/<str:name>/report.pdf", filling.reconciliation_report_pdf, name="reconciliation_report_pdf"),
    path("reconciliations/<str:name>/post/", views.reconciliation_post, name="reconciliation_post"),
    path("reconciliations/<str:name>/undo/", views.reconciliation_undo, name="reconciliation_undo"),
    path("reconciliations/<str:name>/delete/", views.reconciliation_delete, name="reconciliation_delete"),
    path("bank-accounts/<str:number>/proof/", proof.bank_proof, name="bank_proof"),
    path("bank-accounts/<str:number>/proof/<str:day>/pdf/", proof.bank_proof_pdf, name="bank_proof_pdf"),
    path("bank-accounts/<str:number>/proof/<str:day>/sign/", proof.bank_proof_sign, name="bank_proof_sign"),
    path("bank-accounts/<str:number>/proof/<str:day>/withdraw/", proof.bank_proof_withdraw, name="bank_proof_withdraw"),
    path("bank-accounts/<str:number>/sign-offs/<key:id>/pdf/", proof.bank_sign_off_pdf, name="bank_sign_off_pdf"),
]
