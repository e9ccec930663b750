"""Audio into words: transcripts, the jobs that make them, and who spoke."""

import os

# Since 1.31 onnxruntime keeps a device id in the home folder and tells its maker how it is used, unless
# this is said before it is first imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
