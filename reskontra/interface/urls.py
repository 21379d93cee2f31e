"""Addresses of what belongs to a user, not to a company."""

from __future__ import annotations

from django.urls import include, path

from reskontra.interface import views

urlpatterns = [
    path("language/", views.choose_language, name="choose_language"),
    path("theme/", views.choose_theme, name="choose_theme"),
    path("demo/", views.enter_demo, name="enter_demo"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
]
