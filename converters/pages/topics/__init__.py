"""What pages of topics say: every clause about one, and the grid of topics and plans."""
