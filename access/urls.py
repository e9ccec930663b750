"""Where the pages and the API of access are."""

from django.urls import URLPattern, URLResolver, path

from access import api, views

app_name = "access"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/code/", views.code, name="code"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("access/stay/", views.stay, name="stay"),
    path("access/settings/", views.own_settings, name="settings"),
    path("access/password/", views.password, name="password"),
    path("access/second-step/", views.set_up_second_factor, name="second_factor"),
    path("access/sign-out-elsewhere/", views.end_other_sessions, name="end_other_sessions"),
    path("access/log/", views.audit_log, name="audit"),
    path("access/log/export/", views.audit_export, name="audit_export"),
    path("access/log/check/", views.audit_check, name="audit_check"),
    path("health/", views.health, name="health"),
    path("health/ready/", views.ready, name="ready"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", api.sign_in, name="sign_in"),
    path("sign-out/", api.sign_out, name="sign_out"),
    path("me/", api.who, name="who"),
]
