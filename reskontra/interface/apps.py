from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "reskontra.interface"
    label = "interface"

    def ready(self) -> None:
        """Before any table of addresses is read."""
        from reskontra.interface import keys  # noqa: F401 - <key:…> in addresses
