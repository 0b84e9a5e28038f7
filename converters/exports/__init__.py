"""Open data: the files that other tools read."""
