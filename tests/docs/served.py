"""A built site on a server that says what a careful host says: the policy that the site brings, as a header."""

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote


class Careful(SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def served(folder, inside=""):
    """The address of a site: of a folder, or of one inside a folder that is served."""
    policy = Path(folder, inside, "csp.txt").read_text("utf-8").strip()
    handler = type("Host", (Careful,), {"policy": policy})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{quote(inside)}"
        server.shutdown()
