"""What the full-text search in the browser looks into: units, and how text is compared."""
