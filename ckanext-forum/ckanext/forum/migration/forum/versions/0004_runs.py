"""Runs: long work, where it stands, never a cell. The job engine's own tables stand in `forum_jobs`.

Revision ID: 0004
Revises: 0003
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# procrastinate's own file, kept as it was at that version: its later ones come by later migrations.
_ENGINE = Path(__file__).parents[1] / "procrastinate_3_10.sql"


def upgrade():
    op.create_table(
        "forum_run",
        sa.Column("id", sa.UnicodeText, primary_key=True),
        sa.Column("kind", sa.UnicodeText, nullable=False),
        sa.Column("subject", sa.UnicodeText, nullable=False),
        sa.Column("organization", sa.UnicodeText, nullable=False),
        sa.Column("register", sa.UnicodeText, nullable=False),
        sa.Column("author", sa.UnicodeText, nullable=False),
        sa.Column("state", sa.UnicodeText, nullable=False),
        sa.Column("stage", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("token", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.UnicodeText),
        sa.Column("next_try", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_forum_run_open", "forum_run", ["state", "next_try"])
    # Without its tables this schema is a leftover of a database that was emptied; runs bring their jobs back.
    op.execute("DROP SCHEMA IF EXISTS forum_jobs CASCADE")
    op.execute("CREATE SCHEMA forum_jobs")
    op.execute("SET LOCAL search_path TO forum_jobs, public")
    # A raw cursor: the file holds signs that a driver would take for parameters.
    op.get_bind().connection.cursor().execute(_ENGINE.read_text(encoding="utf-8"))
    op.execute("SET LOCAL search_path TO DEFAULT")


def downgrade():
    op.execute("DROP SCHEMA forum_jobs CASCADE")
    op.drop_table("forum_run")
