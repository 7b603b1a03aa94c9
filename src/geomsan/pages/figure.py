"""Figures of a page: matplotlib's SVG, whose text is text and whose colours are those of the page.

    axes = drawing(480, 280)
    axes.plot(x, y, color=ACCENT)
    print(html(axes.figure, alt="…"))  # in a block with html="on"

The same figure gives the same text in every build, and two figures of a page do not meet. Away from a page, in a
notebook or a script, `html` shows the figure itself and gives back its words.
"""

from __future__ import annotations

import re
import sys
import warnings
from hashlib import sha256
from html import escape
from io import StringIO
from itertools import count
from pathlib import Path

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import LinearSegmentedColormap, to_rgba
from matplotlib.figure import Figure

from .given import is_on_page
from .ink import ACCENT, COLOURS, FAMILY, INK, PALE, SECOND, WRONG, alone

__all__ = ["ACCENT", "INK", "PALE", "SECOND", "WRONG", "drawing", "html", "shades"]

STYLE = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "geomsan",  # the same names in every build
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": PALE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "axes.prop_cycle": matplotlib.cycler(color=[ACCENT, SECOND, WRONG, INK]),
    "legend.frameon": False,
    "font.size": 13,
    "axes.titlesize": 13,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.1,  # inches: the reader's Korean letters are taller than those it measures
}
POINT = 72  # SVG has 72 units to matplotlib's inch

REFERENCE = re.compile(r'(url\(#|href="#)([^)"]+)')
IDENTITY = re.compile(r' id="([^"]+)"')
FONT = re.compile(r"(font-family: |font: [^;\"]*?px )[^;\"]+")
SIZE = re.compile(r'(<svg[^>]*?) width="[^"]*"')


def drawing(width, height, rows=1, columns=1):
    """Empty axes, width × height in CSS pixels; an array of them where there are several."""
    matplotlib.rcParams.update(STYLE)
    return Figure(figsize=(width / POINT, height / POINT)).subplots(rows, columns)


def shades(colour):
    """A colour map from nothing to a colour."""
    return LinearSegmentedColormap.from_list(colour, [to_rgba(colour, 0), to_rgba(colour, 1)])


def html(figure, *, alt):
    """The figure as HTML.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        What a reader who does not see it should know.
    """
    if not alt.strip():
        raise ValueError("a figure needs alt=: what it shows, for those who do not see it")
    text = StringIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # the reader's fonts have it
        # What `savefig` calls in the end. It draws everything once before, to find the layout, which is found here too.
        FigureCanvasSVG(figure).print_svg(text, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = text.getvalue()
    svg = svg[svg.index("<svg") :]
    for colour, css in COLOURS.items():
        svg = svg.replace(colour, css)
    svg = FONT.sub(rf"\1{FAMILY}", svg)
    width = round(figure.get_figwidth() * POINT)
    svg = SIZE.sub(rf'\1 role="img" aria-label="{escape(alt)}" width="{width}"', svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = _named(svg).strip()
    return f'<figure class="drawing">{svg}</figure>' if is_on_page() else _show(alone(svg), alt)


_drawn = count(1)


def _show(svg, alt):
    """In a notebook below its cell, for a script in a file."""
    if "IPython" in sys.modules and sys.modules["IPython"].get_ipython():
        from IPython.display import SVG, display

        display(SVG(svg))
        return alt
    file = Path(f"{Path(sys.argv[0]).stem or 'figure'}-{next(_drawn)}.svg")
    file.write_text(svg, "utf-8")
    return f"{file}: {alt}"


def _named(svg):
    """Ids that nobody refers to are dropped; the others become this figure's own."""
    used = {match[2] for match in REFERENCE.finditer(svg)}
    own = sha256(svg.encode()).hexdigest()[:8]
    svg = IDENTITY.sub(lambda match: f' id="{own}-{match[1]}"' if match[1] in used else "", svg)
    return REFERENCE.sub(lambda match: f"{match[1]}{own}-{match[2]}", svg)
