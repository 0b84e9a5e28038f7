"""An extension of Python-Markdown: a `<caption>` in a table is an element of its own.

Python-Markdown does not count it among the elements of blocks and puts it into a paragraph, which
no table may hold (HTML, 4.9.1). MkDocs loads this by its name in mkdocs.yml.
"""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown


class TableCaptions(Extension):
    """With it, `markdown="span"` works for a caption as for a cell."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Adds the element to those that `md` keeps as they are."""
        md.block_level_elements.append("caption")


def makeExtension(**options: Any) -> TableCaptions:  # noqa: N802 (as above)
    """The extension, for Python-Markdown."""
    return TableCaptions(**options)
