"""What the pages of these tests start with."""

import pytest

# Y is twice X; every test that needs symbols needs no more than these.
GIVEN = """\
```python exec="on"
from geomsan import Matrix, given

given(X=Matrix("n", "d", about="입력"), Y=lambda X: 2 * X)
```

"""


@pytest.fixture
def given():
    return GIVEN
