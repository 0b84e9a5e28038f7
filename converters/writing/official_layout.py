"""The measures of an official document: GB/T 9704—2012, 5 and 7, in the units of WordprocessingML.

Its faces stand in `docx_styles.xml`, and what stands for one that a machine has not in
`docx_font_table.xml`. A twip is a twentieth of a point. What a page holds is reckoned from its
margins alone, so that 28 characters and 22 lines fill it (5.2.3).
"""

from __future__ import annotations

from itertools import pairwise

_TWIPS_A_POINT = 20


def twips(millimetres: float) -> int:
    """A length."""
    return round(millimetres / 25.4 * 72 * _TWIPS_A_POINT)


PAGE = (twips(210), twips(297))
"""A4 (5.1): width, height."""

TOP, BOTTOM, LEFT, RIGHT = map(twips, (37, 35, 28, 26))
"""The margins (5.2.1)."""

CHARACTERS, LINES = 28, 22
"""A line has so many characters, a page so many lines (5.2.3)."""

WIDTH = PAGE[0] - LEFT - RIGHT
LINE = (PAGE[1] - TOP - BOTTOM) // LINES
"""From one line to the next."""

SIZE = 32
"""三号, in half points (5.2.2)."""

TITLE_SIZE = 44
"""二号 (7.3.1)."""

TITLE_LINE, SMALL_LINE, NOTE_LINE = 720, 320, 240
"""From one line to the next in titles, in tables, in notes: the standard leaves them open."""

PAGE_NUMBER_SIZE = 28
"""四号 (7.5)."""

EM = SIZE * _TWIPS_A_POINT // 2
"""The width of a character."""

SPACING = WIDTH // CHARACTERS - EM
"""Between two characters: less than nothing, for 28 of 三号 are a little wider than the text. A
grid of characters (ECMA-376, Part 1, 17.6.5) would say so too, but not all programs read one."""

NUMBER_LINE, SOURCE_LINE, SOURCE_LINES = 300, 180, 3
"""The line with the number of the page, and those below it that say where the text comes from."""

FOOTER = BOTTOM - twips(7) - NUMBER_LINE // 2 - SOURCE_LINES * SOURCE_LINE
"""From the foot of the page to that of those lines: the dashes stand 7 mm below the text (7.5)."""


def width(text: str) -> float:
    """How wide a line is, in characters.

    Letters and digits of ASCII take half of one, and a quarter more stands between them and Chinese
    (ECMA-376, Part 1, 17.3.1.2 and 17.3.1.3).
    """
    own = sum(0.5 if char.isascii() else 1 for char in text)
    return own + sum(one.isascii() != other.isascii() for one, other in pairwise(text)) / 4


def signed(issuer: str, date: str) -> tuple[float, float]:
    """How far from the right edge a signature ends, and the date below it, in characters.

    The date begins two characters after the signature, which ends two before the edge; where the
    date is the longer one, it ends two before the edge (7.3.5.2).
    """
    signature = width(issuer)
    day = width(date)
    if day > signature:
        return 4 + day - signature, 2
    return 2, max(signature - day, 0)
