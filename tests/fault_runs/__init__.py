"""Commands that are killed, that run at the same time, and whose disk is full: what they leave."""
