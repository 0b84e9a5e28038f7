"""Files that are no plain text, known by their first bytes."""

from __future__ import annotations

from dataclasses import dataclass

from converters import lexicon

_HEAD = 64
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class _Format:
    """What a file is called that begins so, and holds those bytes anywhere."""

    name: str
    begins: bytes
    holds: bytes


_FORMATS = tuple(
    _Format(row["name"], bytes.fromhex(str(row["begins"])), row.get("holds", "").encode())
    for row in lexicon.words("file_formats")
)


def name(data: bytes) -> str | None:
    """What a file is that is no plain text; None if its first bytes are those of none known.

    >>> name(b"%PDF-1.7"), name("一、总则".encode())
    ('PDF 文件', None)
    """
    start = data[:_HEAD].removeprefix(_BYTE_ORDER_MARK).lstrip()
    for one in _FORMATS:
        if start.startswith(one.begins) and one.holds in data:
            return one.name
    return None
