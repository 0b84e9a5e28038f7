"""本文名称: the index of the names of one plan, at the foot of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from converters.citation import clause_addresses
from converters.citation.clause_addresses import Address
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import spelling
from converters.names.authority import SCHEME_WORDS, Authority, AuthorityRecord
from converters.names.plan_names import PlanNames
from converters.text import escape, punctuation

SECTIONS = {scheme: SCHEME_WORDS[scheme] for scheme in ("agencies", "terms", "instruments")}
"""The kinds of names that have pages, in words."""


def section(plan: Plan, names: PlanNames) -> Iterator[str]:
    """本文名称: every name of the plan by kind and pinyin, each with the clauses it stands in."""
    found = names.by_key
    if not found:
        return
    addresses = clause_addresses.of(plan)
    yield '<div class="names-of-plan" markdown="block">'
    yield "## 本文名称 {: #names }"
    for scheme, word in SECTIONS.items():
        records = [names.authority.records[key] for key in found if key.startswith(f"{scheme}/")]
        if records:
            yield f"### {word} {len(records)} {{: #names-{scheme} }}"
            ordered = sorted(records, key=partial(_order, names.authority))
            yield "\n".join(_line(record, found[record.key], addresses) for record in ordered)
    yield "</div>"


def _order(authority: Authority, record: AuthorityRecord) -> tuple[str, str]:
    """As in the lists of names: by pinyin, then by key."""
    return authority.order.get(record.key) or spelling.order(record.pref), record.key


def _line(
    record: AuthorityRecord, mentions: Iterable[Mention], addresses: Mapping[str, Address]
) -> str:
    units = dict.fromkeys(mention.unit for mention in mentions)
    links = "、".join(f"[{escape.markdown(addresses[unit].shown)}](#{unit})" for unit in units)
    name = escape.markdown(punctuation.restore(record.pref))
    return f'- [{name}](../../{record.key}.md){{: .name }} <span class="at">{links}</span>'
