"""Operations on values, as the shapes call for them.

Each public function takes and returns values; a mismatch raises `MeaningError` and says
which shapes met. Complex numbers pass through every analytic operation without being
conjugated, since the derivative oracle sends them.
"""

from __future__ import annotations

import numpy as np

from .value import AXES, UNIT, EvaluationError, Flexible, MeaningError, Value, described, exact, rounded, spread

Operand = Value | Flexible


def fitted(left: Operand, right: Operand) -> tuple[Operand, Operand]:
    """Give a flexible operand the size of the other one."""
    if isinstance(left, Flexible) and isinstance(right, Value) and len(right.shape) == 2:
        left = left.fit(*right.shape)
    elif isinstance(right, Flexible) and isinstance(left, Value) and len(left.shape) == 2:
        right = right.fit(*left.shape)
    return left, right


def add(left: Operand, right: Operand, sign: int = 1) -> Operand:
    """Sum or difference of equal shapes; a scalar is never spread over a matrix."""
    left, right = fitted(left, right)
    if isinstance(left, Flexible) or isinstance(right, Flexible):
        if isinstance(left, Flexible) and isinstance(right, Flexible):
            rows = left.rows if left.rows is not None else right.rows
            columns = left.columns if left.columns is not None else right.columns
            return Flexible(
                rows,
                columns,
                lambda r, c: add(left.fit(r, c), right.fit(r, c), sign),
                f"{left.name} + {right.name}",
            )
        raise _scalar_and(left if isinstance(left, Flexible) else right)
    if left.shape != right.shape:
        if left.is_scalar or right.is_scalar:
            matrix = right if left.is_scalar else left
            raise MeaningError(
                f"a scalar is added to a {described(matrix.shape)} matrix: write the scalar "
                r"times \mathbf{1}"
            )
        raise MeaningError(
            f"{left.described()} and {right.described()} cannot be added: the shapes differ"
        )
    data = left.data + right.data if sign > 0 else left.data - right.data
    result = rounded(data, left.error + right.error)
    for operand in (left, right):
        if result.error and 0 < operand.size <= UNIT * result.size:
            raise EvaluationError("a term is so small beside the others that rounding swallows it")
    return result


def _scalar_and(flexible: Flexible) -> MeaningError:
    return MeaningError(f"a scalar is added to {flexible.name}, which is not a scalar")


def negate(value: Operand) -> Operand:
    if isinstance(value, Flexible):
        return Flexible(
            value.rows, value.columns, lambda r, c: negate(value.make(r, c)), value.name, value.factor, value.square
        )
    return Value(-value.data, value.error)


def scale(factor: Value, value: Operand) -> Operand:
    """A scalar times anything."""
    if isinstance(value, Flexible):
        return Flexible(
            value.rows, value.columns, lambda r, c: scale(factor, value.make(r, c)), value.name, value.factor, value.square
        )
    with np.errstate(invalid="ignore"):  # what is not finite is seen when the sides are compared
        data = spread(factor, len(value.shape)) * value.data
        return rounded(data, _carried(factor, value))


def _carried(left: Value, right: Value) -> float:
    """The error of a product that comes from its factors."""
    error = left.error * right.size if left.error else 0.0
    return error + right.error * (left.size + left.error) if right.error else error


def multiply(left: Operand, right: Operand, operator: str = "") -> Operand:
    """The product that the shapes call for: scalar times anything, or matrix product.

    `\\cdot` between two columns, or two rows, of one length is the inner product.
    """
    if isinstance(left, Value) and left.is_scalar:
        return scale(left, right)
    if isinstance(right, Value) and right.is_scalar:
        return scale(right, left)
    if isinstance(left, Value) and isinstance(right, Value):
        if len(left.shape) == 4 or len(right.shape) == 4:
            raise MeaningError(
                "the derivative of a matrix by a matrix has four indices and can only be "
                r"chained, as in \frac{\partial L}{\partial Y}\frac{\partial Y}{\partial X}"
            )
        if operator == "\\cdot" and left.shape == right.shape and 1 in left.shape and left.shape != (1, 1):
            return inner(left, right)
        return _matmul(left, right, operator)
    left = left.as_factor() if isinstance(left, Flexible) else left
    right = right.as_factor() if isinstance(right, Flexible) else right
    rows = left.shape[0] if isinstance(left, Value) else left.rows
    columns = right.shape[1] if isinstance(right, Value) else right.columns
    if isinstance(left, Flexible) and isinstance(right, Value):
        left = left.fit(None, right.shape[0])
    elif isinstance(right, Flexible) and isinstance(left, Value):
        right = right.fit(left.shape[1], None)
    else:
        between = left.columns if left.columns is not None else right.rows
        left, right = left.fit(None, between), right.fit(between, None)
    if isinstance(left, Value) and isinstance(right, Value):
        return _matmul(left, right, operator)
    fixed_left, fixed_right = left, right
    between = (fixed_left.shape[1] if isinstance(fixed_left, Value) else fixed_left.columns)

    def make(r: int, c: int) -> Value:
        first = fixed_left.fit(r, between) if isinstance(fixed_left, Flexible) else fixed_left
        second = fixed_right.fit(between, c) if isinstance(fixed_right, Flexible) else fixed_right
        if isinstance(first, Flexible) or isinstance(second, Flexible):
            raise EvaluationError(f"the size of {first.name} does not follow from its place")
        return _matmul(first, second, operator)

    return Flexible(rows, columns, make, "a product of unknown size")


