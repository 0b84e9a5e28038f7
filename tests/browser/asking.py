"""Asks the search of a site through its module, many queries in one call."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from playwright.sync_api import Page

from converters.text import blanks

Call = tuple[str, Mapping[str, Any]]
EVERY = {"limit": math.inf}

_SEARCH = """
async ([home, calls]) => {
  const { search } = await import(`${home}assets/search.js`);
  const answers = [];
  for (const [typed, options] of calls) answers.push(await search(typed, options));
  return answers;
}
"""
_NARROW = """
async ([home, calls]) => {
  await import(`${home}assets/search.js`).then(({ search }) => search(""));
  return Promise.all(calls.map(([typed, options]) => library.search.narrow(typed, options)));
}
"""
# Of each answer only which units it has, as numbers of the keys.
_FOUND = """
async ([home, keys, queries]) => {
  const { search } = await import(`${home}assets/search.js`);
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const answers = [];
  for (const typed of queries) {
    const { total, complete, hits } = await search(typed, { limit: Infinity });
    const found = hits.map((hit) => numbers.get(`${hit.work} ${hit.clause_id}`));
    answers.push([total, complete, found]);
  }
  return answers;
}
"""


def search(page: Page, home: str, calls: Iterable[Call]) -> list[dict[str, Any]]:
    """The answer to each query with its options."""
    found = page.evaluate(_SEARCH, [home, [[typed, dict(options)] for typed, options in calls]])
    return list(found)


def narrow(page: Page, home: str, calls: Iterable[Call]) -> list[dict[str, Any]]:
    """What each filter would leave of each query, and the other forms of its names."""
    found = page.evaluate(_NARROW, [home, [[typed, dict(options)] for typed, options in calls]])
    return list(found)


def found(
    page: Page, home: str, keys: Sequence[str], queries: Iterable[str]
) -> list[tuple[int, bool, list[int]]]:
    """For each query the total, whether that is all, and the units by number of their key."""
    answers = page.evaluate(_FOUND, [home, list(keys), list(queries)])
    return [(total, complete, numbers) for total, complete, numbers in answers]


def quoted(text: str) -> str:
    """The query that asks for this text and nothing else."""
    is_term = not any(map(blanks.is_blank, text)) and not text.startswith(("-", '"'))
    return text if is_term else f'"{text}"'
