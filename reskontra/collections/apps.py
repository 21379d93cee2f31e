from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    name = "reskontra.collections"
    label = "collections"

    def ready(self) -> None:
        from reskontra.collections.collected_claims import refuse_collected
        from reskontra.receivables.watching import guard_moves

        guard_moves(refuse_collected)
