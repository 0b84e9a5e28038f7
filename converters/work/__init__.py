"""How work is done: on all cores or elsewhere, and never twice."""
