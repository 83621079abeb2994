"""Keep the periods that opened by themselves, and the cascades they became.

Revision: 2e94b7c05d18
Follows: 7c1f0a2d9b34
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2e94b7c05d18"
down_revision = "7c1f0a2d9b34"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "renewal",
        sa.Column("first_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recurrence", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("cascade_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cascade_id"], ["cascade.id"], name=op.f("fk_renewal_cascade_id")),
        sa.ForeignKeyConstraint(["first_id"], ["cascade.id"], name=op.f("fk_renewal_first_id")),
        sa.PrimaryKeyConstraint("first_id", "recurrence", "code", name=op.f("pk_renewal")),
        sa.UniqueConstraint("cascade_id", name=op.f("uq_renewal_cascade_id")),
    )


def downgrade() -> None:
    op.drop_table("renewal")
