"""Packages as `package_show` gives them, and what is known beside them: registers and plain datasets."""

from datetime import UTC, datetime
from pathlib import Path

from ckanext.forum.current import Current
from ckanext.forum.dcat.known import Known
from forum_core.privacy.cleared import Apart, Clearance
from forum_core.schema.store import load_store

SITE = "https://donnees.exemple.fr"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
REGISTER = "subventions"

ORGANIZATION = {
    "id": "0f0c1d2e-1111-4222-8333-444455556666",
    "name": "valmont-sur-dore",
    "title": "Ville de Valmont-sur-Dore",
    "kind": "commune",
    "siren": "216304501",
    "homepage": "https://www.valmont-sur-dore.example/",
    "contact_name": "Service des données",
    "contact_email": "donnees@valmont-sur-dore.example",
    "contact_url": "https://www.valmont-sur-dore.example/contact",
    "bbox": "3.45,45.80,3.62,45.91",
}

REGISTER_PACKAGE = {
    "id": "8f0c4a52-6b0a-4b0e-9f0e-2f1f6c1f2a10",
    "name": "subventions-valmont-sur-dore",
    "title": "Subventions de Valmont-sur-Dore",
    "type": "dataset",
    "register": REGISTER,
    "notes": "",
    "license_id": "lov2",
    "owner_org": ORGANIZATION["id"],
    "tags": [{"name": "subvention"}, {"name": "associations"}],
    "metadata_created": "2026-03-01T08:00:00.123456",
    "metadata_modified": "2026-11-20T09:30:00.654321",
    "resources": [
        {
            "id": "a1a1a1a1-0000-4000-8000-000000000001",
            "name": "Subventions, CSV",
            "description": "Une ligne par aide, au format du schéma SCDL.",
            "format": "CSV",
            "mimetype": "text/csv",
            "url": f"{SITE}/dataset/8f0c/resource/a1a1/download/20261120_216304501_subventions.csv",
            "url_type": "forum",
            "size": 1,
            "hash": "a" * 64,
            "hash_algorithm": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
            "created": "2026-03-01T08:00:00.123456",
            "datastore_active": True,
        },
        {
            "id": "a1a1a1a1-0000-4000-8000-000000000002",
            "name": "Subventions, Parquet",
            "description": "Les mêmes lignes, typées.",
            "format": "Parquet",
            "mimetype": "application/vnd.apache.parquet",
            "url": f"{SITE}/dataset/8f0c/resource/a1a2/download/20261120_216304501_subventions.parquet",
            "url_type": "forum",
            "size": 1,
            "hash": "b" * 64,
            "created": "2026-03-01T08:00:00.123456",
            "datastore_active": False,
        },
    ],
}

PLAIN_PACKAGE = {
    "id": "77777777-0000-4000-8000-000000000007",
    "name": "horaires",
    "title": "",
    "type": "dataset",
    "notes": None,
    "license_id": "",
    "owner_org": ORGANIZATION["id"],
    "tags": [],
    "metadata_created": "2026-03-01T08:00:00.123456",
    "metadata_modified": "2026-03-01T08:00:00.123456",
    "resources": [{"id": "b1b1b1b1-0000-4000-8000-000000000001", "url": "", "name": None, "format": ""}],
}

ODD_PACKAGE = {
    **PLAIN_PACKAGE,
    "id": "99999999-0000-4000-8000-000000000009",
    "name": "bizarre",
    "title": '<script>alert("1")</script> «\u202fŒuvres\u202f» & \\ \u0007 🎭 </title>',
    "notes": '<p>HTML & \u000b entités &amp; <b>balises</b>\n\n```"""```',
    "license_id": "autre",
    "license_url": "https://exemple.fr/ma licence",
    "license_title": "Licence à moi",
    "url": "javascript:alert(1)",
    "frequency": "tous les jours",
    "theme": ["http://exemple.fr/theme", "EDUC"],
    "language": ["fr", "klingon"],
    "issued": "2024",
    "modified": "2199-01-01",
    "temporal_coverage": [{"start": "2023", "end": "2024-02"}, {"start": "hier", "end": ""}],
    "spatial_coverage": [{"uri": "http://id.insee.fr/geo/commune/63450", "bbox": "POINT(3 45)"}],
    "conforms_to": ["un schéma maison"],
    "contact": [{"name": "Accueil", "email": "pas un courriel", "url": "ftp://x"}],
    "tags": [{"name": "été & hiver"}],
    "extras": [{"key": "publisher_uri", "value": "not an iri <>"}, {"key": "spatial", "value": "{"}],
    "resources": [
        {
            "id": "c1c1c1c1-0000-4000-8000-000000000001",
            "url": "http://exa mple/<x>",
            "format": "CSV",
            "size": "gros",
        },
        {"id": "c1c1c1c1-0000-4000-8000-000000000002", "url": "https://exemple.fr/page", "format": "HTML"},
        {
            "id": "c1c1c1c1-0000-4000-8000-000000000003",
            "url": "https://exemple.fr/a|b^.ods?x={y}",
            "format": "ods",
        },
        {
            "id": "c1c1c1c1-0000-4000-8000-000000000004",
            "url": "http://[::1/",
            "format": "inconnu au bataillon",
        },
    ],
}


def publication(*, partial=False, apart=None):
    """A current publication of the register's package; 37 rows of 69 when it is partial."""
    clearance = Clearance(
        ref=f"{REGISTER}@2.1.1",
        digest="b" * 64,
        size=54321,
        rows_in=69 if partial else 37,
        rows_out=37,
        rows_refused=32 if partial else 0,
        rows_suppressed=0,
        partial=partial,
        apart=apart or Apart(rows=0, total=None, withheld=False),
        dropped=(),
        total="1234567.80",
        first_date="2022-01-14",
        last_date="2025-12-20",
    )
    return Current(
        publication_id="p1",
        register=REGISTER,
        organization=ORGANIZATION["id"],
        organization_name=ORGANIZATION["name"],
        organization_title=ORGANIZATION["title"],
        dataset_id=REGISTER_PACKAGE["id"],
        resource_id=REGISTER_PACKAGE["resources"][0]["id"],
        parquet_resource_id=REGISTER_PACKAGE["resources"][1]["id"],
        clearance=clearance,
        parquet=Path("b.parquet"),
        csv=Path("b.csv"),
        csv_digest="a" * 64,
        csv_size=12244,
        published_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        added=37,
        changed=0,
        left=0,
    )


def known(*, organization=ORGANIZATION, current=None, fictional=False, now=NOW):
    """What stands beside a package; with a publication it is a register's."""
    return Known(
        site=SITE,
        organization=organization,
        schema=load_store().get(REGISTER) if current else None,
        publication=current,
        now=now,
        fictional=fictional,
    )
