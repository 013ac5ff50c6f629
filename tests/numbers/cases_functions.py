"""Activations, regularizers, constraints and initializers."""

from __future__ import annotations

from typing import Any

import numpy as np
from number_case import Case, evaluated, numbers, value

_ACTIVATIONS = "elu exponential gelu hard_sigmoid leaky_relu linear mish relu relu6 selu sigmoid silu swish softmax softplus softsign tanh"
_OPTIONS = (
    "relu(tensor(line()), alpha=0.1, max_value=3.0, threshold=0.5)",
    "relu(tensor(line()), 0.1)",
    "relu(tensor(line()), max_value=6.0)",
    "relu(tensor(line()), threshold=1.0)",
    "elu(tensor(line()), alpha=0.5)",
    "elu(tensor(line()), 2.0)",
    "softmax(tensor(line()), axis=0)",
    "softmax(tensor(floats(2, 3, 4)))",
    "softmax(tensor(floats(2, 3, 4)), axis=1)",
    "gelu(tensor(line()), approximate=True)",
    "leaky_relu(tensor(line()), alpha=0.3)",
    "hard_sigmoid(tensor(floats(4, 5)))",
    "deserialize('hard_sigmoid')(tensor(line()))",
    "get(None)(tensor(line()))",
)

_REGULARIZERS = (
    "l1(0.1)",
    "l2(0.1)",
    "l1_l2(0.1, 0.2)",
    "l1(l=0.3)",
    "l2(l=0.3)",
    "l1()",
    "l2()",
    "l1_l2()",
    "l1_l2(l1=0.1)",
    "l1_l2(l2=0.1)",
    "L1(0.1)",
    "L2(0.1)",
    "L1L2(0.1, 0.2)",
    "L1L2()",
    "get('l1')",
    "get('l2')",
    "get('l1_l2')",
    "get('L1L2')",
    "OrthogonalRegularizer()",
    "OrthogonalRegularizer(0.1, mode='columns')",
    "OrthogonalRegularizer(mode='rows')",
)

_CONSTRAINTS = (
    "max_norm()",
    "max_norm(1, axis=1)",
    "MaxNorm(0.5)",
    "MaxNorm(max_value=1, axis=[0, 1])",
    "non_neg()",
    "NonNeg()",
    "unit_norm()",
    "UnitNorm(axis=1)",
    "min_max_norm()",
    "min_max_norm(0.5, 1.0, 0.5)",
    "MinMaxNorm(min_value=0.5, max_value=1.0, rate=0.2, axis=1)",
    "get('max_norm')",
    "get('MaxNorm')",
    "get('maxnorm')",
    "get('non_neg')",
    "get('nonneg')",
    "get('unit_norm')",
    "get('unitnorm')",
    "get('min_max_norm')",
    "radial_constraint()",
    "RadialConstraint()",
)

_FIXED = (
    "Zeros()((3, 4))",
    "Ones()((3, 4))",
    "Constant(2.5)((3, 4))",
    "Constant(value=-1)((2,))",
    "Identity()((3, 3))",
    "Identity(0.5)((3, 3))",
    "Identity(gain=2.0)((4, 4))",
    "get('zeros')((2, 3))",
    "get('ones')((2, 3))",
    "get('zero')((2, 3))",
    "get('one')((2, 3))",
    "get('identity')((3, 3))",
    "get('constant')((2, 2))",
    "constant(0.5)((2, 2))",
)

_DRAWN = (
    "RandomNormal(seed=1)",
    "RandomNormal(0.5, 0.1, 2)",
    "RandomUniform(seed=1)",
    "RandomUniform(-1, 1, 2)",
    "TruncatedNormal(seed=1)",
    "TruncatedNormal(stddev=2.0, seed=3)",
    "VarianceScaling(seed=1)",
    "VarianceScaling(scale=2.0, mode='fan_out', distribution='uniform', seed=1)",
    "VarianceScaling(distribution='untruncated_normal', seed=1)",
    "VarianceScaling(distribution='normal', seed=1)",
    "VarianceScaling(mode='fan_avg', distribution='truncated_normal', seed=1)",
    "glorot_normal(seed=1)",
    "glorot_uniform(seed=1)",
    "he_normal(seed=1)",
    "he_uniform(seed=1)",
    "lecun_normal(seed=1)",
    "lecun_uniform(seed=1)",
    "random_normal(seed=4)",
    "random_uniform(seed=4)",
    "truncated_normal(seed=4)",
)


def _orthogonal(expression: str) -> Case:
    def run(keras: Any) -> Any:
        found = numbers(keras, evaluated(keras, f"initializers.{expression}((6, 4))"))
        return found.T @ found

    return Case(f"initializer: columns of {expression}", run)


def _spread(expression: str, shape: tuple[int, ...]) -> Case:
    def run(keras: Any) -> Any:
        found = numbers(keras, evaluated(keras, f"initializers.{expression}({shape})"))
        return np.array([found.std(), np.abs(found).mean(), np.quantile(np.abs(found), 0.9)])

    return Case(f"initializer: spread of {expression}({shape})", run, "spread")


CASES = [
    *(value("activation", f"activations.get({name!r})(tensor(line()))") for name in _ACTIVATIONS.split()),
    *(value("activation", f"activations.{each}") for each in _OPTIONS),
    *(value("regularizer", f"regularizers.{each}(tensor(floats(6, 4)))") for each in _REGULARIZERS),
    *(value("constraint", f"constraints.{each}(tensor(floats(6, 4)))") for each in _CONSTRAINTS[:-2]),
    *(value("constraint", f"constraints.{each}(tensor(floats(3, 3, 2, 2)))") for each in _CONSTRAINTS[-2:]),
    *(value("constraint", f"constraints.{each}(tensor(np.zeros((3, 2), 'float32')))") for each in _CONSTRAINTS[:12]),
    *(value("initializer", f"initializers.{each}") for each in _FIXED),
    *(value("initializer", f"initializers.{each}((6, 5))", "values") for each in _DRAWN),
    value("initializer", "initializers.glorot_uniform(seed=2)((3, 3, 2, 4))", "values"),
    value("initializer", "initializers.RandomNormal(seed=2)((5,))", "values"),
    value("initializer", "initializers.Orthogonal(seed=1)((6, 4))", "values"),
    value("initializer", "initializers.orthogonal(0.5, seed=1)((4, 6))", "values"),
    _orthogonal("Orthogonal(seed=1)"),
    _orthogonal("Orthogonal(gain=0.5, seed=1)"),
    *(_spread(each, shape) for each in _DRAWN for shape in ((300, 200), (3, 3, 40, 60))),
]
