"""The terms of the library as a workbook: what each is called, of what kind, in how many plans."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from converters import lexicon
from converters.library.relations import Relations
from converters.models.page import Packed
from converters.names.authority import KINDS
from converters.pages.names.name_list import Row
from converters.writing import workbook
from converters.writing.workbook import Cell, Column, Linked, Sheet

_WORDS = lexicon.glossary("name_fields")
_SCHEMES = lexicon.glossary("schemes")
_COLUMNS = (
    Column(_WORDS["pref"], 24),
    Column(_WORDS["kind"], 8),
    Column(_WORDS["alt"], 30),
    Column(_WORDS["broader"], 20),
    Column("地区数", 8),
    Column("规划数", 8),
    Column("处数", 8),
    Column("编号", 16),
)


def page(rows: Sequence[Row], relations: Relations, site: str | None = None) -> Packed:
    """The file `data/terms.xlsx`.

    Args:
        rows: the terms in the order of their list, with their figures.
        relations: of the records.
        site: the address of the site, with a slash at its end; without one nothing leads there.
    """
    made: list[list[Cell]] = []
    for row in rows:
        record = relations.records[row.key]
        broader = relations.records.get(f"terms/{record.broader}") if record.broader else None
        made.append(
            [
                Linked(record.pref, f"{site}{row.key}/" if site else ""),
                KINDS["terms"].get(record.kind, record.kind),
                "、".join(name for name in record.names if name != record.pref),
                broader.pref if broader else "",
                row.places,
                row.plans,
                row.mentions,
                row.key,
            ]
        )
    sheet = Sheet(_SCHEMES["terms"], _COLUMNS, made)
    return Packed(Path("data/terms.xlsx"), workbook.dump([sheet]))
