"""A new plan: where it comes from, the files that will hold it, what a person is told of it."""
