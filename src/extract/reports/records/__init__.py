"""Where a project begins and ends."""