def _matmul(left: Value, right: Value, operator: str) -> Value:
    if left.shape[1] != right.shape[0]:
        raise MeaningError(
            f"the shapes do not fit: ({left.shape[0]},{left.shape[1]}) · "
            f"({right.shape[0]},{right.shape[1]})"
        )
    if left.shape[0] == right.shape[1] == 1:  # x^T y is a number
        return inner(transpose(left), right)
    length = left.shape[1]
    product = rounded(left.data @ right.data, 0.0)
    if left.error == right.error == product.error == 0.0:
        return product
    rows, columns = _line(left.data, -1), _line(right.data, -2)
    error = left.error * columns + rows * right.error + length * left.error * right.error
    return Value(product.data, error + length * UNIT * min(rows * right.size, left.size * columns))


def _line(data: np.ndarray, axis: int) -> float:
    """The largest sum of magnitudes along a row or a column: how far an error in one factor moves a product."""
    return float(np.max(np.sum(np.abs(data), axis=axis)))


def hadamard(left: Operand, right: Operand) -> Operand:
    """Entry by entry."""
    left, right = fitted(left, right)
    if isinstance(left, Flexible) or isinstance(right, Flexible):
        raise EvaluationError("the size of a Hadamard product does not follow from its place")
    if left.shape != right.shape:
        raise MeaningError(
            f"the Hadamard product needs equal shapes, not {left.described()} and "
            f"{right.described()}"
        )
    return rounded(left.data * right.data, _carried(left, right))


def divide(left: Operand, right: Operand) -> Operand:
    """Anything by a scalar."""
    if not (isinstance(right, Value) and right.is_scalar):
        raise MeaningError(
            f"a division by {right.described() if isinstance(right, Value) else right.name}: "
            "only a scalar can stand below; write an inverse or an entrywise function"
        )
    return multiply(left, reciprocal(right))


def reciprocal(value: Value) -> Value:
    with np.errstate(divide="ignore", invalid="ignore"):
        data = 1.0 / value.data
    smallest = float(np.min(np.abs(value.data)))
    error = value.error / smallest / smallest if smallest else 0.0
    return rounded(data, error)


def transpose(value: Operand) -> Operand:
    if isinstance(value, Flexible):
        return Flexible(
            value.columns,
            value.rows,
            lambda r, c: transpose(value.make(c, r)),
            value.name,
            {"column": "row", "row": "column"}.get(value.factor, ""),
            value.square,
        )
    if value.is_scalar:
        return value
    if len(value.shape) == 4:
        raise MeaningError("the derivative of a matrix by a matrix has no transpose")
    return Value(np.swapaxes(value.data, -1, -2), value.error)


def inverse(value: Operand) -> Value:
    """`A^{-1}`, or 1/a for a scalar."""
    if isinstance(value, Value) and value.is_scalar:
        return reciprocal(value)
    _square(value, "an inverse")
    try:
        data = np.linalg.inv(value.data)
    except np.linalg.LinAlgError:
        raise EvaluationError("the inverse of a singular matrix") from None
    error = _line(data, -1) * _line(data, -2) * (value.error + 8 * value.shape[0] * UNIT * value.size)
    return rounded(data, error)


def power(base: Operand, exponent: Value) -> Value:
    """`x^p` for scalars, `A^n` for square matrices and whole n."""
    if isinstance(base, Flexible):
        raise EvaluationError(f"a power of {base.name}, whose size is not known here")
    whole = exponent.data.size == 1 and exponent.error == 0 and float(exponent.data.flat[0].real).is_integer()
    if base.is_scalar:
        return _scalar_power(base, exponent, whole)
    numbers = exponent.data.real
    if exponent.error or not np.all(numbers == np.rint(numbers)):
        raise MeaningError("a matrix can only be raised to a whole power")
    _square(base, "a power")
    powers = {number: _matrix_power(base, int(number)) for number in np.unique(numbers)}
    if len(powers) == 1:
        return next(iter(powers.values()))
    data = sum(np.where(numbers[..., None, None] == number, value.data, 0.0) for number, value in powers.items())
    return Value(data, max(value.error for value in powers.values()))


def _matrix_power(base: Value, number: int) -> Value:
    if number < 0:
        base, number = inverse(base), -number
    result = exact(np.eye(base.shape[0]).reshape((1,) * AXES + base.shape))
    for _ in range(number):
        result = _matmul(result, base, "")
    return result


