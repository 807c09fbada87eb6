"""Reports of errors, who sent how many, and the two roles that CKAN does not know.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "forum_report",
        sa.Column("id", sa.UnicodeText, primary_key=True),
        sa.Column("reference", sa.UnicodeText, nullable=False, unique=True),
        # Digest of what was sent with which form: a doubled click collides here.
        sa.Column("once", sa.UnicodeText, nullable=False, unique=True),
        sa.Column("organization", sa.UnicodeText, nullable=False),
        sa.Column("register", sa.UnicodeText),
        sa.Column("row", sa.UnicodeText),
        sa.Column("dataset", sa.UnicodeText),
        sa.Column("page", sa.UnicodeText),
        sa.Column("message", sa.UnicodeText, nullable=False),
        sa.Column("email", sa.UnicodeText),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.UnicodeText, nullable=False),
        sa.Column("answer", sa.UnicodeText),
        sa.Column("answered", sa.DateTime(timezone=True)),
        sa.Column("answered_by", sa.UnicodeText),
    )
    op.create_index("ix_forum_report_inbox", "forum_report", ["organization", "state", "created"])
    op.create_index(
        "ix_forum_report_email",
        "forum_report",
        ["created"],
        postgresql_where=sa.text("email IS NOT NULL"),
    )
    op.create_table(
        "forum_report_sender",
        sa.Column("id", sa.BigInteger, primary_key=True),
        sa.Column("sender", sa.UnicodeText, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_forum_report_sender", "forum_report_sender", ["at", "sender"])
    op.create_table(
        "forum_role",
        sa.Column("organization", sa.UnicodeText, primary_key=True),
        sa.Column("user", sa.UnicodeText, primary_key=True),
        sa.Column("role", sa.UnicodeText, primary_key=True),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.UnicodeText, nullable=False),
    )


def downgrade():
    op.drop_table("forum_role")
    op.drop_table("forum_report_sender")
    op.drop_table("forum_report")
