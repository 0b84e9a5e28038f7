"""The script of what was received: with the texts of the plan it is the file, to the character."""

import json

from converters.exports import received
from converters.models.plan import Plan
from converters.search import scripts
from converters.text import alphabet, escape
from tests.test_structure import plan_of


def put_together(plan: Plan) -> str:
    """The file, as a browser makes it."""
    texts = scripts.of_plan(plan).data
    written = received.dump(plan, texts)
    value = json.loads(written.removeprefix("library.received = ").removesuffix(";\n"))
    work, sign, steps = value
    assert (work, sign) == (plan.work, alphabet.sign(texts))
    units = json.loads(texts)["units"]
    columns = (units[name] for name in ("label", "heading", "separator", "body"))
    whole = "".join("".join(parts) for parts in zip(*columns, strict=True))
    found, at = [], 0
    for own, over, length in zip(steps[::3], steps[1::3], steps[2::3], strict=True):
        at += over
        found += [own, whole[at : at + length]]
        at += length
    return "".join(found)


def test_every_founding_plan_is_the_file_in_a_fifth_of_its_room(library: dict[str, Plan]) -> None:
    for plan in library.values():
        text = escape.visible(plan.source.text)
        assert put_together(plan) == text
        written = received.dump(plan, scripts.of_plan(plan).data)
        assert len(written.encode()) < len(text.encode()) / 5, plan.work


def test_what_is_not_read_as_it_stands_is_in_the_script() -> None:
    """Folded punctuation, blanks, a wrap, a table whose cells are elsewhere, control characters."""
    text = (
        "某县2024年工作要点\r\n\u3000\u3000一、监测,预警 。\r\n（一）会商:每月\r\n 一次\x07𠮷。\r\n"
        "表1 任务\r\n任务\t单位\r\n查险\t\r\n\t水利局\r\n\r\n"
    )
    assert put_together(plan_of(text)) == escape.visible(text)
