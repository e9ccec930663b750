"""Where the third-party vectors are, and a line at the end of the run when they are not there."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FLOE = Path(os.environ.get("FLOE_VECTORS", ROOT.parent / "shared" / "vectors" / "floe"))


def pytest_terminal_summary(terminalreporter):
    if not list(FLOE.glob("*_ct.txt")):
        absence = f"The third-party FLOE vectors did not run: there are none in {FLOE}."
        terminalreporter.write_line(f"{absence} Name their folder in FLOE_VECTORS.", yellow=True)
