"""Where everything is: one line for each area of the service, pages first, then the API."""

from types import ModuleType

from django.urls import URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

import access.urls
import minutes.emergency.urls
import minutes.letters.urls
import minutes.requests.urls
import minutes.urls
import recordings.calendar.urls
import recordings.reminders.urls
import recordings.reviews.urls
import recordings.unusual.urls
import recordings.urls
import transcription.urls
from access.home import home


def api(area: ModuleType) -> URLResolver:
    """The API of one area, beside its pages and over the same actions."""
    return path("api/", include((area.api_urlpatterns, f"{area.app_name}-api")))


urlpatterns = [
    path("", home, name="home"),
    path("", include(access.urls)),
    path("", include(recordings.urls)),
    path("", include(transcription.urls)),
    path("minutes/", include(minutes.urls)),
    path("requests/", include(minutes.requests.urls)),
    path("", include(minutes.letters.urls)),
    path("emergency/", include(minutes.emergency.urls)),
    path("", include((minutes.requests.urls.public_urlpatterns, "public"))),
    path("reviews/", include(recordings.reviews.urls)),
    path("dates/", include(recordings.calendar.urls)),
    path("calendar/", include(recordings.reminders.urls)),
    path("unusual/", include(recordings.unusual.urls)),
    api(access.urls),
    api(recordings.urls),
    api(transcription.urls),
    api(minutes.urls),
    api(minutes.requests.urls),
    api(minutes.letters.urls),
    api(minutes.emergency.urls),
    api(recordings.reviews.urls),
    api(recordings.calendar.urls),
    api(recordings.reminders.urls),
    api(recordings.unusual.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
]
