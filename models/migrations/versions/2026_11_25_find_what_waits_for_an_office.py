"""Find what waits for an office without reading all it gave.

Revision: 5d07c1e86a42
Follows: 2e94b7c05d18
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "5d07c1e86a42"
down_revision = "2e94b7c05d18"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waiting = sa.text("progress = 'submitted'")
    op.create_index(
        "ix_unit_task_waiting",
        "unit_task",
        ["task_period_id", "parent_node"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    op.drop_index("ix_unit_task_waiting", table_name="unit_task")
