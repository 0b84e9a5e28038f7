"""A small PDF file, written by hand: text and lines at their places, as any program may draw them.

The face is STSong-Light with the encoding UniGB-UCS2-H, which every reader of PDF knows without
having it in the file (ISO 32000, 9.7.5.2): a Han character is as wide as it is high, 500 is a letter.
"""

from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 595, 842
"""A4, in points."""

_FACE = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>/FontDescriptor"
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)
_PICTURE = (
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    "/Length 1>>stream\n\x7f\nendstream"
)
UNMAPPED = {"encoding": "Identity-H", "ordering": "Identity"}
"""A face that does not say which character a glyph is."""


def text(x: float, y: float, size: float, string: str) -> str:
    """What draws a string, its left end at a place, counted from the top."""
    return f"BT /F1 {size} Tf {x} {HEIGHT - y} Td <{string.encode('utf-16-be').hex()}> Tj ET"


def hidden(x: float, y: float, size: float, string: str) -> str:
    """The same, not shown: so a program puts what it has read under the picture of a page."""
    return f"3 Tr {text(x, y, size, string)} 0 Tr"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A drawn line."""
    return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S"


def picture(x0: float, y0: float, x1: float, y1: float) -> str:
    """A grey picture that fills a box."""
    return f"q {x1 - x0} 0 0 {y1 - y0} {x0} {HEIGHT - y1} cm /Im1 Do Q"


def file(
    pages: Iterable[Sequence[str]], *, more: str = "", face: dict[str, str] | None = None
) -> bytes:
    """A file of some pages.

    Args:
        pages: what is drawn on each.
        more: entries of the dictionary of each page, as `/Rotate 90`.
        face: its encoding, if it is none that names the characters.
    """
    drawn = ["\n".join(page) for page in pages]
    named = face or {"encoding": "UniGB-UCS2-H", "ordering": "GB1"}
    first = 5
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(drawn)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(drawn)}>>",
        _FACE.format(**named),
        _PICTURE,
    ]
    for at, content in enumerate(drawn):
        own = f"/MediaBox[0 0 {WIDTH} {HEIGHT}]{more}/Contents {first + 2 * at + 1} 0 R"
        held = "/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R>>>>"
        objects += [
            f"<</Type/Page/Parent 2 0 R{own}{held}>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    made = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    start = len(made)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    made += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return made


def drawn(layout: str) -> bytes:
    """A file by a layout: `x y size text` a line, `- x0 y0 x1 y1` a drawn one, `===` a new page.

    `# x0 y0 x1 y1 …` is a table: the edges of its columns, a bar, the edges of its rows.
    """
    return file([[*map(_drawn, page.split("\n"))] for page in layout.split("\n===\n")])


def _drawn(row: str) -> str:
    if row.startswith("- "):
        return line(*map(float, row[2:].split()))
    if row.startswith("# "):
        across, down = ([*map(float, part.split())] for part in row[2:].split("|"))
        lines = [line(across[0], y, across[-1], y) for y in down]
        return "\n".join([*lines, *(line(x, down[0], x, down[-1]) for x in across)])
    x, y, size, string = row.split(" ", 3)
    return text(float(x), float(y), float(size), string)
