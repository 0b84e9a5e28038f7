"""BibTeX, RIS and CSL-JSON read back by what their formats say, and by nothing that wrote them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from converters.citation.bibliography import Item

_HEAD = re.compile(r"\s*@(\w+)\{([^\s,{}%#\\\"'~]+),\s*")
_FIELD = re.compile(r"(\w+) = \{")
_TEX = re.compile(r"\\text(\w+)\{\}|\\([$&%#_])")
_NAMED = {
    "backslash": "\\",
    "braceleft": "{",
    "braceright": "}",
    "asciitilde": "~",
    "asciicircum": "^",
}


def bibtex(text: str) -> list[Item]:
    """The entries of a file.

    Raises:
        AssertionError: it is none that BibTeX reads as it was meant.
    """
    found, at = [], 0
    while text[at:].strip():
        head = _HEAD.match(text, at)
        assert head, text[at : at + 80]
        assert head[1] == "techreport"
        fields, at = _fields(text, head.end())
        assert fields["mark"] + fields["medium"] == "AOL"
        assert fields.get("year", "") == fields.get("date", "")[:4]
        assert fields.get("institution") == fields.get("author")
        names = _TOP_AND.split(fields["author"]) if "author" in fields else []
        url = fields.get("url", "")
        assert not re.search(r"[\s{}\\%]", url)
        found.append(
            Item(
                head[2],
                _plain(_unbraced(fields["title"])),
                tuple(_plain(_unbraced(name)) for name in names),
                _plain(fields["type"]),
                _plain(fields.get("number", "")),
                fields.get("date", ""),
                url,
                _plain(fields["note"]),
            )
        )
    return found


_TOP_AND = re.compile(r"(?<=\}) and (?=\{)")


def _fields(text: str, at: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    while text[at] != "}":
        opening = _FIELD.match(text, at)
        assert opening, text[at : at + 40]
        at = _closing(text, opening.end())
        assert opening[1] not in fields
        fields[opening[1]] = text[opening.end() : at]
        at += 1 + (text[at + 1] == ",")
        at += len(text[at:]) - len(text[at:].lstrip())
    return fields, at + 1


def _closing(text: str, at: int) -> int:
    """Where the brace that is open is closed: BibTeX counts those after a backslash too."""
    depth = 1
    for found in re.finditer("[{}]", text[at:]):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return at + found.start()
    raise AssertionError(text[at : at + 40])


def _unbraced(value: str) -> str:
    assert value[0] + value[-1] == "{}"
    return value[1:-1]


def _plain(value: str) -> str:
    """What TeX prints; no character is left that means something to it."""
    assert not re.search(r"[\\$&%#_{}~^]", _TEX.sub("", value)), value
    return _TEX.sub(lambda found: _NAMED[found[1]] if found[1] else found[2], value)


_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def ris(text: str) -> list[Item]:
    """The records of a file; they have no keys.

    Raises:
        AssertionError: a line is none of RIS, or a record is not closed.
    """
    assert text.endswith("\r\n")
    records: list[list[tuple[str, str]]] = []
    for line in text[:-2].split("\r\n"):
        found = _LINE.fullmatch(line)
        assert found, line
        if found[1] == "TY":
            assert not records or records[-1][-1] == ("ER", "")
            records.append([])
        records[-1].append((found[1], found[2]))
    assert records[-1][-1] == ("ER", "")
    return [*map(_record, records)]


def _record(lines: list[tuple[str, str]]) -> Item:
    def every(tag: str) -> Iterator[str]:
        return (value for name, value in lines if name == tag)

    def one(tag: str) -> str:
        found = [*every(tag)]
        assert len(found) <= 1, tag
        return "".join(found)

    assert one("TY") == "RPRT"
    assert one("LA") == "zh-CN"
    date = one("DA")
    assert date.count("/") == (2 if date else 0)
    assert one("PY") == date[:4]
    authors = tuple(every("AU"))
    assert one("PB") == "、".join(authors)
    return Item(
        "",
        one("TI"),
        authors,
        one("M3"),
        one("SN"),
        date.strip("/").replace("/", "-"),
        one("UR"),
        one("N1"),
    )


_CSL = {
    "id": str,
    "type": str,
    "title": str,
    "author": list,
    "publisher": str,
    "genre": str,
    "number": str,
    "issued": dict,
    "URL": str,
    "language": str,
    "note": str,
}
"""The variables of csl-data.json that stand in our files, and what each is there."""


def csl_json(text: str) -> list[Item]:
    """The items of a file."""
    return [*map(_item, json.loads(text))]


def _item(item: dict[str, object]) -> Item:
    for name, value in item.items():
        assert type(value) is _CSL[name], name
    assert (item["type"], item["language"]) == ("report", "zh-CN")
    authors = item.get("author", [])
    assert isinstance(authors, list)
    assert all([*name] == ["literal"] for name in authors)
    names = tuple(name["literal"] for name in authors)
    assert item.get("publisher", "") == "、".join(names)
    issued = item.get("issued", {"date-parts": [[]]})
    assert isinstance(issued, dict)
    ((*parts,),) = issued["date-parts"]
    return Item(
        str(item["id"]),
        str(item["title"]),
        names,
        str(item["genre"]),
        str(item.get("number", "")),
        "-".join(f"{part:02}" for part in parts),
        str(item.get("URL", "")),
        str(item["note"]),
    )


READ = {"bib": bibtex, "ris": ris, "csl.json": csl_json}
"""How each format is read, by the ending of its files."""
