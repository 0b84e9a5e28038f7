"""From a file as people hold it to its text: a small deterministic reader for each format."""
