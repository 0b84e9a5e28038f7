"""The names of a plan that no record has: what each is called in full, and where it stands.

No person has looked at them. They have no address of their own; within their plan each is one
name, whatever form it has there, and a name of the same kind and full form in another plan is taken
for the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from converters.models.mention import Mention, MentionKind
from converters.models.plan import Plan
from converters.names import common_names, full_names, name_folding, proposals
from converters.names.authority import Authority
from converters.names.full_names import Body

KINDS: Mapping[str, MentionKind] = {
    "agencies": "agency",
    "terms": "term",
    "instruments": "instrument",
}
"""The schemes that have unreviewed names, and how their mentions are called."""

SCHEMES: Mapping[str, str] = {kind: scheme for scheme, kind in KINDS.items()}


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
    """

    scheme: str
    pref: str
    kind: str
    mentions: tuple[Mention, ...]
    type: str = ""
    place: str = ""
    doc_number: str = ""

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
    open_ = [one for one in known if one.kind in SCHEMES and not one.is_resolved]
    unknown = [one for one in open_ if not one.candidates]
    found = [*unknown, *proposals.find(plan, known, authority), *inside]
    reader = full_names.Reader(plan, authority)
    names: dict[str, UnreviewedName] = {}
    for mention in sorted(found, key=lambda one: (one.span.start, -one.end)):
        name = _of(mention, reader)
        same = names.get(name.form)
        if same:
            number = same.doc_number or name.doc_number
            name = replace(same, mentions=(*same.mentions, mention), doc_number=number)
        names[name.form] = name
    return tuple(names.values())


def _of(mention: Mention, reader: full_names.Reader) -> UnreviewedName:
    scheme, surface = SCHEMES[mention.kind], mention.surface
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
        )
    kind = full_names.kind(scheme, surface)
    return UnreviewedName(scheme, surface, kind, (mention,), doc_number=mention.doc_number)
