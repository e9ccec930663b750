"""The service, with one more view to compare with: it writes a body to a file, unsealed."""

import os
from pathlib import Path

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

django.setup()


def plain(request):
    with Path(os.environ["BENCH_FOLDER"], "plain").open("wb") as file:
        while piece := request.read(256 * 1024):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return HttpResponse(status=204)


class Application(WSGIHandler):
    """Answers the one path itself, through Django's request, and leaves everything else to the service."""

    def get_response(self, request):
        return plain(request) if request.path == "/bench/plain/" else super().get_response(request)


application = Application()
