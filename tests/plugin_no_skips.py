"""With CI=true a skipped test is a failed test: a build that lacks a browser must say so, not shine green.

Knows pytest's reports; refuses to know any test. One reason is let through: the neighbouring folder of real documents
(`../shared`, or THONGSUOT_SHARED) is not part of the repository, so a test that needs it and says so may be skipped where
it is absent.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def nothing_may_be_skipped() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def shared_is_absent() -> bool:
    folder = os.environ.get("THONGSUOT_SHARED")
    return not (Path(folder) if folder else ROOT.parent / "shared").is_dir()


def excused(reason: str) -> bool:
    """Only what the repository cannot bring along, and only while it is really absent."""
    return shared_is_absent() and ("shared" in reason or "THONGSUOT_SHARED" in reason)


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(report.longrepr)


def refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that names what is missing."""
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = reason_of(report)
    if excused(reason):
        return
    report.outcome = "failed"
    report.longrepr = f"Skipped although CI=true, where nothing may be skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if nothing_may_be_skipped():
        refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if nothing_may_be_skipped():
        refuse(report)
    return report
