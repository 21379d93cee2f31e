"""Addresses of what belongs to a user, not to a company."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from reskontra.interface import password_meter, second_step_pages, session_page, single_sign_on, views

urlpatterns = [
    path("language/", views.choose_language, name="choose_language"),
    path("theme/", views.choose_theme, name="choose_theme"),
    path("columns/", views.choose_columns, name="choose_columns"),
    path("demo/", views.enter_demo, name="enter_demo"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("sessions/", session_page.sessions_page, name="sessions"),
    path("session/", session_page.session_state, name="session_state"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/meter/", password_meter.own_password, name="own_password"),
    path("password/set/", views.no_password, name="account_set_password"),  # where the demo's user is sent
    path("2fa/totp/activate/", second_step_pages.set_up, name="mfa_activate_totp"),
    path("2fa/totp/move/", second_step_pages.move, name="mfa_move_totp"),
    path("2fa/recovery-codes/", second_step_pages.recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sso/", single_sign_on.begin, {"provider_id": single_sign_on.PROVIDER}, name="openid_connect_login"),
    path(
        "sso/callback/",
        single_sign_on.come_back,
        {"provider_id": single_sign_on.PROVIDER},
        name="openid_connect_callback",
    ),
]
