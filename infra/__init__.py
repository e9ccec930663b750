"""How the service is wired and run."""

from infra.celery import app as celery_app

__all__ = ["celery_app"]
