"""Our tables come and go by alembic, from nothing and back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from ckan import model
from ckanext.forum.model import Publication, WithdrawnRow

pytestmark = pytest.mark.services
TABLES = {"forum_publication", "forum_withdrawn_row"}


def test_the_migration_goes_up_from_nothing_and_down_again(clean_site, migrate_db_for):

    def ours():
        return TABLES & set(sa.inspect(model.meta.engine).get_table_names())

    model.Session.remove()
    migrate_db_for("forum", "base", forward=False)
    gone = ours()
    migrate_db_for("forum")

    assert gone == set()
    assert ours() == TABLES


def test_the_models_say_what_the_migration_made(clean_site):

    inspector = sa.inspect(model.meta.engine)
    for table in (Publication.__table__, WithdrawnRow.__table__):
        made = {column["name"]: column["nullable"] for column in inspector.get_columns(table.name)}
        assert made == {column.name: bool(column.nullable) for column in table.columns}
