"""Lines to the parts of an official document: blocks, the tree of clauses, tables, metadata."""
