"""The names of one plan: their index at the foot of its page, and the data of the cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pypinyin import lazy_pinyin

from converters import authority, escape, punctuation
from converters.authority import AuthorityRecord
from converters.index import Index, InPlan, by_target
from converters.models import Mention, Plan
from converters.pages import Page, clause_addresses
from converters.pages.clause_addresses import Address
from converters.pages.titles import place_names, years_shown

SECTIONS = {"agencies": "机构", "terms": "提法", "instruments": "文件"}
"""The kinds of names that have pages, in words."""

_MAX_PLANS = 8
"""How many plans a card shows."""
_MAX_FORMS = 6


def section(plan: Plan, names: Index) -> Iterator[str]:
    """本文名称: every name of the plan by kind and pinyin, each with the clauses it stands in."""
    found = by_target(names.of_plan(plan))
    if not found:
        return
    addresses = clause_addresses.of(plan)
    yield '<div class="names-of-plan" markdown="block">'
    yield "## 本文名称 {: #names }"
    for scheme, word in SECTIONS.items():
        records = [names.authority.records[key] for key in found if key.startswith(f"{scheme}/")]
        if records:
            yield f"### {word} {len(records)} {{: #names-{scheme} }}"
            ordered = sorted(records, key=sort_key)
            yield "\n".join(_line(record, found[record.key], addresses) for record in ordered)
    yield "</div>"


def sort_key(record: AuthorityRecord) -> tuple[list[str], str]:
    """The order of names: by pinyin, then as written."""
    return lazy_pinyin(record.pref), record.pref


def _line(
    record: AuthorityRecord, mentions: Iterable[Mention], addresses: Mapping[str, Address]
) -> str:
    units = dict.fromkeys(mention.unit for mention in mentions)
    links = "、".join(f"[{escape.markdown(addresses[unit].shown)}](#{unit})" for unit in units)
    name = escape.markdown(punctuation.restore(record.pref))
    return f'- [{name}](../../{record.key}.md){{: .name }} <span class="at">{links}</span>'


def cards(plan: Plan, names: Index) -> Page:
    """`names.js`: what the card of each name of the plan says, by the key of its record."""
    value = {
        key: _card(names.authority.records[key], names.of(key))
        for key in by_target(names.of_plan(plan))
    }
    lines = ",\n".join(f'"{key}": {escape.script(card)}' for key, card in value.items())
    text = f"library.names = {{\n{lines}\n}};\n"
    return Page(Path(f"plans/{plan.source.work}/names.js"), text)


def _card(record: AuthorityRecord, found: tuple[InPlan, ...]) -> dict[str, object]:
    """Kind, name, other forms, mentions by plan, and how many plans and mentions there are."""
    kind = authority.KINDS[record.scheme][record.kind]
    forms = dict.fromkeys(form for one in found for form in one.surfaces if form != record.pref)
    return {
        "kind": f"{SECTIONS[record.scheme]} · {kind}",
        "name": punctuation.restore(record.pref),
        "forms": [punctuation.restore(form) for form in list(forms)[:_MAX_FORMS]],
        "plans": [[_short(one.plan), len(one.mentions)] for one in found[:_MAX_PLANS]],
        "more": max(0, len(found) - _MAX_PLANS),
        "total": sum(len(one.mentions) for one in found),
    }


def _short(plan: Plan) -> str:
    """A plan in few words: 东昌区 2021—2025."""
    return " ".join([*place_names(plan)[-1:], years_shown(plan)])
