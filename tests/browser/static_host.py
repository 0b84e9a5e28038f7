"""Serves a built site the way GitHub Pages serves the site of a project."""

import contextlib
import functools
import gzip
import io
import sys
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

PREFIX = "/plans"
ADDRESS = f"https://example.org{PREFIX}/"
"""The path below which the site lies: a project's site is never at the root of its host."""

_COMPRESSED = ("text/", "application/javascript", "application/json")


_PIECE = 2_000


@contextlib.contextmanager
def serve(folder: Path, pause: float = 0, late: float = 0) -> Iterator[str]:
    """Serves `folder` on a free port of this machine.

    Args:
        folder: A built site.
        pause: Seconds to wait after each 2,000 bytes of a page, as on a slow line.
        late: Seconds to wait before a script is sent.

    Yields:
        The address of the home page, with a slash at its end.
    """
    handler = functools.partial(_Handler, directory=str(folder), pause=pause, late=late)
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@functools.cache
def _packed(path: Path, _changed: int) -> bytes:
    """A file compressed, once for each of its versions: a host does not do it anew each time."""
    return gzip.compress(path.read_bytes(), mtime=0)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who leaves before a page is whole is no fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """A folder without its slash is redirected; what is not there gets the site's 404.html.

    Everything may be kept for ten minutes, as Pages has it.
    """

    def __init__(self, *args: Any, pause: float, late: float, **options: Any) -> None:
        self._pause = pause
        self._late = late
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        if self.path.endswith(".js"):
            time.sleep(self._late)
        super().do_GET()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if not self._pause or not self.path.endswith("/"):
            super().copyfile(source, outputfile)
            return
        while piece := source.read(_PIECE):
            outputfile.write(piece)
            time.sleep(self._pause)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Text is compressed, as Pages does it."""
        asked = self.path.partition("?")[0].partition("#")[0]
        path = Path(self.translate_path(asked))
        path = path / "index.html" if asked.endswith("/") else path
        kind = self.guess_type(path)
        packed = "gzip" in self.headers.get("Accept-Encoding", "")
        if not packed or not path.is_file() or not kind.startswith(_COMPRESSED):
            return super().send_head()
        body = _packed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def translate_path(self, path: str) -> str:
        if not path.startswith(f"{PREFIX}/"):
            return str(Path(self.directory) / "outside-of-the-site")
        return super().translate_path(path.removeprefix(PREFIX))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        pass
