"""What is done to data: preprocessing layers and functions, and parts of ``keras.backend`` and ``keras.utils``."""

from __future__ import annotations

from typing import Any

from number_case import Case, evaluated, tensor, value

_ADAPTED = (
    ("Normalization()", "floats(20, 3)", "floats(4, 3)"),
    ("Normalization(axis=None)", "floats(20, 3)", "floats(4, 3)"),
    ("Normalization(axis=1)", "floats(6, 3, 2)", "floats(2, 3, 2)"),
    ("Discretization(num_bins=4)", "floats(50, 1)", "floats(8, 1)"),
    ("Discretization(num_bins=3, output_mode='one_hot')", "floats(50, 1)", "floats(8, 1)"),
    ("IntegerLookup()", "np.array([5, 5, 7, 9])", "np.array([5, 7, 9, 1])"),
    ("IntegerLookup(num_oov_indices=2)", "np.array([5, 5, 7, 9])", "np.array([5, 7, 9, 1, 2])"),
    ("IntegerLookup(output_mode='multi_hot')", "np.array([5, 5, 7, 9])", "np.array([[5, 7], [9, 1]])"),
    ("IntegerLookup(output_mode='count')", "np.array([5, 5, 7, 9])", "np.array([[5, 5], [9, 1]])"),
    ("IntegerLookup(max_tokens=3)", "np.array([5, 5, 7, 9, 9, 9])", "np.array([5, 7, 9, 1])"),
    ("IntegerLookup(mask_token=0)", "np.array([5, 5, 7, 0])", "np.array([5, 7, 0, 1])"),
    ("StringLookup()", "np.array(['a', 'b', 'b'])", "np.array(['a', 'b', 'z'])"),
    ("StringLookup(output_mode='one_hot')", "np.array(['a', 'b', 'b'])", "np.array(['a', 'b', 'z'])"),
    ("StringLookup(output_mode='tf_idf')", "np.array([['a', 'b'], ['b', 'b']])", "np.array([['a', 'b'], ['z', 'b']])"),
    ("TextVectorization(output_sequence_length=4)", "texts()", "np.array(['a c', 'q b!'])"),
    ("TextVectorization(ngrams=2, output_sequence_length=4)", "texts()", "np.array(['a b', 'q b!'])"),
    ("TextVectorization(output_mode='multi_hot')", "texts()", "np.array(['a c', 'q b!'])"),
    ("TextVectorization(output_mode='count', standardize='lower')", "texts()", "np.array(['a c', 'q b!'])"),
    ("TextVectorization(output_mode='tf_idf')", "texts()", "np.array(['a c', 'q b!'])"),
    ("TextVectorization(split='character', output_sequence_length=5)", "texts()", "np.array(['a c', 'q b!'])"),
)

_CALLED = (
    ("CategoryEncoding(6, output_mode='multi_hot')", "np.array([[1, 3, 3], [0, 2, 5]])"),
    ("CategoryEncoding(6, output_mode='count')", "np.array([[1, 3, 3], [0, 2, 5]])"),
    ("CategoryEncoding(num_tokens=6, output_mode='one_hot')", "np.array([1, 3])"),
    ("CategoryEncoding(6)", "np.array([[1, 3, 3], [0, 2, 5]])"),
    ("IntegerLookup(vocabulary=[3, 5, 7])", "np.array([[3, 7], [1, 5]])"),
    ("IntegerLookup(vocabulary=[3, 5, 7], invert=True)", "np.array([[1, 2], [0, 3]])"),
    ("StringLookup(vocabulary=['x', 'y'])", "np.array([['x', 'q'], ['y', 'x']])"),
    ("TextVectorization(vocabulary=['x', 'y'], output_sequence_length=3)", "np.array(['x y z', 'Y!'])"),
    ("Hashing(7)", "np.array([[1], [2], [30]])"),
    ("Hashing(num_bins=5)", "np.arange(12).reshape(6, 2)"),
    ("Hashing(7)", "np.array([['a'], ['bb'], ['c']])"),
    ("Hashing(9, mask_value='')", "np.array([['a'], [''], ['c']])"),
    ("Hashing(7, salt=133)", "np.array([['a'], ['bb'], ['c']])"),
    ("Hashing(7, salt=[133, 137])", "np.array([['a'], ['bb'], ['c']])"),
    ("Hashing(5, output_mode='one_hot')", "np.array([['a'], ['bb'], ['c']])"),
    ("HashedCrossing(5)", "(np.array(['a', 'b', 'a']), np.array([1, 2, 3]))"),
    ("HashedCrossing(5, output_mode='one_hot')", "(np.array(['a', 'b', 'a']), np.array([1, 2, 3]))"),
)

