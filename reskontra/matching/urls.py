"""Addresses of the payment reconciliation's pages, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.matching import line_views, question_views, views

urlpatterns = [
    path("", views.journals, name="journals"),
    path("today/", views.today, name="decided_today"),
    path("facts/<key:fact>/remember/", line_views.remember, name="fact_remember"),
    path("facts/<key:fact>/leave/", line_views.leave, name="fact_leave"),
    path("<str:number>/", views.journal, name="journal"),
    path("<str:number>/match/", views.match, name="journal_match"),
    path("<str:number>/post/", views.post, name="journal_post"),
    path("<str:number>/<key:line>/", views.line, name="journal_line"),
    path("<str:number>/<key:line>/accept/", views.accept, name="line_accept"),
    path("<str:number>/<key:line>/apply/", views.apply, name="line_apply"),
    path("<str:number>/<key:line>/split/", line_views.split, name="line_split"),
    path("<str:number>/<key:line>/map/", line_views.map_text, name="line_map"),
    path("<str:number>/<key:line>/ask/", question_views.ask_about, name="line_ask"),
    path("<str:number>/<key:line>/answer/", question_views.answer_about, name="line_answer"),
    path("<str:number>/<key:line>/undo/", views.undo, name="line_undo"),
    path("<str:number>/<key:line>/unapply/", views.unapply, name="line_unapply"),
]
