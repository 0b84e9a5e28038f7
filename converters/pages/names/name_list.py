"""The lists of names, `agencies/` and the like: what two or more places share, then all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.models.page import Page
from converters.names import divisions
from converters.names.authority import KINDS, SCHEME_WORDS, AuthorityRecord
from converters.pages.names.cross_references import CrossReferences
from converters.text import escape
from converters.text.pinyin import syllables
from converters.writing import links, record_table
from converters.writing.record_table import Cell, Record
from converters.writing.sections import section

_ROWS = 500
_MOST_SHARED = 100
_FIGURES = {"地区数": "number", "规划": "number", "处": "number"}
_MEASURES = {
    "agencies": "个",
    "agency-types": "类",
    "terms": "条",
    "instruments": "件",
    "places": "地",
}


@dataclass(frozen=True)
class Row:
    """A record as it is listed: what it is sorted by, and its figures."""

    record: AuthorityRecord
    pinyin: str
    places: int
    plans: int
    mentions: int


def pages(scheme: str, references: CrossReferences) -> Iterator[Page]:
    """The list of one scheme; so many rows a page."""
    rows = _rows(scheme, references)
    count = max(1, -(-len(rows) // _ROWS))
    for number in range(1, count + 1):
        here = _path(scheme, number)
        parts = [*_head(scheme, len(rows), here, number)]
        if number == 1:
            parts += _of_shared(scheme, rows, references, here)
            if scheme == "agencies":
                types = _rows("agency-types", references)
                parts += _of_shared("agency-types", types, references, here)
        shown = rows[_ROWS * (number - 1) : _ROWS * number]
        turning = list(_turning(scheme, number, count))
        body = [*turning, *_all(scheme, shown, references, here), *turning]
        parts += section("## 全部 {: #all }", _order(scheme), body)
        yield Page(here, "\n\n".join(parts) + "\n")


def shared(scheme: str, references: CrossReferences) -> list[Row]:
    """The records of a scheme that two or more places share, that of most places first."""
    return _shared(_rows(scheme, references))


def _shared(rows: Sequence[Row]) -> list[Row]:
    found = [row for row in rows if row.places > 1]
    return sorted(found, key=lambda row: (-row.places, -row.plans, -row.mentions, row.pinyin))


def _rows(scheme: str, references: CrossReferences) -> list[Row]:
    """All records of a scheme, in the order of the list."""
    kinds = list(KINDS.get(scheme, {}))
    rows = [_row(record, references) for record in references.index.authority.of_scheme(scheme)]
    return sorted(rows, key=lambda row: (_rank(row.record, kinds), row.pinyin, row.record.id))


def _path(scheme: str, number: int) -> Path:
    """No record has the id `index`, so that no page of one stands there."""
    return Path(f"{scheme}/index.md" if number == 1 else f"{scheme}/index/{number}.md")


def _row(record: AuthorityRecord, references: CrossReferences) -> Row:
    keys = [record.key]
    if record.scheme == "agency-types":
        keys = list(references.index.below(record.key))
        places = {references.records[key].place for key in keys} - {""}
    elif record.scheme == "places":
        places = {record.id}
    else:
        places = set(references.places(record.key))
    plans = {one.plan.source.work for key in keys for one in references.of(key)}
    if record.scheme == "places":
        plans = {plan.source.work for plan in references.plans_by_place.get(record.id, ())}
        keys = [key for key in references.index.below(record.key) if key.startswith("agencies/")]
    mentions = sum(map(references.count, keys))
    return Row(record, pinyin(record.pref), len(places), len(plans), mentions)


def pinyin(name: str) -> str:
    """What a name is sorted by: its syllables without tones; after them the name."""
    plain = "".join(char for char in name if char.isalnum())
    return " ".join(syllables(plain)).lower()


def _rank(record: AuthorityRecord, kinds: Sequence[str]) -> tuple[int, str]:
    """Places go by their code, all else by kind."""
    if record.scheme == "places":
        return 0, record.id
    return (kinds.index(record.kind) if record.kind in kinds else 0), ""


def _head(scheme: str, total: int, here: Path, number: int) -> Iterator[str]:
    further = f"（第 {number} 页）" if number > 1 else ""
    title = SCHEME_WORDS[scheme] + further
    yield f"---\ntitle: {escape.front_matter(title)}\nhide: [toc]\nscripts: [records]\n---"
    yield '<div class="name-head" markdown="block">'
    yield f"# {title} {{: #page }}"
    yield f"{_lead(scheme, total, here)}\n{{: .lead }}"
    yield "</div>"


def _lead(scheme: str, total: int, here: Path) -> str:
    lead = f"共 {total} {_MEASURES[scheme]}。"
    others = {
        "agencies": ("agency-types", "places"),
        "agency-types": ("agencies",),
        "places": ("agencies",),
    }
    beside = [
        links.link(SCHEME_WORDS[one], f"{one}/index.md", here) for one in others.get(scheme, ())
    ]
    return lead + (f"另见{'、'.join(beside)}。" if beside else "")


def _of_shared(
    scheme: str, rows: Sequence[Row], references: CrossReferences, here: Path
) -> Iterator[str]:
    """What two or more places share, as a section."""
    found = _shared(rows)
    if not found:
        return
    records = [_record(scheme, row, references, here) for row in found[:_MOST_SHARED]]
    body = [record_table.table(f"两地以上共有的{SCHEME_WORDS[scheme]}", _columns(scheme), records)]
    if len(found) > _MOST_SHARED:
        body.append(f"此处列出 {_MOST_SHARED} {_MEASURES[scheme]}，其余在下表中。")
    is_type = scheme == "agency-types"
    about = f"{'两地以上都有' if is_type else '见于两地以上'}，{len(found)} {_MEASURES[scheme]}"
    heading = "## 同类 {: #types }" if is_type else "## 共有 {: #shared }"
    yield from section(heading, about, body)


def _all(
    scheme: str, rows: Sequence[Row], references: CrossReferences, here: Path
) -> Iterator[str]:
    if not rows:
        yield "尚无。"
        return
    records = [_record(scheme, row, references, here) for row in rows]
    yield record_table.table(f"全部{SCHEME_WORDS[scheme]}", _columns(scheme), records)


def _order(scheme: str) -> str:
    if scheme == "places":
        return "依行政区划代码"
    return "分类，再依拼音" if KINDS.get(scheme) else "依拼音"


def _turning(scheme: str, number: int, count: int) -> Iterator[str]:
    if count == 1:
        return
    here = _path(scheme, number)
    shown = [
        f"**{one}**" if one == number else links.link(str(one), str(_path(scheme, one)), here)
        for one in dict.fromkeys((1, *range(number - 3, number + 4), count))
        if 1 <= one <= count
    ]
    yield f"第 {number} 页，共 {count} 页 " + " ".join(shown) + "\n{: .links .turning }"


_Column = Callable[[Row, CrossReferences, Path], Cell]


def _kind(row: Row, _references: CrossReferences, _here: Path) -> Cell:
    kinds = KINDS[row.record.scheme]
    word = kinds[row.record.kind]
    return Cell(word, f"{list(kinds).index(row.record.kind):02} {row.pinyin}")


def _place(row: Row, references: CrossReferences, here: Path) -> Cell:
    place = row.record.place
    return Cell(references.link(f"places/{place}", here) if place else "", place)


def _number(row: Row, references: CrossReferences, _here: Path) -> Cell:
    number = row.record.doc_number or next(
        (
            mention.doc_number
            for one in references.of(row.record.key)
            for mention in one.mentions
            if mention.doc_number
        ),
        "",
    )
    return Cell(escape.markdown(number), number)


def _level(row: Row, _references: CrossReferences, _here: Path) -> Cell:
    return Cell(divisions.level(row.record.id), row.record.id)


def _above(row: Row, references: CrossReferences, here: Path) -> Cell:
    above = row.record.broader
    return Cell(references.link(f"places/{above}", here) if above else "", above)


def _agencies(row: Row, references: CrossReferences, _here: Path) -> Cell:
    below = references.index.below(row.record.key)
    return Cell(str(sum(key.startswith("agencies/") for key in below)))


_OWN: Mapping[str, Mapping[str, _Column]] = {
    "agencies": {"类别": _kind, "地区": _place},
    "agency-types": {"机构": _agencies},
    "terms": {"类别": _kind},
    "instruments": {"类别": _kind, "发文字号": _number},
    "places": {"级别": _level, "上级": _above, "机构": _agencies},
}
"""The columns of each list between the name and the figures."""


def _columns(scheme: str) -> dict[str, str]:
    own = {head: "number" if head == "机构" else "short" for head in _OWN[scheme]}
    figures = {k: v for k, v in _FIGURES.items() if scheme != "places" or k == "规划"}
    return {"名称": "title", **own, **figures}


def _record(scheme: str, row: Row, references: CrossReferences, here: Path) -> Record:
    own = [column(row, references, here) for column in _OWN[scheme].values()]
    figures = [row.plans] if scheme == "places" else [row.places, row.plans, row.mentions]
    cells = [
        Cell(references.link(row.record.key, here), row.pinyin),
        *own,
        *(Cell(str(figure)) for figure in figures),
    ]
    kind = KINDS.get(scheme, {}).get(row.record.kind, "")
    return Record(cells, facets={"kind": kind} if kind else {})
