"""Scripts, sheets and the data of the search, named by what is in them.

A browser keeps files for a while, each for itself: a page could be shown with a script, or a
search give names to units, that are of another day. So they lie in folders whose name says what
they hold, `assets/<name>/` and `data/search/<name>/`, and a page asks for its own or for none. Two
addresses stay, because other programs know them: `assets/search.js` hands on what the script in the
folder has, and `data/search/edition.js` says where the data are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from converters.disk import whole_files
from converters.ingest import kept_files
from converters.models import file_errors
from converters.search import scripts

_ASSETS = Path("assets")
_KINDS = {".js", ".css"}
_ENTRY = _ASSETS / "search.js"
_DATA = scripts.FOLDER
_EDITION = scripts.edition_page().path
_INDEX = _DATA / "index.js"
_TABLE = _DATA / "goto-entries-1.js"
_LENGTH = 12
"""Hexadecimal digits of a digest: enough that no two builds of a library ever share a name."""
_LOADED = re.compile(
    rb'(?P<tag><(?:script|link)\b[^<>]*?\b(?:src|href)=")(?P<root>(?:[^"<>]*/)?)'
    rb'(?P<path>(?:assets|data/search)/[^"<>?#]+)(?=["?#])'
)


def apply(site: Path) -> None:
    """Move what pages load into folders named by content, and let the pages ask for it there.

    Args:
        site: the folder of a built site, which is changed. What was moved by an earlier call stays.

    Raises:
        InputError: a page can't be read, or something can't be written.
    """
    assets = [path for path in _files(site, _ASSETS) if path.suffix in _KINDS]
    data = [path for path in _files(site, _DATA) if path != _EDITION]
    moved = {**_moved(site, _ASSETS, assets), **_moved(site, _DATA, data)}
    if data:
        forms = {"is_indexed": _INDEX in moved, "has_table": _TABLE in moved}
        page = scripts.edition_page(moved[data[0]].parent, **forms)
        _write(site / page.path, page.data)
    if _ENTRY in moved:
        handing_on = f'export * from "./{moved[_ENTRY].relative_to(_ASSETS).as_posix()}";\n'
        _write(site / _ENTRY, handing_on.encode())
    for path in sorted(site.rglob("*.html")) if moved else ():
        _name(path, moved)


def _files(site: Path, folder: Path) -> list[Path]:
    """The files of a folder, from the root of the site, that no earlier call has moved."""
    found = sorted(path for path in (site / folder).rglob("*") if path.is_file())
    here = [path.relative_to(site) for path in found]
    return [path for path in here if not _is_digest(path.relative_to(folder).parts[0])]


def _is_digest(name: str) -> bool:
    return re.fullmatch(rf"[0-9a-f]{{{_LENGTH}}}", name) is not None


def _moved(site: Path, folder: Path, files: Sequence[Path]) -> dict[Path, Path]:
    """Moves files of a folder into one of it that is named by them; where each is then."""
    digest = sha256()
    for path in files:
        data = kept_files.read_made(site / path)
        digest.update(f"{path.as_posix()} {len(data)}\n".encode() + data)
    own = folder / digest.hexdigest()[:_LENGTH]
    moved = {path: own / path.relative_to(folder) for path in files}
    for old, new in moved.items():
        try:
            (site / new).parent.mkdir(parents=True, exist_ok=True)
            (site / old).replace(site / new)
        except OSError as error:
            raise file_errors.unwritten(site / new, error) from error
    return moved


def _name(page: Path, moved: Mapping[Path, Path]) -> None:
    """Lets a page ask for what was moved."""
    old = kept_files.read_made(page)

    def named(match: re.Match[bytes]) -> bytes:
        path = Path(match["path"].decode())
        return match["tag"] + match["root"] + moved.get(path, path).as_posix().encode()

    new = _LOADED.sub(named, old)
    if new != old:
        _write(page, new)


def _write(path: Path, data: bytes) -> None:
    """What can be made again need not be on the disk before anything else happens."""
    with whole_files.staged(path) as made:
        made.write_bytes(data)
