"""The web server's entry point."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings")

application = get_wsgi_application()

# Every page is loaded before the first is asked for, and what then lives as long as the process is not
# searched for garbage any more: that search took as long as showing a two-hour conference.
import_module("infra.urls")
gc.collect()
gc.freeze()
