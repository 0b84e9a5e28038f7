"""What the built site needs beyond its pages: hooks of MkDocs, the check of links, a copy."""
