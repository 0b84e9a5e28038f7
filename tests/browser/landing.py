"""Where a reader ends up who follows a link to an address."""

from collections.abc import Iterable

from playwright.sync_api import Page

# Rest is when the fonts are there and nothing scrolls or changes its height any more.
# An address without a box of its own (an older or shorter one) is seen as what it stands in; an
# element that runs over several lines begins with the first of its boxes.
_FUNCTIONS = """
const rest = async () => {
  await document.fonts.ready;
  let still = 0;
  let last = null;
  while (still < 2) {
    await new Promise(requestAnimationFrame);
    const now = [scrollX, scrollY, document.documentElement.scrollHeight].join();
    still = now === last ? still + 1 : 0;
    last = now;
  }
};

const boxOf = (element) => {
  const boxes = Array.from(element.getClientRects());
  return boxes.find((box) => box.width && box.height) ?? null;
};

const fault = (id) => {
  const target = document.getElementById(id);
  if (target === null) return "no element has this id";
  const matched = document.querySelector(":target");
  if (matched !== target) return `:target is ${matched?.id}`;
  const element = boxOf(target) ? target : target.parentElement;
  const box = boxOf(element);
  if (box === null) return "it has no box";
  if (box.top >= innerHeight) return `it begins at ${box.top}, below the window`;
  if (box.left >= innerWidth || box.right <= 0) return "it is beside the window";
  const header = document.querySelector("header").getBoundingClientRect();
  if (box.top < Math.max(0, header.bottom)) {
    return `it begins at ${box.top}, but the header ends at ${header.bottom}`;
  }
  const middle = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
  const seen = document.elementFromPoint(middle, Math.min(box.top + 2, innerHeight - 1));
  if (seen === null || element.contains(seen) || seen.contains(element)) return "";
  return `it is covered by ${seen.cloneNode(false).outerHTML}`;
};
"""
_REST = "async () => {" + _FUNCTIONS + "await rest(); }"
_LOOK = "async (id) => {" + _FUNCTIONS + "await rest(); return fault(id); }"
_FOLLOW = (
    "async (ids) => {"
    + _FUNCTIONS
    + """
  const faults = {};
  for (const id of ids) {
    location.hash = `#${id}`;
    if (fault(id)) await rest();
    if (fault(id)) faults[id] = fault(id);
  }
  return faults;
}"""
)


def rest(page: Page) -> None:
    """Waits until the fonts are there and nothing scrolls or changes its height any more."""
    page.evaluate(_REST)


def fault(page: Page, id_: str) -> str:
    """Waits for the page and for rest; then why it does not show this address. Empty if it does."""
    page.wait_for_load_state()  # the address is new before what it leads to has been read
    return str(page.evaluate(_LOOK, id_))


def faults_on_the_way(page: Page, ids: Iterable[str]) -> dict[str, str]:
    """Goes from address to address within the page; those that were not reached, and why."""
    return dict(page.evaluate(_FOLLOW, list(ids)))
