from converters.pages.plan import notes


def test_a_note_names_what_shows_nothing() -> None:
    assert notes.received("\u200b") == "<code>U&#43;200B</code>"
    assert notes.received("值\u00ad守") == "<code>值U&#43;00AD守</code>"
    assert notes.received("\u3000") == "（空白）"
