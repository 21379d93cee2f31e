from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "reskontra.bank"
    label = "bank"
