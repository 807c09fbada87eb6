"""Files that leave: the publication, what people download, and what changed between two publications."""
