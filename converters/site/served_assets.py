"""The last step of a built site, whatever built it: what is served, and nothing else.

Readers on a slow line wait for each byte: scripts are served without comments and blanks, and under
names that say what is in them (`content_names`). The files under `docs/assets` are the ones to
read. What comes with its own licence (`assets/vendor`) is served as it came. What a theme brings
and no page loads does not stay. A web page as received is served as text: it may hold any script,
which no reader of this site shall run.
"""

from __future__ import annotations

import re
from pathlib import Path

import rjsmin

from converters.disk import whole_files
from converters.ingest import kept_files
from converters.models import file_errors
from converters.models.located import InputError
from converters.readers import formats
from converters.site import content_names, site_maps

_ASSETS = "assets"
_VENDORED = "vendor"
_INDEX = "search.json"
"""Where a generator keeps an index of words, which no page loads."""


def finish(site: Path, docs: Path) -> int:
    """Make a built site ready; how many files of a theme were in it that no page loads.

    Args:
        site: its folder, which is changed.
        docs: the folder that it was built from.

    Raises:
        InputError: there is no site, or a file of it can't be read or written.
    """
    if not (site / "index.html").is_file():
        raise InputError(site / "index.html", 1, 1, "没有首页，请先生成网站")
    own = docs / _ASSETS
    scripts = {
        script.relative_to(own): f"{rjsmin.jsmin(kept_files.read_text(script))}\n"
        for script in sorted(own.rglob("*.js"))
        if _VENDORED not in script.relative_to(own).parts
    }
    for path, text in scripts.items():
        with whole_files.staged(site / _ASSETS / path) as made:
            made.write_text(text, "utf-8", newline="\n")
    useless = [path for path in _files(site / _ASSETS) if not _is_own(path, site, own)]
    useless += [path for path in [site / _INDEX] if path.exists()]
    for path in sorted((site / "sources").glob("*.html")):
        _serve_as_text(site, path)
    for path in useless:
        path.unlink(missing_ok=True)
    content_names.apply(site)
    site_maps.split(site)
    _remove_empty(site / _ASSETS)
    return len(useless)


def _serve_as_text(site: Path, path: Path) -> None:
    """Give a received page another name, and the links of its plan's pages with it."""
    served = path.with_name(formats.served_as(path.name))
    name = re.escape(path.name.encode())
    link = re.compile(rb'(<a\b[^<>]*\bhref="[^"<>]*/sources/)' + name + rb'(?=")')
    for page in sorted((site / "plans" / path.stem).rglob("*.html")):
        old = kept_files.read_made(page)
        new = link.sub(lambda match: match[1] + served.name.encode(), old)
        if new != old:
            with whole_files.staged(page) as made:
                made.write_bytes(new)
    try:
        path.rename(served)
    except OSError as error:
        raise file_errors.unwritten(served, error) from error


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _is_own(path: Path, site: Path, own: Path) -> bool:
    return (own / path.relative_to(site / _ASSETS)).exists()


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
