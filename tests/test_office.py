"""What other programs said of the files that people carry away still holds (`make test-office`)."""

from tests.office import carried
from tests.office.carried import SAID
from tests.test_plan_markdown import without_blanks


def test_the_document_has_the_text_that_libreoffice_read() -> None:
    said = (SAID / "plan.txt").read_text("utf-8")
    assert without_blanks(carried.text_of(carried.of_this_folder().document)) == without_blanks(
        said
    )
    for sign in ("“三个不”——", "……", "成绩=平时+期末，<60分的补考&重训"):
        assert sign in said


def test_the_workbook_has_the_cells_that_libreoffice_read() -> None:
    duties = carried.of_this_folder().duties
    assert duties
    said = [path.read_text("utf-8") for path in sorted(SAID.glob("duties-*.csv"))]
    assert sorted(map(carried.table_of, said)) == sorted(carried.tables_of(duties))
