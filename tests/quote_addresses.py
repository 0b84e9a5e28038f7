"""The address of words of a clause, as the page of data describes it, and as nothing else makes it."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def hash_of(words: str) -> str:
    """Four letters and digits."""
    value = 0
    for char in words:
        point = ord(char)
        if 0xFF01 <= point <= 0xFF5E:
            point -= 0xFEE0
        value = (value * 65599 + point + 1) % 1679609
    shown = ""
    for _ in range(4):
        value, digit = divmod(value, 36)
        shown = DIGITS[digit] + shown
    return shown


def of(id_: str, text: str, words: str) -> str:
    """The address of the first place where some words stand in the text of a clause."""
    start = text.index(words)
    return f"{id_}~{start}-{start + len(words)}.{hash_of(words)}"
