"""What a page becomes in a while, where only a promise tells it."""

from playwright.sync_api import Page

_ASKED = """async arg => {
  const asked = %s;
  for (let left = 200; left; left -= 1) {
    if (await asked(arg)) return true;
    await new Promise(resolve => { setTimeout(resolve, 50); });
  }
  return false;
}"""


def becomes(page: Page, asked: str, arg: object = None) -> bool:
    """Whether an asynchronous function in JavaScript gives something true, within ten seconds.

    `Page.wait_for_function` does not wait for a promise: it takes it for true.
    """
    return bool(page.evaluate(_ASKED % asked, arg))
