"""Executed fences: how they show themselves, and every way to write one wrong."""

import pytest

RUN = '```python exec="on"{}\n{}\n```\n\n'


def test_output_and_code_stand_in_tabs(render):
    html = render(RUN.format("", "print(6 * 7)"))
    assert '<div class="admonition example">' in html
    assert html.index(">Result</label>") < html.index(">Example</label>")
    assert "42\n" in html and html.count('class="tabbed-block"') == 2


def test_no_output_shows_just_the_code(render):
    html = render(RUN.format("", "x = 1"))
    assert "admonition" not in html and "tabbed" not in html and 'class="highlight"' in html


def test_printed_text_is_text(render):
    html = render(RUN.format("", "print('<b>*x*</b> $y$')"))
    assert "&lt;b&gt;*x*&lt;/b&gt; $y$" in html


def test_printed_markdown_is_read_with_the_page(render, given):
    code = r"print('**굵게** $x$', r'$$ \mathbf{Y} = 2\mathbf{X} $$', sep='\n\n')"
    html = render(given + RUN.format(' result="markdown"', code))
    assert "<strong>굵게</strong> <math" in html and 'data-status="checked"' in html


def test_what_is_printed_is_judged(problems, given):
    code = r"print(r'$$ \mathbf{Y} = 3\mathbf{X} $$')"
    ((line, _),) = problems(given + RUN.format(' result="markdown"', code))
    assert line == given.count("\n") + 1


def test_printed_html_is_html(render):
    assert "<svg></svg>" in render(RUN.format(' html="on"', "print('<svg></svg>')"))


def test_place_of_the_code_can_be_chosen(render):
    html = render(RUN.format(' source="above"', "print(42)"))
    assert "admonition" not in html and html.index("print") < html.rindex("42")


def test_the_title_is_the_title_of_the_box(render):
    assert '<p class="admonition-title">순전파</p>' in render(RUN.format(' title="순전파"', "print(1)"))


def test_blocks_of_a_page_share_variables_and_pages_do_not(render, problems):
    assert "5" in render(RUN.format("", "x = 5") + RUN.format("", "print(x)"))
    assert "NameError" in problems(RUN.format("", "print(x)"))[0][1]


def test_a_block_runs_once(render):
    html = render(RUN.format("", "runs = []") + RUN.format("", "runs.append(1)\nprint(len(runs), 'run')"))
    assert "1 run" in html


def test_the_same_page_is_the_same_html(render):
    page = RUN.format("", "print(1)") + RUN.format("", "print({1, 2})")
    assert render(page) == render(page)


def test_blocks_in_tabs_and_lists_run(render):
    page = '=== "가"\n\n    ```python exec="on"\n    print("하나")\n    ```\n\n- 나\n\n    ```python exec="on"\n    print("둘")\n    ```\n'
    html = render(page)
    assert "하나\n" in html and "둘\n" in html


def test_python_that_is_not_executed_is_code(render):
    html = render('```python title="affine.py" linenums="1" hl_lines="1"\nraise SystemExit\n```')
    assert "affine.py" in html and "admonition" not in html


def test_fences_in_fences_are_text(render):
    html = render('````md\n```python exec="on"\nraise SystemExit\n```\n````')
    assert "SystemExit" in html


def test_a_block_that_does_not_run_is_the_one_problem(problems, given):
    ((line, _),) = problems(given.replace("exec=", "exce=") + "$$ \\mathbf{Y} = 2\\mathbf{X} $$")
    assert line == 1


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ('python exce="on"', "unknown option 'exce'"),
        ('python exec="on" sesion="a"', "unknown option 'sesion'"),
        ('python exec="on" session="a"', "accepted: exec, result"),
        ('python exec="on" source="abov"', "accepted: tabbed-right, tabbed-left, above, below"),
        ('python exec="on" result="json"', "accepted: text, markdown"),
        ('python exec="off"', "accepted: on"),
        ("python exec", "accepted: on"),
        ('python source="above"', 'add exec="on"'),
        ('python linenums="eins"', "linenums='eins'"),
        ('python titel="affine.py"', "unknown option 'titel'"),
        ("python exec=on", "not understood"),
        ('py exec="on"', "not understood"),
        ('bash exec="on"', "not understood"),
        ('{.python exce="on"}', "unknown option 'exce'"),
    ],
)
def test_a_wrong_header_is_a_problem(problems, header, message):
    ((line, found),) = problems(f"글\n\n```{header}\nprint(1)\n```")
    assert line == 3 and message in found


def test_an_unclosed_fence_is_a_problem(problems):
    ((line, message),) = problems('글\n\n```python exec="on"\nprint(1)\n')
    assert line == 3 and "not understood" in message


def test_a_failing_block_names_the_line(problems):
    assert problems('- 글\n\n    ```python exec="on"\n    x = 1\n    assert x > 2, "작다"\n    ```') == [
        (5, 'AssertionError: 작다\n    assert x > 2, "작다"')
    ]


@pytest.mark.parametrize("page", ["<!--\n{}-->\n\n글", "글\n\n    {}"])
def test_a_block_that_runs_unseen_is_a_problem(problems, page):
    block = RUN.format("", "x = 1").replace("\n", "\n    ") if "    {" in page else RUN.format("", "x = 1")
    ((_, message),) = problems(page.format(block))
    assert "not shown" in message


def test_a_block_cannot_print_a_block(problems):
    code = "print('```python exec=\"on\"\\nx = 1\\n```')"
    ((line, message),) = problems(RUN.format(' result="markdown"', code))
    assert line == 1 and "cannot print" in message
