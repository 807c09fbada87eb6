"""All that can be wrong about data is decided here: no CKAN, no network, no database server."""
