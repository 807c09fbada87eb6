"""Runs the migrations of our tables, with a version table of our own."""

from alembic import context
from ckan.model.meta import metadata
from sqlalchemy import engine_from_config, pool

NAME = "forum"


def _mine(_object, name, type_, _reflected, _compare_to):
    return type_ != "table" or name.startswith(NAME)


def _configure(**options):
    context.configure(
        target_metadata=metadata,
        version_table=f"{NAME}_alembic_version",
        include_object=_mine,
        **options,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    _configure(url=context.config.get_main_option("sqlalchemy.url"), literal_binds=True)
else:
    section = context.config.get_section(context.config.config_ini_section)
    with engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool).connect() as connection:
        _configure(connection=connection)
