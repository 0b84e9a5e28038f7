"""The notes that a file itself has: footnotes of the Markdown, on the page below the text."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from converters import pipeline
from converters.edition import apparatus, file_notes
from converters.ingest import sources
from converters.ingest.sources import Files
from converters.models.plan import Plan
from converters.names import plan_names
from converters.views import plan_text
from converters.writing import akoma_ntoso, epub, plan_markdown, word_document
from tests import word_files
from tests.drawn import reading_page
from tests.office import carried
from tests.rendered_markdown import RENDERERS, Rendered
from tests.test_plan_markdown import pieces, without_blanks

WORK = "331082-linhai-2024-yaodian"
NOTED = """<p>[[临海市2024年应急管理工作要点]]</p><p>[[一、加强值守]]<r><footnoteReference id="2"/></r></p>
<p>[[落实带班制度]]<r><footnoteReference id="3"/></r>[[，每日会商]]{more}[[。]]</p>
<tbl><tr><tc><p>[[领域]]</p></tc><tc><p>[[任务]]</p></tc></tr>
<tr><tc><p>[[值守]]</p></tc><tc><p>[[值班]]<r><endnoteReference id="2"/></r></p></tc></tr></tbl>
<p>[[临海市应急管理局]]</p><p>[[2024年3月5日]]</p><sectPr/>
==== footnotes
<footnote id="2"><p><r><footnoteRef/></r>[[ 值守*包括*带班。]]</p><p>[[以下同。]]</p></footnote>
<footnote id="3"><p><r><footnoteRef/></r>[[ 见临海市应急管理局的规定。]]</p></footnote>
==== endnotes
<endnote id="2"><p><r><endnoteRef/></r>[[ 二十四小时。]]</p></endnote>
"""


def plan_of_file(body: str = NOTED) -> Plan:
    data = word_files.docx(body.replace("{more}", ""))
    return pipeline.structured(sources.of_files(Files(Path(f"{WORK}.docx"), data)))


def markdown_of(plan: Plan) -> str:
    return plan_markdown.body(plan_text.of(plan, apparatus.entries(plan)))


def test_the_marks_of_notes_are_known_by_their_places() -> None:
    plan = plan_of_file()
    found = file_notes.of(plan)
    said = [(plan.source.text[at : at + one.size], one.is_own) for at, one in found.items()]
    assert said == [
        ("[1]", False),
        ("[2]", False),
        ("[i]", False),
        ("[1] ", True),
        ("[2] ", True),
        ("[i] ", True),
    ]
    assert [one.note.id for one in found.values()] == ["note", "note-p3", "note-p4"] * 2


def test_notes_are_footnotes_in_the_markdown() -> None:
    written = markdown_of(plan_of_file())
    assert "一、加强值守[^n1]\n" in written
    assert "落实带班制度[^n2]，每日会商。" in written
    assert "| 值班[^n3] |" in written
    assert written.endswith(
        '[^n1]: <a id="note"></a>值守\\*包括\\*带班。\n\n    <a id="note-p2"></a>以下同。\n\n'
        '[^n2]: <a id="note-p3"></a>见临海市应急管理局的规定。\n\n'
        '[^n3]: <a id="note-p4"></a>二十四小时。\n'
    )


@pytest.mark.parametrize("name", RENDERERS)
def test_what_is_rendered_has_every_address_and_the_text_but_for_the_marks(name: str) -> None:
    plan = plan_of_file()
    rendered = Rendered(RENDERERS[name](markdown_of(plan)))
    every = [*rendered.blocks, *rendered.footnotes]
    assert {"note", "note-p2", "note-p3", "note-p4"} <= {
        *RENDERED_ID.findall(RENDERERS[name](markdown_of(plan)))
    }
    assert sum(block.notes for block in rendered.blocks) == len(rendered.footnotes) == 3
    read = without_blanks("".join(block.text for block in every)).replace("↩", "")
    assert read == re.sub(r"\[[12i]\]", "", without_blanks("".join(pieces(plan))))


RENDERED_ID = re.compile(r'<a id="([^"]+)"')


def test_on_the_page_a_mark_leads_to_its_note_and_back() -> None:
    plan = plan_of_file()
    page = reading_page(plan)
    for number, id_ in enumerate(("note", "note-p3", "note-p4"), 1):
        assert f'class="note-mark" href="#{id_}" id="noted-{number}">' in page
        assert re.search(
            rf'<p [^>]*id="{id_}">.*?<a class="note-mark own" href="#noted-{number}">', page
        )
    body = page[page.index('<div class="unit') :]
    read = without_blanks(re.sub(r"<[^>]*>", "", body))
    assert read.startswith(without_blanks("".join(pieces(plan))))


def test_a_further_mark_of_a_note_leads_there_too() -> None:
    plan = plan_of_file(NOTED.replace("{more}", "<r><t>[1]</t></r>"))
    assert "每日会商[^n1]。" in markdown_of(plan)
    assert reading_page(plan).count('id="noted-1"') == 1


def test_notes_that_the_text_does_not_mark_stay_paragraphs() -> None:
    """Renderers drop a footnote that nothing leads to."""
    marked = NOTED.replace('<r><footnoteReference id="3"/></r>', "")
    plan = plan_of_file(
        marked.replace("[[ 二十四小时。]]", "[[ 二十四小时。]]</p><p><r><t>[7] 没有标出。</t></r>")
    )
    written = markdown_of(plan)
    assert "[^n" not in written
    assert '<a id="note"></a>\\[1\\] 值守\\*包括\\*带班。' in written
    assert "note-mark" not in reading_page(plan)


def test_a_mark_that_two_notes_have_leads_where_the_file_says() -> None:
    """Numbers that begin again on each page (ECMA-376 Part 1, 17.11.19)."""
    body = NOTED.replace(
        "<sectPr/>", '<sectPr><footnotePr><numRestart val="eachPage"/></footnotePr></sectPr>'
    )
    body = body.replace("[[落实带班制度]]", '<r><br type="page"/></r>[[落实带班制度]]')
    plan = plan_of_file(body.replace("{more}", "<r><t>[1]</t></r>"))
    found = [(one.note.label, one.note.id) for one in file_notes.of(plan).values()]
    assert found[:2] == [("[1]", "note"), ("[1]", "note-p3")]
    # A mark that the file has only as text leads to neither.
    assert [label for label, _ in found] == ["[1]", "[1]", "[i]"] * 2


def test_what_is_carried_away_has_the_notes_as_the_file_has_them() -> None:
    plan = plan_of_file()
    entries = apparatus.entries(plan)
    text = plan_text.of(plan, entries)
    document = word_document.dump(plan, entries, text, "https://example.org/")
    book = epub.dump(plan, entries, text, "https://example.org/")
    assert "一、加强值守[1]" in without_blanks(carried.text_of(document))
    with zipfile.ZipFile(io.BytesIO(book)) as container:
        texts = [container.read(one).decode() for one in container.namelist() if "xhtml" in one]
    assert any('<a epub:type="noteref" href="#note-p3">[2]</a>' in one for one in texts)
    assert "[i] 二十四小时。" in akoma_ntoso.dump(plan, entries, plan_names.NONE)
