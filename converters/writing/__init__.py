"""How pages are written: by templates, and a plan as Markdown that a person reads."""
