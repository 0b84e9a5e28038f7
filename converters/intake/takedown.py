"""Taking a plan down: a line in the ledger of works, and its text out of the library.

What is taken out is kept beside the library, where nothing publishes it, so that a build can prove
that none of it is left, and a takedown by mistake can be undone.
"""

from __future__ import annotations

from pathlib import Path

from converters.edition import ledger
from converters.ingest import sources, works
from converters.ingest.works import Withdrawal
from converters.models import file_errors
from converters.models.located import InputError
from converters.readers import formats

ENDINGS = (".yml", *formats.ENDINGS)
"""What goes; the ledger of its addresses stays."""


def take_down(folder: Path, kept: Path, work: str, taken: Withdrawal) -> None:
    """Take a published plan down; what was begun and broken off is brought to its end.

    Args:
        folder: of the sources.
        kept: where its text and what was known of it go.
        work: its work id.
        taken: when and why.

    Raises:
        InputError: there is no such plan, it was never published, or a file can't be moved.
    """
    text, addresses = sources.text_of(folder, work), folder / f"{work}.ids"
    known = works.ledger(folder)
    of_work = known.entries.get(work)
    if not text.exists() and not (of_work and of_work.withdrawn):
        raise InputError(text, 1, 1, "没有这份规划")
    published = ledger.load(addresses)
    if not published.entries and not of_work:
        message = f"这份规划还没有公布，不必撤下；删去它的 {text.suffix}、.yml 即可"
        raise InputError(text, 1, 1, message)
    if not taken.ground.strip():
        raise InputError(text, 1, 1, "要写明撤下的依据")
    if not (of_work and of_work.withdrawn):
        lines = works.additions(known, [(work, published.first or taken.date)])
        ledger.append({known.path: [*lines, works.withdrawal(work, taken)]})
    _move(folder, kept, work)


def _move(folder: Path, kept: Path, work: str) -> None:
    """The text goes last: as long as it is there, the library says that it must go."""
    for name in (f"{work}{ending}" for ending in ENDINGS):
        path = folder / name
        if path.exists():
            try:
                kept.mkdir(exist_ok=True)
                path.replace(kept / name)
            except OSError as error:
                raise InputError(path, 1, 1, f"移不走：{file_errors.reason(error)}") from error
