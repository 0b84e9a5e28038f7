"""A library in a folder, and who keeps it: asks commands there, and reads what they have written."""

from pathlib import Path

from tests.command_line import Completed, call


class KeptLibrary:
    """`docs/` of a folder, in which commands are asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.docs = folder / "docs"
        self.sources = self.docs / "sources"

    def ask(self, *arguments: str) -> Completed:
        """What a command answers."""
        return call(*arguments, folder=self.folder)

    def do(self, *arguments: str) -> str:
        """What a command prints, which must succeed."""
        done = self.ask(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def read(self, name: str) -> str:
        """A file of `docs/`."""
        return (self.docs / name).read_text("utf-8")
