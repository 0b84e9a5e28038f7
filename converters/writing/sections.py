"""A section of a page: its heading and what it is about at the left, its body beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from converters.text.markdown import Markdown

_OPENING = Markdown('<{} class="{}" markdown="block">')
_CLOSING = Markdown("</{}>")
_ABOUT = Markdown("{}\n{{: .about }}")
_LIST = Markdown('<dl class="{}" markdown="1">\n{}\n</dl>')
_DEFINITION = Markdown(
    '<div markdown="1"><dt markdown="span">{}</dt><dd markdown="span">{}</dd></div>'
)


def wrapped(kind: str, body: Iterable[str], tag: str = "div") -> Iterator[str]:
    """Some Markdown blocks in an element.

    Args:
        kind: the class of the element.
        body: the blocks.
        tag: its name.
    """
    yield _OPENING.format(Markdown(tag), Markdown(kind))
    yield from body
    yield _CLOSING.format(Markdown(tag))


def section(heading: str, about: str, body: Iterable[str], kind: str = "") -> Iterator[str]:
    """The section as Markdown blocks.

    Args:
        heading: the heading, as Markdown with its marks.
        about: one line below it, as Markdown, or empty.
        body: Markdown blocks.
        kind: a class of the section, or empty.
    """
    parts = [heading, *([_ABOUT.format(Markdown(about))] if about else ())]
    parts += wrapped("entry__body", body)
    yield from wrapped(f"entry {kind}".strip(), parts, "section")


def definitions(rows: Iterable[tuple[str, str]], kind: str) -> str:
    """A list of labels and what they say.

    Args:
        rows: label and value, text of one line or Markdown.
        kind: the class of the list.
    """
    written = [_DEFINITION.format(label, value) for label, value in rows]
    return _LIST.format(Markdown(kind), Markdown("\n").join(written))
