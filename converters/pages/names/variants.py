"""各种写法: the forms in which a record is named, and the records that may be taken for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from converters import lexicon
from converters.library.facts import Occurrence
from converters.library.references import InPlan, References
from converters.models.phrase import Marked, Phrase
from converters.names import name_folding
from converters.names.authority import AuthorityRecord
from converters.pages.names import name_links

_FORMER, _MERGED = lexicon.glossary("name_fields")["former"], lexicon.glossary("fates")["merged"]
_PREF, _ALSO = (lexicon.glossary("name_fields")[name] for name in ("pref", "alt"))
_MOST_FORMS = 60
_MOST_PLANS = 6


class Row(NamedTuple):
    """A form, or a record of its own: the plans it is seen in, how often, and what it is."""

    form: Phrase
    seen: Phrase
    total: int
    verdict: str


class Variants(NamedTuple):
    """The table, and what is told of it beside it."""

    about: str
    rows: Sequence[Row]


class _Form(NamedTuple):
    """A name as it stands, and whether all that stands in quotation marks is this name."""

    shown: str
    quoted: bool


class _Seen(NamedTuple):
    """The occurrences of one form in one plan."""

    here: InPlan
    occurrences: tuple[Occurrence, ...]


def variants(key: str, references: References) -> Variants:
    """The table; the most frequent form first, look-alikes last."""
    record = references.records[key]
    forms = _forms(record, references)
    ordered = sorted(forms.items(), key=lambda one: (-_count(one[1]), one[0]))
    lookalikes = references.relations.lookalikes(key)
    verdicts = _verdicts(record, references)
    rows = [_of_form(form, seen, record, verdicts) for form, seen in ordered[:_MOST_FORMS]]
    rows += [_of_lookalike(other, references) for other in lookalikes]
    apart = "；相近而另有所指的，另有一页" if lookalikes else ""
    return Variants(f"写法不同，说的是同一个，都算在内{apart}", rows)


def _forms(record: AuthorityRecord, references: References) -> dict[_Form, list[_Seen]]:
    found: dict[_Form, list[_Seen]] = {}
    for one in references.of(record.key):
        of_plan: dict[_Form, list[Occurrence]] = {}
        for occurrence in one.named.occurrences:
            form = _Form(occurrence.shown, occurrence.is_quoted)
            of_plan.setdefault(form, []).append(occurrence)
        for form, occurrences in of_plan.items():
            found.setdefault(form, []).append(_Seen(one, tuple(occurrences)))
    return found


def _count(seen: list[_Seen]) -> int:
    return sum(len(one.occurrences) for one in seen)


def _verdicts(record: AuthorityRecord, references: References) -> Mapping[str, str]:
    """What a form is, folded; any other is but another way of writing."""
    merged = references.relations.authority.absorbed.get(record.key, ())
    told = {form: _MERGED for one in merged for form in one.forms}
    told |= {one.name: _FORMER for one in record.former}
    told[record.pref] = _PREF
    return {name_folding.fold(form): verdict for form, verdict in told.items()}


def _of_form(
    form: _Form, seen: list[_Seen], record: AuthorityRecord, verdicts: Mapping[str, str]
) -> Row:
    verdict = verdicts.get(name_folding.fold(form.shown), _ALSO)
    shown = form.shown
    if record.scheme == "instruments":
        shown = f"《{shown}》" if seen[0].occurrences[0].is_bracketed else shown
    elif record.scheme == "terms":
        shown = f"“{shown}”" if form.quoted else shown
    plans = name_links.plans_named([one.here for one in seen], _MOST_PLANS)
    return Row(shown, plans, _count(seen), verdict)


def _of_lookalike(key: str, references: References) -> Row:
    plans = references.of(key)
    seen = name_links.plans_named(plans, _MOST_PLANS) or Marked("unseen", "未见")
    form = name_links.named(references.records, key)
    return Row(form, seen, references.count(key), "相近，另有一页")
