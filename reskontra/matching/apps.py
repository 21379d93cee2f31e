from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "reskontra.matching"
    label = "matching"
