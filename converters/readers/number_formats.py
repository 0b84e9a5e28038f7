"""The value of an automatic number as a program writes it; formats by their names in Word's files.

Those are in ECMA-376 Part 1, 17.18.59. `data/number_formats.yml` has a row for each of them; here
is what the kinds of rows mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from converters import lexicon

Row = Mapping[str, Any]

_ROWS: Mapping[str, Row] = lexicon.words("number_formats")
_CUSTOM: Mapping[str, Row] = _ROWS["custom"]
_MAX_ROMAN = 32_767
_MAX_REPEATED = 780
"""Beyond them Word writes decimals: a thousand letters would be no number."""

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MYRIAD = 10_000


def is_known(name: str, custom: str = "") -> bool:
    """Whether it is known how a format writes; `custom` is what a `custom` one says of itself."""
    return _row(name, custom) is not None


def has_number(name: str) -> bool:
    """Whether a format writes the value at all; bullets and `none` do not."""
    return name not in {"bullet", "none"}


def written(value: int, name: str, custom: str = "") -> str:
    """A value as a format writes it; one that is not known writes decimals.

    >>> written(12, "chineseCounting"), written(101, "chineseCounting")
    ('十二', '一○一')
    >>> written(110, "chineseCountingThousand"), written(101, "japaneseCounting")
    ('一百一十', '百一')
    """
    row = _row(name, custom)
    return _KINDS[row["kind"]](value, row) if row else str(value)


def _row(name: str, custom: str) -> Row | None:
    return _CUSTOM.get(custom) if name == "custom" else _ROWS.get(name)


def _digits(value: int, row: Row) -> str:
    digits: str = row["digits"]
    return "".join(digits[int(one)] for one in str(value)) if value >= 0 else str(value)


def _counting(value: int, row: Row) -> str:
    if value <= 0 or value > row.get("up_to", _MYRIAD * _MYRIAD - 1):
        return _digits(value, row)
    upper, lower = divmod(value, _MYRIAD)
    if not upper:
        return _below_myriad(lower, row, is_first=True)
    zero: str = row["zero"] if 0 < lower < _MYRIAD // 10 else ""
    head: str = _below_myriad(upper, row, is_first=True) + row["units"][3]
    return head + zero + (_below_myriad(lower, row, is_first=False) if lower else "")


def _below_myriad(value: int, row: Row, *, is_first: bool) -> str:
    found = ""
    skipped = False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if not digit:
            skipped = True
            continue
        if skipped and found:
            found += row["zero"]
        skipped = False
        unit = row["units"][power - 1] if power else ""
        may_be_bare = row.get("bare_inside") or (is_first and not found)
        is_bare = digit == 1 and unit and unit in row["bare"] and may_be_bare
        found += ("" if is_bare else row["digits"][digit]) + unit
    return found


def _listed(value: int, row: Row) -> str:
    signs: str = row["signs"]
    return signs[value - 1] if 1 <= value <= len(signs) else str(value)


def _repeated(value: int, row: Row) -> str:
    signs: str = row["signs"]
    if not 1 <= value <= _MAX_REPEATED:
        return str(value)
    times, at = divmod(value - 1, len(signs))
    return signs[at] * (times + 1)


def _cycle(value: int, row: Row) -> str:
    if value < 1:
        return str(value)
    series = [signs for signs in (row["signs"], row.get("beside")) if signs]
    return "".join(signs[(value - 1) % len(signs)] for signs in series)


def _roman(value: int, row: Row) -> str:
    if not 1 <= value <= _MAX_ROMAN:
        return str(value)
    found = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        found += letters * times
    return found.lower() if row.get("lower") else found


def _padded(value: int, row: Row) -> str:
    return str(value).zfill(row["width"])


_ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


def _ordinal(value: int, _: Row) -> str:
    is_teen = value % 100 in _TEENS
    return f"{value}{'th' if is_teen else _ORDINAL_ENDINGS.get(value % 10, 'th')}"


_KINDS: Mapping[str, Callable[[int, Row], str]] = {
    "decimal": lambda value, _: str(value),
    "padded": _padded,
    "digits": _digits,
    "counting": _counting,
    "listed": _listed,
    "repeated": _repeated,
    "cycle": _cycle,
    "roman": _roman,
    "hex": lambda value, _: f"{value:X}",
    "dashed": lambda value, _: f"- {value} -",
    "ordinal": _ordinal,
    "nothing": lambda _, __: "",
}
