"""The scope: which symbols are declared, and which symbol a piece of LaTeX names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from ..latex import LatexError, parse
from ..latex.tree import Name, Node, Number, Product, Script, rebuilt
from ..latex.vocabulary import GREEK
from .declaration import Array, Constant, Declaration, DeclarationError, Defined, Derived, Function, Matrix, Scalar
from .family import Family, Member, Sequence, families, is_bracketed

LAYOUTS = ("denominator", "numerator")
VECS = ("columns", "rows")
_PYTHON_NAME = re.compile(r"([A-Za-z]+?)(?:_([A-Za-z0-9]+))?")


@dataclass(frozen=True)
class Key:
    """What makes a symbol: letter, accents, decorations; not its style."""

    letter: str
    accents: tuple[str, ...] = ()
    sub: tuple[Node, ...] = ()
    sup: Node | None = None
    primes: int = 0


@dataclass(frozen=True)
class Found:
    """A piece of LaTeX, read as a symbol with what stands behind its name.

    `items` are its index items, `sup` what is left of its superscript, `primes` likewise.
    """

    declaration: Declaration
    items: tuple[Node, ...] = ()
    commas: bool = False
    sup: Node | None = None
    primes: int = 0
    lower: bool = False  # x_{ij} for an entry of X
    stacked: bool = False  # vec(X), in a derivative
    member: Member | None = None  # \\mathbf{x}_k, a row of X


@lru_cache(maxsize=4096)
def plain(node: Node) -> Node:
    """The same tree without styles: `\\mathbf{x}_{\\mathrm{in}}` and `x_{in}` are one name."""
    if isinstance(node, Name):
        return replace(node, style="")
    return rebuilt(node, plain)


@dataclass(frozen=True)
class Scope:
    """An immutable set of declarations with the conventions that are in force.

    Parameters
    ----------
    declarations : tuple of Declaration
        In the order of their declaration.
    layout : {'denominator', 'numerator'}
        The shape of derivatives.
    vec : {'columns', 'rows'}
        What `\\operatorname{vec}` makes: the column of all columns, or the row of all rows.
    """

    declarations: tuple[Declaration, ...] = ()
    layout: str = "denominator"
    vec: str = "columns"
    _keys: Mapping[Key, tuple[tuple[str, Declaration], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _names: Mapping[str, Declaration] = field(default_factory=dict, compare=False, repr=False)
    _families: Mapping[tuple[Key, str], tuple[tuple[str, Family], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    # Every trial asks again: scripts by identity, held here so that no other node gets theirs.
    _found: dict[int, tuple[Node, Found | None]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    # What `Instance` has drawn and computed for these declarations; it grows while claims are judged.
    instances: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def declare(self, symbols: Mapping[str, Any], **options: str) -> Scope:
        """A scope with these symbols added; a symbol declared before is replaced.

        Parameters
        ----------
        symbols : mapping
            Python name to a declaration, a function, or a number.
        **options
            `layout`, `vec`.

        Raises
        ------
        DeclarationError
            If a name or a value cannot be used, or a function depends on a symbol that is
            not declared.
        """
        unknown = set(options) - {"layout", "vec"}
        if unknown:
            raise DeclarationError(f"unknown option {sorted(unknown)[0]!r}; there are layout= and vec=")
        for option, accepted in (("layout", LAYOUTS), ("vec", VECS)):
            if options.get(option, accepted[0]) not in accepted:
                raise DeclarationError(
                    f"{option}={options[option]!r}: expected one of {', '.join(accepted)}"
                )
        table = dict(self._names)
        for name, value in symbols.items():
            declaration = _declaration(name, value)
            table.pop(name, None)
            table[name] = declaration
        scope = _built(tuple(table.values()), options.get("layout", self.layout), options.get("vec", self.vec))
        for name in symbols:
            scope._check_arguments(scope._names[name])
        return scope

    def anew(self) -> Scope:
        """The same declarations, of which nothing has been computed yet: their code may have changed."""
        return replace(self, instances={})

    def empty(self) -> Scope:
        """A scope without symbols, under the same conventions."""
        return Scope(layout=self.layout, vec=self.vec)

    def define(self, target: Node, tree: Node, needs: tuple[str, ...], parameters: tuple[str, ...] = ()) -> Scope:
        """A scope in which `target` is defined by a formula, perhaps as a function of these symbols."""
        name = f":{len(self.declarations)}"
        declaration = Defined(name=name, tex="", target=target, tree=tree, needs=needs, parameters=parameters)
        scope = _built((*self.declarations, declaration), self.layout, self.vec)
        return replace(scope, instances=self.instances)  # a formula changes nothing that was declared

    def _check_arguments(self, declaration: Declaration) -> None:
        for argument in declaration.arguments:
            if argument not in self._names:
                near = difflib.get_close_matches(argument, self._names, 1)
                hint = f"; did you mean {near[0]}?" if near else ""
                raise DeclarationError(
                    f"{declaration.name} depends on {argument}, which is not declared{hint}"
                )
        if declaration.name in self.ancestors(declaration.name):
            raise DeclarationError(f"{declaration.name} depends on itself")

    def __getitem__(self, name: str) -> Declaration:
        return self._names[name]

    def ancestors(self, name: str) -> frozenset[str]:
        """All symbols that this one is computed from, near and far."""
        if name in self._ancestors:
            return self._ancestors[name]
        found: set[str] = set()
        waiting = list(self._names[name].arguments)
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self._names[each].arguments
        self._ancestors[name] = frozenset(found)
        return self._ancestors[name]

    @property
    def has_families(self) -> bool:
        """Whether an index of some symbol picks a row, a column or a step."""
        return bool(self._families)

    @property
    def letters(self) -> tuple[str, ...]:
        """The dimension letters, in the order of their first use."""
        found: dict[str, None] = {}
        for declaration in self.declarations:
            if isinstance(declaration, Array):
                for dimension in declaration.dimensions:
                    if isinstance(dimension, str):
                        found[dimension] = None
        return tuple(found)

    def find(self, node: Node) -> Found | None:
        """The symbol that a name or a script names; the longest declared name wins.

        Returns
        -------
        Found or None
            None when nothing of this name is declared.
        """
        if not (isinstance(node, Name) or isinstance(node, Script) and isinstance(node.base, Name)):
            return None
        if id(node) not in self._found:
            self._found[id(node)] = (node, self._search(node))
        return self._found[id(node)][1]

    def named_in(self, tree: Node) -> Iterator[Found]:
        """The symbols that a formula names. What a script stands at is none by itself: z^{(2)} does not name z."""
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            found = self.find(node) if isinstance(node, (Name, Script)) else None
            if found:
                yield found
            waiting += [each for each in node.children() if not (found and isinstance(node, Script) and each is node.base)][::-1]

    def is_drawn(self, name: str) -> bool:
        """Whether random numbers are behind a symbol."""
        return any(isinstance(self[each], Array) and self[each].of is None for each in (name, *self.ancestors(name)))

    def _search(self, node: Name | Script) -> Found | None:
        if isinstance(node, Name):
            declaration = self._lookup(Key(node.letter, node.accents), node.style)
            return Found(declaration) if declaration else None
        base = node.base
        sub = _spelt(node.sub)
        for sup, rest in _splits(node.sup):
            for sub_taken in (True, False) if node.sub else (False,):
                for primes in {node.primes, 0}:
                    taken = sub if sub_taken else ()
                    key = Key(base.letter, base.accents, taken, plain(sup) if sup else None, primes)
                    declaration = self._lookup(key, base.style)
                    if declaration:
                        items = () if sub_taken else node.sub
                        if items and not self._fits(declaration, items, node.commas):
                            continue
                        return Found(declaration, items, node.commas, rest, node.primes - primes)
        member, entry = self._member(node), self._entry(node)
        if member and entry and len(node.sub) > 1 and member.declaration is entry.declaration:
            return entry  # x_{ij} is an entry of X, also where x_j is a column of it
        return member or entry

    def _member(self, node: Script) -> Found | None:
        """`\\mathbf{x}_k` and `\\mathbf{w}^{(t)}`, where the declaration says what they pick."""
        base = Key(node.base.letter, node.base.accents)
        if node.sub and (family := _styled(self._families.get((base, "sub"), ()), node.base.style)):
            return Found(
                family.declaration, node.sub[1:], node.commas and len(node.sub) > 2, node.sup, node.primes,
                member=Member(family, node.sub[0]),
            )
        for sup, rest in _splits(node.sup):
            for place in ("(sup)", "sup") if sup is not None else ():
                family = _styled(self._families.get((base, place), ()), node.base.style)
                if family and (place == "sup" or is_bracketed(sup)):
                    index = sup if place == "sup" else sup.items[0]
                    return Found(
                        family.declaration, node.sub, node.commas, rest, node.primes, member=Member(family, index)
                    )
        return None

    def _fits(self, declaration: Declaration, items: tuple[Node, ...], commas: bool) -> bool:
        """Whether these index items can belong to the symbol; else its capital is tried."""
        if len(items) < 2 or not isinstance(declaration, Array):
            return True
        if len(declaration.dimensions) >= 2:
            return True
        digits = not commas and all(isinstance(item, Number) for item in items)
        return digits and len(declaration.dimensions) == 1 and self._capital(declaration) is None

    def _capital(self, declaration: Declaration) -> Declaration | None:
        return self._names.get(declaration.name.upper())

    def _entry(self, node: Script) -> Found | None:
        """`x_{ij}` is an entry of the matrix X, if x itself is nothing with two indices."""
        base = node.base
        if not node.sub or len(base.letter) != 1 or not base.letter.islower():
            return None
        for sup, rest in _splits(node.sup):
            key = Key(base.letter.upper(), base.accents, (), plain(sup) if sup else None)
            for _, declaration in self._keys.get(key, ()):
                if isinstance(declaration, (Derived, Defined, Matrix, Constant, Function)):
                    return Found(declaration, node.sub, node.commas, rest, node.primes, lower=True)
        return None

    def _lookup(self, key: Key, style: str) -> Declaration | None:
        return _styled(self._keys.get(key, ()), style)

    def symbol(self, name: str) -> Node:
        """The LaTeX tree of a declared symbol."""
        return _symbol(self._names[name].tex)

    @property
    def tells_styles(self) -> bool:
        """Whether two symbols differ by their style only."""
        return any(len(found) > 1 for found in self._keys.values())

    def nearest(self, text: str) -> str | None:
        """The declared LaTeX name that looks most like this one."""
        names = [declaration.tex for declaration in self.declarations if declaration.tex]
        swapped = [name for name in names if name.lower() == text.lower()]
        near = swapped or difflib.get_close_matches(text, names, 1, 0.5)
        return near[0] if near else None


def _styled(found: tuple[tuple[str, Any], ...], style: str) -> Any:
    """What is declared under a letter: style tells only where two differ by it."""
    if len(found) == 1:
        return found[0][1]
    return next((each for declared, each in found if declared == style), None)


def _built(declarations: tuple[Declaration, ...], layout: str, vec: str) -> Scope:
    keys: dict[Key, tuple[tuple[str, Declaration], ...]] = {}
    members: dict[tuple[Key, str], tuple[tuple[str, Family], ...]] = {}
    for declaration in declarations:
        for base, family in families(declaration, _symbol) if isinstance(declaration, Array) else ():
            key = (Key(base.letter, base.accents), family.place)
            members[key] = (*members.get(key, ()), (base.style, family))
        if isinstance(declaration, Sequence):
            continue
        node = declaration.target if isinstance(declaration, Defined) else _symbol(declaration.tex)
        base = node.base if isinstance(node, Script) else node
        key = _key(node)
        keys[key] = tuple(each for each in keys.get(key, ()) if not isinstance(each[1], Defined))  # now declared
        for style, other in keys[key]:
            if style == base.style:
                raise DeclarationError(
                    f"{declaration.name} and {other.name} are both written {declaration.tex}"
                )
        keys[key] = (*keys[key], ("" if isinstance(declaration, Defined) else base.style, declaration))
    for declaration in declarations:
        for dimension in declaration.dimensions if isinstance(declaration, Array) else ():
            for other in (each for _, each in keys.get(Key(str(dimension)), ()) if isinstance(each, (Scalar, Constant))):
                raise DeclarationError(
                    f"{dimension} is a dimension of {declaration.name} and the symbol {other.name}: name one of them by another letter"
                )
    for (key, _), written in members.items():
        if len({style for style, _ in written}) < len(written):
            raise DeclarationError(f"the members of {written[0][1].declaration.name} and {written[-1][1].declaration.name} are written alike")
        for _, other in keys.get(key, ()):
            raise DeclarationError(
                f"{key.letter} with an index could be a member of {written[0][1].declaration.name} or an entry of "
                f"{other.name}: name one of them by another letter"
            )
    return Scope(declarations, layout, vec, keys, {each.name: each for each in declarations}, members)


def _declaration(name: str, value: Any) -> Declaration:
    if not isinstance(value, Declaration):
        if callable(value):
            value = Derived(function=value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            value = Constant(value)
        else:
            raise DeclarationError(
                f"{name}={value!r}: expected Scalar, Vector, Row, Matrix, Constant, Function, "
                "Layer, a function or a number"
            )
    declaration = value.named(name, value.tex or _tex(name))
    _symbol(declaration.tex)
    return declaration


def _tex(name: str) -> str:
    """The LaTeX of a Python name: `X`, `sigma`, `u_1`, `softmax`."""
    match = _PYTHON_NAME.fullmatch(name)
    if not match:
        raise DeclarationError(f"{name} needs tex=, its LaTeX, as in tex=r'\\mathbf{{w}}^{{*}}'")
    word, sub = match.groups()
    if len(word) > 1:
        word = f"\\{word}" if word in GREEK else f"\\mathrm{{{word}}}"
    if sub and len(sub) > 1 and sub.isalpha():
        sub = f"\\{sub}" if sub in GREEK else f"\\mathrm{{{sub}}}"
    return f"{word}_{{{sub}}}" if sub else word


@lru_cache(maxsize=1024)
def _symbol(tex: str) -> Node:
    """The tree of a symbol's LaTeX: one name, perhaps with scripts."""
    try:
        chains = parse(tex).chains
    except LatexError as error:
        raise DeclarationError(f"tex={tex!r}: {error}") from None
    node = chains[0].terms[0] if len(chains) == 1 and len(chains[0].terms) == 1 else None
    name = node.base if isinstance(node, Script) else node
    if not isinstance(name, Name):
        raise DeclarationError(f"tex={tex!r} is not one symbol with its decorations")
    return node


