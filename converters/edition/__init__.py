"""What makes a parsed plan an edition: lasting addresses, the apparatus, the account."""
