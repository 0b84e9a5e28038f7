"""What people settle for the whole site: `mkdocs.yml`, and the style sheets of its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
import yaml_env_tag  # type: ignore[import-untyped]  # has no types

from converters.models.located import InputError

_LINKS = {
    ("site_url",): frozenset({"http", "https"}),
    ("extra", "contact"): frozenset({"http", "https", "mailto"}),
    ("extra", "issues"): frozenset({"http", "https"}),
}
"""The settings that are addresses, and their schemes; a relative address has none."""

_PASSED_OVER = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
"""What a browser takes out of an address before it looks for a scheme (WHATWG URL, 4.4)."""

_SCHEME = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9+.-]*):")
_IMPORT = re.compile(r'@import "(?P<name>[\w-]+\.css)";')


class SiteSettings(NamedTuple):
    """What the site calls itself, what it says it is, and its address, which ends with a slash."""

    name: str
    description: str
    url: str

    @property
    def address(self) -> str | None:
        """The same address; None if nobody has said where the site is published."""
        return self.url if self.url != "/" else None


class _Loader(yaml.SafeLoader):
    """YAML with the tag of MkDocs for what the environment sets."""


_Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
# What an option of MkDocs may name, a function of some extension, is none of the settings.
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def read(path: Path) -> SiteSettings | None:
    """The settings of a site; None if there is no such file.

    Args:
        path: of `mkdocs.yml`.

    Raises:
        InputError: it is no YAML, or has no mapping; or a link that it sets would run something.
    """
    if not path.exists():
        return None
    data = path.read_bytes()
    try:
        found: Any = yaml.load(data, _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise InputError(path, line, col, "YAML 有误") from error
    if not isinstance(found, dict):
        raise InputError(path, 1, 1, "YAML 有误：应是键和值")
    _check_links(path, found, data)
    address = str(found.get("site_url") or "").rstrip("/")
    return SiteSettings(
        str(found.get("site_name") or ""), str(found.get("site_description") or ""), f"{address}/"
    )


def _check_links(path: Path, found: Mapping[Any, Any], data: bytes) -> None:
    """Raise what says that a link is of no scheme that one may follow.

    Raises:
        InputError: it is `javascript:` or the like, at the place of its value.
    """
    for keys, schemes in _LINKS.items():
        value: Any = found
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        seen = _SCHEME.match(_PASSED_OVER.sub("", str(value or "")))
        if seen and seen["name"].lower() not in schemes:
            said = "、".join(f"{name}:" for name in sorted(schemes))
            name = ".".join(keys)
            message = f"{name} 不能是 {seen[0]} 的地址；可用 {said}，或本站里的地址"
            raise InputError(path, *_place(yaml.compose(data, _Loader), keys), message)


def _place(root: Any, keys: tuple[str, ...]) -> tuple[int, int]:
    """Where the value of a path of keys begins, line and column 1-based."""
    at = root
    for key in keys:
        inside = at.value if isinstance(at, yaml.MappingNode) else ()
        at = next((value for name, value in inside if name.value == key), at)
    return at.start_mark.line + 1, at.start_mark.column + 1


def sheet(path: Path) -> str:
    """The style sheets that one imports, in its order, as one; empty if there is no such file.

    Args:
        path: of a sheet of nothing but `@import`.

    Raises:
        InputError: a sheet that it imports can't be read, or it itself is not UTF-8.
    """
    if not path.exists():
        return ""
    parts = []
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(path, 1, 1, "不是 UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        for found in _IMPORT.finditer(line):
            try:
                parts.append((path.parent / found["name"]).read_text("utf-8"))
            except (OSError, UnicodeDecodeError) as error:
                message = f"没有 {found['name']} 这个文件，或不是 UTF-8"
                raise InputError(path, number, found.start() + 1, message) from error
    return "\n".join(parts)
