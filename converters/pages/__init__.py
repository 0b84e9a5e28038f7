"""What pages say: each folder one kind of page, as Markdown, from plans."""
