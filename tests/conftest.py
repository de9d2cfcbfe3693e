"""What every test can ask for; the fixtures stand in tests/house/, one subject a module."""

import importlib.util
import os
import signal

pytest_plugins = [
    "tests.house.shared",
    "tests.house.required",
    "tests.house.installation",  # before databases, which builds on it
    "tests.house.mini_program",
    "tests.house.databases",
    "tests.house.running",
    "tests.house.chromium",
]

# A shell that starts the tests in the background ignores Ctrl-C, and every program that they start
# would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

if importlib.util.find_spec("hypothesis"):
    from hypothesis import settings

    settings.register_profile("quick", max_examples=30, deadline=None)
    settings.register_profile("full", max_examples=100, deadline=None, derandomize=True)
    settings.load_profile("full" if os.environ.get("REQUIRE_ALL") == "1" else "quick")
