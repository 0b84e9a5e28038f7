"""How pages are written: links, sections, tables, lists in pages, sheets of print."""
