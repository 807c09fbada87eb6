"""Publications and withdrawn rows.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "forum_publication",
        sa.Column("id", sa.UnicodeText, primary_key=True),
        sa.Column("register", sa.UnicodeText, nullable=False),
        sa.Column("organization", sa.UnicodeText, nullable=False),
        sa.Column("dataset", sa.UnicodeText, nullable=False),
        sa.Column("resource", sa.UnicodeText, nullable=False),
        sa.Column("author", sa.UnicodeText, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True)),
        sa.Column("state", sa.UnicodeText, nullable=False),
        sa.Column("digest", sa.UnicodeText, nullable=False),
        sa.Column("csv_digest", sa.UnicodeText),
        sa.Column("rows_in", sa.Integer, nullable=False),
        sa.Column("rows_out", sa.Integer, nullable=False),
        sa.Column("rows_refused", sa.Integer, nullable=False),
        sa.Column("rows_suppressed", sa.Integer, nullable=False),
        sa.Column("rows_added", sa.Integer),
        sa.Column("rows_changed", sa.Integer),
        sa.Column("rows_left", sa.Integer),
        sa.Column("clearance", JSONB, nullable=False),
        sa.Column("reason", sa.UnicodeText),
    )
    op.create_index("ix_forum_publication_register", "forum_publication", ["register", "organization"])
    # Two publishers at once collide here even if a lock were lost.
    op.create_index(
        "ux_forum_publication_current",
        "forum_publication",
        ["register", "organization"],
        unique=True,
        postgresql_where=sa.text("state = 'current'"),
    )
    op.create_table(
        "forum_withdrawn_row",
        sa.Column("id", sa.UnicodeText, primary_key=True),
        sa.Column("register", sa.UnicodeText, nullable=False),
        sa.Column("organization", sa.UnicodeText, nullable=False),
        sa.Column("key", sa.UnicodeText, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.UnicodeText, nullable=False),
        sa.Column("reason", sa.UnicodeText, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.UniqueConstraint("register", "organization", "key", name="ux_forum_withdrawn_row"),
    )


def downgrade():
    op.drop_table("forum_withdrawn_row")
    op.drop_table("forum_publication")
