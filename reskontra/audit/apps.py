from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "reskontra.audit"
    label = "audit"
