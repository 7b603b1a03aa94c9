"""The Content-Security-Policy of a finished site: nothing runs, and nothing is loaded, but what the site itself brought.

A theme has scripts inside its pages, and what they say depends on its version and on the page. So each page names
the scripts that are in it, by their hash, and lets no other run. It holds on any server, and without one. What a
server can add as a header, for all pages at once, is in `csp.txt`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

FILE = "csp.txt"
SCRIPT = re.compile(r"<script\b(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>(.*?)</script>", re.S)
STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.S)
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
ANY_META = re.compile(META.format('[^"]*'))
HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.I)
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; style-src-elem 'self'{styles}; "
    "style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
# What a browser takes from a header only: no other site shows a page of this one inside its own.
HEADER = "{}; frame-ancestors 'none'\n"


def secure(site: Path) -> None:
    """Give each page of a site its policy, and write that of all of them into a file."""
    all_scripts: set[str] = set()
    all_styles: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        page = ANY_META.sub("", path.read_bytes().decode())
        scripts, styles = _hashes(SCRIPT, page), _hashes(STYLE, page)
        all_scripts |= scripts
        all_styles |= styles
        meta = META.format(escape(_policy(scripts, styles), quote=False))
        path.write_bytes(HEAD.sub(lambda head: head[0] + meta, page, count=1).encode())
    (site / FILE).write_text(HEADER.format(_policy(all_scripts, all_styles)), "utf-8")


def _hashes(kind: re.Pattern, page: str) -> set[str]:
    return {f"'sha256-{b64encode(sha256(match[1].encode()).digest()).decode()}'" for match in kind.finditer(page)}


def _policy(scripts: set[str], styles: set[str]) -> str:
    return POLICY.format(scripts="".join(f" {each}" for each in sorted(scripts)), styles="".join(f" {each}" for each in sorted(styles)))
