"""The two ways text enters a page: as Markdown, and as a value of front matter.

Whatever a source holds (Markdown, HTML, script, control characters), the page shows it as text:
parsed back from the built HTML it is the same, but for control characters, which are shown as
the symbols of U+2400 Control Pictures.
"""

from __future__ import annotations

import json
import re

from converters.text import blanks
from converters.text.json_value import Json

_SYMBOLS = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {
    0x7F: 0x2421,
    # C1 controls, noncharacters and lone surrogates have no symbol and are no HTML text.
    **dict.fromkeys((*range(0x80, 0xA0), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), 0xFFFD),
}
_CONTROL = re.compile(f"[{re.escape(''.join(map(chr, _SYMBOLS)))}]")
_ACTIVE = re.compile(r"[!-/:-@\[-`{-~\t\u2028\u2029]")
"""ASCII marks, and the separators that Markdown would strip from the ends of a line."""
_JSON_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{4}|.)")
_EDGE_BLANKS = re.compile(rf"^{blanks.IN_LINE}+|{blanks.IN_LINE}+$|(?<= ) +")
_UNSAFE_IN_YAML = re.compile("[\x80-\xa0\u1680\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def visible(text: str) -> str:
    """The text with each control character as its U+2400 symbol (U+FFFD where there is none)."""
    # Few texts hold any, and to look is fifteen times as fast as to translate.
    return text.translate(_SYMBOLS) if _CONTROL.search(text) else text


def markdown(text: str, *, keep_blanks: bool = False) -> str:
    """One line of text as Markdown and as HTML that mean the text and nothing else.

    Every ASCII mark becomes a numeric reference, so that no Markdown syntax, HTML tag, entity
    or attribute list can arise, in a paragraph, a table cell or an attribute in quotes.

    Args:
        text: without line feeds (they become blanks).
        keep_blanks: whether blanks at the ends and runs of blanks are kept too.
    """
    line = visible(text.replace("\n", " "))
    if not keep_blanks:
        return _ACTIVE.sub(_references, line.strip(blanks.CHARS))
    return _EDGE_BLANKS.sub(_references, _ACTIVE.sub(_references, line))


def front_matter(text: str) -> str:
    """A double-quoted YAML scalar."""
    scalar = json.dumps(visible(text.replace("\n", " ")), ensure_ascii=False)
    return _UNSAFE_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", scalar)


def script(value: Json) -> str:
    """A JSON value as JavaScript; control characters are shown as their symbols."""
    text = visible(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    text = _JSON_ESCAPE.sub(_symbol, text)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _symbol(found: re.Match[str]) -> str:
    """The symbol of a control character that JSON writes as an escape; other escapes stay."""
    char = json.loads(f'"{found[0]}"')
    return found[0] if visible(char) == char else visible(char)


def _references(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in found[0])
