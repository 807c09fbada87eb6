"""The embedded services: PostgreSQL, Redis, Solr and CKAN, started and stopped in order."""
