"""Which lines a document has: noise apart, joined where cut, parted where run together."""
