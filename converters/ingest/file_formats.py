"""Files that no reader is for, known by their first bytes, each with the step that helps."""

from __future__ import annotations

from dataclasses import dataclass

from converters import lexicon

_HEAD = 64
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Known:
    """What a file is called that begins so and holds those bytes anywhere, and what to do."""

    name: str
    step: str
    begins: bytes
    holds: bytes


_ROWS = lexicon.words("file_formats")
_STEPS = _ROWS["steps"]
_FORMATS = tuple(
    Known(
        row["name"],
        _STEPS[row["step"]],
        bytes.fromhex(str(row["begins"])),
        row.get("holds", "").encode("utf-16-le" if row.get("is_wide") else "utf-8"),
    )
    for row in _ROWS["formats"]
)


def of(data: bytes) -> Known | None:
    """What a file is that is no plain text; None if its first bytes are those of none known.

    >>> of(b"GIF89a").name, of("一、总则".encode())
    ('GIF 图片', None)
    """
    start = data[:_HEAD].removeprefix(_BYTE_ORDER_MARK).lstrip()
    for one in _FORMATS:
        if start.startswith(one.begins) and one.holds in data:
            return one
    return None
