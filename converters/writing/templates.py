"""HTML by templates: what they are given is text, and stays text.

Each value is escaped where it is put in (Jinja's autoescape), and control characters in it are
shown as their symbols. A template has HTML, and no logic but conditions and loops.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2

from converters.text import escape
from converters.views import notes


def render(name: str, **values: Any) -> str:
    """The template `converters/templates/<name>` with these values."""
    return _environment().get_template(name).render(values)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("converters"),
        autoescape=lambda name: not str(name).endswith(".txt"),
        undefined=jinja2.StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.tests["received"] = lambda part: isinstance(part, notes.Received)
    environment.tests["reading"] = lambda part: isinstance(part, notes.Reading)
    return environment


def _visible(value: Any) -> Any:
    return escape.visible(value) if type(value) is str else value
