"""Addresses of collecting, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.collections import finance_charge_views, letters_views, views
from reskontra.collections.entry_interest import entry_interest_page

urlpatterns = [
    path("collecting/finance-charges/", finance_charge_views.memos, name="memos"),
    path("collecting/finance-charges/make/", finance_charge_views.memo_make, name="memo_make"),
    path("collecting/finance-charges/issue/", finance_charge_views.memos_issue, name="memos_issue"),
    path("collecting/finance-charges/<key:id>/", finance_charge_views.memo, name="memo"),
    path("collecting/finance-charges/<key:id>/issue/", finance_charge_views.memo_issue, name="memo_issue"),
    path("collecting/finance-charges/<key:id>/cancel/", finance_charge_views.memo_cancel, name="memo_cancel"),
    path("collecting/finance-charges/<key:id>/delete/", finance_charge_views.memo_delete, name="memo_delete"),
    path("entries/<key:id>/interest/", entry_interest_page, name="entry_interest"),
    path("collecting/", views.collecting, name="collecting"),
    path("collecting/contacts/", views.contact_several, name="contact_several"),
    path("collecting/customers/<str:number>/", views.claims, name="claims"),
    path("collecting/letters/", letters_views.letters, name="letters"),
    path("setup/mail/", letters_views.mail_page, name="setup_mail"),
]
