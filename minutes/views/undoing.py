"""Undo and redo: one press each, and the page shows where something changed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from access.http import Request
from minutes import actions, saving
from minutes.models import Minutes, Version
from minutes.sight import sight_of
from minutes.undoing import first_changed


@require_POST
def undo(request: Request, pk: UUID) -> HttpResponse:
    """Take back one's own last change."""
    return _step(request, pk, actions.undo, "Undone")


@require_POST
def redo(request: Request, pk: UUID) -> HttpResponse:
    """Do it again."""
    return _step(request, pk, actions.redo, "Done again")


def _step(request: Request, pk: UUID, action: Callable[..., Version], word: str) -> HttpResponse:
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), pk=pk)
    before = saving.newest(minutes)
    made = action(minutes, by=request.user)
    sight = sight_of(minutes, request.user)
    place = first_changed(sight.of(before), sight.of(saving.opened(made)))
    messages.success(request, f"{word}. This is version {made.number}; version {before.number} is kept.")
    return redirect(reverse("minutes:detail", args=[pk]) + (f"#p-{place}" if place else ""))
