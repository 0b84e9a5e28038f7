"""What all stories of a Word file share: the text, its headers, its notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from converters.readers.wordprocessing.account import Account
from converters.readers.wordprocessing.content import Reference
from converters.readers.wordprocessing.numbering import Numbering
from converters.readers.wordprocessing.styles import Styles
from converters.readers.wordprocessing.xml_tree import Node


@dataclass
class Document:
    """What is known of a document besides its text.

    Args:
        styles: of the document.
        numbering: its lists.
        account: what is left out of its text.
        comments: their texts, by id.
        references: the marks of notes in the section that is being read.
        end_section: called with the properties of each section, where it ends.
    """

    styles: Styles
    numbering: Numbering
    account: Account
    comments: Mapping[str, str]
    references: list[Reference] = field(default_factory=list)
    end_section: Callable[[Node], None] = lambda _: None
