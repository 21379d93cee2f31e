"""Addresses of collecting, under a company."""

from __future__ import annotations

from django.urls import path

from reskontra.collections import views

urlpatterns = [
    path("collecting/", views.collecting, name="collecting"),
    path("collecting/contacts/", views.contact_several, name="contact_several"),
    path("collecting/customers/<str:number>/", views.claims, name="claims"),
]
