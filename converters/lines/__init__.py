"""Which lines the document has: noise apart, joined where a layout cut them, parted where run on."""
