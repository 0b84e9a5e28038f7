"""What pages say: each module a kind of page, as a value that its template writes."""
