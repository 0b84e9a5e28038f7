from converters.models.phrase import Marked
from converters.views import notes


def test_a_note_names_what_shows_nothing() -> None:
    assert notes.received("\u200b") == Marked("received", "U+200B")
    assert notes.received("值\u00ad守") == Marked("received", "值U+00AD守")
    assert notes.received("\u3000") == "（空白）"
