"""What the menu of an address loads: the topics of the clauses, the plan as an item."""

import json

from converters.citation import bibliography
from converters.exports import csl_json, menu_script
from converters.models.plan import Plan
from converters.names.name_finder import NameFinder
from converters.pipeline import names_in
from tests.conftest import NAMES, WORKS


def test_every_topic_of_a_clause_is_told_with_its_name(library: dict[str, Plan]) -> None:
    finder = NameFinder(NAMES)
    for work in WORKS:
        plan = library[work]
        names = names_in(plan, finder)
        page = menu_script.page(plan, names, "https://example.org/")
        assert page.path.as_posix() == f"plans/{work}/menu.js"
        name, _, value = page.text.partition(" = ")
        assert name == "library.menu"
        told = json.loads(value.removesuffix(";\n"))
        assert {id_: {*of} for id_, of in told["clauses"].items()} == {
            id_: {*of} for id_, of in names.topics.items()
        }
        used = {id_ for of in told["clauses"].values() for id_ in of}
        assert told["topics"] == {id_: NAMES.topics[id_].name for id_ in used}
        assert told["item"] == csl_json.value(bibliography.of_plan(plan, "https://example.org/"))
