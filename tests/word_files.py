"""Word files from readable XML: what a test is about is written, the rest of the package added.

The text of a file is a body of WordprocessingML; other parts follow it, each behind a line `==== name`. In
the XML `<p>` stands for `<w:p>` and so on: names and attributes without a prefix are those of
WordprocessingML. Some elements that every test needs have a short form:

    <n 2/>          the number of a paragraph, in its properties: list 2, level 0
    <n 2 1/>        the same, level 1
    <s 标题/>       the style of a paragraph
    [[text]]        a run of text
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from converters.models.derived import Derived, Grid
from converters.readers.docx import Reading

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/relationships",
    "m": f"{_OFFICE}/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
STRICT = {
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "m": "http://purl.oclc.org/ooxml/officeDocument/math",
}
_ROOTS = {
    "document": "document",
    "numbering": "numbering",
    "styles": "styles",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}
_DAY = (2024, 1, 1, 0, 0, 0)
_TAG = re.compile(r"<(/?)([A-Za-z][\w.]*(?::[\w.]+)?)((?:\s+[\w:.]+=\"[^\"]*\")*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"(?<=\s)([\w:.]+)(=\"[^\"]*\")")


def docx(
    text: str,
    namespaces: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file of parts as this module says; `files` are more parts, by the name in `word/`."""
    parts = {
        f"word/{name}.xml": part(name, body, namespaces).encode() for name, body in _parts(text)
    }
    parts |= {f"word/{name}": data for name, data in (files or {}).items()}
    parts["_rels/.rels"] = _relationships([("rId1", "officeDocument", "word/document.xml", "")])
    named = [name.removeprefix("word/") for name in parts if name != "_rels/.rels"]
    known = [(f"rId-{one.removesuffix('.xml')}", _kind(one), one, "") for one in named]
    parts["word/_rels/document.xml.rels"] = _relationships([*known, *_links(text)])
    parts["[Content_Types].xml"] = _content_types()
    return zipped(parts)


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A container with some parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as container:
        for name, data in parts.items():
            container.writestr(zipfile.ZipInfo(name, _DAY), data, method)
    return file.getvalue()


def part(name: str, body: str, namespaces: Mapping[str, str] | None = None) -> str:
    """A part as XML."""
    spaces = "".join(
        f' xmlns:{prefix}="{uri}"' for prefix, uri in (NAMESPACES | dict(namespaces or {})).items()
    )
    root = _ROOTS[re.sub(r"\d+$", "", name)]
    inside = full(body)
    if root == "document":
        inside = f"<w:body>{inside}</w:body>"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{root}{spaces}>{inside}</w:{root}>"


def full(short: str) -> str:
    """The XML that a short form stands for."""
    text = re.sub(
        r"<n (\d+)(?: (\d+))?/>",
        lambda found: f'<numPr><ilvl val="{found[2] or 0}"/><numId val="{found[1]}"/></numPr>',
        short,
    )
    text = re.sub(r"<s ([^/>=]+)/>", r'<pStyle val="\1"/>', text)
    text = re.sub(r"\[\[(.*?)\]\]", r'<r><t xml:space="preserve">\1</t></r>', text, flags=re.DOTALL)
    return _TAG.sub(_prefixed, text)


def _prefixed(tag: re.Match[str]) -> str:
    close, name, attributes, empty = tag.groups()
    known = _ATTRIBUTE.sub(
        lambda one: one[0] if ":" in one[1] or not _is_word(name) else f"w:{one[0]}", attributes
    )
    return f"<{close}{name if ':' in name else f'w:{name}'}{known}{empty}>"


def _is_word(name: str) -> bool:
    return ":" not in name or name.startswith("w:")


def _parts(text: str) -> Iterator[tuple[str, str]]:
    name = "document"
    for at, one in enumerate(re.split(r"^==== (\w+)\n", text, flags=re.MULTILINE)):
        if at % 2:
            name = one
        else:
            # Lines are for who reads the test; no line feed is meant.
            yield name, "".join(line.strip() for line in one.split("\n"))


