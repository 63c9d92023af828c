"""Settings of the whole suite."""

import os

from hypothesis import settings

# A rare example is to be found where people look, not to stop an unrelated change.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")
