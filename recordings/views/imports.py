"""Tables of another system: looked at, then brought in; and an empty table to start from."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from access.http import Request
from access.roles import May, require
from recordings.forms.imports import ImportForm, LookedAtForm
from recordings.importing import COLUMNS, bring_in
from recordings.importing.columns import REQUIRED, TABLES
from recordings.uploads.handler import SHORT_FILES

SHORT_FILES["recordings:record_import"] = May.IMPORT_RECORDS


def record_import(request: Request) -> HttpResponse:
    """Choose tables; the answer says what would be added or changed, and what is wrong line by line."""
    require(request.user, May.IMPORT_RECORDS)
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"form": form, "tables": [{"name": name, "needed": REQUIRED[name]} for name in TABLES]}
    if form.is_valid():
        found = bring_in(form.cleaned_data, by=request.user, only_look=True)
        context |= {"found": found, "again": LookedAtForm(initial=form.cleaned_data)}
    return render(request, "recordings/import.html", context)


@require_POST
def record_bring_in(request: Request) -> HttpResponse:
    """Bring in the tables that were looked at: all of them or nothing."""
    require(request.user, May.IMPORT_RECORDS)
    form = LookedAtForm(request.POST)
    found = bring_in(form.cleaned_data if form.is_valid() else {}, by=request.user, only_look=False)
    return render(request, "recordings/imported.html", {"found": found})


def empty_table(request: Request, table: str) -> HttpResponse:
    """A table with its columns and no line."""
    require(request.user, May.IMPORT_RECORDS)
    if table not in COLUMNS:
        raise Http404
    answer = HttpResponse(
        "\ufeff" + ",".join(COLUMNS[table]) + "\r\n", content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{table}.csv"'
    return answer
