"""The speech engine: sound in, timed words out; nothing here knows Django or fetches anything."""

import os

# Read by the model libraries when they are first imported, so said before that.
os.environ["HF_HUB_OFFLINE"] = "1"
