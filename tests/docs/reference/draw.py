"""A dozen hard formulas, drawn by Chromium and by Firefox: `python tests/docs/reference/draw.py`, then look at both.

The pictures beside this file are what both drew when somebody last looked. They are not compared by a test: every
version of a browser and of a font engine draws a little differently, and a tolerance would hide what matters.
"""

import shutil
import subprocess
import sys
import tempfile
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from geomsan.pages.mathematics import typeset

HERE = Path(__file__).parent
ASSETS = HERE.parents[2] / "docs/assets"
WIDTH, HEIGHT = 560, 1000

FORMULAS = {
    "괄호가 행렬만큼 자란다": r"\mathbf{W} = \begin{pmatrix} w_{11} & w_{12} & \cdots & w_{1m} \\ w_{21} & w_{22} & \cdots & w_{2m} \\ "
    r"\vdots & \vdots & \ddots & \vdots \\ w_{d1} & w_{d2} & \cdots & w_{dm} \end{pmatrix}^{\intercal}",
    "큰 연산자의 위아래": r"\frac{\partial L}{\partial w_{ij}} = \sum_{p=1}^{n}\sum_{q=1}^{m} \frac{\partial L}{\partial y_{pq}}\frac{\partial y_{pq}}{\partial w_{ij}}",
    "분수 속의 분수": r"\sigma(z) = \frac{1}{1 + e^{-z}} = \frac{1}{1 + \frac{1}{1 + \frac{z^2}{2}}}",
    "겹친 근호": r"\left\| \mathbf{x} \right\| = \sqrt{\sum_{i=1}^{n} x_i^2} \leq \sqrt{1 + \sqrt{\frac{a}{b}}}",
    "경우": r"\operatorname{ReLU}'(z) = \begin{cases} 1 & (z > 0) \\ 0 & (z < 0) \end{cases}",
    "아래 괄호": r"\underbrace{\mathbf{X}^{\mathsf{T}}\mathbf{X}}_{d \times d}\,\overline{\mathbf{w}} = \overbrace{a + b + \cdots + z}^{26}",
    "악센트와 프라임": r"\hat{\mathbf{y}},\ \bar{x},\ \tilde{w},\ \vec{v},\ \dot{x},\ f'(x),\ f''(x),\ \widehat{xyz}",
    "첨자의 첨자": r"x_{i_k}^{(l+1)},\quad e^{-\frac{x^2}{2\sigma^2}},\quad {\textstyle\prod_{i=1}^{n}} p_{\theta_i},\quad \mathbf{w}^{(t)}_{\text{새}}",
    "내적과 노름": r"\left\langle \frac{\partial L}{\partial \mathbf{Z}}, \frac{\partial \mathbf{Y}}{\partial w_{ij}} \right\rangle_{F} \le \Big\| \mathbf{G} \Big\|_{F}\, \big| \gamma \big|",
    "줄 맞춤": r"\begin{aligned} \mathbf{Z} &= \mathbf{X}\mathbf{W} + \mathbf{1}\mathbf{b} \\ &= \mathbf{Y} + \mathbf{B} \end{aligned}",
    "드문 글자": r"\mathcal{N}(\mu, \Sigma),\ \mathbb{R}^{n \times m},\ \mathfrak{g},\ \nabla f \otimes \mathbf{I}_m,\ \oint,\ \lesssim,\ \hookrightarrow",
    "상자와 화살표": r"\boxed{\mathbf{X}^{\intercal}\frac{\partial L}{\partial \mathbf{Y}}} \iff \mathbf{X} \xrightarrow{\times\mathbf{W}} \mathbf{Y} \xrightarrow{+\mathbf{b}} \mathbf{Z}",
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def page():
    sheets = "".join(f'<link rel="stylesheet" href="stylesheets/{path.name}">' for path in sorted((ASSETS / "stylesheets").glob("*.css")))
    rows = "".join(f"<tr><td>{name}</td><td>{typeset(latex, display=True)}</td></tr>" for name, latex in FORMULAS.items())
    style = "body { margin: 12px; font: 15px var(--geomsan-korean) } td { padding: 10px 14px; border-bottom: 1px solid #ddd } math { font-size: 19px }"
    return f'<!doctype html><html lang="ko"><meta charset="utf-8"><title>{escape("수식")}</title>{sheets}<style>{style}</style><table>{rows}</table>'


def draw():
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        shutil.copytree(ASSETS, site)
        sheet = site / "stylesheets/geomsan.css"  # the font is looked at, however late it comes
        sheet.write_text(sheet.read_text("utf-8").replace("font-display: optional", "font-display: block"), "utf-8")
        (site / "index.html").write_text(page(), "utf-8")
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            size = f"--window-size={WIDTH},{HEIGHT}"
            commands = {
                "chromium": ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", "--virtual-time-budget=5000", size],
                "firefox": ["firefox-esr", "--headless", "--no-remote", "--profile", str(Path(folder, "profile")), size],
            }
            Path(folder, "profile").mkdir()
            for name, command in commands.items():
                if shutil.which(command[0]) is None:
                    print(f"{command[0]} is not installed: nothing is drawn with it")
                    continue
                picture = HERE / f"{name}.png"
                shot = [f"--screenshot={picture}"] if name == "chromium" else ["--screenshot", str(picture)]
                subprocess.run([*command, *shot, address], check=True, capture_output=True, timeout=300)
                print(picture)
            server.shutdown()


if __name__ == "__main__":
    sys.exit(draw())
