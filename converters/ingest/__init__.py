"""Files as received, and what people write beside them."""
