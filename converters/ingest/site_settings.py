"""What people settle for the whole site: `mkdocs.yml`, and the style sheets of its pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
import yaml_env_tag  # type: ignore[import-untyped]  # has no types

from converters.ingest import kept_files
from converters.models.located import InputError

_NO_LINK: frozenset[str] = frozenset()
_ANY_OF_THE_WEB = frozenset({"http", "https"})
_READ = {
    ("site_name",): _NO_LINK,
    ("site_description",): _NO_LINK,
    ("site_url",): _ANY_OF_THE_WEB,
    ("extra", "contact"): _ANY_OF_THE_WEB | {"mailto"},
    ("extra", "issues"): _ANY_OF_THE_WEB,
    ("extra", "scanned"): _NO_LINK,
}
"""The settings that are read; of those that are addresses the schemes. A relative one has none."""

_COUNT = "extra.scanned"
_A_COUNT = re.compile(r"[0-9]{0,12}")
"""The setting that is a number, and how one is written; one that is empty says nothing."""

_PASSED_OVER = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
"""What a browser takes out of an address before it looks for a scheme (WHATWG URL, 4.4)."""

_SCHEME = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9+.-]*):")
_IMPORT = re.compile(
    r'@import "(?P<name>[\w-]+\.css)"(?: layer\((?P<layer>[\w-]+)\))?;'
    r"|(?P<order>@layer [\w-]+(?:, [\w-]+)*;)"
)
"""A sheet that another imports, into a layer or none (CSS Cascade 5, 2.1); the order of layers."""


class SiteSettings(NamedTuple):
    """What the site calls itself, what it says it is, and its address, which ends with a slash.

    `scanned` is how many characters of plans the search scans before it wants an index; None if
    nobody has said.
    """

    name: str
    description: str
    url: str
    scanned: int | None = None

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
        InputError: it is no YAML, has no mapping, a setting is no text, or a link that it sets
            would run something.
    """
    data = kept_files.read_if_there(path)
    if data is None:
        return None
    try:
        known = dict(_settings(path, data))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise InputError(path, line, col, "YAML 有误") from error
    except RecursionError as error:
        raise InputError(path, 1, 1, "YAML 有误：嵌套过深") from error
    address = known.get("site_url", "").rstrip("/")
    scanned = known.get(_COUNT, "")
    return SiteSettings(
        known.get("site_name", ""),
        known.get("site_description", ""),
        f"{address}/",
        int(scanned) if scanned else None,
    )


def _settings(path: Path, data: bytes) -> Iterator[tuple[str, str]]:
    """The settings that are read; whatever else there is, MkDocs reads."""
    loader = _Loader(data)
    root = loader.get_single_node()
    if not isinstance(root, yaml.MappingNode):
        raise InputError(path, 1, 1, "YAML 有误：应是键和值")
    for keys, schemes in _READ.items():
        name = ".".join(keys)
        for node in _nodes(root, keys):
            place = node.start_mark.line + 1, node.start_mark.column + 1
            if not isinstance(node, yaml.ScalarNode) and node.tag != "!ENV":
                raise InputError(path, *place, f"{name} 应是一行文字")
            try:
                value = loader.construct_object(node, deep=True)
                text = "" if value is None or value is False else str(value)
            except ValueError as error:  # a number of too many digits, a day that does not exist
                raise InputError(path, *place, "应是一行文字，请加引号") from error
            if name == _COUNT and not _A_COUNT.fullmatch(text):
                raise InputError(path, *place, f"{name} 应是一个整数")
            seen = _SCHEME.match(_PASSED_OVER.sub("", text))
            if schemes and seen and seen["name"].lower() not in schemes:
                said = "、".join(f"{scheme}:" for scheme in sorted(schemes))
                message = f"{name} 不能是 {seen[0]} 的地址；可用 {said}，或本站里的地址"
                raise InputError(path, *place, message)
            yield name, text


def _nodes(root: yaml.Node, keys: tuple[str, ...]) -> Iterator[yaml.Node]:
    """The values of a path of keys: none, one, or one for each time that a key is given."""
    if not keys:
        yield root
    elif isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == keys[0]:
                yield from _nodes(value, keys[1:])


def sheet(path: Path) -> str:
    """The style sheets that one imports, in its order, as one; empty if there is no such file.

    Args:
        path: of a sheet of nothing but `@import`, and `@layer` for the order of the layers.

    Raises:
        InputError: it or a sheet that it imports can't be read, or is not UTF-8.
    """
    if path not in kept_files.listed(path.parent):
        return ""
    parts = []
    for number, line in enumerate(kept_files.read_text(path).split("\n"), 1):
        for found in _IMPORT.finditer(line):
            if found["order"]:
                parts.append(found["order"])
                continue
            imported = path.parent / found["name"]
            if not os.path.lexists(imported):
                message = f"没有 {found['name']} 这个文件"
                raise InputError(path, number, found.start() + 1, message)
            text = kept_files.read_text(imported)
            layer = found["layer"]
            parts.append(f"@layer {layer} {{\n{text}\n}}" if layer else text)
    return "\n".join(parts)
