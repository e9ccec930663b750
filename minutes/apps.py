"""The app: words into minutes and copies."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """Words into minutes and copies."""

    name = "minutes"
    label = "minutes"

    def ready(self) -> None:
        """Tell the conference's page which step minutes are, and what they mean for keeping recordings."""
        from access.board import add_source
        from minutes import kept
        from minutes.rooms import suggested_for
        from minutes.steps import again_panel, minutes_step, tasks, typing_panel
        from recordings import keeping
        from recordings.presence import add_suggester
        from recordings.steps import add_panel, add_step

        add_step(40, minutes_step)
        add_panel(15, again_panel)
        add_panel(20, typing_panel)
        add_source(tasks)
        add_suggester(suggested_for)
        keeping.add_approval(kept.approved_on)
        keeping.add_blocker(kept.not_approved)
        keeping.add_blocker(kept.to_be_corrected)
