"""Inputs that look like plans and are not, and what must hold of each: `python -m tests.fuzz`."""
