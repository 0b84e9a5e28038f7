"""The names of a plan: those of its place alone, and some that many plans share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from converters.text import pinyin
from tests.generated_library import words
from tests.generated_library.chance import Chance
from tests.generated_library.places import Place
from tests.generated_library.records import Record
from tests.generated_library.words import Body

TERMS_WITH_PLACE = 5
"""Own terms that say whose they are; the others may be the same words in another place."""

OTHER_TERMS = 11
NUMBERED_TERMS = 4
INSTRUMENTS = 11
TOWNS = 4
OTHER_BODIES = 9
"""Sections and bureaus together."""

SECTIONS = 7
SHARES = (90, 70, 50, 40, 30, 20, 15, 10, 8, 5, 3, 2)
"""In how many plans of a hundred a shared name is wanted, by its place in its list."""


@dataclass(frozen=True)
class Named:
    """A name with its record: the forms in which it is printed, and sentences they stand in."""

    record: Record
    forms: tuple[str, ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """What a plan names. `sections` stand in lists of responsibility alone."""

    bodies: tuple[Named, ...]
    bureaus: tuple[Named, ...]
    towns: tuple[Named, ...]
    sections: tuple[Named, ...]
    terms: tuple[Named, ...]
    instruments: tuple[Named, ...]
    shared: tuple[Named, ...]

    @property
    def own(self) -> tuple[Named, ...]:
        """Those that no other plan has."""
        agencies = (*self.bodies, *self.bureaus, *self.towns, *self.sections)
        return (*agencies, *self.terms, *self.instruments)

    @property
    def in_sentences(self) -> tuple[Named, ...]:
        """Those that sentences are made for."""
        return tuple(named for named in (*self.own, *self.shared) if named.sentences)


def of(place: Place, chance: Chance, year: int, *, with_sections: bool) -> Names:
    """The names of a plan of a place."""
    sections = SECTIONS if with_sections else 0
    end = chance.one_of(words.SECTION_ENDS)
    stems = chance.some(words.TOWN_BEGINNINGS, TOWNS)
    return Names(
        (_party(place), *(_body(place, one) for one in words.BODIES)),
        tuple(_body(place, one) for one in chance.some(words.BUREAUS, OTHER_BODIES - sections)),
        tuple(_town(place, stem + chance.one_of(words.TOWN_ENDINGS)) for stem in stems),
        tuple(_section(place, one + end) for one in chance.some(words.SECTIONS, sections)),
        tuple(_terms(place, chance)),
        tuple(_instruments(place, chance, year)),
        tuple(_wanted(chance)),
    )


def spelt(name: str) -> str:
    """A name in pinyin, for an id."""
    return "".join(pinyin.syllables(name))


# Agencies.


def _id(place: Place, name: str) -> str:
    return f"{place.spelt}-{spelt(name)}"


def _body(place: Place, body: Body) -> Named:
    # 自治县应急管理局 would be known without being written here, 县应急管理局 not.
    forms = tuple(dict.fromkeys((place.level + body.name, place.level + body.short)))
    record = Record(
        "agencies",
        _id(place, body.short),
        place.name + body.name,
        forms,
        body.kind,
        spelt(body.short),
        place.adcode,
        _id(place, body.broader) if body.broader else "",
    )
    return Named(record, forms, words.NAMING_SENTENCES)


def _party(place: Place) -> Named:
    body = words.PARTY
    form = place.level + body.short
    name = f"中国共产党{place.name}{body.name}"
    record = Record("agencies", _id(place, form), name, (form,), body.kind, "dangwei", place.adcode)
    return Named(record, (form,), words.NAMING_SENTENCES)


def _town(place: Place, town: str) -> Named:
    ending = next(end for end in words.TYPES_OF_TOWNS if town.endswith(end))
    whole = town + words.TYPES_OF_TOWNS[ending]
    record = Record(
        "agencies",
        _id(place, town),
        place.name + whole,
        (whole, town),
        "government",
        spelt(ending),
        place.adcode,
    )
    return Named(record, (whole, town), words.NAMING_SENTENCES)


def _section(place: Place, name: str) -> Named:
    bureau = next(one for one in words.BODIES if one.short == words.BUREAU)
    record = Record(
        "agencies",
        f"{_id(place, bureau.short)}-{spelt(name)}",
        place.name + bureau.name + name,
        (name,),
        "section",
        spelt(name[:-1]),
        place.adcode,
        _id(place, bureau.short),
    )
    return Named(record, (name,))


def types() -> Iterator[Record]:
    """The types of agency, which are the same in every library."""
    note = "各地同类机构。"
    scheme = "agency-types"
    yield Record(scheme, "dangwei", "党委", note=note)
    for body in (*words.BODIES, *words.BUREAUS):
        alt = (body.short,) if body.short != body.name else ()
        yield Record(scheme, spelt(body.short), body.name, alt, note=note)
    for ending, whole in words.TYPES_OF_TOWNS.items():
        yield Record(scheme, spelt(ending), ending + whole, note=note)
    for name in words.SECTIONS:
        yield Record(scheme, spelt(name), f"{name}科", (f"{name}股",), note=note)


# Terms.


def _terms(place: Place, chance: Chance) -> Iterator[Named]:
    seconds = chance.some(words.SECOND, TERMS_WITH_PLACE + OTHER_TERMS)
    for second in seconds[:TERMS_WITH_PLACE]:
        yield _term(chance, (place.short, second), _id(place, second), "")
    firsts = chance.some(words.FIRST, OTHER_TERMS)
    for first, second in zip(firsts, seconds[TERMS_WITH_PLACE:], strict=True):
        id_ = f"{_id(place, first)}-{spelt(second)}"
        yield _term(chance, (first, second), id_, place.adcode)
    counted = chance.some(words.COUNTED, 2 * NUMBERED_TERMS)
    for one, other in zip(counted[::2], counted[1::2], strict=True):
        first, second = chance.some(words.NUMERALS, 2)
        name = first + one + second + other
        record = Record("terms", _id(place, name), name, (), "numbered", place=place.adcode)
        yield Named(record, (f"“{name}”",), words.NUMBERED_SENTENCES)


def _term(chance: Chance, stem: tuple[str, str], id_: str, adcode: str) -> Named:
    ending = chance.one_of(words.ENDINGS)
    quoted = f"“{''.join(stem)}”"
    record = Record("terms", id_, "".join(stem) + ending.name, (quoted,), ending.kind, place=adcode)
    return Named(record, (quoted + ending.name, quoted), ending.sentences)


# Instruments.


def _instruments(place: Place, chance: Chance, year: int) -> Iterator[Named]:
    pairs = [(one, kind) for one in words.CITED_SUBJECTS for kind in words.CITED_KINDS]
    for subject, kind in chance.some(pairs, INSTRUMENTS):
        title = subject + kind.name
        short = chance.one_of(tuple(words.ORGANS))
        issuer = next(one for one in words.BODIES if one.short == short)
        number = doc_number(place, short, chance.between(year - 4, year), chance)
        known_here = chance.happens(50)
        cited = f"《{title if known_here else place.name + title}》"
        record = Record(
            "instruments",
            f"{_id(place, subject)}-{spelt(kind.name)}",
            place.name + title,
            (title,) if known_here else (),
            kind.kind,
            place=place.adcode if known_here else "",
            doc_number=number,
            issuer=place.name + issuer.name,
        )
        sentences = (*words.CITING_SENTENCES, *words.REVISING_SENTENCES)
        yield Named(record, (f"{cited}（{number}）", cited), sentences)


def doc_number(place: Place, short: str, year: int, chance: Chance) -> str:
    """发文字号 of a body of the place, by its short name."""
    return f"{place.short[0]}{words.ORGANS[short]}〔{year}〕{chance.between(1, 99)}号"


# What many plans share.


def shared() -> tuple[tuple[Named, ...], ...]:
    """Agencies, terms and instruments; of each those that more plans name go before."""
    return (
        tuple(_shared("agencies", *one) for one in words.SHARED_AGENCIES),
        tuple(_shared("terms", *one) for one in words.SHARED_TERMS),
        tuple(_shared("instruments", *one) for one in words.SHARED_INSTRUMENTS),
    )


def _shared(scheme: str, id_: str, pref: str, alt: str, kind: str) -> Named:
    """Sentences that fit a name of the scheme, in quotation or book-title marks where it has them."""
    marks, sentences = {
        "agencies": ("{}", ("落实{name}的部署，{act}，{result}。",)),
        "terms": ("“{}”", words.NUMBERED_SENTENCES),
        "instruments": ("《{}》", words.CITING_SENTENCES),
    }[scheme]
    forms = tuple(marks.format(form) for form in (pref, alt) if form)
    record = Record(scheme, id_, pref, (alt,) if alt else (), kind, note="各地规划通用的名称。")
    return Named(record, forms, sentences)


def _wanted(chance: Chance) -> Iterator[Named]:
    for group in shared():
        for named, share in zip(group, SHARES, strict=False):
            if chance.happens(share):
                yield named


def every_record(groups: Sequence[Sequence[Named]]) -> tuple[Record, ...]:
    """The records of several groups of names."""
    return tuple(named.record for named in chain.from_iterable(groups))
