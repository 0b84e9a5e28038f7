"""The index of what there is to go to is the one that lunr itself builds of the same terms."""

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from lunr.builder import Builder

from converters.search import lunr_index

FIELDS = ("name", "pinyin")
TERMS = st.lists(st.sampled_from(["局", "应急", "yingji", "yj", "7", "a"]), max_size=4)
DOCUMENTS = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, TERMS)), min_size=1, max_size=6)


def by_lunr(documents: list[dict[str, list[str]]]) -> Any:
    builder = Builder()
    for field in FIELDS:
        builder.field(field)
    builder.b(0)
    for number, document in enumerate(documents):
        builder.add({"id": str(number), **document})
    return json.loads(json.dumps(builder.build().serialize()))


@given(DOCUMENTS)
@example([{"name": ["局", "局"], "pinyin": []}, {"name": ["局"], "pinyin": ["局", "a"]}])
def test_it_is_what_lunr_builds(documents: list[dict[str, list[str]]]) -> None:
    made = lunr_index.serialized(documents, FIELDS)
    assert json.dumps(made) == json.dumps(by_lunr(documents))


def test_an_index_of_nothing_is_an_index() -> None:
    made = json.loads(json.dumps(lunr_index.serialized([], FIELDS)))
    assert (made["fieldVectors"], made["invertedIndex"]) == ([], [])