def _kind(file: str) -> str:
    return re.sub(r"\d*\.\w+$", "", file)


def _links(text: str) -> list[tuple[str, str, str, str]]:
    """The links of a text, whose ids are their addresses: `<hyperlink r:id="http://…">`."""
    found = dict.fromkeys(re.findall(r'r:id="(\w+:[^"]*)"', text))
    return [(one, "hyperlink", one, ' TargetMode="External"') for one in found]


def _relationships(rows: list[tuple[str, str, str, str]]) -> bytes:
    found = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"{more}/>'
        for id_, kind, target, more in rows
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'.encode()


def _content_types() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    ).encode()


def shown(derived: Derived) -> str:
    """What was read, as fixtures show it: the text, then its marks and problems, a line each."""
    text = derived.text

    def at(start: int, end: int) -> str:
        return text[start:end].strip("\n").replace("\n", "⏎").replace("\t", "⇥")

    marks = derived.marks
    lines = [
        *(f"# heading {one.level}: {at(one.start, one.end)}" for one in marks.headings),
        *(f"# number {one.level}: {at(one.start, one.end)}" for one in marks.generated),
        *(line for grid in marks.grids for line in _grid(grid, text)),
        *(f"# frame: {at(one.start, one.end)}" for one in marks.frames),
        *(f"# {one.rule}: {at(one.start, one.end)}" for one in marks.furniture),
        *(
            f"# note {at(*one.mark) if one.mark else '—'}: {at(one.start, one.end)}"
            for one in marks.notes
        ),
        *(f"# link {one.address}: {at(one.start, one.end)}" for one in marks.links),
        *(f"! {one.code}: {one.message} @ {at(*one.span)}" for one in derived.problems),
    ]
    return "\n".join([text.removesuffix("\n").replace("\t", "⇥"), *lines])


def _grid(grid: Grid, text: str) -> Iterator[str]:
    yield f"# grid: {grid.columns} columns, {grid.header} of head"
    for cell in grid.cells:
        if cell.rows > 1 or cell.columns > 1:
            said = text[cell.start : cell.end]
            yield f"# cell {cell.row},{cell.column} spans {cell.rows}x{cell.columns}: {said}"


def part_of(data: bytes, name: str) -> bytes:
    """A part as it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return container.read(name)


def texts_of(data: bytes) -> Iterator[tuple[str, int, int, str]]:
    """Every `w:t` and `w:delText` of the parts of a file: part, offset, size in bytes, text.

    By a pattern on the bytes, so that it is another way than that of the reader.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        names = [one for one in container.namelist() if re.fullmatch(r"word/\w+\.xml", one)]
    for name in names:
        for found in re.finditer(rb"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", part_of(data, name)):
            yield name, found.start(1), len(found[1]), plain(found[1].decode())


def plain(xml: str) -> str:
    """The characters that stand in XML without tags, as a line shows them."""
    return re.sub(r"[\t\r\n]", " ", html.unescape(xml)).replace("\u2028", "").replace("\u2029", "")


def solid_bytes(data: bytes, part: str, offset: int, size: int) -> Iterator[int]:
    """The offsets of the bytes of a text that are no blanks nor ends of lines."""
    text = part_of(data, part)[offset : offset + size].decode()
    at = offset
    for char in text:
        width = len(char.encode())
        if not char.isspace():
            yield from range(at, at + width)
        at += width


def covered(reading: Reading) -> list[tuple[str, int, int]]:
    """The bytes that the text or the account has, as ranges in order: part, start, end."""
    in_text = [(one.part, one.offset, one.offset + one.size) for one in reading.derived.places]
    left_out = [(one.part, one.offset, one.offset + one.size) for one in reading.left_out]
    return sorted(one for one in (*in_text, *left_out) if one[1] < one[2])
