"""How times in a recording are written on pages."""

from django import template

register = template.Library()


@register.filter
def player_time(milliseconds: float) -> str:
    """Milliseconds as the player shows them: 5:12, or 1:05:12 past an hour."""
    minutes, seconds = divmod(int(milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@register.filter
def seconds_time(seconds: float) -> str:
    """Seconds as the player shows them."""
    return player_time(seconds * 1000)


@register.filter
def unlocalised(number: float) -> str:
    """A number as a drawing wants it, whatever the language of the page."""
    return f"{number:g}"
