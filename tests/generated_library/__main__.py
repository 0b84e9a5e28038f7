"""Write a library: `python -m tests.generated_library FOLDER N [--seed S]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.generated_library import library


def main() -> None:
    """Write it into a folder that has no `docs` yet."""
    parser = argparse.ArgumentParser(prog="tests.generated_library", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("size", type=int, help="how many plans")
    parser.add_argument("--seed", type=int, default=library.SEED)
    options = parser.parse_args()
    library.write(options.folder, options.size, options.seed)


if __name__ == "__main__":
    main()
