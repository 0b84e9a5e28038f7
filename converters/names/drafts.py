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
from converters.names import common_names, divisions, full_names, name_folding
from converters.names.authority import MENTION_KINDS, Authority, AuthorityRecord, Scope
from converters.names.divisions import Division
from converters.names.plan_names import PlanNames
from converters.text import pinyin

_WORDS = lexicon.words("drafts")
_MESSAGES = lexicon.glossary("drafts")
_NUMBERS = frozenset(_WORDS["numbers"])
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
        records: of each scheme the most frequent first. Places need none: GB/T 2260 has them.
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
    chain = [*full_names.chain(place.adcode if place else "")]
    scope = Scope(place.adcode if place else "", _issuer(plan, known))
    forms: list[tuple[str, str]] = []
    found: dict[tuple[str, str], Draft] = {}
    for one in _named(names):
        draft = _draft(one, plan, chain, known, scope)
        at = (draft.scheme, name_folding.fold(draft.pref))
        if same := known.resolve(draft.pref, scope):
            forms += [(surface, same[0]) for surface in one.surfaces]
        elif at in found:
            found[at] = _joined(found[at], draft)
        else:
            found[at] = draft
    records: list[Draft] = []
    for scheme in MENTION_KINDS:
        of_scheme = [one for one in found.values() if one.scheme == scheme]
        records += sorted(of_scheme, key=lambda one: -one.count)
    return Drafts(tuple(_with_ids(records, known.records.keys())), tuple(forms))


def _named(names: PlanNames) -> list[_Named]:
    """Names in no record, one a folded form, in the order of the plan."""
    open_ = [one for one in names.mentions if not one.is_resolved and not one.candidates]
    found: dict[tuple[str, str], _Named] = {}
    for mention in (*open_, *names.proposed):
        if mention.kind in MENTION_KINDS.values():
            key = (mention.kind, name_folding.fold(mention.surface))
            found.setdefault(key, _Named(mention)).add(mention)
    return [*found.values()]


def _issuer(plan: Plan, known: Authority) -> str:
    issuer, place = plan.record.issuer.value, plan.record.place.value
    found = known.resolve(issuer, Scope(place.adcode if place else "")) if issuer else ()
    return found[0] if len(found) == 1 else ""


def _draft(
    one: _Named, plan: Plan, chain: Sequence[Division], known: Authority, scope: Scope
) -> Draft:
    surface = one.surfaces.most_common(1)[0][0]
    evidence = (f"{plan.work}#{one.first}",)
    if shared := common_names.named(one.kind, surface):
        draft = _shared(shared)
    elif one.kind == "agency":
        draft = _agency(surface, chain, known, scope)
    elif one.kind == "term":
        draft = _term(surface)
    else:
        draft = _instrument(surface, one.doc_number)
    alt = tuple(each for each in one.surfaces if each != draft.pref)
    alt = tuple(dict.fromkeys((*draft.alt, *alt)))
    count = one.surfaces.total()
    return replace(draft, count=count, alt=alt, fields={**draft.fields, "at": evidence})


def _shared(shared: AuthorityRecord) -> Draft:
    """A name that all China shares, with what is known of it."""
    fields: dict[str, str | bool | Sequence[str]] = {"kind": shared.kind}
    if shared.quoted:
        fields["quoted"] = True
    if shared.doc_number:
        fields["doc_number"] = shared.doc_number
    slug = _spelled(shared.pref.removeprefix(_STATE) or shared.pref)
    return Draft(shared.scheme, slug, shared.pref, alt=shared.alt, fields=fields)


def _joined(first: Draft, other: Draft) -> Draft:
    """One record for two names with one full form."""
    alt = tuple(dict.fromkeys((*first.alt, *other.alt)))
    return replace(first, count=first.count + other.count, alt=alt)


# Bodies.


def _agency(surface: str, chain: Sequence[Division], known: Authority, scope: Scope) -> Draft:
    body = full_names.body(surface, chain, full_names.types(known))
    if body.owner is None:
        return _without_place(surface, chain, known, scope)
    slug = f"{divisions.romanized(body.owner)}-{body.type or _spelled(body.tail)}"
    fields = {"kind": body.kind, **({"type": body.type} if body.type else {})}
    return Draft("agencies", slug, body.pref, fields={**fields, "place": body.owner.adcode})


def _without_place(
    surface: str, chain: Sequence[Division], known: Authority, scope: Scope
) -> Draft:
    """A body that its name gives to no place: one of the state, or one of the issuer."""
    kind = full_names.kind("agencies", surface)
    if kind != "section" or not chain:
        return Draft("agencies", _spelled(surface), surface, fields={"kind": kind})
    fields = {"kind": kind, "place": chain[-1].adcode}
    if not scope.issuer:
        pref = f"{full_names.with_upper(chain[-1], chain)}{surface}"
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
    kind = "numbered" if is_numbered else full_names.kind("terms", surface)
    fields: dict[str, str | bool | Sequence[str]] = {"kind": kind}
    if len(surface) < _ORDINARY and not is_numbered:
        fields["quoted"] = True
    return Draft("terms", _spelled(surface), surface, fields=fields)


def _instrument(surface: str, doc_number: str) -> Draft:
    title = _IN_BRACKETS.sub("", surface) or surface
    fields: dict[str, str | bool | Sequence[str]] = {"kind": full_names.kind("instruments", title)}
    if doc_number:
        fields["doc_number"] = doc_number
    alt: tuple[str, ...] = ()
    if title.startswith(_STATE) and title != _STATE:
        title = title.removeprefix(_STATE)
        alt = (surface.removeprefix(_STATE),)
    return Draft("instruments", _spelled(title), surface, alt=alt, fields=fields)


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
