"""Records for the names of a plan that are in none, as far as the plan says what goes into them.

A draft is a whole record: id, full form, other forms, kind, place, first mention. A person keeps,
changes or strikes it; what the text does not settle is said beside it. Words are in
`data/drafts.yml`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from converters import lexicon
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names import divisions, name_folding, proposals
from converters.names.authority import Authority, Scope
from converters.names.divisions import Division
from converters.names.plan_names import PlanNames
from converters.text import pinyin

_WORDS = lexicon.words("drafts")
_MESSAGES = lexicon.glossary("drafts")
_LEVELS = tuple(sorted(lexicon.words("authority")["levels"], key=len, reverse=True))
_COMMITTEE: Mapping[str, str] = _WORDS["committees"]
_NUMBERS = frozenset(_WORDS["numbers"])
_WITH_UPPER = tuple(_WORDS["with_upper"])
_SCHEMES = {"agency": "agencies", "term": "terms", "instrument": "instruments"}
_LONGEST_ID = 48
_ORDINARY = 4
"""A term of fewer characters may be ordinary words: it counts only where it stands quoted."""

_LONGEST_NUMBERED = 6
"""Characters of a term that sums things up by their number: 三管三必须."""

_WORD = 2
"""So many syllables are written together in an id; no rule cuts a name into its words."""

_SLUG = re.compile("[a-z0-9]+")
_IN_BRACKETS = re.compile("[（(][^（）()]*[）)]$")
_STATE: str = _WORDS["state"]


@dataclass(frozen=True)
class Draft:
    """A record that may be added.

    Args:
        scheme: the file that it belongs to.
        id: proposed.
        pref: the full form.
        count: how often the plan has the name.
        alt: other forms in the plan.
        fields: what else goes into it, in the order in which it is written.
        doubt: what a person has to settle; empty if nothing is open.
    """

    scheme: str
    id: str
    pref: str
    count: int = 0
    alt: tuple[str, ...] = ()
    fields: Mapping[str, str | bool | Sequence[str]] = field(default_factory=dict)
    doubt: str = ""


@dataclass(frozen=True)
class Drafts:
    """What a plan has that the authority has not.

    Args:
        records: places, from above; then of each scheme the most frequent first.
        forms: names that a record has in another form: the form, and the key of the record.
    """

    records: tuple[Draft, ...]
    forms: tuple[tuple[str, str], ...]


class _Named:
    """A name of the plan that is in no record, over all its mentions."""

    def __init__(self, mention: Mention) -> None:
        self.kind = mention.kind
        self.surfaces: Counter[str] = Counter()
        self.first = mention.unit
        self.doc_number = ""

    def add(self, mention: Mention) -> None:
        self.surfaces[mention.surface] += 1
        self.doc_number = self.doc_number or mention.doc_number


def of_plan(plan: Plan, names: PlanNames) -> Drafts:
    """The records that a plan of the library lacks.

    Args:
        plan: with ids and a work id.
        names: its names, as the authority has them.

    Raises:
        ValueError: the plan has no work id, so that nothing could be cited as evidence.
    """
    if plan.work is None:
        raise ValueError("a plan without a work id")
    known = names.authority
    place = plan.record.place.value
    chain = [*_chain(place.adcode if place else "")]
    scope = Scope(place.adcode if place else "", _issuer(plan, known))
    forms: list[tuple[str, str]] = []
    found: dict[tuple[str, str], Draft] = {}
    for one in _named(plan, names):
        draft = _draft(one, plan, chain, known, scope)
        at = (draft.scheme, name_folding.fold(draft.pref))
        if same := known.resolve(draft.pref, scope):
            forms += [(surface, same[0]) for surface in one.surfaces]
        elif at in found:
            found[at] = _joined(found[at], draft)
        else:
            found[at] = draft
    records = [*_places(chain, known)]
    for scheme in _SCHEMES.values():
        of_scheme = [one for one in found.values() if one.scheme == scheme]
        records += sorted(of_scheme, key=lambda one: -one.count)
    return Drafts(tuple(_with_ids(records, known.records.keys())), tuple(forms))


def _named(plan: Plan, names: PlanNames) -> list[_Named]:
    """Names in no record, one a folded form, in the order of the plan."""
    open_ = [one for one in names.mentions if not one.is_resolved and not one.candidates]
    found: dict[tuple[str, str], _Named] = {}
    for mention in (*open_, *proposals.find(plan, names.mentions, names.authority)):
        if mention.kind in _SCHEMES:
            key = (mention.kind, name_folding.fold(mention.surface))
            found.setdefault(key, _Named(mention)).add(mention)
    return [*found.values()]


def _chain(adcode: str) -> Iterator[Division]:
    """The divisions that a place is part of, from above, and itself."""
    own = divisions.of_code(adcode)
    if own is None:
        return
    named = divisions.lineage(own).names
    codes = dict.fromkeys((f"{adcode[:2]}0000", f"{adcode[:4]}00", adcode))
    yield from (one for one in map(divisions.of_code, codes) if one and one.name in named)


def _issuer(plan: Plan, known: Authority) -> str:
    issuer, place = plan.record.issuer.value, plan.record.place.value
    found = known.resolve(issuer, Scope(place.adcode if place else "")) if issuer else ()
    return found[0] if len(found) == 1 else ""


def _draft(
    one: _Named, plan: Plan, chain: Sequence[Division], known: Authority, scope: Scope
) -> Draft:
    surface = one.surfaces.most_common(1)[0][0]
    evidence = (f"{plan.work}#{one.first}",)
    if one.kind == "agency":
        draft = _agency(surface, chain, known, scope)
    elif one.kind == "term":
        draft = _term(surface)
    else:
        draft = _instrument(surface, one.doc_number)
    alt = tuple(each for each in one.surfaces if each != draft.pref)
    alt = tuple(dict.fromkeys((*draft.alt, *alt)))
    count = one.surfaces.total()
    return replace(draft, count=count, alt=alt, fields={**draft.fields, "at": evidence})


def _joined(first: Draft, other: Draft) -> Draft:
    """One record for two names with one full form."""
    alt = tuple(dict.fromkeys((*first.alt, *other.alt)))
    return replace(first, count=first.count + other.count, alt=alt)


# Bodies.


def _agency(surface: str, chain: Sequence[Division], known: Authority, scope: Scope) -> Draft:
    owner, tail = _owned(surface, chain)
    if owner is None:
        return _without_place(surface, chain, known, scope)
    if tail == _COMMITTEE["ending"]:
        pref = f"{_COMMITTEE['before']}{_full(owner, chain)}{_COMMITTEE['after']}"
        type_ = _COMMITTEE["type"] if f"agency-types/{_COMMITTEE['type']}" in known.records else ""
        return _body(pref, "party", type_, owner, tail)
    type_, tail = _typed(tail, known)
    return _body(f"{_full(owner, chain)}{tail}", _kind("agencies", tail), type_, owner, tail)


def _owned(surface: str, chain: Sequence[Division]) -> tuple[Division | None, str]:
    """Whose body it is, by the name or the level that it begins with, and the rest of its name."""
    rest, owner = surface, None
    for division in chain:
        for name in dict.fromkeys((division.name, division.short)):
            if rest.startswith(name) and len(rest) > len(name):
                owner, rest = division, rest.removeprefix(name)
                break
    if owner is not None and not rest.startswith(_LEVELS):
        return owner, rest
    for division in reversed(chain):
        level = next((one for one in _LEVELS if division.name.endswith(one)), "")
        if level and rest.startswith(level) and len(rest) > len(level):
            after = rest.removeprefix(level)
            lower, tail = _owned(after, chain)  # 市普陀区应急管理局 is a body of 普陀区
            return (division, after) if lower is None else (lower, tail)
    return (owner, rest) if owner is not None else (None, surface)


def _full(owner: Division, chain: Sequence[Division]) -> str:
    """The name that bodies of a division begin with: 宜春市, 高台县, but 通化市东昌区."""
    at = chain.index(owner)
    upper = chain[at - 1].name if at and owner.name.endswith(_WITH_UPPER) else ""
    return f"{upper}{owner.name}"


def _typed(tail: str, known: Authority) -> tuple[str, str]:
    """The type of a body by what its name ends in, and that in full: 应急局 is 应急管理局."""
    for one in known.of_scheme("agency-types"):
        if tail == one.pref:
            return one.id, tail
        if tail in one.alt:
            return one.id, one.pref if len(tail) < len(one.pref) else tail
    return "", tail


def _body(pref: str, kind: str, type_: str, owner: Division, tail: str) -> Draft:
    slug = f"{divisions.romanized(owner)}-{type_ or _spelled(tail)}"
    fields = {"kind": kind, **({"type": type_} if type_ else {}), "place": owner.adcode}
    return Draft("agencies", slug, pref, fields=fields)


def _without_place(
    surface: str, chain: Sequence[Division], known: Authority, scope: Scope
) -> Draft:
    """A body that its name gives to no place: one of the state, or one of the issuer."""
    kind = _kind("agencies", surface)
    if kind != "section" or not chain:
        return Draft("agencies", _spelled(surface), surface, fields={"kind": kind})
    fields = {"kind": kind, "place": chain[-1].adcode}
    if not scope.issuer:
        pref = f"{_full(chain[-1], chain)}{surface}"
    else:
        above = known.records[scope.issuer]
        pref = f"{above.pref}{surface}"
        fields["broader"] = above.id
    slug = f"{divisions.romanized(chain[-1])}-{_spelled(surface)}"
    doubt = _MESSAGES["full_name"].format(surface)
    return Draft("agencies", slug, pref, alt=(surface,), fields=fields, doubt=doubt)


# Terms and documents.


def _term(surface: str) -> Draft:
    is_numbered = surface[0] in _NUMBERS and len(surface) <= _LONGEST_NUMBERED
    kind = "numbered" if is_numbered else _kind("terms", surface)
    fields: dict[str, str | bool | Sequence[str]] = {"kind": kind}
    if len(surface) < _ORDINARY and not is_numbered:
        fields["quoted"] = True
    return Draft("terms", _spelled(surface), surface, fields=fields)


def _instrument(surface: str, doc_number: str) -> Draft:
    title = _IN_BRACKETS.sub("", surface) or surface
    fields: dict[str, str | bool | Sequence[str]] = {"kind": _kind("instruments", title)}
    if doc_number:
        fields["doc_number"] = doc_number
    alt: tuple[str, ...] = ()
    if title.startswith(_STATE) and title != _STATE:
        title = title.removeprefix(_STATE)
        alt = (surface.removeprefix(_STATE),)
    return Draft("instruments", _spelled(title), surface, alt=alt, fields=fields)


def _kind(scheme: str, name: str) -> str:
    for kind, endings in _WORDS[f"of_{scheme}"]:
        if name.endswith(tuple(endings)):
            return str(kind)
    return str(_WORDS[f"of_other_{scheme}"])


# Places.


def _places(chain: Sequence[Division], known: Authority) -> Iterator[Draft]:
    for at, division in enumerate(chain):
        if f"places/{division.adcode}" not in known.records:
            fields = {"broader": chain[at - 1].adcode} if at else {}
            fields["note"] = _MESSAGES["place"]
            yield Draft("places", division.adcode, division.name, fields=fields)


# Ids.


def _spelled(name: str) -> str:
    """A name in pinyin, its place first, then two syllables a word, as far as an id may be long."""
    places, size = divisions.chain_at_start(name)
    rest = name[size:] if len(places) == 1 and size < len(name) else name
    syllables = [one for each in pinyin.syllables(rest) for one in _SLUG.findall(each.lower())]
    words = ["".join(syllables[at : at + _WORD]) for at in range(0, len(syllables), _WORD)]
    if rest != name:
        words.insert(0, divisions.romanized(places[0]))
    slug = words[0] if words else "x"
    for word in words[1:]:
        if len(slug) + len(word) >= _LONGEST_ID:
            break
        slug = f"{slug}-{word}"
    return slug


def _with_ids(drafts: Sequence[Draft], taken: Collection[str]) -> Iterator[Draft]:
    """Each with an id that no other record of its scheme has."""
    used = set(taken)
    for one in drafts:
        ids = (
            one.id if number == 1 else f"{one.id}-{number}" for number in range(1, len(used) + 3)
        )
        id_ = next(each for each in ids if f"{one.scheme}/{each}" not in used)
        used.add(f"{one.scheme}/{id_}")
        yield replace(one, id=id_)
