"""YAML in which every value can be traced to its line: for files that people write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import yaml

from converters.models import InputError, Position

_Path = tuple[str | int, ...]


def load(path: Path, schema: dict[str, Any]) -> Any:
    """The contents of a YAML file that fits a JSON Schema.

    Args:
        path: a UTF-8 file; an empty one counts as an empty mapping.
        schema: draft 2020-12.

    Raises:
        InputError: it is not UTF-8 or not YAML, a key is given twice, or it does not fit; with
            the place.
    """
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise InputError(path, line, col, f"YAML 有误：{error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(path, 1, 1, f"不是 UTF-8 的 YAML：{error}") from error
    if root is None:
        return {}
    places: dict[_Path, Position] = {}
    value = _construct(path, root, (), places)
    for problem in jsonschema.Draft202012Validator(schema).iter_errors(value):
        place = places[tuple(problem.absolute_path)]
        raise InputError(path, place.line, place.col + 1, f"内容不合格式：{problem.message}")
    return value


def _construct(path: Path, node: yaml.Node, at: _Path, places: dict[_Path, Position]) -> Any:
    places[at] = Position(node.start_mark.line + 1, node.start_mark.column)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(path, item, (*at, i), places) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                mark = key_node.start_mark
                raise InputError(path, mark.line + 1, mark.column + 1, f"键“{key}”重复")
            mapping[key] = _construct(path, value_node, (*at, key), places)
        return mapping
    return yaml.SafeLoader("").construct_object(node)
