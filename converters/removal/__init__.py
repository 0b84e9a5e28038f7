"""What is no part of the document: lines known by rules, taken out and laid back at their place."""
