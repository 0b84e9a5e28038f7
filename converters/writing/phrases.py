"""Phrases as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters.models.phrase import Link, Marked, Phrase
from converters.text.markdown import Markdown
from converters.writing import links

_BLANK = "&#32;"
_SIGN = Markdown('title="{0}" aria-label="{0}"')
_SPAN = Markdown('<span class="{}">{}</span>')
_OWN_FORM = {
    "strong": Markdown("**{}**"),
    "match": Markdown("<mark>{}</mark>"),
    "received": Markdown("<code>{}</code>"),
}
"""The kinds that Markdown or HTML has a form for; any other is a class."""


def written(phrase: Phrase, here: Path) -> Markdown:
    """A phrase as it stands on a page, at `here` relative to `docs/`."""
    match phrase:
        case str():
            return Markdown.escape(phrase)
        case Link(shown, to, sign):
            return links.link(written(shown, here), to, here, _SIGN.format(sign) if sign else "")
        case Marked(kind, inside):
            text = written(inside, here)
            form = _OWN_FORM.get(kind)
            return form.format(text) if form else _SPAN.format(Markdown(kind), text)
        case _:
            return Markdown("".join(_inside([written(one, here) for one in phrase])))


def _inside(pieces: Sequence[str]) -> Iterator[str]:
    """Pieces of a line: a blank between two of them is one, at the ends Markdown would lose it."""
    for at, piece in enumerate(pieces):
        shown = piece
        if at and shown.startswith(_BLANK):
            shown = f" {shown[len(_BLANK) :]}"
        if at + 1 < len(pieces) and shown.endswith(_BLANK):
            shown = f"{shown[: -len(_BLANK)]} "
        yield shown
