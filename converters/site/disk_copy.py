"""The copy for reading from disk: a built site as one ZIP."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from converters.models.located import InputError
from converters.site import archives, site_maps
from converters.site.archives import Member
from converters.text import escape

_ROOT = "应急规划文库"
"""The folder in the archive; its `index.html` is the one to open."""

_FOR_HOSTS = frozenset(
    {
        "404.html",
        "llms.txt",
        "offline-worker.js",
        "robots.txt",
        site_maps.NAME,
        site_maps.PACKED,
    }
)
"""What only a host or a crawler reads, or a browser that has come through the network."""


_CUT = tuple(f"{_ROOT}/data/plans/*.{ending}" for ending in ("docx", "epub"))
"""What files are cut from that a reader chooses in the browser (docs/assets/carried/)."""


def pack(site: Path, archive: Path) -> int:
    """Write `archive` of all files of `site`, in the order of their names; gives their number.

    A page from disk may not read a file, but may load a script: what readers cut from is there as
    a script, too.

    Raises:
        InputError: there is no site, a file of it can't be read, or the archive not be written.
    """
    if not (site / "index.html").is_file():
        raise InputError(site / "index.html", 1, 1, "没有首页，请先生成网站")
    left_out = {*_FOR_HOSTS, *(path.name for path in site.glob(site_maps.PARTS))}
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.name not in left_out)
    return archives.write(archive, _with_scripts(archives.members(site, files, _ROOT)))


def _with_scripts(members: Iterable[Member]) -> Iterator[Member]:
    for member in members:
        yield member
        if any(PurePosixPath(member.name).match(cut) for cut in _CUT):
            address = escape.script(member.name.removeprefix(f"{_ROOT}/"))
            data = escape.script(base64.b64encode(member.data).decode())
            yield Member(f"{member.name}.js", f"library.zip.hand({address},{data});\n".encode())
