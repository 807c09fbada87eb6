"""The CKAN adapter: toolkit calls and templates, no business rule."""
