"""Where the pages and the API of access are."""

from django.urls import URLPattern, URLResolver, path

from access import api, users_api, views

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
    path("users/", views.users, name="users"),
    path("users/new/", views.user_add, name="user_add"),
    path("users/<uuid:pk>/", views.user, name="user"),
    path("users/<uuid:pk>/password/", views.user_password, name="user_password"),
    path("users/<uuid:pk>/end-access/", views.user_end_access, name="user_end_access"),
    path("users/<uuid:pk>/give-back/", views.user_give_back, name="user_give_back"),
    path("users/<uuid:pk>/sign-out/", views.user_sign_out, name="user_sign_out"),
    path("users/<uuid:pk>/second-step/remove/", views.user_second_step, name="user_second_step"),
    path("health/", views.health, name="health"),
    path("health/ready/", views.ready, name="ready"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", api.sign_in, name="sign_in"),
    path("sign-out/", api.sign_out, name="sign_out"),
    path("me/", api.who, name="who"),
    path("users/", users_api.users, name="users"),
    path("users/<uuid:pk>/", users_api.user, name="user"),
    path("users/<uuid:pk>/password/", users_api.password, name="user_password"),
    path("users/<uuid:pk>/end-access/", users_api.end_access, name="user_end_access"),
    path("users/<uuid:pk>/give-back/", users_api.give_back, name="user_give_back"),
    path("users/<uuid:pk>/sign-out/", users_api.sign_out, name="user_sign_out"),
    path("users/<uuid:pk>/second-step/", users_api.second_step, name="user_second_step"),
]
