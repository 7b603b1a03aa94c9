"""The three-way table: the formula, the code's backward pass, and the numeric derivative."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..latex.tree import Chain, Derivative, Name, Script
from ..meaning.declaration import Layer
from ..meaning.differentiate import numeric as numeric_derivative
from ..meaning.evaluator import Evaluator
from ..meaning.scope import Scope
from ..meaning.value import UNIT, MeaningError
from .compare import SAFETY

CODE = 2.0**10  # rounding operations granted to the code, relative to its largest entry


@dataclass(frozen=True)
class Comparison:
    """One row: the largest relative difference of each pair over the trials that stand alone.

    `derivative` is the LaTeX of the derivative; `ok` is False when a pair differs by more
    than rounding, and `message` says which.
    """

    derivative: str
    formula_code: float
    formula_numeric: float
    code_numeric: float
    ok: bool
    message: str = ""


class ThreeWay:
    """Compares a chain `∂L/∂W = …` with the backward pass of the layer that W belongs to.

    It has a row only when W is a parameter of a symbol declared by `Layer`, and L depends
    on W through that symbol alone.
    """

    def __init__(self, scope: Scope, chain: Chain, latex: str):
        self.differences: list[tuple[float, float, float]] = []
        self.message = ""
        self.target = self._target(scope, chain)
        if self.target:
            span = chain.terms[0].span
            self.latex = latex[span[0] : span[1]]

    @staticmethod
    def _target(scope: Scope, chain: Chain) -> tuple[str, str, str] | None:
        """(L, layer, W), or None."""
        node = chain.terms[0]
        if not isinstance(node, Derivative) or len(node.by) != 1 or set(chain.relations) != {"="}:
            return None
        symbols = [scope.find(each) if isinstance(each, (Name, Script)) else None for each in (node.of, node.by[0])]
        if any(each is None or each.items or each.sup or each.primes for each in symbols):
            return None
        loss, variable = (each.declaration.name for each in symbols)
        near = scope.ancestors(loss) | {loss}
        users = [name for name in near if variable in scope[name].arguments]
        if len(users) != 1 or not isinstance(scope[users[0]], Layer) or users[0] == loss:
            return None
        return loss, users[0], variable

    def add(self, evaluator: Evaluator, values: list) -> None:
        """Compare on one instance."""
        if self.target is None:
            return
        loss, layer, variable = self.target
        view = evaluator.view
        numeric = numeric_derivative(evaluator, loss, variable)
        upstream = numeric_derivative(evaluator, loss, layer)
        shape = view.instance.code_shape(variable)
        dout = upstream.data.real.reshape(view.instance.code_shape(layer))
        formula = values[-1]
        array = formula.data.reshape(formula.shape)
        if view.scope.layout == "numerator":
            array = array.T
        try:
            code = view.instance.pullback(layer, dout)[variable]
        except MeaningError as error:
            self.message = str(error)
            return
        if code.shape != shape:
            self.message = (
                f"the backward pass returned a gradient of shape {code.shape} for {variable}, which has {shape}"
            )
            return
        a, b, c = array.reshape(-1), code.reshape(-1), numeric.data.reshape(-1)
        size = max(float(np.max(np.abs(each))) for each in (a, b, c))
        bound = SAFETY * (numeric.error + formula.error + upstream.error + CODE * UNIT * size)
        gaps = [float(np.max(np.abs(x - y))) for x, y in ((a, b), (a, c), (b, c))]
        if not all(gap <= bound for gap in gaps):
            names = ("the formula and the code", "the formula and the numeric derivative", "the code and the numeric derivative")
            worst = int(np.nanargmax([np.inf if np.isnan(gap) else gap for gap in gaps]))
            self.message = f"{names[worst]} differ by {gaps[worst]:.3g} (largest entry {size:.3g})"
        self.differences.append(tuple(gap / size if size else 0.0 for gap in gaps))

    def rows(self) -> list[Comparison]:
        """The finished row, or none."""
        if self.target is None:
            return []
        if not self.differences:
            return [Comparison(self.latex, np.nan, np.nan, np.nan, False, self.message)]
        largest = np.max(np.array(self.differences), axis=0)
        return [Comparison(self.latex, *map(float, largest), not self.message, self.message)]
