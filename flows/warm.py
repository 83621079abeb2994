"""Loaded once by the server that runs are forked from: the tables are mapped before, every fork is told to die with it."""

from __future__ import annotations

import os

from sqlalchemy.orm import configure_mappers

import models
from flows.children import die_with_parent

_forking = os.getpid()


def _before() -> None:
    global _forking
    _forking = os.getpid()


assert models  # noqa: S101 - imported to be mapped here, once
configure_mappers()
# The server itself ends with the runner that started it, even while it is still loading: its own pipe tells it only later.
die_with_parent(os.getppid())
os.register_at_fork(before=_before, after_in_child=lambda: die_with_parent(_forking))