_FUNCTIONS = (
    "preprocessing.sequence.pad_sequences([[1, 2, 3], [4], [5, 6]])",
    "preprocessing.sequence.pad_sequences([[1, 2, 3], [4], [5, 6]], maxlen=2)",
    "preprocessing.sequence.pad_sequences([[1, 2, 3], [4]], 2, 'float32', 'post', 'post', -1.0)",
    "preprocessing.sequence.make_sampling_table(6)",
    "preprocessing.sequence.make_sampling_table(4, sampling_factor=0.1)",
    "preprocessing.sequence.TimeseriesGenerator(np.arange(10), np.arange(10), length=3, batch_size=2)[1][0]",
    "preprocessing.sequence.TimeseriesGenerator(np.arange(10), np.arange(10), 4, sampling_rate=2, stride=2)[0][0]",
    "preprocessing.sequence.TimeseriesGenerator(np.arange(10), np.arange(10), length=3, reverse=True, batch_size=3)[0][0]",
    "preprocessing.text.hashing_trick('the cat sat', 50, hash_function='md5')",
    "preprocessing.image.random_rotation(images(4, 5, 3), 0, 0, 1, 2)",
    "preprocessing.image.apply_affine_transform(images(4, 5, 3), theta=30, row_axis=0, col_axis=1, channel_axis=2)",
    "preprocessing.image.apply_affine_transform(images(4, 5, 3), tx=1, ty=2, row_axis=0, col_axis=1, channel_axis=2)",
    "preprocessing.image.apply_affine_transform(images(5, 5, 3), shear=20, zx=0.8, row_axis=0, col_axis=1, channel_axis=2, fill_mode='reflect')",
    "preprocessing.image.apply_channel_shift(images(4, 5, 3), 20, 2)",
    "preprocessing.image.apply_brightness_shift(images(4, 5, 3), 0.6)",
    "utils.to_categorical([0, 2, 1])",
    "utils.to_categorical(np.array([[0], [2]]), 4)",
    "utils.normalize(floats(3, 4))",
    "utils.normalize(floats(3, 4), axis=0, order=1)",
    "K.hard_sigmoid(tensor(floats(4, 3)))",
    "K.relu(tensor(line()), alpha=0.1, max_value=2.0)",
    "K.softmax(tensor(floats(2, 3, 4)), axis=1)",
    "K.l2_normalize(tensor(floats(4, 3)), 1)",
    "K.batch_dot(tensor(floats(2, 3, 4)), tensor(floats(2, 5, 4)), (2, 2))",
    "K.dot(tensor(floats(2, 3, 4)), tensor(floats(4, 5)))",
    "K.binary_crossentropy(tensor(HARD), tensor(SATURATED))",
    "K.categorical_crossentropy(tensor(ONE_HOT), tensor(PROBABILITIES))",
    "K.sparse_categorical_crossentropy(tensor(CLASSES), tensor(PROBABILITIES))",
    "K.std(tensor(floats(4, 3)), axis=0)",
    "K.var(tensor(floats(4, 3)))",
    "K.mean(tensor(floats(4, 3)) > 0)",
    "K.sqrt(tensor(floats(4, 3)))",
    "K.round(tensor([0.5, 1.5, 2.5, -0.5]))",
    "K.argmax(tensor(floats(4, 3)))",
    "K.cumsum(tensor(floats(4, 3)))",
    "K.cumprod(tensor(floats(4, 3)), axis=1)",
    "K.repeat(tensor(floats(4, 3)), 2)",
    "K.repeat_elements(tensor(floats(4, 3)), 2, 1)",
    "K.resize_images(tensor(floats(2, 3, 4, 2)), 2, 2, 'channels_last')",
    "K.resize_images(tensor(floats(2, 3, 4, 2)), 2, 3, 'channels_last', interpolation='bilinear')",
    "K.pool2d(tensor(floats(2, 5, 6, 2)), (2, 2), strides=(2, 2), padding='same', pool_mode='avg')",
    "K.in_top_k(tensor(PROBABILITIES), tensor(CLASSES), 2)",
)


def _called(expression: str, data: str, adapted_to: str = "") -> Case:
    def run(keras: Any) -> Any:
        layer = evaluated(keras, f"layers.{expression}")
        if adapted_to:
            layer.adapt(evaluated(keras, adapted_to))
        given = evaluated(keras, data)
        return layer(given if data.startswith("(") or given.dtype.kind in "US" else tensor(keras, given))

    return Case(f"data: {expression}{f' adapted to {adapted_to}' if adapted_to else ''} of {data}", run)


CASES = [
    *(_called(expression, data, adapted_to) for expression, adapted_to, data in _ADAPTED),
    *(_called(expression, data) for expression, data in _CALLED),
    *(value("data", each) for each in _FUNCTIONS),
]
