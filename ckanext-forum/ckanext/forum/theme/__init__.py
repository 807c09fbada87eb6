"""CKAN's own pages in our look and words: what their templates ask for."""
