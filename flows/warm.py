"""Loaded once by the server that runs are forked from: every fork is told to die with it."""

from __future__ import annotations

import os

from flows.children import die_with_parent

_forking = os.getpid()


def _before() -> None:
    global _forking
    _forking = os.getpid()


os.register_at_fork(before=_before, after_in_child=lambda: die_with_parent(_forking))
