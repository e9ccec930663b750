"""The app of conferences and their recordings."""

from django.apps import AppConfig


class RecordingsConfig(AppConfig):
    """Conferences and their recordings."""

    name = "recordings"
    label = "recordings"

    def ready(self) -> None:
        """Say which steps of the way, which tasks, and which signs of health this app knows of."""
        from access import board
        from access.health import add_probe
        from access.models import close_events
        from recordings import closeness, copies, endings, health, keeping, planning, progress, steps

        steps.add_step(10, progress.recorded)
        steps.add_step(30, progress.room_confirmed)
        steps.add_panel(75, copies.panel)
        steps.add_panel(80, endings.panel)
        board.add_source(progress.tasks)
        board.add_source(planning.tasks)
        board.add_source(endings.tasks)
        board.add_source(copies.tasks)
        board.add_source(progress.arrivals)
        keeping.add_blocker(keeping.held)
        keeping.add_eraser(copies.erase_with)
        keeping.add_blocker(keeping.listened_to)
        close_events(closeness.closed_conferences)
        add_probe(health.storage)
        add_probe(health.key_provider)
        add_probe(health.sealed_things)
