"""Every rule by which the reading differs from the file, by name, in the order of the 校勘记."""

from __future__ import annotations

from collections.abc import Mapping

from converters.emendation import repair
from converters.lines import noise, parting, wrapping
from converters.models.emendation import EmendationRule

EMENDING: Mapping[str, EmendationRule] = {
    one.name: one
    for one in (repair.CONJECTURE, *(rule.described for rule in repair.RULES), wrapping.RULE)
}
"""What makes emendations."""

NOISE: Mapping[str, str] = {
    **{rule.name: rule.words for rule in noise.RULES},
    parting.RULED: parting.RULED_WORDS,
}
"""What calls a line noise, in words: rules, and last the editor."""
