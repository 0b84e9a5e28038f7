"""The library: the facts of each plan, and the fold over all of them."""
