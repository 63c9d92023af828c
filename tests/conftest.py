"""Settings of the whole suite."""

import os
import threading

import pytest
from hypothesis import settings

# A rare example is to be found where people look, not to stop an unrelated change.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="module", autouse=True)
def wait_for_models():
    """Wait until the commands of a file of tests have loaded their models.

    One that refuses its input has begun to, and goes on beside the tests of the next file: NumPy
    parses Python as it reads a file, which in CPython 3.11 makes pytest fail that does so itself.
    """
    yield
    for thread in threading.enumerate():
        if thread.name.endswith("(load)"):
            thread.join()
