"""The word lists of `converters/data/`, each read once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C takes a tenth of the time; a PyYAML that was built without it has its own."""


@cache
def words(name: str) -> Any:
    """The contents of `data/<name>.yml`."""
    return yaml.load(words_text(name), YAML_LOADER)  # either one is safe


def words_text(name: str) -> str:
    """The text of `data/<name>.yml`, to publish it beside the data."""
    return (files("converters") / "data" / f"{name}.yml").read_text("utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """The table `data/<name>.json`."""
    loaded: dict[str, Any] = json.loads(table_text(name))
    return loaded


def table_text(name: str) -> str:
    """The text of `data/<name>.json`, to publish it beside the data."""
    return (files("converters") / "data" / f"{name}.json").read_text("utf-8")


def glossary(section: str) -> Mapping[str, str]:
    """What the library calls the things of one section of `data/glossary.yml`, by their names."""
    found: dict[str, str] = words("glossary")[section]
    return found


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema `data/<name>.schema.json`."""
    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded


@cache
def schema_text(name: str) -> str:
    """The text of a JSON Schema, to publish it beside the data."""
    return (files("converters") / "data" / f"{name}.schema.json").read_text("utf-8")


@cache
def verifier_text() -> str:
    """The command `data/verify.py`, to publish it beside the data."""
    return (files("converters") / "data" / "verify.py").read_text("utf-8")


def spaced(strings: Iterable[str]) -> str:
    """`alternatives`, for words that may be set with blanks between their characters: 标 题."""
    ordered = sorted(strings, key=lambda string: (-len(string), string))
    return "|".join(r"\s*".join(map(re.escape, string)) for string in ordered)


def alternatives(strings: Iterable[str]) -> str:
    """A pattern that matches any of the strings, the longest first."""
    return "|".join(map(re.escape, sorted(strings, key=lambda string: (-len(string), string))))
