"""Addresses of collecting, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.collections import (
    draft_views,
    finance_charge_views,
    hand_over_views,
    letters_views,
    policies_views,
    reminder_views,
    views,
)
from reskontra.collections.entry_interest import entry_interest_page
from reskontra.collections.refunds_page import refund_pdf, refunds

urlpatterns = [
    path("collecting/finance-charges/", finance_charge_views.memos, name="memos"),
    path("collecting/finance-charges/make/", finance_charge_views.memo_make, name="memo_make"),
    path("collecting/finance-charges/issue/", finance_charge_views.memos_issue, name="memos_issue"),
    path("collecting/finance-charges/<key:id>/", finance_charge_views.memo, name="memo"),
    path("collecting/finance-charges/<key:id>/change/", draft_views.memo_change, name="memo_change"),
    path("collecting/finance-charges/<key:id>/invoice.xml", draft_views.memo_ubl, name="memo_ubl"),
    path("collecting/finance-charges/<key:id>/letter.pdf", draft_views.memo_letter, name="memo_letter"),
    path("collecting/finance-charges/<key:id>/issue/", finance_charge_views.memo_issue, name="memo_issue"),
    path("collecting/finance-charges/<key:id>/cancel/", finance_charge_views.memo_cancel, name="memo_cancel"),
    path("collecting/finance-charges/<key:id>/delete/", finance_charge_views.memo_delete, name="memo_delete"),
    path("entries/<key:id>/interest/", entry_interest_page, name="entry_interest"),
    path("collecting/reminders/", reminder_views.reminders, name="reminders"),
    path("collecting/reminders/make/", reminder_views.reminders_make, name="reminders_make"),
    path("collecting/reminders/issue/", reminder_views.reminders_issue, name="reminders_issue"),
    path("collecting/reminders/<key:id>/", reminder_views.reminder, name="reminder"),
    path("collecting/reminders/<key:id>/invoice.xml", draft_views.reminder_ubl, name="reminder_ubl"),
    path("collecting/reminders/<key:id>/letter.pdf", draft_views.reminder_letter, name="reminder_letter"),
    path("collecting/reminders/<key:id>/change/", draft_views.reminder_change, name="reminder_change"),
    path("collecting/reminders/<key:id>/issue/", reminder_views.reminder_issue, name="reminder_issue"),
    path("collecting/reminders/<key:id>/cancel/", reminder_views.reminder_cancel, name="reminder_cancel"),
    path("collecting/reminders/<key:id>/delete/", reminder_views.reminder_delete, name="reminder_delete"),
    path("collecting/", views.collecting, name="collecting"),
    path("collecting/contacts/", views.contact_several, name="contact_several"),
    path("collecting/customers/<str:number>/", views.claims, name="claims"),
    path("collecting/plans/<key:number>/letter.pdf", views.plan_pdf, name="plan_pdf"),
    path("collecting/repayments/", refunds, name="refunds"),
    path("collecting/repayments/<key:number>/letter.pdf", refund_pdf, name="refund_pdf"),
    path("collecting/letters/", letters_views.letters, name="letters"),
    path("collecting/policies/", policies_views.policies_page, name="policies"),
    path("collecting/policies/trials/<key:number>/", policies_views.policy_trial, name="policy_trial"),
    path("collecting/runs/<key:number>/", policies_views.policy_run, name="policy_run"),
    path("collecting/hand-overs/<key:number>/", hand_over_views.hand_over_page, name="hand_over"),
    path("collecting/hand-overs/<key:number>/file/", hand_over_views.hand_over_file, name="hand_over_file"),
    path("collecting/hand-overs/<key:number>/case.zip", hand_over_views.hand_over_archive, name="hand_over_archive"),
    path("setup/mail/", letters_views.mail_page, name="setup_mail"),
]
