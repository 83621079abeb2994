"""What a database can do to a write, and what of it an officer can be told."""

from __future__ import annotations

import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError

from kit.errors import Busy, StorageFull

# Serialization failure, deadlock: the server asks to try again. The rest is the connection going away before the commit.
# Hot paths speak to the driver itself (models.sql), so its own errors arrive as well as SQLAlchemy's.
DATABASE_ERRORS = (DBAPIError, sqlite3.Error, psycopg.Error)
RETRY_STATES = {"40001", "40P01"}


def told(error: BaseException) -> BaseException:
    """A database's fault in a sentence an officer can act on, where there is one; anything else as it is."""
    if not isinstance(error, DATABASE_ERRORS):
        return error
    original = getattr(error, "orig", error)
    state, words = getattr(original, "sqlstate", None), str(original).lower()
    if state == "53100" or "disk is full" in words or "no space left" in words:
        return StorageFull()
    locked = isinstance(original, sqlite3.OperationalError) and ("locked" in words or "busy" in words)
    return Busy() if locked or state in RETRY_STATES else error
