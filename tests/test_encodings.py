import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import pipeline
from converters.ingest import sources
from converters.text import encodings
from tests.conftest import SOURCES, WORKS, data_of

PLAN = (
    "临江市2024年应急管理工作要点\r\n一、加强值班值守。严格执行领导带班制度。\n二、加强宣传教育。\n"
)
READ = {
    "UTF-8": ("utf-8", PLAN.encode()),
    "UTF-8 with a mark": ("utf-8", codecs.BOM_UTF8 + PLAN.encode()),
    "GB 2312": ("gb18030", PLAN.encode("gb2312")),
    "GB18030, four bytes": ("gb18030", f"{PLAN}三、㐂𠀀街。\n".encode("gb18030")),
    "UTF-16, little-endian": ("utf-16-le", codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le")),
    "UTF-16, big-endian": ("utf-16-be", codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be")),
    "UTF-16 without a mark, little-endian": ("utf-16-le", PLAN.encode("utf-16-le")),
    "UTF-16 without a mark, big-endian": ("utf-16-be", PLAN.encode("utf-16-be")),
    "UTF-16 of Han alone": ("utf-16-le", "严格执行领导带班制度".encode("utf-16-le")),
}


@pytest.mark.parametrize("name", READ)
def test_the_encoding_is_told_and_the_text_is_whole(name: str) -> None:
    encoding, data = READ[name]
    decoded = encodings.decode(data)
    assert decoded.encoding == encoding
    assert decoded.text == data.decode(encoding)


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_a_real_plan_is_read_in_each_encoding(work: str, encoding: str) -> None:
    text = (SOURCES / f"{work}.txt").read_text("utf-8")
    assert encodings.decode(text.encode(encoding)) == encodings.Decoded(text, encoding)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_utf_8_is_never_taken_for_something_else(text: str) -> None:
    assert encodings.decode(text.encode()) == encodings.Decoded(text, "utf-8")


@given(st.binary())
def test_any_bytes_are_decoded_as_they_are_or_refused_at_a_place(data: bytes) -> None:
    try:
        decoded = encodings.decode(data)
    except encodings.Undecodable as error:
        place = (error.line, error.col)
    else:
        assert decoded.text.encode(decoded.encoding) == data
        return
    assert min(place) >= 1


def test_a_byte_order_mark_is_an_emendation_in_every_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(f"\ufeff{PLAN}".encode(encoding))
        plan = pipeline.read_plan(sources.load(path))
        assert [made.rule for made in plan.emendations] == ["byte-order-mark"]
        assert plan.source.encoding == encoding


def test_the_data_name_an_encoding_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    for encoding, named in (("utf-8", None), ("gb18030", "gb18030")):
        path.write_bytes(PLAN.encode(encoding))
        value = data_of(pipeline.read_plan(sources.load(path)))
        assert value.get("encoding") == named
        assert value["title"] == "临江市2024年应急管理工作要点"


WRONG_WAYS = {
    "UTF-8 as GBK": ("utf-8", "gbk", "GBK"),
    "UTF-8 as GB18030": ("utf-8", "gb18030", "GBK"),
    "UTF-8 as Latin-1": ("utf-8", "latin-1", "Latin-1"),
    "UTF-8 as Windows-1252": ("utf-8", "cp1252", "Latin-1"),
    "GBK as Latin-1": ("gbk", "latin-1", "Latin-1"),
}


@pytest.mark.parametrize("name", WRONG_WAYS)
@pytest.mark.parametrize("lost", ["replace", "ignore"])
def test_text_read_in_a_wrong_encoding_is_known_by_the_way_back(name: str, lost: str) -> None:
    meant, read_as, called = WRONG_WAYS[name]
    found = encodings.misread((PLAN * 5).encode(meant).decode(read_as, lost))
    assert found
    assert (found.line, found.read_as) == (1, called)


@pytest.mark.parametrize("work", WORKS)
def test_a_real_plan_is_not_taken_for_misread(work: str) -> None:
    assert encodings.misread((SOURCES / f"{work}.txt").read_text("utf-8")) is None


def test_rare_and_traditional_characters_are_not_taken_for_misread() -> None:
    assert encodings.misread("青禾縣應急管理廳關於印發防汛應急預案的通知，請認真貫徹執行。") is None
    assert encodings.misread("饕餮、鬯、囍、彧、翀、昉、赟、旻、昱、晟") is None
    assert encodings.misread("1. Keep watch. 2. Report.") is None
