"""Expressions of TensorFlow 2, each of the tensors below; ``python tests/runtime/tensorflow_cases.py`` records plain TensorFlow's values."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

RECORDED = Path(__file__).parent / "recorded" / "tensorflow_functions.npz"


def arrays() -> dict[str, Any]:
    """What the names in the expressions stand for."""
    random = np.random.RandomState(7)

    def draw(*shape: int) -> Any:
        return random.normal(size=shape).astype("float32")

    return {
        "x": draw(3, 4),
        "y": draw(3, 4),
        "p": random.uniform(0.1, 0.9, (3, 4)).astype("float32"),
        "m": draw(4, 5),
        "b": draw(2, 3, 4),
        "c": draw(2, 4, 3),
        "i": np.array([[0, 2, 1], [3, 1, 2]], "int32"),
        "im": random.uniform(0, 1, (2, 6, 6, 3)).astype("float32"),
        "k": draw(3, 3, 3, 2),
        "dk": draw(3, 3, 3, 1),
        "pk": draw(1, 1, 3, 2),
        "d": draw(2, 4, 4, 8),
        "one": np.eye(4, dtype="float32")[[0, 2, 3]],
        "s": np.array([[4.0, 1.0], [1.0, 3.0]], "float32"),
    }


#: Expressions of tensors whose number of samples need not be known: they go through a functional model too.
GRAPH = """
tf.reduce_sum(x, axis=1)
tf.reduce_sum(x, 1, keepdims=True)
tf.reduce_mean(x, axis=[1])
tf.reduce_mean(im, axis=[1, 2])
tf.reduce_max(x, axis=-1)
tf.reduce_min(x, axis=-1, keepdims=True)
tf.reduce_prod(x, axis=1)
tf.reduce_logsumexp(x, axis=1)
tf.math.reduce_std(x, axis=1)
tf.math.reduce_variance(x, axis=1)
tf.math.reduce_euclidean_norm(x, axis=1)
tf.reduce_any(x > 0, axis=1)
tf.reduce_all(tf.greater(x, -9.0), axis=1)
tf.math.count_nonzero(tf.nn.relu(x), axis=1)
tf.argmax(x, axis=1)
tf.argmin(x, axis=-1, output_type=tf.int32)
tf.math.top_k(x, k=2).values
tf.nn.top_k(x, 2)[1]
tf.cumsum(x, axis=1)
tf.cumsum(x, axis=1, exclusive=True)
tf.cumsum(x, axis=1, reverse=True)
tf.math.cumprod(x, axis=1, exclusive=True, reverse=True)
tf.abs(x)
tf.math.acos(p)
tf.math.atan(x)
tf.math.ceil(x)
tf.cos(x)
tf.math.erf(x)
tf.exp(x)
tf.math.expm1(x)
tf.floor(x)
tf.math.is_nan(x)
tf.math.log(p)
tf.math.log1p(p)
tf.math.log_sigmoid(x)
tf.logical_not(x > 0)
tf.negative(x)
tf.math.reciprocal(p)
tf.round(x)
tf.math.rsqrt(p)
tf.sigmoid(x)
tf.math.sign(x)
tf.sin(x)
tf.math.softplus(x)
tf.nn.softsign(x)
tf.sqrt(p)
tf.square(x)
tf.tanh(x)
tf.clip_by_value(x, -0.5, 0.5)
tf.clip_by_norm(x, 1.0, axes=[1])
tf.nn.l2_normalize(x, axis=1)
tf.math.l2_normalize(x, -1, epsilon=1e-6)
tf.add(x, y)
tf.add(x, 1)
tf.subtract(1.0, x)
tf.multiply(x, y)
tf.scalar_mul(2.0, x)
tf.divide(x, p)
tf.math.divide_no_nan(x, tf.nn.relu(y))
tf.math.multiply_no_nan(x, tf.nn.relu(y))
tf.math.floordiv(x, p)
tf.math.floormod(x, p)
tf.pow(p, 2.0)
tf.math.squared_difference(x, y)
tf.maximum(x, 0.0)
tf.minimum(x, y)
tf.atan2(x, y)
tf.cast(tf.equal(x, x), tf.float32)
tf.not_equal(x, y)
tf.less(x, y)
tf.greater_equal(x, 0.0)
tf.logical_and(x > 0, y > 0)
tf.logical_or(x > 0, y > 0)
tf.math.logical_xor(x > 0, y > 0)
tf.add_n([x, y, x])
tf.matmul(x, m)
tf.matmul(b, c)
tf.matmul(b, b, transpose_b=True)
tf.linalg.matmul(b, b, transpose_a=True)
tf.linalg.matvec(b, tf.reduce_sum(b, 1))
tf.tensordot(b, m, axes=1)
tf.tensordot(b, m, [[2], [0]])
tf.einsum("bij,bjk->bik", b, c)
tf.norm(x, axis=1)
tf.norm(x, ord=1, axis=1)
tf.linalg.diag_part(tf.matmul(b, b, transpose_b=True))
tf.linalg.band_part(tf.matmul(b, b, transpose_b=True), -1, 0)
tf.linalg.matrix_transpose(b)
tf.concat([x, y], 1)
tf.concat([x, y], axis=-1)
tf.stack([x, y], axis=1)
tf.unstack(x, axis=1)
tf.unstack(b, 3, 1)
tf.split(x, 2, axis=1)
tf.split(x, [1, 3], 1)
tf.split(x, [1, -1], axis=-1)
tf.reshape(x, (-1, 2, 2))
tf.reshape(b, (tf.shape(b)[0], 12))
tf.reshape(b, [-1, b.shape[1] * b.shape[2]])
tf.transpose(b, [0, 2, 1])
tf.transpose(b, perm=(0, 2, 1))
tf.expand_dims(x, 1)
tf.expand_dims(x, axis=-1)
tf.squeeze(tf.expand_dims(x, 1), axis=1)
tf.squeeze(tf.expand_dims(x, 1), [1])
tf.tile(x, [1, 2])
tf.tile(tf.expand_dims(x, 1), (1, 3, 1))
tf.repeat(x, 2, axis=1)
tf.gather(x, [0, 2], axis=1)
tf.gather(m, i)
tf.gather(b, [1, 0], axis=-2)
tf.nn.embedding_lookup(m, i)
tf.where(x > 0, x, y)
tf.where(x > 0, x, tf.zeros_like(x))
tf.where(x > 0, 1.0, x)
tf.cast(x, tf.int32)
tf.cast(i, "float32")
tf.zeros_like(x) + tf.ones_like(y)
tf.one_hot(i, 4)
tf.one_hot(i, depth=5, on_value=2.0, off_value=-1.0)
tf.one_hot(i, 4, axis=1)
tf.pad(x, [[0, 0], [1, 2]])
tf.pad(x, tf.constant([[0, 0], [1, 1]]), constant_values=3.0)
tf.pad(im, [[0, 0], [1, 1], [1, 1], [0, 0]], "REFLECT")
tf.pad(x, [[0, 0], [1, 1]], mode="SYMMETRIC")
tf.reverse(x, axis=[1])
tf.roll(x, shift=1, axis=1)
tf.slice(x, [0, 1], [-1, 2])
tf.sort(x, axis=-1)
tf.sort(x, direction="DESCENDING")
tf.argsort(x, axis=1, direction="DESCENDING")
tf.linalg.diag(x)
tf.identity(x)
tf.stop_gradient(x)
tf.ensure_shape(x, (None, 4))
tf.map_fn(lambda r: r * 2.0, x)
tf.scan(lambda a, r: a + r, x)
tf.ones((tf.shape(x)[0], 2)) + tf.reduce_sum(x, 1, keepdims=True)
tf.fill([tf.shape(x)[0], 2], 3.0)
tf.tile(tf.expand_dims(tf.constant([[1.0, 2.0]]), 0), [tf.shape(x)[0], 2, 1])
tf.nn.relu(x)
tf.nn.relu6(x * 9)
tf.nn.elu(x)
tf.nn.selu(x)
tf.nn.crelu(x)
tf.nn.leaky_relu(x)
tf.nn.leaky_relu(x, alpha=0.3)
tf.nn.gelu(x)
tf.nn.gelu(x, approximate=True)
tf.nn.silu(x)
tf.nn.swish(x)
tf.nn.softmax(x)
tf.nn.softmax(b, axis=1)
tf.nn.log_softmax(x, axis=-1)
tf.nn.sigmoid(x)
tf.nn.tanh(x)
tf.nn.softplus(x)
tf.nn.sigmoid_cross_entropy_with_logits(labels=one, logits=x)
tf.nn.weighted_cross_entropy_with_logits(one, x, pos_weight=2.0)
tf.nn.softmax_cross_entropy_with_logits(labels=one, logits=x)
tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.argmax(one, 1), logits=x)
tf.nn.conv2d(im, k, strides=[1, 1, 1, 1], padding="SAME")
tf.nn.conv2d(im, k, strides=2, padding="VALID")
tf.nn.conv2d(im, k, 1, "SAME", dilations=[1, 2, 2, 1])
tf.nn.conv1d(b, tf.ones((2, 4, 3)), stride=1, padding="SAME")
tf.nn.depthwise_conv2d(im, dk, [1, 1, 1, 1], "SAME")
tf.nn.separable_conv2d(im, dk, pk, [1, 1, 1, 1], "SAME")
tf.nn.max_pool2d(im, 2, 2, "VALID")
tf.nn.max_pool(im, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="SAME")
tf.nn.avg_pool2d(im, ksize=3, strides=1, padding="VALID")
tf.nn.bias_add(im, [1.0, 2.0, 3.0])
tf.nn.moments(im, axes=[1, 2])
tf.nn.moments(x, [1], keepdims=True)
tf.nn.batch_normalization(x, tf.zeros((4,)), tf.ones((4,)) * 2.0, tf.ones((4,)), None, 1e-3)
tf.nn.depth_to_space(d, 2)
tf.nn.space_to_depth(d, 2)
tf.nn.local_response_normalization(im, depth_radius=1)
tf.image.resize(im, (4, 4))
tf.image.resize(im, [12, 12], method="nearest")
tf.image.flip_left_right(im)
tf.image.flip_up_down(im)
tf.image.rgb_to_grayscale(im)
tf.image.grayscale_to_rgb(im[..., :1])
tf.image.per_image_standardization(im)
tf.image.adjust_brightness(im, 0.1)
tf.image.adjust_contrast(im, 2.0)
tf.image.crop_to_bounding_box(im, 1, 2, 3, 2)
tf.image.central_crop(im, 0.5)
tf.constant([1.0, 2.0, 3.0, 4.0]) * x
x - tf.constant(2.0)
x[:, tf.newaxis, :]
""".strip().splitlines()

#: Expressions that need values, or make tensors of nothing.
EAGER = """
tf.reduce_sum(x)
tf.reduce_mean(i)
tf.nn.l2_loss(x)
tf.nn.zero_fraction(tf.nn.relu(x))
tf.math.in_top_k([0, 2, 1], x, 2)
tf.gather_nd(x, [[0, 1], [2, 3]])
tf.gather(x, [[0, 1], [1, 2], [3, 0]], batch_dims=1, axis=1)
tf.boolean_mask(x, x[:, 0] > 0)
tf.where(x > 0)
tf.size(x)
tf.rank(b)
tf.shape(x)
tf.zeros((2, 3))
tf.ones([2], dtype=tf.int32)
tf.fill((2, 2), 7)
tf.eye(3, batch_shape=[2])
tf.range(5)
tf.range(1, 10, 3)
tf.range(3.0)
tf.linspace(0.0, 1.0, 5)
tf.meshgrid([1, 2], [3, 4, 5])
tf.sequence_mask([1, 3, 2], 4)
tf.sequence_mask([1, 3, 2], dtype=tf.float32)
tf.searchsorted([1.0, 2.0, 3.0], [0.5, 2.0, 9.0])
tf.scatter_nd([[1], [3]], [5.0, 6.0], [4])
tf.tensor_scatter_nd_update(x, [[0], [2]], y[:2])
tf.constant(3)
tf.constant([1, 2, 3])
tf.constant(2.5)
tf.constant(1.0, shape=(2, 2))
tf.constant(np.arange(3))
tf.convert_to_tensor([[1.0, 2.0]])
tf.linalg.inv(s)
tf.linalg.det(s)
tf.linalg.cholesky(s)
tf.linalg.solve(s, tf.ones((2, 1)))
tf.linalg.trace(s)
tf.norm(x)
tf.math.segment_sum(x, [0, 0, 1])
tf.math.unsorted_segment_sum(x, [1, 0, 1], 2)
tf.math.confusion_matrix([0, 1, 2], [0, 2, 2])
tf.cond(tf.reduce_sum(x) > 100.0, lambda: x, lambda: y)
tf.while_loop(lambda n, a: n < 3, lambda n, a: (n + 1, a * 2.0), (tf.constant(0), x))
tf.foldl(lambda a, r: a + r, x)
tf.nest.flatten({"a": x, "b": [y]})
tf.nest.map_structure(lambda t: t + 1.0, [x, y])
tf.broadcast_to(tf.constant([1.0, 2.0]), [3, 2])
tf.image.convert_image_dtype(np.array([[[0], [255]]], "uint8"), tf.float32)
""".strip().splitlines()


def value(expression: str, tf: Any, tensors: dict[str, Any]) -> list[Any]:
    """The tensors of an expression's value, in order."""
    found = eval(expression, {"tf": tf, "np": np, **tensors})
    if isinstance(found, dict):
        return list(found.values())
    return list(found) if isinstance(found, (list, tuple)) and type(found).__name__ != "TensorShape" else [found]


def main() -> None:
    """Record plain TensorFlow."""
    import tensorflow as tf

    tensors = {name: tf.constant(array) for name, array in arrays().items()}
    found: dict[str, Any] = {}
    for expression in [*GRAPH, *EAGER]:
        for number, tensor in enumerate(value(expression, tf, tensors)):
            found[f"{expression}#{number}"] = np.asarray(tensor)
    np.savez_compressed(RECORDED, **{str(index): each for index, each in enumerate(found.values())}, names=list(found))
    print(f"TensorFlow {tf.__version__}: {len(found)} values")


if __name__ == "__main__":
    sys.exit(main())
