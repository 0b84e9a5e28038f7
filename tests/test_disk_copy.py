"""The copy for reading from disk: the site, and as scripts the files that readers cut from."""

import base64
import json
import re
import zipfile
from pathlib import Path

from converters.site import disk_copy

_HANDED = re.compile(r'library\.zip\.hand\((".*?"),"([A-Za-z0-9+/=]*)"\);\n')


def test_a_file_that_is_cut_from_is_a_script_too(tmp_path: Path) -> None:
    """A page from disk may load a script, but may not read a file."""
    plan = "320412-wujin-2017-yaodian"
    files = ["index.html", f"data/plans/{plan}.docx", f"data/plans/{plan}.epub"]
    files += [f"data/plans/{plan}.json", f"sources/{plan}.docx", "llms.txt"]
    for number, name in enumerate(files):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(range(256)) * number)
    count = disk_copy.pack(tmp_path / "site", tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as packed:
        names = [name.partition("/")[2] for name in packed.namelist()]
        assert count == len(names)
        assert sorted(names) == sorted([*files[:5], f"{files[1]}.js", f"{files[2]}.js"])
        for name in files[1:3]:
            script = packed.read(f"应急规划文库/{name}.js").decode("ascii")
            found = _HANDED.fullmatch(script)
            assert found
            assert json.loads(found[1]) == name
            assert base64.b64decode(found[2]) == (tmp_path / "site" / name).read_bytes()
