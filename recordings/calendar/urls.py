"""Where the pages and the API of the council's calendar are."""

from django.urls import URLPattern, URLResolver, path

from recordings.calendar import api, views

app_name = "calendar"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.dates, name="dates"),
    path("rules/<slug:code>/", views.rule, name="rule"),
    path("versions/<uuid:pk>/take-back/", views.rule_take_back, name="rule_take_back"),
    path("holidays/new/", views.holiday_add, name="holiday_add"),
    path("holidays/<uuid:pk>/remove/", views.holiday_remove, name="holiday_remove"),
    path("moved/<uuid:pk>/", views.moved, name="moved"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("dates/rules/", api.rules, name="rules"),
    path("dates/versions/<uuid:pk>/", api.version, name="version"),
    path("dates/holidays/", api.holidays, name="holidays"),
    path("dates/holidays/<uuid:pk>/", api.holiday, name="holiday"),
    path("dates/moved/", api.moved, name="moved"),
    path("dates/moved/<uuid:pk>/seen/", api.seen, name="seen"),
]
