"""Loads what every test run needs before any test is looked for; fixtures live in tests/conftest.py."""

from __future__ import annotations

pytest_plugins = ["tests.plugin_no_skips", "tests.browser"]
