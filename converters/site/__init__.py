"""What the built site needs beyond its pages: extensions, the last step, the check of links, a copy."""
