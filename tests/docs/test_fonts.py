"""The mathematical font: its letters are divided as the stylesheet says, and its arrows stretch."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

NAMES = {"often.txt": "stix-two-math.woff2", "rarely.txt": "stix-two-math-rare.woff2"}
# Where an arrow under words is painted: what the browser says of its box knows nothing of its being stretched.
ARROW = """([arrow, words]) => {
    const article = document.querySelector("article")
    article.innerHTML = `<math display="block"><mover><mo>${arrow}</mo><mtext>${words}</mtext></mover></math>`
    const over = article.querySelector("mover").getBoundingClientRect(), base = article.querySelector("mo").getBoundingClientRect()
    return { x: over.x, width: over.width, y: base.y, height: base.height }
}"""


def letters(text):
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", text)
    return {letter for first, last in ranges for letter in range(int(first, 16), int(last or first, 16) + 1)}


def test_the_stylesheet_names_the_letters_of_each_file(root):
    css = (root / "docs/assets/stylesheets/geomsan.css").read_text("utf-8")
    faces = {face.partition('fonts/')[2].partition('"')[0]: letters(face) for face in re.findall(r"@font-face \{.*?\}", css, re.S) if "Geomsan Math" in face}
    lists = {font: letters((root / "docs/assets/fonts" / name).read_text("utf-8")) for name, font in NAMES.items()}
    assert faces == lists
    assert not faces["stix-two-math.woff2"] & faces["stix-two-math-rare.woff2"] and len(faces) == 2


def share(page, arrow, words):
    """How much of the width of the words their arrow fills with ink."""
    box = page.evaluate(ARROW, [arrow, words])
    ink = np.asarray(Image.open(BytesIO(page.screenshot(clip=box))).convert("L")).min(axis=0) < 128
    (places,) = np.nonzero(ink)
    return (places[-1] - places[0]) / len(ink)


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_arrows_stretch_under_words(site, visit):
    with visit(site, other=("font-display: optional", "font-display: swap")) as page:  # on a busy machine it comes late
        page.evaluate("() => document.fonts.ready")
        assert all(share(page, arrow, "넓이와 모양") > 0.9 for arrow in "→↦⇒")
        assert share(page, "⟶", "넓이와 모양") < 0.7  # one that the font cannot stretch
