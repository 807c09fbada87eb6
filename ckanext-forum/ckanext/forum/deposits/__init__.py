"""Deposits: the file of a service, from the drop to the publication, seen only by those who may deposit."""
