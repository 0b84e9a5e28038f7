"""Bytes to text: which encodings a plan may arrive in, and what proves that it is in one.

UTF-8 and UTF-16 are proved by their own form. GB18030 accepts almost any bytes, so it is proved
by the text it gives: Chinese documents are written in common characters, and what is read in the
wrong encoding is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LEVEL_1 = (0xB0, 0xD7)
"""Rows 16–55 of GB 2312: the 3755 common characters, by their first byte in EUC-CN."""
_MIN_HAN = 0.2
_SAMPLE = 20_000
_MIN_RESTORED = 0.2
_MIN_SHOWN = 4
_MOST_SHOWN = 8
_MISREADINGS = (
    ("gb18030", "GBK", "utf-8", "UTF-8"),
    ("cp1252", "Latin-1", "utf-8", "UTF-8"),
    ("latin-1", "Latin-1", "gb18030", "GBK"),
    ("latin-1", "Latin-1", "utf-8", "UTF-8"),
)
"""By what a text is often read and in what it is written, each with its common name."""
_MIN_COMMON = 0.8


@dataclass(frozen=True)
class Decoded:
    """The whole text, nothing changed (a byte order mark is U+FEFF), and its encoding."""

    text: str
    encoding: str


class Undecodable(Exception):
    """Bytes that are no text in any encoding read here; line and column are 1-based."""

    def __init__(self, line: int, col: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.col = col


def decode(data: bytes) -> Decoded:
    """The text of a file.

    Args:
        data: in UTF-8, in UTF-16 (with a byte order mark, or without where the text proves it),
            or in GB18030 (of which GBK and GB 2312 are parts).

    Raises:
        Undecodable: it is none of these, or one of them with a fault, and where.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, encoding), encoding)
    if b"\0" in data:
        return _without_mark(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _not_utf_8(data, error)


@dataclass(frozen=True)
class Misread:
    """Text that was read in one encoding and meant in another; `received` and `text` show it."""

    line: int
    meant: str
    read_as: str
    received: str
    text: str


def misread(text: str) -> Misread | None:
    """What a text was meant to be that was read in a wrong encoding and written again.

    Such text is proved by the way back: its bytes in the wrong encoding, read in the right one,
    are Chinese, while the text itself is not made of common characters.

    Args:
        text: of a file; its beginning decides.
    """
    sample = text[:_SAMPLE]
    found = _HAN.findall(sample)
    if found and sum(map(_is_common, found)) >= _MIN_COMMON * len(found):
        return None
    for read_as, name, meant, meant_name in _MISREADINGS:
        meaning = _meant(sample, read_as, meant)
        if _is_chinese(meaning) and len(_HAN.findall(meaning)) >= _MIN_RESTORED * len(sample):
            for number, line in enumerate(sample.split("\n"), 1):
                restored = _meant(line, read_as, meant).strip()
                if len(restored) >= _MIN_SHOWN:
                    shown = "".join(filter(str.isprintable, line.strip()))[: _MOST_SHOWN * 2]
                    return Misread(number, meant_name, name, shown, restored[:_MOST_SHOWN])
    return None


def _meant(text: str, read_as: str, meant: str) -> str:
    return text.replace("\ufffd", "").encode(read_as, "ignore").decode(meant, "ignore")


def share_of_han(text: str) -> float:
    """How many of the characters that are no blanks are Han, from 0 to 1."""
    solid = len("".join(text.split()))
    return len(_HAN.findall(text)) / solid if solid else 0.0


def is_written_in(text: str) -> bool:
    """Whether the Han characters of a text are common ones, however much else stands between them.

    So the source of a web page shows that it was decoded as it was meant.
    """
    found = _HAN.findall(text)
    return bool(found) and sum(map(_is_common, found)) >= _MIN_COMMON * len(found)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        byte = f"0x{data[error.start]:02X}"
        message = f"像是 {encoding.upper()}，但字节 {byte} 无法解码"
        raise Undecodable(*_end(before), message) from error
    if "\0" in text:
        raise Undecodable(*_end(text[: text.index("\0")]), "是二进制文件，不是文本（见 NUL 字符）")
    return text


def _without_mark(data: bytes) -> Decoded:
    """UTF-16 without a byte order mark, where exactly one of its two orders gives Chinese."""
    found = [Decoded(text, encoding) for text, encoding in _as_utf_16(data) if _is_chinese(text)]
    if len(found) == 1:
        return found[0]
    before = data[: data.index(b"\0")].decode("utf-8", "replace")
    raise Undecodable(*_end(before), "是二进制文件，不是文本（见 NUL 字节）")


def _as_utf_16(data: bytes) -> Iterator[tuple[str, str]]:
    for _, encoding in _BYTE_ORDER_MARKS:
        try:
            yield data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue


def _not_utf_8(data: bytes, fault: UnicodeDecodeError) -> Decoded:
    text = data.decode("gb18030", "replace")
    if _is_chinese(text):
        return Decoded(_strictly(data, "gb18030"), "gb18030")
    found = [Decoded(text, encoding) for text, encoding in _as_utf_16(data) if _is_chinese(text)]
    if len(found) == 1:
        return found[0]
    place = _end(data[: fault.start].decode("utf-8", "replace"))
    byte = f"0x{data[fault.start]:02X}"
    if _is_chinese(data.decode("utf-8", "replace").replace("\ufffd", "")):
        message = f"像是 UTF-8，但字节 {byte} 无法解码，文件可能被截断或损坏"
    else:
        message = f"不是 UTF-8（字节 {byte} 无法解码），也不是 UTF-16 或 GB18030 的中文文本"
    raise Undecodable(*place, message) from fault


def _is_chinese(text: str) -> bool:
    """Whether a text reads as Chinese, so that it was decoded as it was meant."""
    if _CONTROL.search(text) or share_of_han(text) < _MIN_HAN:
        return False
    found = _HAN.findall(text)
    return sum(map(_is_common, found)) >= _MIN_COMMON * len(found)


@cache
def _is_common(char: str) -> bool:
    try:
        return _LEVEL_1[0] <= char.encode("gb2312")[0] <= _LEVEL_1[1]
    except UnicodeEncodeError:
        return False


def _end(text: str) -> tuple[int, int]:
    """Line and column, both 1-based, of what follows a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")
