"""Addresses of payment registration and of the journals filled by hand, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.journals import (
    batch_posting_views,
    batch_views,
    check_views,
    deposit_views,
    grid_views,
    line_check_views,
    posted,
    registration_posting_views,
    registration_setup,
    registration_views,
)
from reskontra.journals.paying import posting_views as paying_posting_views
from reskontra.journals.paying import views as paying_views

urlpatterns = [
    path("registration/", registration_views.registration, name="registration"),
    path("registration/save/", registration_views.save, name="registration_save"),
    path("registration/setup/", registration_setup.setup, name="registration_setup"),
    path("registration/post/", registration_posting_views.post, name="registration_post"),
    path("registration/<key:entry>/", registration_views.row, name="registration_row"),
    path("bank-accounts/<str:bank>/checks/<str:number>/", check_views.check, name="check"),
    path("deposits/", deposit_views.deposit_list, name="deposits"),
    path("deposits/<str:number>/", deposit_views.deposit, name="deposit"),
    path("deposits/<str:number>/change/", deposit_views.deposit_change, name="deposit_change"),
    path("deposits/<str:number>/post/", deposit_views.deposit_post, name="deposit_post"),
    path("deposits/<str:number>/undo/", deposit_views.deposit_undo, name="deposit_undo"),
    path("deposits/<str:number>/delete/", deposit_views.deposit_delete, name="deposit_delete"),
    path("payment-proposals/", paying_views.proposal_list, name="proposals"),
    path("payment-proposals/answer/", paying_views.payment_answer, name="payment_answer"),
    path("payment-proposals/<key:number>/", paying_views.proposal, name="proposal"),
    path("payment-proposals/<key:number>/approve/", paying_views.proposal_approve, name="proposal_approve"),
    path("payment-proposals/<key:number>/export/", paying_views.proposal_export, name="proposal_export"),
    path("payment-proposals/<key:number>/file/", paying_views.proposal_file, name="proposal_file"),
    path("payment-proposals/<key:number>/post/", paying_posting_views.proposal_post, name="proposal_post"),
    path("payment-proposals/<key:number>/cancel/", paying_views.proposal_cancel, name="proposal_cancel"),
    path("payment-proposals/<key:number>/payments/<key:line>/", paying_views.proposal_payment, name="proposal_payment"),
    path("typed/", batch_views.typed_journals, name="typed_journals"),
    path("typed-accounts/", grid_views.accounts, name="typed_accounts"),
    path("typed/<str:name>/", grid_views.grid, name="typed_journal"),
    path("typed/<str:name>/settings/", batch_views.settings, name="typed_settings"),
    path("typed/<str:name>/delete/", batch_views.delete, name="typed_delete"),
    path("typed/<str:name>/save/", grid_views.save, name="typed_save"),
    path("typed/<str:name>/lines/", grid_views.add, name="typed_add"),
    path("typed/<str:name>/copy/", grid_views.copy, name="typed_copy"),
    path("typed/<str:name>/checks/", line_check_views.typed_checks, name="typed_checks"),
    path("typed/<str:name>/check/", grid_views.check, name="typed_check"),
    path("typed/<str:name>/post/", batch_posting_views.post, name="typed_post"),
    path("typed/<str:name>/<key:line>/", grid_views.line, name="typed_line"),
    path("typed/<str:name>/<key:line>/apply/", grid_views.apply, name="typed_apply"),
    path("typed/<str:name>/<key:line>/delete/", grid_views.delete, name="typed_line_delete"),
    path("posted/<key:run>/", posted.posted_run, name="posted_run"),
]
