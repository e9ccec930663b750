"""Where the pages and the API of the record are: children, people, the standing of a conference."""

from django.urls import URLPattern, URLResolver, path

from recordings.api import finding as api_finding
from recordings.api import imports as api_imports
from recordings.api import record as api
from recordings.views import children, conferences, find, imports, people, presence, standing

pages: list[URLPattern | URLResolver] = [
    path("find/", find.find, name="find"),
    path("import/", imports.record_import, name="record_import"),
    path("import/bring-in/", imports.record_bring_in, name="record_bring_in"),
    path("import/<slug:table>.csv", imports.empty_table, name="empty_table"),
    path("conferences/<uuid:pk>/change/", conferences.conference_change, name="conference_change"),
    path("conferences/<uuid:pk>/state/", standing.conference_move, name="conference_move"),
    path("conferences/<uuid:pk>/quorum/", standing.quorum_decide, name="quorum_decide"),
    path("conferences/<uuid:pk>/meet-again/", standing.reconvene, name="reconvene"),
    path("conferences/<uuid:pk>/discussions/new/", standing.discussion_add, name="discussion_add"),
    path("discussions/<uuid:pk>/started/", standing.discussion_choose, name="discussion_choose"),
    path("conferences/<uuid:pk>/reports/new/", standing.report_add, name="report_add"),
    path("reports-received/<uuid:pk>/", standing.report, name="report"),
    path("reports-received/<uuid:pk>/remove/", standing.report_remove, name="report_remove"),
    path("conferences/<uuid:pk>/conflicts/", standing.conflicts, name="conflicts"),
    path("conflicts/<uuid:pk>/lift/", standing.conflict_lift, name="conflict_lift"),
    path("conferences/<uuid:pk>/children/new/", children.child_add, name="child_add"),
    path("conference-children/<uuid:pk>/", children.child_change, name="child_change"),
    path("conference-children/<uuid:pk>/remove/", children.child_remove, name="child_remove"),
    path("children/<uuid:pk>/", children.child, name="child"),
    path("children/<uuid:pk>/address/", children.child_address, name="child_address"),
    path("children/<uuid:pk>/merge/", children.child_merge, name="child_merge"),
    path("merges/<uuid:pk>/undo/", children.merge_undo, name="merge_undo"),
    path("conferences/<uuid:pk>/people/new/", people.person_add, name="person_add"),
    path("parts/<uuid:pk>/", presence.part, name="part"),
    path("parts/<uuid:pk>/move/", presence.part_move, name="part_move"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/address/", people.person_address, name="person_address"),
    path("people/<uuid:pk>/remove/", people.person_remove, name="person_remove"),
]
api_pages: list[URLPattern | URLResolver] = [
    path("find/", api_finding.find, name="find"),
    path("import/", api_imports.record_import, name="record_import"),
    path("children/<uuid:pk>/", api.child, name="child"),
    path("children/<uuid:pk>/address/", api.child_address, name="child_address"),
    path("children/<uuid:pk>/merges/", api.merges, name="merges"),
    path("merges/<uuid:pk>/undo/", api.merge_undo, name="merge_undo"),
    path("conference-children/<uuid:pk>/", api.place, name="place"),
    path("parts/<uuid:pk>/", api.part, name="part"),
    path("people/<uuid:pk>/", api.invited, name="invited"),
    path("people/<uuid:pk>/address/", api.invited_address, name="invited_address"),
    path("conferences/<uuid:pk>/state/", api.state, name="state"),
    path("conferences/<uuid:pk>/quorum/", api.quorum, name="quorum"),
    path("conferences/<uuid:pk>/meet-again/", api.reconvene, name="reconvene"),
    path("conferences/<uuid:pk>/discussions/", api.discussions, name="discussions"),
    path("discussions/<uuid:pk>/started/", api.discussion_started, name="discussion_started"),
    path("conferences/<uuid:pk>/reports/", api.reports, name="reports"),
    path("reports-received/<uuid:pk>/", api.report, name="report"),
    path("conferences/<uuid:pk>/conflicts/", api.conflicts, name="conflicts"),
    path("conflicts/<uuid:pk>/lift/", api.conflict_lift, name="conflict_lift"),
]
