"""What the built site needs beyond its pages: extensions, a last step, the check of links."""
