"""The names of a plan that no record has: what each is called in full, and where it stands.

No person has looked at them. They have no address of their own; within their plan each is one
name, whatever form it has there, and a name of the same kind and full form in another plan is taken
for the same one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from converters.models.mention import Mention, MentionKind
from converters.models.plan import Plan
from converters.names import common_names, full_names, name_folding, proposals, spelling
from converters.names.authority import MENTION_KINDS, Authority
from converters.names.full_names import Body

_SCHEMES: Mapping[MentionKind, str] = {kind: scheme for scheme, kind in MENTION_KINDS.items()}

ID = "name-"
LONGEST_ID = 48
"""An id is the first of these and so many characters of the spelling, then a number where two
names are spelt alike."""


@dataclass(frozen=True)
class UnreviewedName:
    """A name in no record.

    Args:
        scheme: the file of the authority that a record of it would be in.
        pref: its full form, as far as it is known; else the first form in the plan.
        kind: which kind of the scheme it is of, by its form.
        mentions: in the order of the page, at least one.
        type: of a body the id of its type, empty if that is not known.
        place: of a body the code of its place, empty if that is not known.
        doc_number: of a document.
        is_local: whether it names something of this plan or its issuer only (综合科): another plan
            that has it too means another thing.
        id: of its entry in the plan's index of names, where it is linked to.
        spelt: its full form in pinyin, a capital where a syllable begins.
    """

    scheme: str
    pref: str
    kind: str
    mentions: tuple[Mention, ...]
    type: str = ""
    place: str = ""
    doc_number: str = ""
    is_local: bool = False
    id: str = ""
    spelt: str = ""

    @property
    def form(self) -> str:
        """What it is compared by with names of other plans."""
        return f"{self.scheme}/{name_folding.fold(self.pref)}"

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The forms that it has in the plan, each once."""
        return tuple(dict.fromkeys(one.surface for one in self.mentions))


def of_plan(
    plan: Plan, known: Sequence[Mention], inside: Iterable[Mention], authority: Authority
) -> tuple[UnreviewedName, ...]:
    """The names of a plan that are in no record, in the order of their first mention.

    Args:
        plan: with ids.
        known: its mentions by the authority, resolved or not.
        inside: bodies inside titles that are in no record.
        authority: the records.
    """
    open_ = [one for one in known if one.kind in _SCHEMES and not one.is_resolved]
    unknown = [one for one in open_ if not one.candidates]
    found = [*unknown, *proposals.find(plan, known, authority), *inside]
    reader = full_names.Reader(plan, authority)
    names: dict[str, UnreviewedName] = {}
    mentions: dict[str, list[Mention]] = {}
    known_forms: dict[tuple[str, str, bool], UnreviewedName] = {}
    for mention in sorted(found, key=lambda one: (one.span.start, -one.end)):
        said = (mention.kind, mention.surface, bool(mention.role))
        if said not in known_forms:
            known_forms[said] = _of(mention, reader)
        name = known_forms[said]
        number = mention.doc_number
        first = names.setdefault(name.form, name)
        if number and not first.doc_number:
            names[name.form] = replace(first, doc_number=number)
        mentions.setdefault(name.form, []).append(mention)
    whole = (replace(one, mentions=tuple(mentions[form])) for form, one in names.items())
    return tuple(_with_ids(whole))


def _with_ids(names: Iterable[UnreviewedName]) -> Iterator[UnreviewedName]:
    """Each with an id of its own: its pinyin and, where two are spelt alike, a number."""
    used: Counter[str] = Counter()
    for one in names:
        spelt = spelling.syllabled(one.pref)
        id_ = f"{ID}{spelt[:LONGEST_ID].lower()}"
        used[id_] += 1
        yield replace(one, id=id_ if used[id_] == 1 else f"{id_}-{used[id_]}", spelt=spelt)


def _of(mention: Mention, reader: full_names.Reader) -> UnreviewedName:
    scheme, surface = _SCHEMES[mention.kind], mention.surface
    shared = common_names.named(mention.kind, surface)
    if shared:
        number = mention.doc_number or shared.doc_number
        return UnreviewedName(scheme, shared.pref, shared.kind, (mention,), doc_number=number)
    if scheme == "agencies":
        body: Body = reader.body(surface, is_unit=bool(mention.role))
        return UnreviewedName(
            scheme,
            body.pref,
            body.kind,
            (mention,),
            type=body.type,
            place=body.owner.adcode if body.owner else "",
            is_local=body.owner is None,
        )
    return UnreviewedName(
        scheme,
        surface,
        full_names.kind(scheme, surface),
        (mention,),
        doc_number=mention.doc_number,
        is_local=scheme == "instruments" and full_names.is_relative(surface),
    )
