"""Pages by templates: what they are given is text, and stays text.

Each value is escaped where it is put in, in HTML by Jinja's autoescape, in Markdown by references
for every mark that Markdown or HTML could take for its own; control characters are shown as their
symbols. What is Markdown already says so itself, by its type. A template has no logic but
conditions and loops.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jinja2

from converters.models.page import Page, View
from converters.models.phrase import Marked, words
from converters.text import escape
from converters.text.markdown import Markdown
from converters.views import title_phrases
from converters.writing import phrases

_BLANK_LINES = re.compile(r"\n{3,}")


def render(name: str, /, **values: Any) -> str:
    """The template `converters/templates/<name>`, of HTML or of text, with these values."""
    return _environment("html").get_template(name).render(values)


def page(view: View) -> Page:
    """A file, as its template writes what it says; in Markdown one blank line between blocks."""
    if not view.template.endswith(".md"):
        return Page(view.path, render(view.template, page=view.says))
    template = _environment("markdown").get_template(view.template)
    written = template.render(here=view.path, page=view.says)
    return Page(view.path, _BLANK_LINES.sub("\n\n", written).strip("\n") + "\n")


@cache
def _environment(language: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("converters"),
        autoescape=lambda name: not str(name).endswith(".txt"),
        undefined=jinja2.StrictUndefined,
        finalize=_visible if language == "html" else _as_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["front_matter"] = lambda text: Markdown(escape.front_matter(text))
    environment.filters["phrases"] = title_phrases.phrases
    environment.filters["phrased"] = _phrased
    return environment


def _phrased(title: str | Marked) -> Markdown:
    """A title in Markdown that may be broken between its phrases; the editor's is set apart."""
    if isinstance(title, Marked):
        return phrases.SPAN.format(Markdown(title.kind), _phrased(words(title.inside)))
    return Markdown("<wbr>".join(map(Markdown.escape, title_phrases.phrases(title))))


def _visible(value: Any) -> Any:
    return escape.visible(value) if type(value) is str else value


@jinja2.pass_context
def _as_markdown(context: jinja2.runtime.Context, value: Any) -> Any:
    if type(value) is str:
        return Markdown.escape(value)
    return phrases.written(value, context["here"]) if isinstance(value, tuple) else value
