"""From a file as people hold it to its text: a reader for each format, each small and deterministic."""
