"""From the text as received to its reading: every change has a rule, and a record."""
