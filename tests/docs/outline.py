"""What can be said of the pages of a site without a browser: links, headings, and words for figures."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
AFAR = {"http", "https", "mailto", "data", "javascript"}


class Outline(HTMLParser):
    """What one page has.

    Attributes
    ----------
    ids : list of str
    links : list of str
        Everything that a page leads to or fetches.
    levels : list of int
        Of its headings in order; those that are not shown count, for they are read aloud.
    unnamed : list of str
        Figures without words for those who do not see them.
    """

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.levels, self.unnamed = [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("id"):
            self.ids.append(attrs["id"])
        if tag == "a" and attrs.get("name"):
            self.ids.append(attrs["name"])
        self.links += [attrs[name] for name in ("href", "src") if attrs.get(name)]
        self.links += [part.split()[0] for part in (attrs.get("srcset") or "").split(",") if part.strip()]
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.levels.append(int(tag[1]))
        hidden = attrs.get("aria-hidden") == "true" or attrs.get("role") in ("presentation", "none")
        if tag == "img" and not hidden and not (attrs.get("alt") or "").strip():
            self.unnamed.append(attrs.get("src", "img"))
        if tag == "svg" and attrs.get("role") == "img" and not (attrs.get("aria-label") or "").strip():
            self.unnamed.append("svg")


def article(html):
    """What the author wrote, without the theme around it."""
    return html.partition("<article")[2].partition("</article>")[0]


def disorder(levels):
    """What is wrong with the order of headings: one first of level 1, and none that skips a level."""
    if levels[:1] != [1] or levels.count(1) != 1:
        return [f"not one h1 at the beginning: {levels}"]
    return [f"h{after} after h{before}" for before, after in zip(levels, levels[1:], strict=False) if after > before + 1]


def bare_figures(html):
    """Figures of the article that say nothing: pictures, drawings, and `figure` without any of these."""
    text = article(html)
    found = Outline(text).unnamed
    for part in text.split("<figure")[1:]:
        inside = part.partition("</figure>")[0]
        if 'role="img"' not in inside and "<img" not in inside:
            found.append(f"<figure{inside[:60]}")
    return found


def broken_links(site):
    """Addresses of a folder's pages that lead to no file, or to no place in it."""
    pages = {path: Outline(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    found = []
    for path, outline in pages.items():
        # 404.html stands for any address, so its links begin at the root.
        here = "/" if path == site / "404.html" else f"/{path.relative_to(site).as_posix()}"
        for link in outline.links:
            if urlsplit(link).scheme in AFAR or link.startswith("//"):
                continue
            address = urlsplit(urljoin(here, link))
            target = site / unquote(address.path).lstrip("/")
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                found.append(f"{here} → {link}: no such file")
            elif address.fragment and target in pages and unquote(address.fragment) not in (*pages[target].ids, "__top"):
                found.append(f"{here} → {link}: no such place")
    return found


def pages(site: Path):
    """The addresses of the pages of a site."""
    found = (path.parent.relative_to(site).as_posix() for path in sorted(site.rglob("index.html")))
    return ["" if page == "." else f"{page}/" for page in found]
