"""Where the pages and the API of decisions and letters are."""

from django.urls import URLPattern, URLResolver, path

from minutes.letters import api
from minutes.letters.views import decisions, letters

app_name = "letters"

urlpatterns: list[URLPattern | URLResolver] = [
    path("conferences/<uuid:pk>/decisions/", decisions.decisions, name="decisions"),
    path("conferences/<uuid:pk>/decisions/noted/", decisions.noted, name="noted"),
    path(
        "conferences/<uuid:pk>/decisions/suggestions/<str:suggestion>/",
        decisions.suggestion,
        name="suggestion",
    ),
    path("conferences/<uuid:pk>/letters/make/", letters.make, name="make"),
    path("decisions/<uuid:pk>/", decisions.decision, name="decision"),
    path("decisions/<uuid:pk>/reopen/", decisions.reopen, name="reopen"),
    path("decisions/<uuid:pk>/copy/", decisions.copy, name="copy"),
    path("letters/", letters.letters, name="letters"),
    path("letters/leaflet/", letters.leaflet, name="leaflet"),
    path("letters/files/<uuid:pk>/", letters.download, name="download"),
    path("letters/<uuid:pk>/", letters.letter, name="letter"),
    path("letters/<uuid:pk>/preview/", letters.preview, name="preview"),
    path("letters/<uuid:pk>/sign/", letters.sign, name="sign"),
    path("letters/<uuid:pk>/take-back/", letters.take_back, name="take_back"),
    path("letters/<uuid:pk>/drop/", letters.drop, name="drop"),
    path("letters/<uuid:pk>/send/", letters.send, name="send"),
    path("letters/<uuid:pk>/arrived/", letters.arrived, name="arrived"),
    path("letters/<uuid:pk>/translated/", letters.translated, name="translated"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("conferences/<uuid:pk>/decisions/", api.decisions, name="decisions"),
    path("conferences/<uuid:pk>/decisions/suggestions/", api.suggestions, name="suggestions"),
    path("conferences/<uuid:pk>/decisions/noted/", api.noted, name="noted"),
    path("conferences/<uuid:pk>/letters/", api.letters_of, name="letters_of"),
    path("decisions/<uuid:pk>/", api.decision, name="decision"),
    path("decisions/<uuid:pk>/decide/", api.decide, name="decide"),
    path("decisions/<uuid:pk>/reopen/", api.reopen, name="reopen"),
    path("decisions/<uuid:pk>/copy/", api.copy, name="copy"),
    path("letters/", api.letters, name="letters"),
    path("letters/leaflet/", api.leaflet, name="leaflet"),
    path("letters/files/<uuid:pk>/", api.download, name="download"),
    path("letters/<uuid:pk>/", api.letter, name="letter"),
    path("letters/<uuid:pk>/sign/", api.sign, name="sign"),
    path("letters/<uuid:pk>/take-back/", api.take_back, name="take_back"),
    path("letters/<uuid:pk>/drop/", api.drop, name="drop"),
    path("letters/<uuid:pk>/send/", api.send, name="send"),
    path("letters/<uuid:pk>/arrived/", api.arrived, name="arrived"),
    path("letters/<uuid:pk>/translated/", api.translated, name="translated"),
]
