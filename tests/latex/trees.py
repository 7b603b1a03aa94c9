"""Random syntax trees: every kind of node in every place, also where LaTeX could not mean it."""

from hypothesis import strategies as st

from geomsan.latex.tree import (
    At,
    Big,
    Call,
    Cases,
    Chain,
    Derivative,
    Display,
    Dots,
    Empty,
    Fence,
    Fraction,
    Group,
    Matrix,
    Name,
    Number,
    Product,
    Root,
    Script,
    Sum,
)  # fmt: skip

LETTERS = ["a", "d", "f", "i", "n", "s", "t", "r", "x", "X", "W", "\\alpha", "\\theta", "\\partial", "\\nabla"]
STYLES = ["", "", "", "bf", "rm", "cal", "vec"]

numbers = st.sampled_from(["0", "1", "2", "12", "0.5", "123"]).map(Number)
letters = st.builds(Name, st.sampled_from(LETTERS), st.sampled_from(STYLES), st.sampled_from([(), (), ("\\hat",), ("\\bar", "\\tilde")]))
words = st.builds(Name, st.sampled_from(["in", "loss", "ReLU", "row_sum"]), st.just("rm"))
constants = st.builds(Name, st.sampled_from("01"), st.just("bf"))
dots = st.sampled_from(["\\dots", "\\cdots", "\\vdots"]).map(Dots)
leaves = letters | numbers | words | constants | dots
relations = st.sampled_from(["=", "<", "\\leq", "\\neq", ":=", "\\to", "\\simeq"])


def tuples(nodes, least=1, most=3):
    return st.lists(nodes, min_size=least, max_size=most).map(tuple)


def joined(nodes, signs, build, between):
    """Nodes with a sign in front of each, or between each two."""
    return tuples(nodes, 1 + between).flatmap(
        lambda parts: tuples(signs, len(parts) - between, len(parts) - between).map(lambda found: build(parts, found))
    )


@st.composite
def scripts(draw, nodes):
    sub = draw(st.just(()) | tuples(nodes))
    sup = draw(st.none() | nodes | st.just(Name("*")))
    primes = draw(st.sampled_from([0, 0, 0, 1, 2]))
    if not sub and sup is None and not primes:
        primes = 1
    if primes and sup == Name("*"):
        primes = 0
    return Script(draw(nodes), sub, bool(sub) and draw(st.booleans()), sup, primes)


@st.composite
def sums(draw, nodes):
    terms = draw(tuples(nodes))
    first = draw(st.sampled_from(["", "-", "+", "\\pm"])) if len(terms) > 1 else draw(st.sampled_from(["-", "\\pm"]))
    return Sum(terms, (first, *(draw(st.sampled_from(["+", "-", "\\pm"])) for _ in terms[1:])))


@st.composite
def calls(draw, nodes):
    function = draw(st.sampled_from(["log", "tanh", "det", "tr", "max", "vec", "argmax", "row_sum"]))
    if function in ("tr", "max", "vec") and draw(st.booleans()):
        return Call(function, Group(draw(tuples(nodes))), spelled=True)
    primes = draw(st.sampled_from([0, 0, 1]))
    sub = draw(st.just(()) | tuples(letters, 1, 2))
    return Call(function, draw(nodes), sub, draw(st.none() | nodes), primes)


@st.composite
def bigs(draw, nodes):
    operator = draw(st.sampled_from(["sum", "prod", "max", "min"]))
    index = draw(st.just(()) | tuples(letters | chains(nodes), 1, 2))
    bare = index and not any(isinstance(each, Chain) for each in index)
    lower = draw(st.none() | nodes) if bare else None
    if any(isinstance(each, Chain) and each.relations == ("=",) for each in index[-1:]):
        index = (Name("i"),)
    return Big(operator, index, lower, draw(st.none() | nodes), draw(nodes))


def chains(nodes):
    return joined(nodes, relations, lambda terms, found: Chain(terms, found), 1)


def equations(nodes):
    return st.builds(lambda left, right: Chain((left, right), ("=",)), nodes, nodes)


@st.composite
def derivatives(draw, nodes):
    variables = draw(tuples(nodes, 1, 2))
    by = tuple(each for each in variables for _ in range(draw(st.sampled_from([1, 1, 2]))))
    return Derivative(draw(st.sampled_from(["d", "\\partial"])), draw(nodes), by, draw(st.booleans()))


def matrices(nodes):
    row = st.integers(1, 3).flatmap(lambda width: tuples(tuples(nodes | st.just(Empty()), width, width), 1, 3))
    return st.builds(Matrix, st.sampled_from(["pmatrix", "bmatrix", "vmatrix"]), row)


@st.composite
def cases(draw, nodes):
    values = draw(tuples(nodes, 2, 3))
    conditions = [draw(chains(nodes)) for _ in values]
    if draw(st.booleans()):
        conditions[-1] = None
    return Cases(values, tuple(conditions))


def extend(nodes):
    """Nodes with these below them."""
    return st.one_of(
        sums(nodes),
        joined(nodes, st.sampled_from(["", "", "", "\\cdot", "\\odot", "/", "*"]), Product, 1),
        scripts(nodes), calls(nodes), bigs(nodes), derivatives(nodes), matrices(nodes), cases(nodes), chains(nodes),
        st.builds(Fraction, nodes, nodes), st.builds(At, nodes, tuples(equations(nodes), 1, 2)),
        st.builds(Root, nodes, st.none() | nodes),
        st.builds(Group, tuples(nodes), st.sampled_from("([{")),
        st.builds(lambda body, kind: Fence(kind, (body,)), nodes, st.sampled_from("|‖⌊")),
        st.builds(Fence, st.just("<"), tuples(nodes, 2, 2)),
    )  # fmt: skip


NODES = st.recursive(leaves, extend, max_leaves=9)
DISPLAYS = st.lists(
    st.builds(
        lambda chain, link: Chain(chain.terms, chain.relations, link),
        chains(NODES), st.sampled_from(["", "", "\\therefore", "\\implies", "\\because"]),
    ),
    min_size=1, max_size=3,
).map(lambda found: Display(tuple(found)))  # fmt: skip
