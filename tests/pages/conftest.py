"""Pages through the real renderer: the extensions of mkdocs.yml, without MkDocs around them."""

from pathlib import Path

import pytest
from markdown import Markdown
from markdown_exec import markdown_config
from mkdocs.config import load_config

from geomsan.pages.error import PageError

# Y is twice X; every test that needs symbols needs no more than these.
GIVEN = """\
```python exec="on"
from geomsan import Matrix, given

given(X=Matrix("n", "d", about="입력"), Y=lambda X: 2 * X)
```

"""


@pytest.fixture(scope="session")
def root():
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def config(root):
    return load_config(str(root / "mkdocs.yml"))


@pytest.fixture
def render(config):
    """Convert Markdown to HTML as the site does."""

    def convert(text):
        markdown_config.save(config.markdown_extensions, config.mdx_configs)
        return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs).convert(text)

    return convert


@pytest.fixture
def problems(render):
    """The problems of a page as a list of (line, message)."""

    def convert(text):
        with pytest.raises(PageError) as error:
            render(text)
        return [(problem.line, problem.message) for problem in error.value.problems]

    return convert


@pytest.fixture
def given():
    return GIVEN
