"""Sets of headings: the council's own, and putting minutes under another one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from access.http import Request
from access.roles import May, require
from minutes import actions, council
from minutes.draft.templates import STAGES
from minutes.models import Minutes
from minutes.template_forms import TemplateForm
from recordings.views.conferences import place


def templates(request: Request) -> HttpResponse:
    """The sets of headings there are."""
    require(request.user, May.MANAGE_SETTINGS)
    context = {"templates": council.templates().values(), "for_new": council.for_new()}
    return render(request, "minutes/templates.html", context)


def template(request: Request, name: str) -> HttpResponse:
    """Write one set of headings."""
    require(request.user, May.MANAGE_SETTINGS)
    found = council.templates().get(name)
    if found is None:
        raise Http404
    form = (
        TemplateForm(request.POST)
        if request.method == "POST"
        else TemplateForm.of(found, for_new=council.for_new() == name)
    )
    if request.method == "POST" and form.is_valid():
        actions.write_template(name, wanted=form.wanted, by=request.user)
        messages.success(request, "Saved. Minutes laid out before keep the headings they have.")
        return redirect("minutes:templates")
    context = {"template": found, "form": form, "topics": list(STAGES)}
    return render(request, "minutes/template.html", context, status=400 if form.errors else 200)


def change(request: Request, pk: UUID) -> HttpResponse:
    """Choose another set of headings for these minutes."""
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user).with_conference(), pk=pk)
    require(request.user, May.EDIT_MINUTES)
    if request.method == "POST":
        made = actions.change_template(minutes, template=request.POST.get("template", ""), by=request.user)
        messages.success(request, f"The headings are changed. This is version {made.number}.")
        return redirect("minutes:detail", pk)
    context = {"minutes": minutes, "templates": council.templates().values(), **place(minutes.conference)}
    return render(request, "minutes/change_template.html", context)
