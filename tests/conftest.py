"""Property tests draw the same examples each time, so that a red run is never chance.

``HYPOTHESIS_PROFILE=explore`` draws others, and more of them.
"""

from __future__ import annotations

import os

from hypothesis import settings

# Files that tests write do not grow any more; waiting a second for each run would take minutes.
os.environ.setdefault("FORTSCHRITT_SETTLE_SECONDS", "0")

settings.register_profile("steady", derandomize=True)
settings.register_profile("explore", derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
