"""Text, letter by letter: what every other room builds on, whatever the document is."""
