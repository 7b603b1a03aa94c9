"""`mkdocs serve` in a process of its own: every edit shows at the next reload, red shows on the page, and the server lives on."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.build

PATIENCE = 60  # seconds, on a machine that does much else
PAGE = '''\
```python exec="on"
from geomsan import Matrix, given
import lesson
given(X=Matrix("n", "d"), Y=lesson.double)
```

$$ \\mathbf{Y} = 2\\mathbf{X} $$
'''
LESSON = "calls = []\n\ndef double(X):\n    return 2 * X\n"


class Server:
    def __init__(self, folder, address):
        self.folder, self.address = folder, address
        self.page, self.lesson = folder / "docs/layers/affine.md", folder / "src/lesson.py"
        self.said = folder / "said.txt"

    def get(self, path="layers/affine/"):
        try:
            with urlopen(f"{self.address}/{path}", timeout=PATIENCE) as answer:
                return answer.read().decode()
        except HTTPError as error:
            return error.read().decode()
        except URLError:
            return ""

    def until(self, shows, path="layers/affine/"):
        """The page, as soon as it shows something."""
        end = time.monotonic() + PATIENCE
        while shows not in (html := self.get(path)):
            assert time.monotonic() < end, f"never shown: {shows}\n{self.said.read_text('utf-8')[-3000:]}\n{html[-2000:]}"
            time.sleep(0.2)
        return html

    def write(self, file, text):
        file.write_text(text, "utf-8")


@pytest.fixture
def server(folder, root):
    """The server on a small site, with a library and an engine of its own."""
    for package in ("geomsan", "backprop"):  # with what Python compiled of them, which is good as long as no file changes
        shutil.copytree(root / "src" / package, folder / "src" / package)
    settings = (folder / "mkdocs.yml").read_text("utf-8").replace("watch: []", "watch: [src]")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(folder, f"http://127.0.0.1:{port}")
    server.write(server.lesson, LESSON)
    server.write(server.page, PAGE)
    with server.said.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--strict", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder, env=os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONUNBUFFERED": "1"}, stdout=said, stderr=said,
        )  # fmt: skip
        server.process = process
        yield server
        process.terminate()
        process.wait(PATIENCE)


def test_an_edit_of_a_page_shows_red_and_then_green(server):
    server.until('data-status="checked"')
    server.write(server.page, PAGE.replace("= 2", "= 3"))
    html = server.until("검산 실패")
    place = "docs/layers/affine.md:7:17: "
    assert place in html and 'data-status="refuted"' in html and "거짓인 식" in html
    assert 'data-status="checked"' not in html
    assert place in server.said.read_text("utf-8")
    assert "처음" in server.get("")  # the other pages are there
    server.write(server.page, PAGE)
    assert "검산 실패" not in server.until('data-status="checked"')
    server.write(server.page, PAGE.replace("\\mathbf{Y}", "\\mathbf{Q}"))
    assert "읽을 수 없는 식" in server.until("검산 실패")
    server.write(server.page, PAGE.replace("given(X", "assert False\ngiven(X"))
    assert "docs/layers/affine.md:4:1: AssertionError" in server.until("AssertionError")
    assert server.process.poll() is None and not (server.folder / "site").exists()


def test_an_edit_of_the_library_shows(server):
    server.until('data-status="checked"')
    server.write(server.lesson, LESSON.replace("2 *", "3 *"))
    assert 'data-status="refuted"' in server.until("검산 실패")
    server.write(server.lesson, LESSON.replace("2 *", "2 * ("))
    assert "SyntaxError" in server.until("SyntaxError")
    server.write(server.lesson, LESSON)
    server.until('data-status="checked"')


def test_an_edit_of_the_engine_shows_and_a_broken_engine_leaves_no_page_green(server):
    server.until('data-status="checked"')
    badge = server.folder / "src/geomsan/pages/badge.py"
    text = badge.read_text("utf-8")
    server.write(badge, text.replace("✓", "✓✓"))
    server.until("✓✓")
    server.write(badge, text + "\n)")
    assert "SyntaxError" in server.until("사이트를 짓지 못했다") and "✓" not in server.get()
    server.write(badge, text)
    assert "✓✓" not in server.until('data-status="checked"')
    trial = server.folder / "src/geomsan/verdict/trial.py"
    assert "TRIALS = 5\n" in trial.read_text("utf-8")
    server.write(trial, trial.read_text("utf-8").replace("TRIALS = 5\n", "TRIALS = 25\n"))
    server.until("시행 25회")


def test_no_state_of_the_build_before_is_left(server):
    counting = PAGE.replace("given(X", "lesson.calls.append(1)\nprint('call', len(lesson.calls))\ngiven(X")
    server.write(server.page, counting)
    assert re.search(r"call 1\b", server.until("call"))
    for word in ("하나", "둘"):
        server.write(server.page, counting + f"\n{word}\n")
        assert re.search(r"call 1\b", server.until(word))


def test_settings_that_cannot_be_read_do_not_end_the_server(server):
    server.until('data-status="checked"')
    settings = (server.folder / "mkdocs.yml").read_text("utf-8")
    server.write(server.folder / "mkdocs.yml", settings + "plugins: [nowhere]\n")
    server.until("사이트를 짓지 못했다")
    server.write(server.folder / "mkdocs.yml", settings)
    server.until('data-status="checked"')


RENDERED = '```python exec="on"\nimport time\nprint(f"rendered {time.time()}")\n```\n\n'


def stamp(html):
    return re.search(r"rendered ([\d.]+)", html)[1]


def test_a_page_of_which_nothing_changed_is_not_rendered_again_and_stays_in_the_ledger(server):
    server.write(server.folder / "docs/index.md", "# 처음\n\n" + RENDERED + "[다른 쪽](layers/affine.md)\n\n/// ledger | totals\n///\n")
    first = stamp(server.until("rendered", ""))
    server.write(server.page, PAGE + "\n$$ \\mathbf{Y} - \\mathbf{X} = \\mathbf{X} $$\n\n하나\n")
    server.until("하나")
    assert stamp(home := server.get("")) == first
    assert 'href="layers/affine/"' in home
    assert re.search(r"<strong>2</strong>|>2<", home), "the totals are those of the new page"
    server.write(server.lesson, LESSON + "# an edit\n")
    server.until("하나")
    end = time.monotonic() + PATIENCE
    while stamp(server.get("")) == first:
        assert time.monotonic() < end, "an edit of the library renders every page"


@pytest.mark.parametrize("reach", ["open('numbers.txt').read()", "__import__('subprocess').run(['cat', 'numbers.txt'], capture_output=True).stdout.decode()"])
def test_a_page_that_reads_what_nobody_watches_is_rendered_each_time(server, reach):
    (server.folder / "numbers.txt").write_text("one")
    server.write(server.folder / "docs/index.md", f'# 처음\n\n```python exec="on"\nprint("it says", {reach})\n```\n')
    server.until("it says one", "")
    (server.folder / "numbers.txt").write_text("two")
    server.write(server.page, PAGE + "\n하나\n")
    server.until("하나")
    assert "it says two" in server.get("")


def test_a_page_that_is_new_or_gone_shows_in_the_links_of_the_others(server):
    server.write(server.folder / "docs/index.md", "# 처음\n\n[다른 쪽](layers/affine.md)\n")
    server.until("href=\"layers/affine/\"", "")
    server.page.rename(server.page.with_name("other.md"))
    settings = (server.folder / "mkdocs.yml").read_text("utf-8")
    server.write(server.folder / "mkdocs.yml", settings.replace("layers/affine.md", "layers/other.md"))
    server.until('data-status="checked"', "layers/other/")
    assert "layers/affine.md" in server.said.read_text("utf-8").rsplit("Building documentation", 1)[1]


def test_a_file_that_is_only_copied_shows_as_it_is_now(server):
    style = server.folder / "docs/own.css"
    server.write(style, ".one {}")
    server.until(".one", "own.css")
    server.write(server.page, PAGE + "\n하나\n")
    server.until("하나")
    assert ".one" in server.get("own.css")  # it was not copied again, and is there
    server.write(style, ".two {}")
    server.until(".two", "own.css")
    style.unlink()
    server.until("404", "own.css")


def test_settings_show_in_every_page(server):
    server.until('data-status="checked"')
    settings = (server.folder / "mkdocs.yml").read_text("utf-8")
    server.write(server.folder / "mkdocs.yml", re.sub(r"(?m)^site_name: .*$", "site_name: 다른 이름", settings))
    server.until("다른 이름")
    assert "다른 이름" in server.get("")
