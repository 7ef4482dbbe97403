"""Scheduled operation with Prefect: schedule, retries, caching, concurrency, artifacts. No extraction logic.

Prefect reports usage to its makers unless told not to. What we ship tells it not to, before Prefect is
imported; ``prefect.toml`` says the same to servers and workers. A value set by the user is left alone.
"""

import os

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}
"""Variables that keep Prefect from sending anything to anyone."""

PATIENT = {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120"}
"""The first temporary server makes its data base, which may take longer than Prefect waits by itself."""

SAFE = {"PYTHONSAFEPATH": "1"}
"""Server, pools and clusters that are started from here take no module from the working folder."""

CALM = {"DASK_LOGGING__DISTRIBUTED": "error"}
"""A cluster that comes and goes with each run says nothing of it, unless something is wrong."""

for _name, _value in {**QUIET, **PATIENT, **SAFE, **CALM}.items():
    os.environ.setdefault(_name, _value)
