"""Deposits: who dropped a file for which register, how it is to be read, where it stands. No cell.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "forum_deposit",
        sa.Column("id", sa.UnicodeText, primary_key=True),
        sa.Column("organization", sa.UnicodeText, nullable=False),
        sa.Column("register", sa.UnicodeText, nullable=False),
        sa.Column("author", sa.UnicodeText, nullable=False),
        sa.Column("editor", sa.UnicodeText, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.UnicodeText, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("filename", sa.UnicodeText, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("choices", JSONB, nullable=False),
        sa.Column("rows", sa.Integer),
        sa.Column("refused", sa.Integer),
        sa.Column("trouble", sa.UnicodeText),
        sa.Column("publication", sa.UnicodeText),
    )
    op.create_index("ix_forum_deposit_list", "forum_deposit", ["organization", "state", "changed"])


def downgrade():
    op.drop_table("forum_deposit")
