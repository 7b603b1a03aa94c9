"""The colours of drawings: those of the page, which change with light and dark, or fixed ones away from it."""

import re

# Colours that stand for those of the page, which change with light and dark: see COLOURS.
INK, PALE, ACCENT, SECOND, WRONG = "#000001", "#000002", "#000003", "#000004", "#000005"
COLOURS = {
    INK: "currentColor",
    PALE: "var(--md-default-fg-color--lighter)",
    ACCENT: "var(--geomsan-true)",
    SECOND: "var(--md-typeset-a-color)",
    WRONG: "var(--geomsan-false)",
}
ALONE = {INK: "#1d2126", PALE: "#d9d7d2", ACCENT: "#0d6e4f", SECOND: "#1c4fa3", WRONG: "#b3261e"}  # of the light page
FAMILY = "var(--md-text-font-family)"

DRAWING = re.compile(r'<figure class="drawing">(.*?)</figure>', re.S)


def alone(svg):
    """A drawing of a page as an image of its own."""
    for colour, css in COLOURS.items():
        svg = svg.replace(css, ALONE[colour])
    return svg.replace(FAMILY, "sans-serif").replace("<svg ", '<svg style="background: white" ', 1)
