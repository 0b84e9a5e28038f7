"""What a link to a name tells before it is followed: `<scheme>/<id>/preview.js`.

The data is a script in the folder of the page that the link leads to: a page from disk may not
fetch. It is loaded when a reader first points at such a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from converters import lexicon
from converters.citation.cards import Card
from converters.library.references import InPlan, References
from converters.models.page import Page
from converters.names import authority
from converters.names.authority import AuthorityRecord
from converters.text import escape, punctuation
from converters.text.json_value import Json
from converters.views.names_of_plan import SCHEMES

_LED_TO = (*SCHEMES, "agency-types")
_ENDED = lexicon.glossary("ended")
_MOST_PLANS = 8
_MOST_FORMS = 6


def pages(key: str, references: References) -> Iterator[Page]:
    """Who mentions a record of a kind that links lead to."""
    told = value(key, references)
    if told is not None:
        yield page(key, told)


def value(key: str, references: References) -> Json:
    """What a link to a record tells; None if links to such records tell nothing."""
    record = references.records[key]
    return _name(record, references.of(key)) if record.scheme in _LED_TO else None


def page(key: str, told: Json) -> Page:
    """The script at an address."""
    return Page(Path(f"{key}/preview.js"), f'library.previews["{key}"] = {escape.script(told)};\n')


def _name(record: AuthorityRecord, found: tuple[InPlan, ...]) -> dict[str, Json]:
    """Kind, name, other forms; by plan where it stands first and how often; the sums.

    A type of agency stands where its agencies do: their names are no forms of its own.
    """
    kind = authority.KINDS.get(record.scheme, {}).get(record.kind)
    ended = _ENDED[record.fate.how] if record.fate else None
    surfaces = (form for one in found for form in one.named.surfaces if record.scheme in SCHEMES)
    forms = dict.fromkeys(form for form in surfaces if form != record.pref)
    return {
        "kind": " · ".join(filter(None, (authority.SCHEME_WORDS[record.scheme], kind, ended))),
        "name": punctuation.restore(record.pref),
        "forms": [punctuation.restore(form) for form in list(forms)[:_MOST_FORMS]],
        "plans": [
            [
                _short(one.card),
                one.count,
                f"plans/{one.card.work}/#{one.named.occurrences[0].part}",
            ]
            for one in found[:_MOST_PLANS]
        ],
        "more": max(0, len(found) - _MOST_PLANS),
        "total": sum(one.count for one in found),
    }


def _short(card: Card) -> str:
    """A plan in few words: 东昌区 2021—2025."""
    return " ".join([*card.place_names[-1:], card.years])
