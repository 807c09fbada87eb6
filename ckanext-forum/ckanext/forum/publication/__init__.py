"""From a cleared table to what everybody reads: files, DataStore table, pointer, CKAN's row."""
