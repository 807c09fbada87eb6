"""Every way a visitor has to learn of a dataset: addresses and actions of CKAN, its plugins and ours."""

from dataclasses import dataclass

ACTIONS_THAT_NAME_IT = (
    ("package_show", {"id": "{id}"}),
    ("package_show", {"id": "{name}"}),
    ("package_activity_list", {"id": "{id}"}),
    ("package_relationships_list", {"id": "{id}"}),
    ("resource_show", {"id": "{resource}"}),
    ("resource_view_list", {"id": "{resource}"}),
    ("resource_status_show", {"id": "{resource}"}),
    ("datastore_search", {"resource_id": "{resource}"}),
    ("datastore_info", {"id": "{resource}"}),
    ("dataset_follower_count", {"id": "{id}"}),
    ("dataset_follower_list", {"id": "{id}"}),
    ("am_following_dataset", {"id": "{name}"}),
    ("follow_dataset", {"id": "{name}"}),
    ("tag_show", {"id": "{tag}"}),
    ("dcat_dataset_show", {"id": "{id}", "format": "ttl"}),
    ("scheming_dataset_schema_show", {"type": "dataset"}),
    ("forum_publication_list", {"register": "{register}", "organization": "{organization}"}),
)
"""Actions asked about the dataset by its ids; most refuse, and a refusal must say nothing."""

ACTIONS_THAT_LIST = (
    ("package_list", {}),
    ("current_package_list_with_resources", {}),
    ("package_search", {}),
    ("package_search", {"include_private": "true", "include_drafts": "true", "include_deleted": "true"}),
    ("package_search", {"q": "{word}"}),
    ("package_search", {"fq": "capacity:private"}),
    ("package_search", {"fq": "id:{id}"}),
    (
        "package_search",
        {"rows": 0, "facet.field": '["tags","organization","license_id","res_format","register"]'},
    ),
    ("package_autocomplete", {"q": "{word}"}),
    ("tag_list", {}),
    ("tag_list", {"all_fields": "true"}),
    ("tag_list", {"query": "{stem}"}),
    ("tag_search", {"query": "{stem}"}),
    ("tag_autocomplete", {"query": "{stem}"}),
    ("tag_show", {"id": "{tag}", "include_datasets": "true"}),
    ("resource_search", {"query": "name:{word}"}),
    ("resource_search", {"query": "description:{word}"}),
    ("organization_show", {"id": "{organization}", "include_datasets": "true"}),
    ("organization_list", {"all_fields": "true", "include_dataset_count": "true", "include_extras": "true"}),
    ("organization_autocomplete", {"q": "{organization}"}),
    ("group_list", {"all_fields": "true", "type": "organization"}),
    ("group_package_show", {"id": "{organization}"}),
    ("member_list", {"id": "{organization}"}),
    ("member_list", {"id": "{organization}", "object_type": "package"}),
    ("bulk_update_public", {"org_id": "{organization}", "datasets": ["{id}"]}),
    ("recently_changed_packages_activity_list", {}),
    ("dashboard_activity_list", {}),
    ("organization_activity_list", {"id": "{organization}"}),
    ("user_show", {"id": "{author}", "include_datasets": "true"}),
    ("user_list", {}),
    ("vocabulary_list", {}),
    ("license_list", {}),
    ("status_show", {}),
    ("datastore_search", {"resource_id": "_table_metadata"}),
    ("datastore_search", {"resource_id": "_forum_current"}),
    ("datastore_search_sql", {"sql": "SELECT * FROM _table_metadata"}),
    ("dcat_catalog_show", {"format": "ttl"}),
    ("dcat_catalog_search", {"q": "{word}", "format": "ttl"}),
    ("dcat_datasets_list", {}),
)
"""Actions that list or count; the dataset must leave no trace in what they say."""

PAGES_THAT_NAME_IT = (
    "/dataset/{name}",
    "/dataset/{id}",
    "/dataset/{id}.ttl",
    "/dataset/{id}.xml",
    "/dataset/{id}.rdf",
    "/dataset/{id}.jsonld",
    "/dataset/{id}.n3",
    "/dataset_series/{id}.ttl",
    "/dataset/{id}/croissant.jsonld",
    "/dataset/edit/{id}",
    "/dataset/activity/{id}",
    "/dataset/groups/{id}",
    "/dataset/followers/{id}",
    "/dataset/changes/{id}",
    "/dataset/{id}/history",
    "/dataset/{id}/resource/{resource}",
    "/dataset/{id}/resource/{resource}/download",
    "/dataset/{id}/resource/{resource}/download/fichier.csv",
    "/dataset/{id}/resource/{resource}/view",
    "/dataset/{id}/resource/{resource}/proxy",
    "/dataset/{id}/dictionary/{resource}",
    "/datastore/dump/{resource}",
    "/datastore/dump/{resource}?format=json",
    "/registres/{register}/{organization}",
    "/registres/{register}/{organization}.json",
    "/registres/{register}/{organization}.csv",
    "/oembed?url=%2Fdataset%2F{id}",
)
"""Addresses of the dataset itself and of its parts."""

PAGES_THAT_LIST = (
    "/",
    "/dataset/",
    "/dataset/?q={word}",
    "/dataset/?tags={tag}",
    "/dataset/?organization={organization}",
    "/organization/",
    "/organization/{organization}",
    "/organization/about/{organization}",
    "/organization/activity/{organization}",
    "/group/",
    "/feeds/dataset.atom",
    "/feeds/custom.atom?q={word}",
    "/feeds/organization/{organization}.atom",
    "/feeds/tag/{tag}.atom",
    "/catalog.ttl",
    "/catalog.xml",
    "/catalog.rdf",
    "/catalog.jsonld",
    "/catalog.n3",
    "/catalog.ttl?q={word}",
    "/catalog.ttl?profiles=euro_dcat_ap_3",
    "/dcat.json",
    "/sitemap.xml",
    "/robots.txt",
    "/stats",
    "/registres",
    "/registres/{register}",
    "/user/{author}",
    "/api/2/util/dataset/autocomplete?incomplete={word}",
    "/api/2/util/tag/autocomplete?incomplete={stem}",
    "/api/util/resource/format_autocomplete?incomplete={word}",
    "/datastore/dump/_table_metadata",
    "/datastore/dump/_forum_current",
)
"""Addresses that list or count."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A dataset that nobody may learn of, and the words that would give it away."""

    id: str
    name: str
    resource: str
    tag: str
    word: str
    register: str
    organization: str
    author: str

    @property
    def traces(self) -> tuple[str, ...]:
        """What no answer may hold; authority and register are public, their names are not among them."""
        return (self.id, self.resource, self.tag, self.word)

    @property
    def stem(self) -> str:
        """How the tag begins: a question that does not hold the answer."""
        return self.tag[:5]

    def fill(self, template):
        """A template of address or argument, with this dataset in it."""
        if isinstance(template, list):
            return [self.fill(one) for one in template]
        if not isinstance(template, str) or "{" not in template or template.startswith("["):
            return template
        return template.format(**{name: getattr(self, name) for name in (*self.__dataclass_fields__, "stem")})
