"""What pages say, as values: no tag, no Markdown, nothing escaped."""
