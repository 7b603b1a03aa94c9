"""The proof map: which theorem uses which, drawn as SVG when the site is built.

What uses nothing stands at the left; everything stands to the right of all that it uses. Text is text and a link,
colours are those of the page, and the same ledger gives the same drawing.
"""

from __future__ import annotations

import re
from html import escape

WIDE, HIGH = 184, 34  # of a box
GAP, ROW = 56, 48  # between two columns; from one box to the next
LETTERS = 13  # Korean letters that fit in a box
MACRO = re.compile(r"\\(?:mathbf|boldsymbol|mathrm|vec|mathcal|operatorname)\b|[{}$\\]")
SIGNS = {"checked": "✓", "waived": "–", "refuted": "✗", "error": "✗"}


def proof_map(titles, standings, href):
    """The drawing, and what is in it in words.

    Parameters
    ----------
    titles : dict
        The title of each statement by its address.
    standings : dict
        What became of it.
    href : callable
        The link to an address.

    Returns
    -------
    svg : str
        "" if no theorem uses another.
    """
    uses = {where: [each for each in standing.uses if each in titles] for where, standing in standings.items()}
    used = {each for targets in uses.values() for each in targets}
    names = sorted(where for where in titles if uses[where] or where in used)
    if not names:
        return ""
    columns, ways = layered({name: uses[name] for name in names})
    place = {name: (column, row) for column, each in enumerate(columns) for row, name in enumerate(each)}
    width = len(columns) * (WIDE + GAP) - GAP + 4
    height = max(map(len, columns)) * ROW - ROW + HIGH + 4
    edges = "".join(_edge([place[each] for each in way], standings[way[0]].status) for way in ways)
    boxes = "".join(_box(titles[name], standings[name].status, place[name], href(name)) for name in names)
    words = f"정리 {len(names)}개와 그 사이의 화살표 {len(ways)}개. 화살표는 쓰이는 정리에서 그것을 쓰는 정리로 간다."
    return (
        f'<div class="proof-map"><svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="group" aria-label="증명 지도: {words}" xmlns="http://www.w3.org/2000/svg">'
        '<defs><marker id="proof-map-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>'
        f"{edges}{boxes}</svg></div>"
    )


def layered(uses):
    """The columns of the map from the left, and the ways of its edges.

    Parameters
    ----------
    uses : dict
        For each name those that it uses.

    Returns
    -------
    columns : list of list
        Names, and edges as ``(user, used)`` where one passes through a column.
    ways : list of list
        Each edge from what is used to its user, over the places that it passes.
    """
    depth = {}

    def deepen(name, above):
        if name not in depth:
            below = [deepen(each, above | {name}) for each in uses[name] if each not in above]  # a circle ends here
            depth[name] = 1 + max(below, default=-1)
        return depth[name]

    for name in sorted(uses):
        deepen(name, {name})
    columns = [[] for _ in range(1 + max(depth.values()))]
    for name in sorted(uses):
        columns[depth[name]].append(name)
    ways = []
    for user in sorted(uses):
        for target in sorted(uses[user]):
            passed = range(depth[target] + 1, depth[user])
            for column in passed:
                columns[column].append((user, target, column))
            ways.append([target, *((user, target, column) for column in passed), user])
    _untangle(columns, ways)
    return columns, ways


def _untangle(columns, ways):
    """Order each column by the mean place of its neighbours, to and fro."""
    near = {}
    for way in ways:
        for one, other in zip(way, way[1:], strict=False):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    for sweep in range(8):
        order = columns if sweep % 2 == 0 else columns[::-1]
        for before, column in zip(order, order[1:], strict=False):
            row = {name: number for number, name in enumerate(before)}
            own = {name: number for number, name in enumerate(column)}

            def mean(name, row=row, own=own):
                rows = [row[each] for each in near[name] if each in row]
                return sum(rows) / len(rows) if rows else own[name]

            column.sort(key=mean)


def _corner(place):
    return 2 + place[0] * (WIDE + GAP), 2 + place[1] * ROW


def _edge(places, status):
    points = [_corner(place) for place in places]
    x, y = points[0][0] + WIDE, points[0][1] + HIGH / 2
    path = f"M{x} {y:g}"
    for right, top in points[1:]:
        middle, end = (x + right) / 2, top + HIGH / 2
        path += f"C{middle:g} {y:g} {middle:g} {end:g} {right} {end:g}"
        x, y = right, end
        if (right, top) != points[-1]:
            x += WIDE
            path += f"H{x}"
    return f'<path class="edge" data-status="{status}" d="{path}" marker-end="url(#proof-map-tip)"/>'


def _box(title, status, place, link):
    x, y = _corner(place)
    text = plain(title)
    shown = text if len(text) <= LETTERS else text[: LETTERS - 1] + "…"
    return (
        f'<a href="{escape(link)}" data-status="{status}"><title>{escape(text)}</title>'
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6"/>'
        f'<text x="{x + WIDE / 2:g}" y="{y + HIGH / 2 + 5:g}" text-anchor="middle">{SIGNS[status]} {escape(shown)}</text></a>'
    )


def plain(title):
    """A title without LaTeX: a drawing's text has no formulas."""
    return " ".join(MACRO.sub("", title).split())
