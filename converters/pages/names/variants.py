"""异写与近似: the forms in which a record is named, and the records that may be taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from converters.models.mention import Mention
from converters.names import name_folding
from converters.names.authority import AuthorityRecord
from converters.names.index import InPlan
from converters.pages.names.cross_references import CrossReferences
from converters.text import escape

_MOST_FORMS = 60
_MOST_PLANS = 6
_HEADS = ("字样", "见于", "处", "判定")


class _Form(NamedTuple):
    """A name as it stands, and whether all that stands in quotation marks is this name."""

    shown: str
    quoted: bool


def variants(key: str, references: CrossReferences, here: Path) -> str:
    """The table, as Markdown in HTML; the most frequent form first, look-alikes last."""
    record = references.records[key]
    forms = _forms(record, references)
    ordered = sorted(
        forms.items(), key=lambda one: (-sum(len(plan.mentions) for plan in one[1]), one[0])
    )
    rows = [_of_form(form, plans, record, references) for form, plans in ordered[:_MOST_FORMS]]
    rows += [_of_lookalike(other, references, here) for other in references.lookalikes(key)]
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    return "\n".join(
        [
            '<table class="variants" markdown="1">',
            f"<thead><tr>{heads}</tr></thead>",
            '<tbody markdown="1">',
            *rows,
            "</tbody>",
            "</table>",
        ]
    )


def _forms(record: AuthorityRecord, references: CrossReferences) -> dict[_Form, list[InPlan]]:
    found: dict[_Form, list[InPlan]] = {}
    for one in references.of(record.key):
        quoter = references.quoter(one.plan)
        of_plan: dict[_Form, list[Mention]] = {}
        for mention in one.mentions:
            quoted = name_folding.is_quoted(mention.text.text, mention.start, mention.end)
            of_plan.setdefault(_Form(quoter.shown(mention), quoted), []).append(mention)
        for form, mentions in of_plan.items():
            found.setdefault(form, []).append(InPlan(one.plan, tuple(mentions)))
    return found


def _of_form(
    form: _Form, plans: list[InPlan], record: AuthorityRecord, references: CrossReferences
) -> str:
    same = name_folding.fold(form.shown) == name_folding.fold(record.pref)
    verdict = "正写" if same else "异写"
    shown = form.shown
    if record.scheme == "instruments":
        shown = f"《{shown}》" if _is_in_brackets(plans[0].mentions[0]) else shown
    elif record.scheme == "terms":
        shown = f"“{shown}”" if form.quoted else shown
        verdict += "，有引号" if form.quoted else "，无引号"
    count = sum(len(plan.mentions) for plan in plans)
    return _row(escape.markdown(shown), references.plan_names(plans, _MOST_PLANS), count, verdict)


def _is_in_brackets(mention: Mention) -> bool:
    return mention.text.text[: mention.start].rstrip().endswith("《")


def _of_lookalike(key: str, references: CrossReferences, here: Path) -> str:
    plans = references.of(key)
    seen = references.plan_names(plans, _MOST_PLANS) or '<span class="unseen">未见</span>'
    return _row(references.link(key, here), seen, references.count(key), "近似，另立")


def _row(form: str, seen: str, count: int, verdict: str) -> str:
    cells = zip(_HEADS, (form, seen, str(count), verdict), strict=True)
    kinds = {"处": ' class="number"', "字样": ' class="form"', "判定": ' class="verdict"'}
    written = "".join(
        f'<td{kinds.get(head, "")} data-label="{head}" markdown="span">{text}</td>'
        for head, text in cells
    )
    return f'<tr markdown="1">{written}</tr>'


def variants_about(key: str, references: CrossReferences) -> Iterator[str]:
    """What is told of the table beside it."""
    yield "异写并入，近似不并" if references.lookalikes(key) else "异写并入"