def _key(node: Node) -> Key:
    if isinstance(node, Name):
        return Key(node.letter, node.accents)
    sup = plain(node.sup) if node.sup is not None else None
    sub = _spelt(node.sub)
    return Key(node.base.letter, node.base.accents, sub, sup, node.primes)


def _spelt(items: tuple[Node, ...]) -> tuple[Node, ...]:
    """Index items letter by letter: `x_{\\mathrm{in}}` and `x_{in}` are one name."""
    plainly = tuple(plain(item) for item in items)
    return tuple(
        part
        for item in plainly
        for part in ([replace(item, letter=letter) for letter in item.letter] if isinstance(item, Name) and item.letter.isalpha() else [item])
    )


def _splits(sup: Node | None):
    """Ways to cut a superscript into a decoration and a rest, the longest first."""
    yield sup, None
    if isinstance(sup, Product) and not any(sup.operators):
        for cut in range(len(sup.factors) - 1, 0, -1):
            yield _product(sup.factors[:cut]), _product(sup.factors[cut:])
    if sup is not None:
        yield None, sup


def _product(factors: tuple[Node, ...]) -> Node:
    if len(factors) == 1:
        return factors[0]
    span = (factors[0].span[0], factors[-1].span[1])
    return Product(factors, ("",) * (len(factors) - 1), span=span)
