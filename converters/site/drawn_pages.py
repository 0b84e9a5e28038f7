"""An extension of Python-Markdown: what a page has beside its text is drawn round the Markdown.

The converters write Markdown that a person reads, and beside it, in a folder that no generator
publishes, what the page adds: addresses, line numbers, notes, the record. No generator tells an
extension which file it reads, so it finds them by a hash of the Markdown. The text stays that of
the Markdown, with its links; the anchors and footnotes, which say the same as the page says in
another way, are left out. Markdown of which nothing is found is left as it is.

It needs nothing but the standard library and Python-Markdown, so that any generator that loads
extensions of Python-Markdown draws the same pages.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_BEFORE_ALL = 1000
_AFTER_ATTRIBUTE_LISTS = 6
"""The text has braces again when they are read; the outline and the links of the generator, which
come after, see the page as it is drawn (Python-Markdown, Extension API, Registries)."""

_BLOCKS = {*(f"h{level}" for level in range(1, 7)), "p", "th", "td"}
_AROUND = {"div", "table", "caption", "thead", "tbody", "tr"}
_STASHED = re.compile("\x02(?:wzxhzdk:(?P<number>[0-9]+)|(?P<char>[0-9]+)|(?P<amp>amp))\x03")
"""How Python-Markdown keeps inline HTML, escaped characters and & until the end."""

_NEWER = "新版的同一条"
_FULL_TEXT = "本库有全文"
_FOOTNOTES, _BACK = "footnote", "footnote-backref"
_OF_FILE = re.compile(r"fn:n(\d+)")
"""The address that Python-Markdown gives to a note of the file itself, `[^n1]`."""

FOLDER = ".furniture"
"""Below the folder of the pages."""

_BESIDE = ("newer", "related", "signs", "sections")
_HASH = 32
"""So many of its digits a file is called by (`converters.writing.plan_page`)."""


class DrawnPages(Extension):
    """Pages that have more than their Markdown."""

    def __init__(self, **options: Any) -> None:
        self.config = {"folder": [f"docs/{FOLDER}", "where that lies, by the hash of the Markdown"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Adds the two steps to `md`: one finds what there is to draw, one draws it."""
        find = _Find(md, Path(self.getConfig("folder")))
        md.preprocessors.register(find, "drawn_pages", _BEFORE_ALL)
        md.treeprocessors.register(_Draw(md, find), "drawn_pages", _AFTER_ATTRIBUTE_LISTS)


def makeExtension(**options: Any) -> DrawnPages:  # noqa: N802 (as above)
    """The extension, for Python-Markdown."""
    return DrawnPages(**options)


def read_for(markdown: str, folder: Path) -> Iterator[bytes | None]:
    """All that is read to draw the page of some Markdown without its front matter, file by file.

    Args:
        markdown: the text of the page.
        folder: where what is to be drawn lies.

    Yields:
        What is in each file, in the order in which they are named; None for one that is not there.
    """
    data = _data(folder / _name(markdown))
    yield data
    if data is None:
        return
    drawn = json.loads(data)
    names = [name for kind in _BESIDE for name in drawn.get(kind, ())]
    for name in (*names, *([drawn["names"]] if "names" in drawn else ())):
        yield _data(folder / name)


def _name(markdown: str) -> str:
    digest = hashlib.sha256(markdown.strip("\n").encode()).hexdigest()
    return f"{digest[:_HASH]}.json"


