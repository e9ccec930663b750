"""What an e-mail address is."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def is_email(text: str) -> bool:
    """Whether this is an e-mail address and nothing else."""
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return True
