"""What a Word document or a workbook has that the schemas of ECMA-376 do not allow."""

from pathlib import Path

_NO_THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
"""What the judge misses and ECMA-376, Part 1, 11.3.10 does not ask for: colours nobody uses."""


def wrong_in(path: Path, data: bytes) -> list[str]:
    """What is wrong with a file, which is written where the path says for the judge to open."""
    # It has no types, and takes longer to load than most tests to run.
    import openxml_audit  # type: ignore[import-untyped]  # noqa: PLC0415

    path.write_bytes(data)
    found = openxml_audit.OpenXmlValidator().validate(str(path)).errors
    return [f"{one.path}: {one.description}" for one in found if _NO_THEME not in one.description]
