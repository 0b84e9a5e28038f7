"""Parts and the links between them, as one file (ECMA-376, Part 2: Open Packaging Conventions)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from converters.writing import archives, xml_elements
from converters.writing.archives import Member
from converters.writing.xml_elements import NOTHING, element

_OFFICE = "application/vnd.openxmlformats-officedocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"


class Link(NamedTuple):
    """What a part leads to: its kind, and the part, or the address of something outside."""

    kind: str
    to: str
    is_outside: bool = False


class Part(NamedTuple):
    """A part.

    Args:
        path: inside the file, `word/document.xml`.
        kind: its media type; of an office document what follows the prefix of all of them.
        data: its bytes.
        links: what it leads to, by the ids that stand in it.
    """

    path: str
    kind: str
    data: bytes
    links: Mapping[str, Link] = {}


def packed(parts: Sequence[Part], main: str) -> bytes:
    """Some parts as one file; the arguments are those of `members`."""
    return archives.packed(members(parts, main))


def members(parts: Sequence[Part], main: str) -> list[Member]:
    """What stands in a file of some parts.

    Args:
        parts: in their order; one of them may be `docProps/core.xml`.
        main: the path of the part that is the document.
    """
    roots = {"rId1": Link("officeDocument", main)}
    if any(part.kind == CORE_PROPERTIES for part in parts):
        roots["rId2"] = Link("core-properties", "docProps/core.xml")
    made = [
        Member("[Content_Types].xml", _content_types(parts)),
        Member("_rels/.rels", _links(roots)),
    ]
    for part in parts:
        made.append(Member(part.path, part.data))
        if part.links:
            path = PurePosixPath(part.path)
            made.append(Member(f"{path.parent}/_rels/{path.name}.rels", _links(part.links)))
    return made


def _content_types(parts: Iterable[Part]) -> bytes:
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    inside = [element("Default", {"Extension": "rels", "ContentType": relations})]
    for part in parts:
        kind = part.kind if part.kind.startswith("application/") else f"{_OFFICE}.{part.kind}"
        inside.append(element("Override", {"PartName": f"/{part.path}", "ContentType": kind}))
    return xml_elements.dump(element("Types", {"xmlns": f"{_PACKAGE}/content-types"}, inside))


def _links(links: Mapping[str, Link]) -> bytes:
    inside = []
    for id_, link in links.items():
        of = f"{_PACKAGE}/relationships/metadata" if link.kind == "core-properties" else _RELATIONS
        mode = {"TargetMode": "External"} if link.is_outside else NOTHING
        attributes = {"Id": id_, "Type": f"{of}/{link.kind}", "Target": link.to, **mode}
        inside.append(element("Relationship", attributes))
    root = element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"}, inside)
    return xml_elements.dump(root)
