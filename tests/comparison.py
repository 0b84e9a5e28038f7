"""Texts that are the same but for how they are laid out, made alike to be compared."""


def without_blanks(text: str) -> str:
    """The text without blanks and line feeds, which a page or a print sets as it needs."""
    return "".join(text.split())
