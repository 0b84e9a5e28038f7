"""The search beside three others: `make bench-search`.

One run builds the same units for every engine, asks all of them the same queries in the same
browser, and writes what it found into `docs/about/search.md`.
"""
