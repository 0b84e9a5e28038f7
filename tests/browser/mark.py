"""Draws the pictures of the mark, `docs/assets/mark/`, from its one drawing, `icon.svg` (`make mark`).

That drawing is ten strokes on a square of cinnabar, 校, made by hand for this library: no outline of
a font is in it. The icon of 32 pixels and that for a home screen are it in other sizes (a phone
rounds the corners itself). The picture that stands where a link is shared is it beside the name of
the library; letters in it are those of the machine that drew it. The files are kept: a build draws
nothing.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from converters.ingest import site_settings
from tests.browser import chromium
from tests.conftest import ROOT

DRAWING = ROOT / "docs" / "assets" / "mark" / "icon.svg"
PICTURES = {"icon-32.png": (32, 32), "touch-icon.png": (180, 180), "share.png": (1200, 630)}
"""Each with its width and height in pixels."""

_SQUARE = '<body style="margin:0;background:transparent">{}</body>'
_SHARED = """
<body style="margin:0;background:#fbfaf6;color:#1b1a18;display:flex;align-items:center;
 gap:72px;height:630px;padding-left:100px;box-sizing:border-box">
 <div style="width:280px;height:280px">{}</div>
 <div><p style="font:700 104px/1.2 'Noto Serif CJK SC',serif;margin:0">{}</p>
 <p style="font:40px/1.7 'Noto Serif CJK SC',serif;color:#4b4741;margin:18px 0 0">{}</p></div>
</body>
"""


def draw(page: Page, folder: Path) -> None:
    """Write the pictures into a folder."""
    drawing = DRAWING.read_text("utf-8")
    settings = site_settings.read(ROOT / "mkdocs.yml")
    assert settings
    told = settings.description.partition("：")[0]
    for name, (width, height) in PICTURES.items():
        page.set_viewport_size({"width": width, "height": height})
        square = drawing.replace(' rx="6"', "") if name == "touch-icon.png" else drawing
        is_shared = name == "share.png"
        page.set_content(
            _SHARED.format(square, settings.name, told) if is_shared else _SQUARE.format(square)
        )
        page.screenshot(path=folder / name, omit_background=True)


if __name__ == "__main__":
    with sync_playwright() as playwright:
        path = chromium.find_or_install()
        with playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS) as browser:
            draw(browser.new_page(), Path(sys.argv[1]))
