from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "reskontra.ledger"
    label = "ledger"
