"""A section of a page: its heading and what it is about at the left, its body beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def section(heading: str, about: str, body: Iterable[str], kind: str = "") -> Iterator[str]:
    """The section as Markdown blocks.

    Args:
        heading: the heading, as Markdown with its marks.
        about: one line below it, as Markdown, or empty.
        body: Markdown blocks.
        kind: a class of the section, or empty.
    """
    yield f'<section class="{f"entry {kind}".strip()}" markdown="block">'
    yield heading
    if about:
        yield f"{about}\n{{: .about }}"
    yield '<div class="entry__body" markdown="block">'
    yield from body
    yield "</div>"
    yield "</section>"


def definitions(rows: Iterable[tuple[str, str]], kind: str) -> str:
    """A list of labels and what they say.

    Args:
        rows: label and value, as Markdown of one line.
        kind: the class of the list.
    """
    written = [
        f'<div markdown="1"><dt markdown="span">{label}</dt><dd markdown="span">{value}</dd></div>'
        for label, value in rows
    ]
    return "\n".join([f'<dl class="{kind}" markdown="1">', *written, "</dl>"])
