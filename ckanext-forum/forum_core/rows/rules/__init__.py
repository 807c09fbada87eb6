"""One named rule a file, over one or several columns of a row; their names are those of schema.yaml."""
