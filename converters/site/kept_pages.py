"""The site by MkDocs, which renders only the pages that it has not rendered before.

What a page becomes depends on its Markdown, what is drawn round it, the skeleton and the program,
and on no other page: links of one page to another are checked when the site is whole. So a page is
kept by a hash of these, and MkDocs is told of it as one that exists and is not to be rendered. The
pages of the navigation are always rendered: they are few, and know of each other.
"""

from __future__ import annotations

import json
import logging
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from converters.disk import whole_files
from converters.ingest import kept_files
from converters.models import file_errors
from converters.models.located import InputError
from converters.site import drawn_pages
from converters.work import keys
from converters.work.cache import Cache

_GENERATOR = ("mkdocs", "mkdocs-material", "markdown", "jinja2")
"""The packages whose version decides what a page becomes."""

_AT_ONCE = 200
"""So many pages are held in memory at a time."""

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NAME = "kept-pages"


def render(settings: Path, site: Path, cache: Cache) -> int:
    """Build the site, strictly, as `mkdocs build` does; how many pages were rendered for it.

    Args:
        settings: the file `mkdocs.yml`.
        site: the folder it is built into, which is emptied first.
        cache: holds the pages of earlier builds.

    Raises:
        InputError: the settings are wrong, a page can't be rendered without a warning, or a file
            can't be read or written. What MkDocs has to say of it is on standard error.
    """
    kept = KeptPages(cache)
    try:
        config = load_config(str(settings), strict=True, site_dir=str(site))
        config.plugins[_NAME] = kept
        build.build(config)
    except MkDocsException as error:
        raise InputError(settings, 1, 1, f"网站没有生成：{error}") from error
    cache.drop_unused(set())
    return kept.rendered


class _NoSettings(Config):  # type: ignore[no-untyped-call]
    """There is nothing to set."""


class KeptPages(BasePlugin[_NoSettings]):  # type: ignore[no-untyped-call]
    """Takes pages from earlier builds, and keeps those of this one.

    Args:
        cache: what is kept.
    """

    def __init__(self, cache: Cache) -> None:
        self.rendered = 0
        self._cache = cache
        self._keys: Mapping[str, str] = {}
        self._every: Sequence[File] = []

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The files, of which MkDocs has only those to render that are not known."""
        of_all = _of_all(config)
        named = {*_named(config["nav"])}
        self._every = files.documentation_pages()
        pages = [one for one in self._every if one.src_uri not in named]
        self._keys = {one.src_uri: _key(one, of_all, config) for one in pages}
        known: set[str] = set()
        for at in range(0, len(pages), _AT_ONCE):
            some = pages[at : at + _AT_ONCE]
            found = self._cache.get({self._keys[one.src_uri] for one in some})
            for file in some:
                if (value := found.get(self._keys[file.src_uri])) is not None:
                    _write(file, value, config)
                    known.add(file.src_uri)
        return _Rendered(files, known)

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,  # noqa: ARG002 (MkDocs gives both)
        config: MkDocsConfig,  # noqa: ARG002
    ) -> TemplateContext:
        """The map of the site has all pages."""
        context["pages"] = self._every
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Keeps a page, unless MkDocs has warned: then it must do so the next time too."""
        self.rendered += 1
        key = self._keys.get(page.file.src_uri)
        if key and not _has_warned():
            self._cache.put({key: _packed(page.meta, output)})
        return output


class _Rendered(Files):
    """All files, of which some are pages that are rendered already."""

    def __init__(self, files: Iterable[File], known: set[str]) -> None:
        super().__init__(files)
        self._known = known

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> list[File]:
        """Those that are still to be rendered."""
        pages = super().documentation_pages(inclusion=inclusion)
        return [one for one in pages if one.src_uri not in self._known]


def _of_all(config: MkDocsConfig) -> str:
    """What stands for all that the pages have in common."""
    folder = Path(config.config_file_path).parent
    skeleton = sorted(path for path in (folder / "overrides").rglob("*") if path.is_file())
    parts: list[str | bytes] = [str(config.site_url), str(config.use_directory_urls)]
    for path in (Path(config.config_file_path), *skeleton):
        parts += [path.relative_to(folder).as_posix(), kept_files.read_made(path)]
    return keys.key(*(f"{one} {metadata.version(one)}" for one in _GENERATOR), *parts)


def _named(nav: Any) -> Iterator[str]:
    """The paths that a navigation leads to, in the form that mkdocs.yml has it in."""
    if isinstance(nav, str):
        yield nav
    for one in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _named(one)


def _key(file: File, of_all: str, config: MkDocsConfig) -> str:
    """What a page is kept by."""
    docs = Path(config.docs_dir)
    path = docs / file.src_uri
    text = kept_files.decoded(path, kept_files.read_made(path))
    drawn = drawn_pages.read_for(_FRONT_MATTER.sub("", text), docs / drawn_pages.FOLDER)
    return keys.digest(of_all, file.src_uri, text, *drawn)


def _packed(meta: Mapping[str, Any], output: str) -> bytes:
    told = json.dumps(meta, ensure_ascii=False, default=str)
    return zlib.compress(f"{told}\n{output}".encode("utf-8", "xmlcharrefreplace"), 1)


def _write(file: File, value: bytes, config: MkDocsConfig) -> None:
    """Writes a page that is known, of which the map of the site needs what it says of itself."""
    told, output = zlib.decompress(value).split(b"\n", 1)
    page = Page(None, file, config)
    page.meta = json.loads(told)
    path = Path(config.site_dir) / file.dest_uri
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_errors.unwritten(path, error) from error
    with whole_files.staged(path) as made:
        made.write_bytes(output)


def _has_warned() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(one.get_counts() for one in handlers if isinstance(one, CountHandler))
