"""Files that are there whole or not at all, whatever happens; and one who writes at a time."""
