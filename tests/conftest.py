"""Property tests draw the same examples each time, so that a red run is never chance.

``HYPOTHESIS_PROFILE=explore`` draws others, and more of them.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Files that tests write do not grow any more; waiting a second for each run would take minutes.
os.environ.setdefault("FORTSCHRITT_SETTLE_SECONDS", "0")

# How long a busy machine takes for an example says nothing about the code.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", patient, derandomize=True)
settings.register_profile("explore", patient, derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