def _data(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


class _Find(Preprocessor):
    """Reads what is to be drawn round some Markdown, if there is anything."""

    def __init__(self, md: Markdown, folder: Path) -> None:
        super().__init__(md)
        self._folder = folder
        self.found: dict[str, Any] | None = None

    def run(self, lines: list[str]) -> list[str]:
        self.found = self.read(_name("\n".join(lines)))
        return lines

    def read(self, name: str) -> Any:
        """What a file of the folder says; None if it is not there."""
        data = _data(self._folder / name)
        return None if data is None else json.loads(data)


class _Draw(Treeprocessor):
    """Draws it: the tree of the Markdown gives the text."""

    def __init__(self, md: Markdown, find: _Find) -> None:
        super().__init__(md)
        self._find = find

    def run(self, root: Element) -> None:
        drawn = self._find.found
        if drawn is None:
            return
        if "text" in drawn:
            self._redraw(root, drawn)
        for name in drawn.get("newer", ()):
            _lead_on(root, self._find.read(name))
        for name in drawn.get("related", ()):
            _add_counterparts(root, self._find.read(name) or ())
        for name in drawn.get("signs", ()):
            _add_signs(root, self._find.read(name) or ())
        for name in drawn.get("sections", ()):
            root.extend(_parsed(self._find.read(name) or ""))
        root.extend(_parsed(drawn.get("after", "")))
        if "names" in drawn:
            _lead_elsewhere(root, self._find.read(drawn["names"]))
        for element in root.iter():
            _keep_ampersands(element)

    def _redraw(self, root: Element, drawn: Mapping[str, Any]) -> None:
        """In place of what is there what is to be drawn, with its text."""
        pen = _Pen([*self._blocks(root)])
        for child in [*root]:
            root.remove(child)
        root.extend(_parsed(drawn["before"]))
        pen.draw(root, drawn["text"])
        pen.finish()

    def _blocks(self, root: Element) -> Iterator[list[_Piece]]:
        """The text of each heading, paragraph and cell, and last of the notes of the file itself.

        Other footnotes are those of the edition, and none of the text.
        """
        notes: dict[int, Element] = {}
        for child in root:
            if child.get("class") == _FOOTNOTES:
                for one in child.iter("li"):
                    if found := _OF_FILE.fullmatch(one.get("id", "")):
                        notes[int(found[1])] = one
                continue
            for one in child.iter():
                if one.tag in _BLOCKS:
                    yield [*self._pieces(one, "")]
        for _, note in sorted(notes.items()):
            yield from ([*self._pieces(one, "")] for one in note.iter("p"))

    def _pieces(self, element: Element, href: str) -> Iterator[_Piece]:
        """The text in an element, piece by piece, without anchors and marks of footnotes."""
        yield _Piece(self._text(element.text), href)
        for child in element:
            if child.tag != "sup" and child.get("class") != _BACK:
                yield from self._pieces(child, child.get("href", href))
            yield _Piece(self._text(child.tail), href)

    def _text(self, text: str | None) -> str:
        return _STASHED.sub(self._unstashed, (text or "").replace(NBSP_PLACEHOLDER, ""))

    def _unstashed(self, found: re.Match[str]) -> str:
        if found["amp"]:
            return "&"
        if found["char"]:
            return chr(int(found["char"]))
        stashed = str(self.md.htmlStash.rawHtmlBlocks[int(found["number"])])
        return "" if stashed.startswith("<") else html.unescape(stashed)


class _Piece(NamedTuple):
    """Some text, and where it leads."""

    text: str
    href: str


class _Pen:
    """Draws elements, with the text of one block after another."""

    def __init__(self, blocks: Sequence[list[_Piece]]) -> None:
        self._blocks = deque(blocks)
        self._pieces: deque[_Piece] = deque()

    def draw(self, above: Element, one: Any) -> None:
        """Add to an element what stands in it: another, text, or text of the Markdown.

        Raises:
            ValueError: what is to be drawn is not of this Markdown.
        """
        if one is None:
            self._blocks.popleft()
        elif isinstance(one, str):
            _append(above, one)
        elif isinstance(one, int):
            _append(above, self._take(above, one))
        else:
            tag, attributes, inside, takes = one
            if takes:
                self._pieces = deque(self._blocks.popleft())
            made = ElementTree.SubElement(above, tag, attributes)
            for part in inside:
                self.draw(made, part)
            if takes:
                self._end()
            if tag in _BLOCKS or tag in _AROUND:
                made.tail = "\n"

    def _end(self) -> None:
        if any(piece.text for piece in self._pieces):
            raise ValueError("text of the Markdown is left over")

    def finish(self) -> None:
        """See that no text is left over."""
        if any(piece.text for pieces in self._blocks for piece in pieces):
            raise ValueError("blocks of the Markdown are left over")

    def _take(self, above: Element, count: int) -> str:
        """The next characters; a link that is drawn leads where that of the Markdown leads."""
        taken = ""
        while count > len(taken):
            text, href = self._pieces.popleft()
            wanted = count - len(taken)
            if text and href and above.tag == "a" and above.get("href") is None:
                above.set("href", href)
            taken += text[:wanted]
            if text[wanted:]:
                self._pieces.appendleft(_Piece(text[wanted:], href))
        return taken


def _lead_on(root: Element, ways: Mapping[str, str] | None) -> None:
    """After what has an address, a link to where it stands in the version that replaces it."""
    for one in [*root.iter()]:
        way = (ways or {}).get(one.get("id", ""))
        if way and one.tag not in ("a", "span"):
            inside = one[0] if one.tag in ("table", "tr") else one
            ElementTree.SubElement(
                inside, "a", {"class": "newer", "href": way, "aria-label": _NEWER}
            )


def _add_counterparts(root: Element, notes: Iterable[tuple[str, list[list[str]]]]) -> None:
    """Before each clause, where it floats beside it, the links to those on the same matter.

    As the address in the margin, their words are no text of the page: the sheets draw the name of a
    link, which says where it leads, and its title, which says why.
    """
    units: dict[str, Element] = {}
    for unit in root.iter("div"):
        if unit.get("class", "").startswith("unit "):
            units.update({one.attrib["id"]: unit for one in unit.iter() if "id" in one.attrib})
    for id_, links in notes:
        note = Element("div", {"class": "related", "role": "note"})
        for href, where, why in links:
            ElementTree.SubElement(note, "a", {"href": href, "aria-label": where, "title": why})
        unit = units[id_]
        has_notes = len(unit) > 0 and unit[0].get("class") == "notes"
        unit.insert(int(has_notes), note)


def _add_signs(root: Element, signs: Iterable[tuple[int, int, str, str]]) -> None:
    """After words of a paragraph, a link: by a place of it in the file, and how much follows.

    It stands in no link and in no mark of the editor's, but after those.
    """
    blocks = [one for one in root.iter() if one.tag in _BLOCKS and one.get("data-at")]
    blocks.sort(key=_begin)
    begins = [*map(_begin, blocks)]
    for place, left, href, words in signs:
        block = blocks[bisect_right(begins, place) - 1]
        sign = Element("a", {"class": "elsewhere", "href": href, "title": words})
        _Insertion(sign).into(block, left)


def _begin(block: Element) -> int:
    return int(block.attrib["data-at"].partition("-")[0])


class _Insertion:
    """Puts an element into the text of another, so many characters before its end."""

    def __init__(self, sign: Element) -> None:
        self._sign = sign

    def into(self, above: Element, left: int) -> int:
        """How many characters are still to be passed over, from the end; -1 once it is in."""
        for number, child in [*enumerate(above)][::-1]:
            tail = child.tail or ""
            if left <= len(tail):
                cut = len(tail) - left
                child.tail, self._sign.tail = tail[:cut], tail[cut:]
                above.insert(number + 1, self._sign)
                return -1
            left -= len(tail)
            if self._is_whole(child):
                length = len("".join(child.itertext()))
                if left < length:
                    self._sign.tail, child.tail = child.tail, ""
                    above.insert(number + 1, self._sign)
                    return -1
                left -= length
            elif (left := self.into(child, left)) < 0:
                return -1
        text = above.text or ""
        if left < len(text):
            above.text, self._sign.tail = text[: len(text) - left], text[len(text) - left :]
            above.insert(0, self._sign)
            return -1
        return left - len(text)

    @staticmethod
    def _is_whole(one: Element) -> bool:
        return one.tag == "a" or one.get("class", "").startswith("emended")


def _lead_elsewhere(root: Element, known: Mapping[str, Any] | None) -> None:
    """In the index of names, links to the same names in other plans; beside a cited plan, to it."""
    others, texts = (known or {}).get("others", {}), (known or {}).get("texts", {})
    for one in [*root.iter()] if others or texts else ():
        entry = one.get("id", "")
        if one.tag == "li" and (told := others.get(entry)):
            _list_plans(one, told)
        if one.tag == "li" and (way := texts.get(f"names.md#{entry}")):
            found = ElementTree.SubElement(one, "span", {"class": "in-others"})
            found.text = f"，{_FULL_TEXT}："
            ElementTree.SubElement(found, "a", {"href": way[1]}).text = way[0]
        for at, child in reversed([*enumerate(one)]):
            if "mention" in child.get("class", "").split() and child.get("href") in texts:
                one.insert(at + 1, _full_text(child, texts[child.get("href", "")]))


def _list_plans(entry: Element, told: Mapping[str, Any]) -> None:
    """Add 又见 and the plans to an entry."""
    found = ElementTree.SubElement(entry, "span", {"class": "in-others"})
    found.text = "，又见"
    for shown, way in told["ways"]:
        link = ElementTree.SubElement(found, "a", {"href": way})
        link.text, link.tail = shown, "、"
    rest = told["plans"] - len(told["ways"])
    found[-1].tail = f" 等 {told['plans']} 份" if rest else None


def _full_text(mention: Element, way: Sequence[str]) -> Element:
    """The link to the text of a cited plan; what shows is drawn, so that it is not copied."""
    label = f"{_FULL_TEXT}：{way[0]}"
    link = Element("a", {"class": "full-text", "href": way[1], "aria-label": label})
    link.tail, mention.tail = mention.tail, None
    return link


def _append(above: Element, text: str) -> None:
    """Add text after all that stands in an element."""
    if len(above):
        above[-1].tail = (above[-1].tail or "") + text
    else:
        above.text = (above.text or "") + text


def _keep_ampersands(element: Element) -> None:
    """Python-Markdown takes what looks like an entity for one when it writes the page."""
    element.text = (element.text or "").replace("&", "&amp;")
    element.tail = (element.tail or "").replace("&", "&amp;")
    for name, value in element.items():
        element.set(name, value.replace("&", "&amp;"))


def _parsed(written: str) -> list[Element]:
    """The elements of a fragment of HTML that is well-formed XML."""
    return [*ElementTree.fromstring(f"<div>{written}</div>")]
