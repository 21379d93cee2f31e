from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "reskontra.privacy"
    label = "privacy"
