"""A page with 300 formulas: what it weighs, when it paints, and how long it keeps the browser busy, beside KaTeX.

The same 300 formulas, spread evenly over those of the site, in text and displayed, stand on two pages of the same theme: one is as the site makes
it, with MathML; on the other KaTeX typesets them in the browser. Both are opened in headless Chromium, slowed down to a phone's
speed, turn by turn. KaTeX is not part of the project: `npm pack katex`, unpack it, and name the folder in KATEX.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

try:
    from playwright.sync_api import sync_playwright
except ImportError:
    print("formulas: nothing measured: Playwright is not installed (requirements-test.txt)")
    sys.exit()

ROOT = Path(__file__).parent.parent
COUNT, RUNS, SLOWER = 300, 3, 4
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.M | re.S)
FORMULA = re.compile(r"^\$\$\n?(?P<display>[^$]+?)\n?\$\$$|(?<![\\$])\$(?P<inline>[^$\n]+)\$(?!\$)", re.M)
LEFT_OUT = re.compile(r"\\(?:tag|label|eqref|ref)\b|^%|\\(?:lt|gt)\b", re.M)  # what only the site's own build understands
GOES_ON = re.compile(r"[=<>]|\\(?:le|ge|leq|geq|approx|simeq|to|iff|implies|neq)\b")  # from the display before it
CONFIG = "INHERIT: {root}/mkdocs.yml\ndocs_dir: docs\nsite_dir: site\nnav: [index.md]\nwatch: []\n"
TYPESET = """for (const place of document.querySelectorAll(".latex"))
    katex.render(place.textContent, place, { displayMode: place.matches("div"), throwOnError: false })"""
OBSERVE = """window.long = 0
new PerformanceObserver(list => list.getEntries().forEach(task => window.long += task.duration)).observe({ type: "longtask", buffered: true })"""
FACTS = """() => ({
    long: window.long,
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    nodes: document.querySelectorAll("article *").length,
    formulas: document.querySelectorAll("article math:not(.latex *), article .latex").length,
    errors: document.querySelectorAll(".katex-error").length,
})"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def formulas():
    """Pairs of how a formula is set and its LaTeX."""
    found = []
    for page in sorted(set((ROOT / "docs").rglob("*.md")) - set((ROOT / "docs/guide").glob("*.md"))):  # which shows what is refused
        matches = FORMULA.finditer(CODE.sub("", page.read_text("utf-8")))
        found += [(match.lastgroup, match[match.lastgroup].strip()) for match in matches if not LEFT_OUT.search(match[0])]
    found = [(how, latex) for how, latex in found if not GOES_ON.match(latex)]
    return [found[place * len(found) // COUNT] for place in range(COUNT)]


def build(folder, chosen):
    """The page as the site makes it. Its displays are waived: typesetting is compared, not checking."""
    written = {"display": "식 {}.\n\n$$\n% 검산 제외: 무게를 재는 쪽\n{}\n$$", "inline": "식 {}는 ${}$이다."}
    page = "\n\n".join(written[how].format(n, latex) for n, (how, latex) in enumerate(chosen, start=1))
    (folder / "docs").mkdir()
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
    (folder / "docs/index.md").write_text(f"# 수식 {len(chosen)}개\n\n{page}\n", "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT), "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True)
    return folder / "site"


def with_katex(site, katex, chosen):
    """The same page, typeset by KaTeX as soon as its script is there."""
    shutil.copytree(katex, site / "katex")
    latex = iter(chosen)

    def place(_):
        how, text = next(latex)
        tag = "div" if how == "display" else "span"
        return f'<{tag} class="latex">{escape(text)}</{tag}>'

    html = (site / "index.html").read_text("utf-8")
    html = re.sub(r"<math\b.*?</math>", place, html, flags=re.S)
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)  # the script below is not the site's
    html = re.sub(r'<link rel="preload"[^>]*>', "", html)
    html = html.replace("</head>", '<link rel="stylesheet" href="katex/katex.min.css"></head>')
    html = html.replace("</body>", f'<script src="katex/katex.min.js"></script><script>{TYPESET}</script></body>')
    (site / "katex.html").write_text(html, "utf-8")


def opened(browser, address, late=0):
    """What the browser says of a page that it sees for the first time; scripts may come late."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="null")  # as the system has it
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(OBSERVE)
    weights = {}
    page.on("response", lambda answer: weights.update({answer.url: int(answer.headers.get("content-length", 0))}))
    if late:
        page.route("**/*.js", lambda route: (page.wait_for_timeout(late), route.continue_()))
    page.goto(address, wait_until="load", timeout=300_000)
    page.wait_for_timeout(1500)
    facts = page.evaluate(FACTS) | {"weights": weights}
    context.close()
    return facts


def report(name, runs):
    def middle(key):
        return statistics.median(run[key] for run in runs)

    weights = runs[0]["weights"]
    print(f"{name}: {sum(weights.values()) / 1000:.0f} kB in {len(weights)} files, first paint {middle('paint'):.0f} ms, "
          f"long tasks {middle('long'):.0f} ms, {runs[0]['nodes']} elements")  # fmt: skip
    for url, size in sorted(weights.items(), key=lambda each: -each[1])[:7]:
        print(f"    {size / 1000:7.1f} kB  {url.rpartition('/')[2] or 'the page'}")
    return middle("long")


def main():
    katex = os.environ.get("KATEX", "")
    if katex:
        katex = next(Path(katex).rglob("katex.min.js")).parent
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        return print("formulas: nothing measured: there is no Chromium")
    chosen = formulas()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(Path(folder), chosen)
        if katex:
            with_katex(site, katex, chosen)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            home = f"http://127.0.0.1:{server.server_port}/"
            addresses = {"MathML": home} | ({"KaTeX": f"{home}katex.html"} if katex else {})
            runs = {name: [] for name in addresses}
            for _ in range(RUNS):
                for name, address in addresses.items():
                    runs[name].append(opened(browser, address))
            shown = {each["formulas"] for run in runs.values() for each in run}
            print(f"{len(chosen)} formulas ({shown} on the pages), a processor {SLOWER} times slower, the median of {RUNS} runs")
            long = {name: report(name, each) for name, each in runs.items()}
            late = opened(browser, home, late=3000)
            print(f"    with scripts 3 s late the page paints after {late['paint']:.0f} ms")
            if katex:
                print(f"long tasks, MathML to KaTeX: {long['MathML'] / long['KaTeX']:.2f}; KaTeX refused {runs['KaTeX'][0]['errors']} formulas")
            else:
                print("KaTeX is not here, so nothing is compared: npm pack katex, unpack it, KATEX=folder")
            server.shutdown()


main()
