"""Phrases as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from converters.models.phrase import Link, Marked, Phrase
from converters.text.markdown import Markdown

_BLANK = "&#32;"
_SIGN = Markdown('title="{0}" aria-label="{0}"')
SPAN = Markdown('<span class="{}">{}</span>')
_OWN_FORM = {
    "strong": Markdown("**{}**"),
    "match": Markdown("<mark>{}</mark>"),
    "deleted": Markdown("<del>{}</del>"),
    "inserted": Markdown("<ins>{}</ins>"),
    "received": Markdown("<code>{}</code>"),
}
"""The kinds that Markdown or HTML has a form for; any other is a class."""


def written(phrase: Phrase, here: Path) -> Markdown:
    """A phrase as it stands on a page, at `here` relative to `docs/`."""
    match phrase:
        case str():
            return Markdown.escape(phrase)
        case Link(shown, to, sign):
            attributes = f"{{: {_SIGN.format(sign)} }}" if sign else ""
            return Markdown(f"[{written(shown, here)}]({_way(to, str(here))}){attributes}")
        case Marked(kind, inside):
            text = written(inside, here)
            form = _OWN_FORM.get(kind)
            return form.format(text) if form else SPAN.format(Markdown(kind), text)
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


@lru_cache(maxsize=2**14)
def _way(target: str, here: str) -> str:
    """The way from a page to another, both relative to `docs/`; the disk is not asked."""
    to, start = target.split("/"), here.split("/")[:-1]
    shared = 0
    while shared < min(len(to) - 1, len(start)) and to[shared] == start[shared]:
        shared += 1
    return "/".join([".."] * (len(start) - shared) + to[shared:])
