"""Small wrong changes of the code, one at a time: a test must notice each. `make mutants`."""
