"""Markdown as a type of its own: what is put into it is escaped, unless it is Markdown itself.

As MarkupSafe has it for HTML: `Markdown("*{}*").format(text)` escapes the text, `join` and `+` too.
So no author has to remember it, and a text that is escaped twice is seen on the page.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from converters.text import escape


class Markdown(Markup):
    """Markdown that holds no text of others but escaped.

    >>> Markdown('<b>{}</b>{}').format("*甲*", Markdown("*乙*"))
    Markdown('<b>&#42;甲&#42;</b>*乙*')
    """

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Markdown:
        """A text as Markdown, with its blanks; Markdown as it is."""
        if isinstance(s, Markdown):
            return s
        return str.__new__(
            cls, s if hasattr(s, "__html__") else escape.markdown(str(s), keep_blanks=True)
        )

    def format(self, *args: Any, **kwargs: Any) -> Markdown:
        """As `str.format`, each value escaped; without what makes that of MarkupSafe slow."""
        named = {name: self.escape(value) for name, value in kwargs.items()}
        return str.__new__(Markdown, str.format(self, *map(self.escape, args), **named))