def _scalar_power(base: Value, exponent: Value, whole: bool) -> Value:
    if whole and 0 <= exponent.data.flat[0].real <= 16:
        result = exact(np.ones((1,) * AXES))
        for _ in range(int(exponent.data.flat[0].real)):
            result = hadamard(result, base)
        return result
    with np.errstate(all="ignore"):
        data = base.data**exponent.data
        slope = float(np.max(np.abs(data * exponent.data / base.data)))
        log_slope = float(np.max(np.abs(data * np.log(base.data)))) if exponent.error else 0.0
    return rounded(data, slope * base.error + log_slope * exponent.error, 4.0 + exponent.size)


def inner(left: Operand, right: Operand) -> Value:
    """The Frobenius product: the sum of all products of entries."""
    left, right = fitted(left, right)
    if isinstance(left, Flexible) or isinstance(right, Flexible):
        raise EvaluationError("the size of an inner product does not follow from its place")
    if left.is_scalar and right.is_scalar:
        return hadamard(left, right)
    if left.shape != right.shape:
        if sorted(left.shape) == sorted(right.shape) and 1 in left.shape:
            hint = ": one is a row and one is a column"
        else:
            hint = ""
        raise MeaningError(
            f"an inner product needs equal shapes, not {left.described()} and "
            f"{right.described()}{hint}"
        )
    return total(hadamard(left, right))


def total(value: Value) -> Value:
    """The sum of all entries."""
    axes = tuple(range(AXES, value.data.ndim))
    count = int(np.prod(value.shape)) if axes else 1
    return rounded(value.data.sum(axis=axes), count * value.error, count)


def largest(value: Value) -> Value:
    """The largest entry."""
    data = value.data.reshape(value.data.shape[:AXES] + (-1,))
    place = np.argmax(data.real, axis=-1)[..., None]
    return Value(np.take_along_axis(data, place, axis=-1)[..., 0], value.error)


def norm(value: Operand) -> Value:
    """The Euclidean norm of a vector, the Frobenius norm of a matrix; analytic."""
    if isinstance(value, Flexible):
        raise EvaluationError(f"the norm of {value.name}, whose size is not known here")
    if value.is_scalar:
        return absolute(value)
    square = total(hadamard(value, value))
    return root(square)


def root(value: Value) -> Value:
    with np.errstate(all="ignore"):
        data = np.sqrt(value.data)
        smallest = float(np.min(np.abs(data)))
    error = value.error / (2 * smallest) if smallest else np.sqrt(value.error)
    return rounded(data, error, 2.0)


def absolute(value: Value) -> Value:
    """|x|, continued analytically: -x left of zero."""
    return Value(np.where(value.data.real < 0, -value.data, value.data), value.error)


def trace(value: Operand) -> Value:
    _square(value, "a trace")
    data = np.trace(value.data, axis1=-2, axis2=-1)
    return rounded(data, value.shape[0] * value.error, value.shape[0])


def determinant(value: Operand) -> Value:
    _square(value, "a determinant")
    size = value.shape[0]
    data = np.linalg.det(value.data)
    hadamard_bound = float(np.max(np.prod(np.linalg.norm(value.data, axis=-1), axis=-1)))
    smallest = float(np.min(np.linalg.norm(value.data, axis=-1))) or 1.0
    error = size * value.error * hadamard_bound / smallest + size**3 * UNIT * hadamard_bound
    return Value(data, error)


def kronecker(left: Operand, right: Operand) -> Value:
    if isinstance(left, Flexible) or isinstance(right, Flexible):
        raise EvaluationError("the size of a Kronecker product does not follow from its place; write I_n")
    if left.is_scalar or right.is_scalar:
        return multiply(left, right)
    (a, b), (c, d) = left.shape, right.shape
    data = left.data[..., :, None, :, None] * right.data[..., None, :, None, :]
    error = left.error * right.size + right.error * left.size
    return rounded(data.reshape(data.shape[:AXES] + (a * c, b * d)), error)


def vec(value: Operand, by: str = "columns") -> Value:
    """Stacks the columns into one column, or strings the rows into one row."""
    if isinstance(value, Flexible) or value.is_scalar:
        raise MeaningError("vec needs a matrix")
    data, shape = (value.data, (1, -1)) if by == "rows" else (np.swapaxes(value.data, -1, -2), (-1, 1))
    return Value(data.reshape(data.shape[:AXES] + shape), value.error)


def diagonal(value: Operand) -> Value:
    """A vector to a diagonal matrix; a square matrix to its diagonal, as a column."""
    if isinstance(value, Flexible) or value.is_scalar:
        raise MeaningError("diag needs a vector or a square matrix")
    if 1 in value.shape:
        entries = value.data.reshape(value.data.shape[:AXES] + (-1,))
        size = entries.shape[-1]
        return Value(entries[..., None] * np.eye(size), value.error)
    _square(value, "a diagonal")
    data = np.diagonal(value.data, axis1=-2, axis2=-1)
    return Value(data[..., None], value.error)


def _square(value: Operand, what: str) -> None:
    if isinstance(value, Flexible):
        raise EvaluationError(f"{what} of {value.name}, whose size is not known here")
    if value.is_scalar or len(value.shape) != 2 or value.shape[0] != value.shape[1]:
        raise MeaningError(f"{what} needs a square matrix, not {value.described()}")
