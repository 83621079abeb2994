"""How Alembic meets our databases: on the connection `models.schema` hands it, or on the one of the settings."""

from __future__ import annotations

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import BigInteger

from kit.settings import settings
from models import Base
from models.base import ByValue, Moment
from models.session import Database


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | bool:
    """Write our own types in plain words, so that a migration does not depend on the models of its day."""
    if kind == "type" and isinstance(item, ByValue):
        return "sa.String(length=24)"
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, BigInteger) and "sqlite" in item._variant_mapping:
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


def run(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
        # We begin SQLite's transactions ourselves (BEGIN IMMEDIATE), so there too a migration is all or nothing.
        transactional_ddl=True,
    )
    context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = Database(settings().url)
    with database.engine.connect().execution_options(immediate=True) as opened, opened.begin():
        run(opened)
    database.close()
