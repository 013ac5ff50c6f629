"""Calls of ``keras.backend`` with fixed inputs: ``(name, inputs, function of K and of the inputs as tensors)``.

``python backend_cases.py PACKAGE FILE`` records what a Keras 2 computes: ``tf_keras`` or ``keras``, and for the cases of an
old dialect ``keras`` 2.2.4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np


class Case(NamedTuple):
    """A call.

    Attributes:
        name: Of the function, and what is special.
        inputs: Arrays; floats become float32.
        function: Takes ``K`` and the inputs as tensors.
        symbolic: Whether it can be recorded on Keras tensors whose first axis is not known.
        batch: Whether the first axis of the inputs may be unknown in symbolic and compiled runs.
        compiled: Whether it may stand in a compiled step.
    """

    name: str
    inputs: tuple[Any, ...]
    function: Callable[..., Any]
    symbolic: bool = True
    batch: bool = True
    compiled: bool = True


def normal(*shape: int, seed: int = 0) -> Any:
    """Fixed numbers around 0."""
    return np.random.RandomState(seed).normal(size=shape).astype("float32")


def uniform(*shape: int, seed: int = 0) -> Any:
    """Fixed numbers between 0 and 1."""
    return np.random.RandomState(seed).uniform(size=shape).astype("float32")


def probabilities(*shape: int, seed: int = 0) -> Any:
    """Fixed numbers whose last axis sums to 1."""
    found = uniform(*shape, seed=seed)
    return found / found.sum(axis=-1, keepdims=True)


def integers(values: Any) -> Any:
    """Whole numbers as int32."""
    return np.array(values, "int32")


def one_hot(classes: Any, count: int) -> Any:
    """Rows of the identity."""
    return np.eye(count, dtype="float32")[classes]


X = normal(4, 3)
Y = normal(4, 3, seed=1)
IMAGE = normal(2, 5, 6, 3)
VOLUME = normal(2, 4, 5, 6, 2)
SEQUENCE = normal(2, 7, 3)
INTEGERS = integers([[3, -2, 7], [0, 5, -9]])
BOOLEANS = np.array([[True, False, True], [False, False, False]])


def _reductions() -> Iterator[Case]:
    for name in ("max", "min", "sum", "prod", "mean", "var", "std"):
        yield Case(name, (X,), lambda K, x, name=name: getattr(K, name)(x), batch=False)
        yield Case(f"{name} axis", (X,), lambda K, x, name=name: getattr(K, name)(x, axis=1))
        yield Case(
            f"{name} of axes, kept", (IMAGE,), lambda K, x, name=name: getattr(K, name)(x, [1, 2], keepdims=True)
        )
    for name in ("sum", "mean", "max"):
        yield Case(f"{name} of integers", (INTEGERS,), lambda K, x, name=name: getattr(K, name)(x, axis=0), batch=False)
    for name in ("mean", "std", "any", "all"):
        yield Case(f"{name} of booleans", (BOOLEANS,), lambda K, x, name=name: getattr(K, name)(x, axis=-1))
    yield Case("any of floats", (X,), lambda K, x: K.any(x - x, axis=1))
    yield Case("logsumexp", (X,), lambda K, x: K.logsumexp(x, axis=1))
    yield Case("logsumexp of large", (X * 500,), lambda K, x: K.logsumexp(x, axis=1, keepdims=True))
    yield Case("argmax", (X,), lambda K, x: K.argmax(x))
    yield Case("argmin axis", (X,), lambda K, x: K.argmin(x, axis=0), batch=False)
    yield Case("cumsum", (X,), lambda K, x: K.cumsum(x))
    yield Case("cumsum axis", (X,), lambda K, x: K.cumsum(x, axis=1))
    yield Case("cumprod", (X,), lambda K, x: K.cumprod(x))


def _element_wise() -> Iterator[Case]:
    for name in ("square", "abs", "sqrt", "exp", "round", "sign", "sin", "cos", "softplus", "softsign", "sigmoid"):
        yield Case(name, (X,), lambda K, x, name=name: getattr(K, name)(x))
    for name in ("tanh", "hard_sigmoid", "relu", "elu", "softmax", "flatten", "batch_flatten", "transpose"):
        yield Case(name, (X,), lambda K, x, name=name: getattr(K, name)(x))
    yield Case("hard_sigmoid, saturated", (X * 4,), lambda K, x: K.hard_sigmoid(x))
    yield Case("round of halves", (np.array([-1.5, -0.5, 0.5, 1.5, 2.5], "float32"),), lambda K, x: K.round(x))
    yield Case("log", (uniform(4, 3),), lambda K, x: K.log(x))
    yield Case("pow", (uniform(4, 3),), lambda K, x: K.pow(x, 2.5))
    yield Case("clip", (X,), lambda K, x: K.clip(x, -0.5, 0.5))
    yield Case("clip crossed", (X,), lambda K, x: K.clip(x, 0.5, -0.5))
    yield Case("clip from below", (X,), lambda K, x: K.clip(x, -0.5, None))
    yield Case("relu alpha", (X,), lambda K, x: K.relu(x, alpha=0.1))
    yield Case("relu max_value", (X * 9,), lambda K, x: K.relu(x, max_value=6))
    yield Case("relu threshold", (X,), lambda K, x: K.relu(x, threshold=0.5))
    yield Case("relu all", (X * 9,), lambda K, x: K.relu(x, alpha=0.2, max_value=5.0, threshold=1.5))
    yield Case("elu alpha", (X,), lambda K, x: K.elu(x, alpha=0.3))
    yield Case("softmax axis", (IMAGE,), lambda K, x: K.softmax(x, axis=1))
    yield Case("softmax of axes", (IMAGE,), lambda K, x: K.softmax(x, axis=[1, 2]))
    yield Case("stop_gradient", (X,), lambda K, x: K.stop_gradient(x))
    yield Case("stop_gradient of a list", (X, Y), lambda K, x, y: list(K.stop_gradient([x, y])))
    for name in ("maximum", "minimum", "equal", "not_equal", "greater", "greater_equal", "less", "less_equal"):
        yield Case(name, (np.round(X), np.round(Y)), lambda K, x, y, name=name: getattr(K, name)(x, y))


def _products() -> Iterator[Case]:
    yield Case("dot", (X, normal(3, 5)), lambda K, x, y: K.dot(x, y), batch=False)
    yield Case("dot of a sequence", (SEQUENCE, normal(3, 5)), lambda K, x, y: K.dot(x, y), batch=False)
    yield Case("dot of many axes", (IMAGE, normal(4, 3, 5)), lambda K, x, y: K.dot(x, y), batch=False)
    shapes: list[tuple[tuple[int, ...], tuple[int, ...], Any]] = [
        ((4, 3), (4, 3), None),
        ((4, 3), (4, 3), 1),
        ((4, 3), (4, 3, 5), None),
        ((4, 5, 3), (4, 3), None),
        ((4, 5, 3), (4, 3, 2), None),
        ((4, 5, 3), (4, 2, 3), (2, 2)),
        ((4, 3, 5), (4, 3, 2), (1, 1)),
        ((4, 2, 5, 3), (4, 3, 6), None),
        ((4, 2, 3, 5), (4, 6, 3, 2), (2, 2)),
        ((4, 2, 3), (4, 6, 3, 2), (-1, -2)),
    ]
    for x, y, axes in shapes:
        inputs = (normal(*x), normal(*y, seed=1))
        yield Case(f"batch_dot {x} {y} {axes}", inputs, lambda K, x, y, axes=axes: K.batch_dot(x, y, axes=axes))


def _shapes() -> Iterator[Case]:
    yield Case("reshape", (X,), lambda K, x: K.reshape(x, (-1, 3, 1)))
    yield Case("reshape by shape", (IMAGE,), lambda K, x: K.reshape(x, (K.shape(x)[0], -1, 3)), symbolic=False)
    yield Case("permute_dimensions", (IMAGE,), lambda K, x: K.permute_dimensions(x, (0, 3, 1, 2)))
    yield Case("expand_dims", (X,), lambda K, x: K.expand_dims(x))
    yield Case("expand_dims axis", (X,), lambda K, x: K.expand_dims(x, 1))
    yield Case("squeeze", (normal(4, 1, 3),), lambda K, x: K.squeeze(x, 1))
    yield Case("reverse", (IMAGE,), lambda K, x: K.reverse(x, 1))
    yield Case("reverse axes", (IMAGE,), lambda K, x: K.reverse(x, [1, 3]))
    yield Case("concatenate", (X, Y), lambda K, x, y: K.concatenate([x, y]))
    yield Case("concatenate axis", (X, Y), lambda K, x, y: K.concatenate([x, y], axis=0), batch=False)
    yield Case("stack", (X, Y), lambda K, x, y: K.stack([x, y]))
    yield Case("stack axis", (X, Y), lambda K, x, y: K.stack([x, y], axis=-1))
    yield Case("gather", (X, integers([[0, 3], [2, 2]])), lambda K, x, i: K.gather(x, i))
    yield Case("repeat_elements", (IMAGE,), lambda K, x: K.repeat_elements(x, 3, axis=2))
    yield Case("repeat_elements 0", (X,), lambda K, x: K.repeat_elements(x, 2, axis=0), batch=False)
    yield Case("repeat", (X,), lambda K, x: K.repeat(x, 5))
    yield Case("tile", (X,), lambda K, x: K.tile(x, [2, 3]), batch=False)
    yield Case("tile of a vector", (normal(4),), lambda K, x: K.tile(x, 2), batch=False)
    yield Case("one_hot", (integers([[0, 2], [5, -1]]),), lambda K, i: K.one_hot(i, 4))
    yield Case("temporal_padding", (SEQUENCE,), lambda K, x: K.temporal_padding(x, (2, 1)))
    yield Case("spatial_2d_padding", (IMAGE,), lambda K, x: K.spatial_2d_padding(x, ((1, 0), (2, 3))))
    yield Case(
        "spatial_2d_padding first",
        (IMAGE,),
        lambda K, x: K.spatial_2d_padding(x, ((1, 0), (2, 3)), data_format="channels_first"),
    )
    yield Case("spatial_3d_padding", (VOLUME,), lambda K, x: K.spatial_3d_padding(x))
    yield Case("resize_volumes", (VOLUME,), lambda K, x: K.resize_volumes(x, 2, 1, 3, "channels_last"))
    for way in ("nearest", "bilinear", "bicubic", "area", "gaussian", "lanczos3", "lanczos5", "mitchellcubic"):
        yield Case(
            f"resize_images {way}",
            (IMAGE / 4,),
            lambda K, x, way=way: K.resize_images(x, 2, 3, "channels_last", interpolation=way),
        )
    yield Case("resize_images first", (IMAGE,), lambda K, x: K.resize_images(x, 2, 3, "channels_first"))
    yield Case("int_shape", (IMAGE,), lambda K, x: np.array(K.int_shape(x)), symbolic=False)
    yield Case("ndim", (IMAGE,), lambda K, x: np.array(K.ndim(x)), symbolic=False)
    yield Case("count_params", (IMAGE,), lambda K, x: np.array(K.count_params(x)), symbolic=False)
    yield Case("shape", (IMAGE,), lambda K, x: K.shape(x), symbolic=False)
    yield Case("prod of shape", (IMAGE,), lambda K, x: K.prod(K.shape(x)[1:]), symbolic=False)
    yield Case("cast", (X,), lambda K, x: K.cast(x, "int32"))
    yield Case("cast to bool", (np.round(X),), lambda K, x: K.cast(x, "bool"))
    yield Case("zeros_like", (X,), lambda K, x: K.zeros_like(x))
    yield Case("ones_like dtype", (X,), lambda K, x: K.ones_like(x, dtype="int32"))


def _creation() -> Iterator[Case]:
    for name, call in {
        "arange": lambda K: K.arange(5),
        "arange start": lambda K: K.arange(1, 9, 3),
        "arange of floats": lambda K: K.arange(0.5, 3.0),
        "arange dtype": lambda K: K.arange(4, dtype="float32"),
        "arange below 0": lambda K: K.arange(-3),
        "constant": lambda K: K.constant(3.5),
        "constant shape": lambda K: K.constant(3, shape=(2, 3)),
        "constant dtype": lambda K: K.constant([[1, 2]], dtype="int32"),
        "zeros": lambda K: K.zeros((2, 3)),
        "ones": lambda K: K.ones((2, 3), dtype="int32"),
        "eye": lambda K: K.eye(3),
        "variable": lambda K: K.variable(X),
        "variable dtype": lambda K: K.variable([[1, 2]], dtype="int32"),
        "eval of a variable": lambda K: K.eval(K.variable(2.5)),
        "cast_to_floatx": lambda K: K.cast_to_floatx([1, 2]),
    }.items():
        yield Case(
            name, (), lambda K, call=call: call(K), symbolic=False, compiled="variable" not in name and name != "eye"
        )


def _network() -> Iterator[Case]:
    yield Case("l2_normalize", (X,), lambda K, x: K.l2_normalize(x), batch=False)
    yield Case("l2_normalize axis", (X,), lambda K, x: K.l2_normalize(x, axis=1))
    yield Case("l2_normalize of zeros", (X * 0,), lambda K, x: K.l2_normalize(x, axis=1))
    for shape, first in (((3,), False), ((5, 6, 3), False), ((5,), True), ((6, 3, 5), True)):
        style = "channels_first" if first else "channels_last"
        yield Case(
            f"bias_add {shape} {style}",
            (IMAGE, normal(*shape)),
            lambda K, x, b, s=style: K.bias_add(x, b, s),
            batch=False,
        )
    yield Case(
        "in_top_k",
        (np.array([[0.1, 0.5, 0.5, 0.2], [0.9, 0.0, 0.3, 0.3]], "float32"), integers([2, 3])),
        lambda K, x, t: K.in_top_k(x, t, 1),
    )
    yield Case("in_top_k 2", (X, integers([2, 0, 1, 2])), lambda K, x, t: K.in_top_k(x, t, 2))
    vectors = (normal(3), uniform(3), normal(3, seed=2), normal(3, seed=3))
    yield Case("batch_normalization", (X, *vectors), lambda K, x, *v: K.batch_normalization(x, *v), batch=False)
    yield Case(
        "batch_normalization of images", (IMAGE, *vectors), lambda K, x, *v: K.batch_normalization(x, *v), batch=False
    )
    yield Case(
        "batch_normalization without beta and gamma",
        (X, *vectors[:2]),
        lambda K, x, *v: K.batch_normalization(x, *v, None, None, epsilon=0.1),
        batch=False,
    )
    vectors = (normal(3), normal(3, seed=2))
    yield Case(
        "normalize_batch_in_training",
        (X, *vectors),
        lambda K, x, g, b: K.normalize_batch_in_training(x, g, b, [0]),
        batch=False,
    )
    yield Case(
        "normalize_batch_in_training of images",
        (IMAGE, *vectors),
        lambda K, x, g, b: K.normalize_batch_in_training(x, g, b, [0, 1, 2]),
        batch=False,
    )
    yield Case(
        "normalize_batch_in_training of sequences",
        (SEQUENCE, *vectors),
        lambda K, x, g, b: K.normalize_batch_in_training(x, g, b, [0, 1]),
        batch=False,
    )


def _losses() -> Iterator[Case]:
    labels = (uniform(4, 3) > 0.5).astype("float32")
    saturated = np.array([[0.0, 1.0, 0.5]] * 4, "float32")
    for name in ("binary_crossentropy", "binary_focal_crossentropy"):
        yield Case(name, (labels, uniform(4, 3, seed=1)), lambda K, t, o, name=name: getattr(K, name)(t, o))
        yield Case(f"{name} saturated", (labels, saturated), lambda K, t, o, name=name: getattr(K, name)(t, o))
        yield Case(
            f"{name} of logits", (labels, X * 5), lambda K, t, o, name=name: getattr(K, name)(t, o, from_logits=True)
        )
    yield Case(
        "binary_crossentropy of a sigmoid", (labels, X * 40), lambda K, t, o: K.binary_crossentropy(t, K.sigmoid(o))
    )
    yield Case(
        "binary_focal_crossentropy balanced",
        (labels, uniform(4, 3, seed=1)),
        lambda K, t, o: K.binary_focal_crossentropy(t, o, apply_class_balancing=True, alpha=0.3, gamma=1.5),
    )
    classes = integers([2, 0, 1, 1])
    target = one_hot(classes, 3)
    for name in ("categorical_crossentropy", "categorical_focal_crossentropy"):
        yield Case(name, (target, probabilities(4, 3)), lambda K, t, o, name=name: getattr(K, name)(t, o))
        yield Case(f"{name} not to 1", (target, uniform(4, 3)), lambda K, t, o, name=name: getattr(K, name)(t, o))
        yield Case(f"{name} saturated", (target, saturated), lambda K, t, o, name=name: getattr(K, name)(t, o))
        yield Case(
            f"{name} of logits", (target, X * 5), lambda K, t, o, name=name: getattr(K, name)(t, o, from_logits=True)
        )
    yield Case(
        "categorical_crossentropy axis",
        (uniform(2, 3, 4), uniform(2, 3, 4, seed=1)),
        lambda K, t, o: K.categorical_crossentropy(t, o, axis=1),
    )
    name = "sparse_categorical_crossentropy"
    yield Case(name, (classes, probabilities(4, 3)), lambda K, t, o: K.sparse_categorical_crossentropy(t, o))
    yield Case(
        f"{name} column",
        (classes[:, None], probabilities(4, 3)),
        lambda K, t, o: K.sparse_categorical_crossentropy(t, o),
    )
    yield Case(f"{name} not to 1", (classes, uniform(4, 3)), lambda K, t, o: K.sparse_categorical_crossentropy(t, o))
    yield Case(f"{name} saturated", (classes, saturated), lambda K, t, o: K.sparse_categorical_crossentropy(t, o))
    yield Case(
        f"{name} of logits", (classes, X * 5), lambda K, t, o: K.sparse_categorical_crossentropy(t, o, from_logits=True)
    )
    steps = integers([[0, 2], [1, 1], [2, 0]])
    yield Case(
        f"{name} of steps", (steps, probabilities(3, 2, 3)), lambda K, t, o: K.sparse_categorical_crossentropy(t, o)
    )
    yield Case(
        f"{name} axis", (steps, probabilities(3, 3, 2)), lambda K, t, o: K.sparse_categorical_crossentropy(t, o, axis=1)
    )
    yield Case(
        f"{name} ignore_class",
        (steps, probabilities(3, 2, 3)),
        lambda K, t, o: K.sparse_categorical_crossentropy(t, o, ignore_class=1),
        symbolic=False,
    )


def _convolutions() -> Iterator[Case]:
    for strides, padding, dilation in (
        (1, "valid", 1),
        (2, "same", 1),
        (1, "causal", 2),
        (1, "same", 2),
        (3, "valid", 1),
    ):
        yield Case(
            f"conv1d {strides} {padding} {dilation}",
            (SEQUENCE, normal(3, 3, 4)),
            lambda K, x, k, s=strides, p=padding, d=dilation: K.conv1d(x, k, strides=s, padding=p, dilation_rate=d),
            batch=False,
        )
    for strides, padding, dilation in (
        ((1, 1), "valid", (1, 1)),
        ((2, 2), "same", (1, 1)),
        ((1, 1), "same", (2, 2)),
        ((2, 1), "valid", (1, 1)),
    ):
        yield Case(
            f"conv2d {strides} {padding} {dilation}",
            (IMAGE, normal(3, 2, 3, 4)),
            lambda K, x, k, s=strides, p=padding, d=dilation: K.conv2d(x, k, s, p, dilation_rate=d),
            batch=False,
        )
    yield Case(
        "conv3d",
        (VOLUME, normal(2, 3, 2, 2, 3)),
        lambda K, x, k: K.conv3d(x, k, strides=(1, 2, 1), padding="same"),
        batch=False,
    )
    yield Case(
        "depthwise_conv2d",
        (IMAGE, normal(3, 2, 3, 2)),
        lambda K, x, k: K.depthwise_conv2d(x, k, (2, 2), "same"),
        batch=False,
    )
    separable = (normal(3, 2, 3, 2), normal(1, 1, 6, 4))
    yield Case(
        "separable_conv2d",
        (IMAGE, *separable),
        lambda K, x, d, p: K.separable_conv2d(x, d, p, (1, 1), "same"),
        batch=False,
    )
    transposed = (
        ((1, 1), "valid", (1, 1), (2, 7, 7, 4)),
        ((2, 2), "same", (1, 1), (2, 10, 12, 4)),
        ((2, 2), "same", (1, 1), (2, 9, 11, 4)),
        ((2, 2), "valid", (1, 1), (2, 11, 12, 4)),
        ((3, 3), "valid", (1, 1), (2, 16, 18, 4)),
        ((1, 1), "same", (2, 2), (2, 5, 6, 4)),
    )
    for strides, padding, dilation, shape in transposed:
        yield Case(
            f"conv2d_transpose {strides} {padding} {dilation} {shape}",
            (IMAGE, normal(3, 2, 4, 3)),
            lambda K, x, k, o=shape, s=strides, p=padding, d=dilation: K.conv2d_transpose(
                x, k, o, s, p, dilation_rate=d
            ),
            batch=False,
        )
    for mode in ("max", "avg"):
        for size, strides, padding in (((2, 2), (1, 1), "valid"), ((3, 3), (2, 2), "same"), ((2, 3), (1, 2), "same")):
            yield Case(
                f"pool2d {mode} {size} {strides} {padding}",
                (IMAGE,),
                lambda K, x, m=mode, z=size, s=strides, p=padding: K.pool2d(x, z, s, p, pool_mode=m),
            )
        yield Case(
            f"pool3d {mode}", (VOLUME,), lambda K, x, m=mode: K.pool3d(x, (2, 3, 3), (2, 2, 2), "same", pool_mode=m)
        )
    yield Case(
        "local_conv1d", (SEQUENCE, normal(3, 9, 4)), lambda K, x, k: K.local_conv1d(x, k, (3,), (2,)), batch=False
    )
    yield Case(
        "local_conv2d",
        (IMAGE, normal(6, 18, 4)),
        lambda K, x, k: K.local_conv2d(x, k, (3, 2), (2, 2), (2, 3)),
        batch=False,
    )


def _step(K: Any, x: Any, states: Any) -> Any:
    new = K.tanh(K.dot(x, K.constant(normal(3, 4))) + 0.5 * states[0])
    return new + states[-1] if len(states) > 1 else new, [new]


def _loops() -> Iterator[Case]:
    mask = np.array([[1, 1, 0, 1, 0, 0, 1], [1, 0, 1, 1, 1, 1, 0]], bool)
    state = normal(2, 4, seed=5)
    for name, options in {
        "rnn": {},
        "rnn backwards": {"go_backwards": True},
        "rnn unrolled": {"unroll": True},
        "rnn unrolled backwards": {"unroll": True, "go_backwards": True},
    }.items():
        yield Case(
            name,
            (SEQUENCE, state),
            lambda K, x, s, o=options: K.rnn(lambda *a: _step(K, *a), x, [s], **o),
            symbolic=False,
        )
        yield Case(
            f"{name}, masked",
            (SEQUENCE, state, mask),
            lambda K, x, s, m, o=options: K.rnn(lambda *a: _step(K, *a), x, [s], mask=m, **o),
            symbolic=False,
        )
    yield Case(
        "rnn constants",
        (SEQUENCE, state),
        lambda K, x, s: K.rnn(lambda *a: _step(K, *a), x, [s], constants=[K.constant(normal(2, 4, seed=6))]),
        symbolic=False,
    )
    yield Case(
        "rnn zeros for mask",
        (SEQUENCE, state, mask),
        lambda K, x, s, m: K.rnn(lambda *a: _step(K, *a), x, [s], mask=m, zero_output_for_mask=True),
        symbolic=False,
    )
    yield Case("map_fn", (X,), lambda K, x: K.map_fn(lambda row: row * 2 + K.sum(row), x), symbolic=False)
    yield Case(
        "map_fn of two",
        (X, Y),
        lambda K, x, y: K.map_fn(lambda e: e[0] * e[1], (x, y), dtype="float32"),
        symbolic=False,
    )
    yield Case("foldl", (X,), lambda K, x: K.foldl(lambda a, b: a * 0.5 + b, x), symbolic=False)
    yield Case(
        "foldl initializer",
        (X,),
        lambda K, x: K.foldl(lambda a, b: a * 0.5 + b, x, initializer=K.zeros_like(x[0])),
        symbolic=False,
    )
    yield Case("foldr", (X,), lambda K, x: K.foldr(lambda a, b: a * 0.5 + b, x), symbolic=False)
    yield Case("switch", (X, Y), lambda K, x, y: K.switch(K.less(x, y), x, y))
    yield Case("switch of a scalar", (X, Y), lambda K, x, y: K.switch(K.sum(x) > 0, x, lambda: y), batch=False)
    yield Case("switch of few axes", (IMAGE, IMAGE * 2), lambda K, x, y: K.switch(K.greater(x[..., 0], 0), x, y))
    yield Case("in_train_phase", (X, Y), lambda K, x, y: K.in_train_phase(x, y, training=1))
    yield Case("in_test_phase", (X, Y), lambda K, x, y: K.in_test_phase(lambda: x, lambda: y))


def _ctc() -> Iterator[Case]:
    labels = integers([[0, 1, 1], [2, 0, 0]])
    lengths = (integers([[6], [4]]), integers([[3], [2]]))
    yield Case(
        "ctc_batch_cost",
        (labels, probabilities(2, 6, 4), *lengths),
        lambda K, *all: K.ctc_batch_cost(*all),
        batch=False,
    )
    steps = np.array(
        [[0.9, 0.0, 0.0, 0.1], [0.8, 0.1, 0.0, 0.1], [0.1, 0.1, 0.1, 0.7], [0.6, 0.2, 0.1, 0.1], [0.1, 0.8, 0.0, 0.1]]
    )
    probable = np.stack([steps, steps[::-1]]).astype("float32")
    yield Case("ctc_decode", (probable, integers([5, 4])), lambda K, p, n: _decoded(K.ctc_decode(p, n)), symbolic=False)
    yield Case(
        "ctc_decode of a beam",
        (probable, integers([5, 4])),
        lambda K, p, n: _decoded(K.ctc_decode(p, n, greedy=False, beam_width=10, top_paths=2)),
        symbolic=False,
    )


def _decoded(found: Any) -> Any:
    labels, score = found
    return [*labels, score]


CASES: tuple[Case, ...] = (
    *_reductions(),
    *_element_wise(),
    *_products(),
    *_shapes(),
    *_creation(),
    *_network(),
    *_losses(),
    *_convolutions(),
    *_loops(),
    *_ctc(),
)

#: Where a compiler that adds in another order gives other numbers, under Keras 2 as well.
OTHERWISE_COMPILED = ("binary_crossentropy saturated", "binary_focal_crossentropy saturated")

#: Where Keras 2.2.4 has other numbers, or takes other arguments.
OLD_DIALECT: tuple[Case, ...] = (
    *(
        case
        for case in CASES
        if case.name in ("binary_crossentropy saturated", "resize_images bilinear", "binary_crossentropy", "switch")
    ),
    *(
        Case(
            f"batch_dot {x} {y} {axes} of 2.2",
            (normal(*x), normal(*y, seed=1)),
            lambda K, x, y, axes=axes: K.batch_dot(x, y, axes=axes),
        )
        for x, y, axes in (
            ((4, 3), (4, 3), 1),
            ((4, 3), (4, 3, 5), (1, 1)),
            ((4, 5, 3), (4, 3), (2, 1)),
            ((4, 5, 3), (4, 3, 2), None),
            ((4, 5, 3), (4, 2, 3), (2, 2)),
            ((4, 3, 5), (4, 3, 2), 1),
            ((4, 2, 6), (4, 2, 6, 3), (2, 2)),
            ((4, 2, 3), (4, 2, 6, 3), (2, 3)),
        )
    ),
)


def leaves(value: Any) -> list[Any]:
    """The tensors in a nesting of lists and tuples."""
    if isinstance(value, (list, tuple)):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


def evaluate(K: Any, case: Case) -> list[Any]:
    """The results of a case on constants, as arrays."""
    inputs = [K.constant(each, dtype=each.dtype.name) for each in case.inputs]
    return [
        np.asarray(each if isinstance(each, np.ndarray) else K.get_value(each))
        for each in leaves(case.function(K, *inputs))
    ]


class Whole:
    """``keras.backend`` with the functions that Keras 2.15 keeps out of its public module."""

    def __init__(self, keras: Any) -> None:
        self.keras = keras

    def __getattr__(self, name: str) -> Any:
        if hasattr(self.keras.backend, name):
            return getattr(self.keras.backend, name)
        return getattr(self.keras.src.backend, name)


def main(package: str, file: str) -> None:
    import importlib

    keras = importlib.import_module(package)
    old = [int(part) for part in keras.__version__.split(".")[:2]] < [2, 3]
    found = {}
    for case in OLD_DIALECT if old else CASES:
        for index, value in enumerate(evaluate(Whole(keras), case)):
            found[f"{case.name}|{index}"] = value
        if case.name in OTHERWISE_COMPILED and not old:
            import tensorflow

            inputs = [tensorflow.constant(each) for each in case.inputs]
            function = tensorflow.function(lambda *a, case=case: case.function(keras.backend, *a))
            found[f"{case.name} compiled|0"] = function(*inputs).numpy()
    np.savez_compressed(file, **found)


if __name__ == "__main__":
    import sys

    main(*sys.argv[1:])
