"""What programs read of the whole site: feed, search, what robots may; and its one style sheet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import rcssmin

from converters.citation import titles
from converters.ingest.site_settings import SiteSettings
from converters.library.fold import Changed, Event
from converters.models.page import Page, View

_LIKE = "@media layer-"
"""What takes the place of `@layer`: rcssmin knows of no other block with rules in it, and would
take `.a :is(.b)` in it for a declaration."""

SHEET = Path("assets/css/site.css")
"""Where the one sheet stands: beside those it is made of, so that what they link to is found."""

_NAMESPACE = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")
"""Of names that are addresses (RFC 9562, 6.6)."""

_SHOWN = 50
"""Changes in the feed; a reader who comes once a month misses none."""

_MOST_ADDRESSES = 40
"""Of one revision and one sort; the page of the plan has all."""

_NAMES = ("feed.xml", "robots.txt", "llms.txt", "offline-worker.js", "opensearch.xml")
"""What lies in the root of the site, where it is asked for: the worker for reading without a
network sees only what is below it."""

_NEW, _NEWER, _REVISED, _WITHDRAWN = "新收", "新版", "改订", "撤下"


class Told(NamedTuple):
    """What the feed says of a plan: what has happened to it when.

    Args:
        what: in a word.
        title: the plan, as it is cited.
        work: its work id.
        date: the day, ISO 8601.
        summary: in a sentence, if there is more to say and no addresses.
        addresses: in words what has become of them; the first of them, each with how it is written;
            how many there are.
        older: in words the plans that it takes the place of.
    """

    what: str
    title: str
    work: str
    date: str
    summary: str = ""
    addresses: tuple[tuple[str, tuple[tuple[str, str], ...], int], ...] = ()
    older: tuple[str, ...] = ()


class SiteView(NamedTuple):
    """What the files say.

    Args:
        settings: of the site.
        told: what has happened when, the latest first.
    """

    settings: SiteSettings
    told: tuple[Told, ...]

    @property
    def base(self) -> str:
        """What addresses begin with: that of the site; nothing if it is not known."""
        return self.settings.address or ""

    @property
    def id(self) -> str:
        """What the feed is known by, wherever the site is published."""
        return _urn(self.settings.name)

    def id_of(self, told: Told) -> str:
        """What an entry is known by, likewise."""
        return _urn(self.settings.name, told.work, told.date)


def views(settings: SiteSettings | None, changes: Sequence[Event]) -> Iterator[SiteView]:
    """What there is to say; nothing of what is no site."""
    if settings:
        yield SiteView(settings, tuple(map(_told, changes[:_SHOWN])))


def _told(event: Event) -> Told:
    if not isinstance(event, Changed):
        title, ground = titles.of_work(event.work), f"{event.ground.rstrip('。')}。"
        return Told(_WITHDRAWN, title, event.work, event.date, ground)
    change, card = event.change, event.card
    if change.is_new and card.replaces:
        older = tuple(map(titles.of_work, card.replaces))
        return Told(_NEWER, card.citation, card.work, change.date, older=older)
    if change.is_new:
        return Told(_NEW, card.citation, card.work, change.date, "收入一份规划，逐条可引。")
    addresses = (("新增的地址", change.added), ("文字有改的地址", change.revised))
    listed = tuple(
        (word, tuple((id_, event.names.get(id_, id_)) for id_ in ids[:_MOST_ADDRESSES]), len(ids))
        for word, ids in addresses
        if ids
    )
    return Told(_REVISED, card.citation, card.work, change.date, addresses=listed)


def pages(view: SiteView) -> Iterator[View]:
    """The files of the root; one of them, `opensearch.xml`, needs a whole address."""
    for name in _NAMES:
        if view.base or name != "opensearch.xml":
            yield View(Path(name), name, view)


def _urn(*parts: str) -> str:
    """A name for ever: a UUID of version 5 (RFC 9562, 5.5) in the name space of addresses.

    The module of that name also makes some of the clock, and is none for a build.
    """
    made = bytearray(hashlib.sha1(_NAMESPACE + "\n".join(parts).encode()).digest()[:16])
    made[6] = made[6] & 0x0F | 0x50
    made[8] = made[8] & 0x3F | 0x80
    digits = made.hex()
    groups = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return f"urn:uuid:{'-'.join(groups)}"


def sheet(text: str) -> Iterator[Page]:
    """The one sheet of all pages; none if there are no sheets."""
    if text:
        known = re.sub(r"^@layer (?=[\w-]+ \{$)", _LIKE, text, flags=re.MULTILINE)
        yield Page(SHEET, f"{rcssmin.cssmin(known).replace(_LIKE, '@layer ')}\n")
