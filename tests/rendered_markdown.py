"""Markdown as two renderers make HTML of it, and that HTML as a reader has it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import cmarkgfm
import markdown
from cmarkgfm.cmark import Options

_GITHUB = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES


def _github(text: str) -> str:
    html: str = cmarkgfm.markdown_to_html_with_extensions(text, _GITHUB, ["table"])
    return html


RENDERERS: Mapping[str, Callable[[str], str]] = {
    "Python-Markdown": lambda text: markdown.markdown(text, extensions=["footnotes", "tables"]),
    "GitHub": _github,
}

_BLOCKS = {*(f"h{level}" for level in range(1, 7)), "p", "th", "td", "li"}


@dataclass
class Block:
    """A heading, paragraph, cell or note: its tag, the ids in it, its text, where links lead."""

    tag: str
    ids: list[str] = field(default_factory=list)
    text: str = ""
    links: list[str] = field(default_factory=list)
    notes: int = 0


class Rendered(HTMLParser):
    """The blocks of a page, and apart from them its footnotes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.footnotes: list[Block] = []
        self.tags: set[str] = set()
        self._open: list[str] = []
        self._in_notes = False
        self._reference = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = {name: value or "" for name, value in attrs}
        if {"footnote", "footnotes"} & {*given.get("class", "").split()}:
            self._in_notes = True
        found = self.footnotes if self._in_notes else self.blocks
        if tag in _BLOCKS and not (self._in_notes and tag == "p"):
            found.append(Block(tag))
        if tag == "sup":
            self._reference = True
            self.blocks[-1].notes += 1
        elif tag == "a" and not self._in_notes and not self._reference:
            if "href" in given:
                self.blocks[-1].links.append(given["href"])
            else:
                self.blocks[-1].ids.append(given["id"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup":
            self._reference = False

    def handle_data(self, data: str) -> None:
        found = self.footnotes if self._in_notes else self.blocks
        if found and not self._reference:
            found[-1].text += data.strip("\n")
