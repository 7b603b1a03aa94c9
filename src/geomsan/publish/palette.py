"""The colours of a page, right when it first paints, and set once.

The theme asks the system for light or dark only when its scripts run, so a reader who wants the dark sees the light one
flash by. Then it announces the colours in a `<meta>`, which it writes twice; each time the browser restyles every
element, on a page of formulas for as long as it takes to set them. Here the page asks at its beginning, before anything
is painted, and what the `<meta>` says, the stylesheet says (`:root` in `geomsan.css`).
"""

from __future__ import annotations

# What the theme does for a reader who has chosen; who has not has chosen what the system says.
REMEMBERED = 'var palette=__md_get("__palette")'
ASKED = REMEMBERED + '||{color:{media:"(prefers-color-scheme)"}}'
ANNOUNCED, KEPT_QUIET = '{name:"color-scheme"}', '{name:"theme-color-scheme"}'


def early(html):
    """A page that knows its colours before it paints."""
    return html.replace(REMEMBERED, ASKED, 1)


def quieten(site):
    """Let the theme's script announce nothing that the stylesheet says."""
    for path in site.glob("assets/javascripts/bundle.*.js"):
        path.write_text(path.read_text("utf-8").replace(ANNOUNCED, KEPT_QUIET), "utf-8")
