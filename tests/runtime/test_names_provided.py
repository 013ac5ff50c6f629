"""What Keras 3 lost and this library implements: with Keras 2's numbers, trainable, saved and loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from provided_cases import LAYERS, OLD_LAYERS, RADIAL, compute, normal

import compat

RECORDED = Path(__file__).parent / "recorded"
pytestmark = pytest.mark.only(keras=3)


@pytest.fixture(scope="module", autouse=True)
def keras_2_code() -> Iterator[None]:
    compat.install()
    yield
    compat.uninstall()


def recorded(name: str, file: str = "provided") -> list[Any]:
    with np.load(RECORDED / f"{file}.npz") as numbers:
        return [numbers[each] for each in sorted(numbers.files) if each.rpartition("|")[0] == name]


def assert_recorded(found: Any, expected: Any) -> None:
    assert len(found) == len(expected)
    for value, number in zip(found, expected):
        np.testing.assert_allclose(value, number, rtol=1e-5, atol=1e-6)


# ---- layers ----


@pytest.mark.parametrize("name", LAYERS)
def test_layers(name: str) -> None:
    import keras

    assert_recorded(compute(keras, LAYERS[name]), recorded(name))


@pytest.mark.parametrize("name", OLD_LAYERS)
def test_layers_of_keras_1(name: str) -> None:
    import keras

    assert_recorded(compute(keras, OLD_LAYERS[name]), recorded(name, "provided_2.2"))


@pytest.mark.parametrize("name", ["1d 2 same", "1d 3", "2d", "2d 2 first"])
def test_a_layer_is_trained_and_saved(name: str, tmp_path: Path) -> None:
    import keras

    cls, args, options, x = LAYERS[name]
    layer = getattr(keras.layers, cls)(*args, input_shape=x.shape[1:], kernel_regularizer="l2", **options)
    model = keras.models.Sequential([layer, keras.layers.Flatten(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    before = layer.get_weights()[0]
    model.fit(x, np.ones((2, 1)), epochs=2, verbose=0)
    assert not np.allclose(layer.get_weights()[0], before)
    assert layer.compute_output_shape((None, *x.shape[1:])) == (None, *layer.output.shape[1:])
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_allclose(loaded.predict(x, verbose=0), model.predict(x, verbose=0), rtol=1e-6)


def test_layers_refuse_what_they_cannot_do() -> None:
    import keras

    with pytest.raises(ValueError, match='only "valid" is supported'):
        keras.layers.LocallyConnected1D(2, 3, padding="same")
    with pytest.raises(ValueError, match="must be known"):
        keras.layers.LocallyConnected1D(2, 3)(keras.Input((None, 3)))
    with pytest.raises(ValueError, match="downsampling"):
        keras.layers.LocallyConnected1D(2, 5)(keras.Input((4, 3)))
    with pytest.raises(ValueError, match="implementation"):
        keras.layers.LocallyConnected2D(2, 3, implementation=4)


def test_a_cell_of_the_program() -> None:
    import keras
    from keras import backend as K

    class Cell(keras.layers.AbstractRNNCell):
        @property
        def state_size(self) -> int:
            return 3

        def call(self, inputs: Any, states: Any) -> Any:
            output = K.tanh(inputs + states[0])
            return output, [output]

    x = normal(0, 2, 4, 3)
    expected = np.zeros((2, 3))
    for step in range(4):
        expected = np.tanh(x[:, step] + expected)
    np.testing.assert_allclose(K.eval(keras.layers.RNN(Cell())(x)), expected, rtol=1e-5, atol=1e-6)


def test_the_cell_of_a_convolutional_recurrent_layer() -> None:
    import keras

    cell = keras.layers.ConvLSTM2DCell(2, 3, padding="same")
    x, state = normal(0, 2, 5, 5, 1), np.zeros((2, 5, 5, 2), "float32")
    output, states = cell(x, [state, state])
    assert tuple(output.shape) == (2, 5, 5, 2)
    assert len(states) == 2


def test_merging_as_keras_1_did() -> None:
    import keras
    from keras import backend as K
    from keras.legacy.layers import merge

    x, y = keras.Input((3,)), keras.Input((3,))
    modes = ["sum", "mul", "ave", "max", "concat", "dot", lambda each: each[0] - each[1]]
    results = K.function([x, y], [merge([x, y], mode=mode) for mode in modes])([2 * np.ones((1, 3)), np.ones((1, 3))])
    assert [each.tolist() for each in results] == [
        [[3.0] * 3],
        [[2.0] * 3],
        [[1.5] * 3],
        [[2.0] * 3],
        [[2.0] * 3 + [1.0] * 3],
        [[6.0]],
        [[1.0] * 3],
    ]
    with pytest.raises(ValueError, match="Invalid merge mode"):
        merge([x, y], mode="unknown")


def test_random_features_approximate_a_kernel() -> None:
    import keras
    from keras import backend as K

    layer = keras.layers.experimental.RandomFourierFeatures(4000, scale=2.0)
    x = normal(0, 4, 3)
    features = K.eval(layer(x))
    distances = np.square(x[:, None] - x[None]).sum(-1)
    np.testing.assert_allclose(features @ features.T * 2 / 4000, np.exp(-distances / (2 * 2.0**2)), atol=0.1)
    assert len(layer.trainable_weights) == 0


# ---- constraints, metrics, callbacks ----


@pytest.mark.parametrize("name", RADIAL)
def test_the_radial_constraint(name: str) -> None:
    import keras
    from keras import backend as K

    kernel = keras.ops.convert_to_tensor(RADIAL[name])
    assert_recorded([K.eval(keras.constraints.RadialConstraint()(kernel))], recorded(name))
    assert keras.constraints.radial_constraint is keras.constraints.RadialConstraint


def test_metrics() -> None:
    import keras
    from keras import backend as K

    relative = keras.metrics.MeanRelativeError(normalizer=[1.0, 3.0, 2.0, 0.0])
    relative.update_state([1.0, 3.0, 2.0, 5.0], [2.0, 4.0, 6.0, 8.0])
    assert K.eval(relative.result()) == pytest.approx((1 / 1 + 1 / 3 + 4 / 2 + 0) / 4)
    mean = keras.metrics.MeanTensor()
    with pytest.raises(ValueError, match="does not have any value yet"):
        mean.result()
    mean.update_state([0.0, 1.0, 2.0, 3.0])
    mean.update_state([4.0, 5.0, 6.0, 7.0], sample_weight=[0.0, 0.2, 1.0, 3.0])
    np.testing.assert_allclose(K.eval(mean.result()), [0, 1.6666666, 4, 6], rtol=1e-5)
    mean.reset_states()
    np.testing.assert_allclose(K.eval(mean.result()), 0)
    with pytest.raises(ValueError, match="same shape"):
        mean.update_state([1.0])


def test_a_metric_that_defines_reset_states_is_reset_by_keras() -> None:
    import keras

    class Counting(keras.metrics.Metric):
        def __init__(self) -> None:
            super().__init__(name="counting")
            self.count = self.add_weight(name="count", initializer="zeros")
            self.resets = 0

        def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
            self.count.assign_add(1.0)

        def result(self) -> Any:
            return self.count * 1.0

        def reset_states(self) -> None:
            self.resets += 1
            super().reset_states()

    metric = Counting()
    model = keras.Sequential([keras.layers.Dense(1, input_shape=(3,))])
    model.compile("sgd", "mse", metrics=[metric])
    x = normal(0, 8, 3)
    for _ in range(2):
        assert model.evaluate(x, x[:, :1], batch_size=2, verbose=0)[1] == 4.0
    assert metric.resets
    metric.reset_state()
    assert keras.backend.get_value(metric.count) == 0.0


def test_reductions_are_words() -> None:
    import keras

    assert keras.losses.Reduction.AUTO == "auto"
    assert keras.losses.Huber(reduction=keras.losses.Reduction.AUTO).reduction == "sum_over_batch_size"
    with pytest.raises(ValueError, match="Invalid Reduction Key"):
        keras.losses.Reduction.validate("mean")


def test_the_base_logger() -> None:
    import keras

    logger, logs = keras.callbacks.BaseLogger(stateful_metrics=["last"]), {"loss": 0.0, "last": 0.0, "other": 1.0}
    logger.on_epoch_begin(0)
    logger.on_batch_end(0, {"size": 3, "loss": 1.0, "last": 5.0})
    logger.on_batch_end(1, {"size": 1, "loss": 5.0, "last": 7.0})
    logger.on_epoch_end(0, logs)
    assert logs == {"loss": 2.0, "last": 7.0, "other": 1.0}


# ---- utils ----


def test_lists_and_arguments() -> None:
    from keras.utils import generic_utils as utils

    assert utils.to_list(1) == [1]
    assert utils.to_list((1, 2)) == [(1, 2)]
    assert utils.to_list((1, 2), allow_tuple=True) == [1, 2]
    assert utils.unpack_singleton([3]) == 3
    assert utils.unpack_singleton([3, 4]) == [3, 4]
    assert utils.is_all_none([None, None])
    assert not utils.is_all_none([None, 1])
    values = np.arange(6)
    assert [each.tolist() for each in utils.slice_arrays([values, values * 2], 1, 3)] == [[1, 2], [2, 4]]
    assert utils.slice_arrays(values, [0, 5]).tolist() == [0, 5]
    assert utils.slice_arrays(None) == [None]
    assert utils.has_arg(lambda a, *, b: None, "b")
    assert not utils.has_arg(lambda **k: None, "b")
    assert utils.has_arg(lambda **k: None, "b", accept_all=True)
    assert utils.transpose_shape((None, 5, 6, 3), "channels_first", (1, 2)) == (None, 3, 5, 6)
    factor = 3
    loaded = utils.func_load(utils.func_dump(lambda x, y=2: x * y * factor))
    assert loaded(5) == 30


@pytest.mark.parametrize(
    ("padding", "stride", "dilation", "out", "transposed"),
    [
        ("valid", 1, 1, 5, 9),
        ("valid", 2, 1, 3, 15),
        ("same", 2, 1, 4, 14),
        ("valid", 1, 2, 3, 11),
        ("full", 1, 1, 9, 5),
    ],
)
def test_lengths_of_convolutions(padding: str, stride: int, dilation: int, out: int, transposed: int) -> None:
    from keras.utils import conv_utils

    assert conv_utils.conv_output_length(7, 3, padding, stride, dilation) == out
    assert conv_utils.conv_output_length(None, 3, padding, stride) is None
    assert conv_utils.deconv_length(7, stride, 3, padding, None, dilation) == transposed


def test_arguments_of_convolutions() -> None:
    from keras.utils import conv_utils

    assert conv_utils.conv_input_length(5, 3, "valid", 2) == 11
    assert conv_utils.deconv_length(5, 2, 3, "same", 1) == 10
    assert conv_utils.normalize_tuple(2, 3, "strides") == (2, 2, 2)
    assert conv_utils.normalize_padding("SAME") == "same"
    with pytest.raises(ValueError, match="must be a tuple of 2 integers"):
        conv_utils.normalize_tuple((1, 2, 3), 2, "strides")
    with pytest.raises(ValueError, match='one of "valid"'):
        conv_utils.normalize_padding("full")
    kernel = normal(0, 2, 3, 1, 1)
    np.testing.assert_array_equal(conv_utils.convert_kernel(kernel), kernel[::-1, ::-1])


def test_layers_of_a_model_are_converted(capsys: Any) -> None:
    import keras
    from keras.utils import layer_utils

    model = keras.Sequential([keras.layers.Conv2D(2, 3, input_shape=(4, 5, 3)), keras.layers.Flatten()])
    kernel = model.get_weights()[0]
    keras.utils.convert_all_kernels_in_model(model)
    np.testing.assert_array_equal(model.get_weights()[0], kernel[::-1, ::-1])
    assert layer_utils.count_params(model.weights) == 3 * 3 * 3 * 2 + 2
    keras.utils.print_summary(model)
    assert "Total params" in capsys.readouterr().out
    dense = keras.layers.Dense(2)
    dense.build((None, 4 * 5 * 3))
    before = dense.get_weights()[0]
    images = normal(0, 1, 4, 5, 3)
    layer_utils.convert_dense_weights_data_format(dense, (3, 4, 5), "channels_first")
    after = dense.get_weights()[0]
    np.testing.assert_allclose(
        images.transpose(0, 3, 1, 2).reshape(1, -1) @ after, images.reshape(1, -1) @ before, rtol=1e-5
    )
    layer_utils.convert_dense_weights_data_format(dense, (4, 5, 3), "channels_last")
    np.testing.assert_array_equal(dense.get_weights()[0], before)


def test_ordinals_and_vocabularies(tmp_path: Path) -> None:
    import keras
    from keras import backend as K

    assert keras.utils.to_ordinal([0, 2, 1]).tolist() == [[0, 0], [1, 1], [1, 0]]
    assert keras.utils.to_ordinal([[1]], num_classes=4).shape == (1, 3)
    (tmp_path / "new.txt").write_text("b\nd\na\n", encoding="utf-8")
    found = K.eval(
        keras.utils.warmstart_embedding_matrix(
            ["a", "b"], str(tmp_path / "new.txt"), np.array([[1.0, 2.0], [3.0, 4.0]], "float32"), "zeros"
        )
    )
    assert found.tolist() == [[3.0, 4.0], [0.0, 0.0], [1.0, 2.0]]


def test_several_gpus_are_one_model(fresh_notices: None) -> None:
    import keras
    from keras.utils import multi_gpu_model

    model = keras.Sequential([keras.layers.Dense(2, input_shape=(3,))])
    with pytest.warns(UserWarning, match="K2C620"):
        assert multi_gpu_model(model, gpus=2) is model


def test_a_matrix_in_a_file(tmp_path: Path) -> None:
    import h5py
    import keras

    x = normal(0, 10, 3)
    with h5py.File(tmp_path / "data.h5", "w") as file:
        file["x"] = x
    matrix = keras.utils.HDF5Matrix(str(tmp_path / "data.h5"), "x", start=2, end=9, normalizer=lambda rows: rows * 2)
    assert (len(matrix), matrix.shape, matrix.ndim, matrix.size, matrix.dtype) == (7, (7, 3), 2, 21, np.float32)
    np.testing.assert_array_equal(matrix[1:3], x[3:5] * 2)
    np.testing.assert_array_equal(matrix[np.array([3, 0, 3])], x[[5, 2, 5]] * 2)
    np.testing.assert_array_equal(matrix[0], x[2] * 2)
    for key in (7, slice(0, 8), [0, 7]):
        with pytest.raises(IndexError):
            matrix[key]
    matrix.refs.pop(str(tmp_path / "data.h5")).close()


def test_enqueuers_read_ahead_in_order() -> None:
    import keras

    class Batches(keras.utils.Sequence):
        rounds = 0

        def __len__(self) -> int:
            return 3

        def __getitem__(self, index: int) -> int:
            return index * 10

        def on_epoch_end(self) -> None:
            self.rounds += 1

    ordered = keras.utils.OrderedEnqueuer(Batches(), use_multiprocessing=False)
    ordered.start(workers=2, max_queue_size=2)
    batches = ordered.get()
    assert [next(batches) for _ in range(5)] == [0, 10, 20, 0, 10]
    ordered.stop()
    assert not ordered.is_running()
    generated = keras.utils.GeneratorEnqueuer(iter(range(3)))
    generated.start()
    assert list(generated.get()) == [0, 1, 2]

    def failing() -> Iterator[int]:
        yield 1
        raise OSError("the disk is gone")

    broken = keras.utils.GeneratorEnqueuer(failing())
    broken.start()
    with pytest.raises(OSError, match="the disk is gone"):
        list(broken.get())


def test_small_helpers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import hashlib

    from keras.legacy import interfaces
    from keras.utils import data_utils, io_utils, test_utils

    (x, y), (x_test, y_test) = test_utils.get_test_data(20, 10, (4,), num_classes=3)
    assert (x.shape, y.shape, x_test.shape, y_test.shape) == ((20, 4), (20,), (10, 4), (10,))
    (_, y), _ = test_utils.get_test_data(20, 10, (4,), (2,), classification=False)
    assert y.shape == (20, 2)
    (tmp_path / "file").write_bytes(b"content")
    assert data_utils.validate_file(tmp_path / "file", hashlib.sha256(b"content").hexdigest())
    assert data_utils.validate_file(tmp_path / "file", hashlib.md5(b"content").hexdigest())
    assert not data_utils.validate_file(tmp_path / "file", "0" * 64)
    answers = iter(["what?", "n", "y"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    assert not io_utils.ask_to_proceed_with_overwrite("file")
    assert io_utils.ask_to_proceed_with_overwrite("file")

    @interfaces.legacy_dense_support
    def init(units: int) -> int:
        return units

    assert init(3) == 3


# ---- models from text ----

KERAS_2_JSON = json.dumps(
    {
        "class_name": "Sequential",
        "config": {
            "name": "sequential_1",
            "layers": [
                {
                    "class_name": "LSTM",
                    "config": {
                        "name": "lstm_1",
                        "trainable": True,
                        "batch_input_shape": [2, 5, 3],
                        "dtype": "float32",
                        "return_sequences": False,
                        "return_state": False,
                        "go_backwards": False,
                        "stateful": True,
                        "unroll": False,
                        "units": 4,
                        "activation": "tanh",
                        "recurrent_activation": "hard_sigmoid",
                        "use_bias": True,
                        "kernel_initializer": {
                            "class_name": "VarianceScaling",
                            "config": {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": None},
                        },
                        "recurrent_initializer": {"class_name": "Orthogonal", "config": {"gain": 1.0, "seed": None}},
                        "bias_initializer": {"class_name": "Zeros", "config": {}},
                        "unit_forget_bias": True,
                        "dropout": 0.0,
                        "recurrent_dropout": 0.0,
                        "implementation": 1,
                    },
                }
            ],
        },
        "keras_version": "2.2.4",
        "backend": "tensorflow",
    }
)


def test_a_model_from_the_json_of_keras_2() -> None:
    import keras

    for model in (keras.models.model_from_json(KERAS_2_JSON), keras.models.model_from_config(json.loads(KERAS_2_JSON))):
        layer = model.layers[0]
        assert layer.stateful
        assert model.input_shape == (2, 5, 3)
        x = normal(0, 2, 5, 3)
        model.set_weights([normal(index, *weight.shape) for index, weight in enumerate(model.get_weights())])
        own = keras.Sequential([keras.layers.LSTM(4, recurrent_activation="hard_sigmoid", batch_input_shape=(2, 5, 3))])
        own.set_weights(model.get_weights())
        np.testing.assert_allclose(model.predict(x, verbose=0), own.predict(x, verbose=0), rtol=1e-5, atol=1e-6)


def test_a_model_from_the_json_of_keras_3() -> None:
    import keras

    model = keras.Sequential([keras.layers.Dense(2, input_shape=(3,))])
    for again in (
        keras.models.model_from_json(model.to_json()),
        keras.models.model_from_config(json.loads(model.to_json())),
    ):
        assert json.loads(again.to_json())["config"]["layers"] == json.loads(model.to_json())["config"]["layers"]
    with pytest.raises(TypeError, match="expects a dictionary"):
        keras.models.model_from_config([])


@pytest.mark.only(package="yaml")
def test_a_model_from_yaml() -> None:
    import keras

    model = keras.Sequential([keras.layers.Dense(2, input_shape=(3,))])
    again = keras.models.model_from_yaml(model.to_yaml())
    assert [layer.get_config() for layer in again.layers] == [layer.get_config() for layer in model.layers]


# ---- estimators ----


def classifier(units: int = 8, loss: str = "categorical_crossentropy") -> Any:
    import keras

    outputs = 1 if loss == "binary_crossentropy" else 3
    model = keras.Sequential(
        [
            keras.layers.Dense(units, activation="relu", input_shape=(2,)),
            keras.layers.Dense(outputs, activation="sigmoid" if outputs == 1 else "softmax"),
        ]
    )
    model.compile("adam", loss, metrics=["accuracy"])
    return model


def test_a_classifier() -> None:
    import keras
    from keras.wrappers.scikit_learn import KerasClassifier

    keras.utils.set_random_seed(0)
    x = normal(0, 60, 2) * 0.1 + np.repeat([[0, 3], [3, 0], [-3, -3]], 20, axis=0)
    y = np.repeat(["north", "east", "south"], 20)
    estimator = KerasClassifier(build_fn=classifier, units=16, epochs=60, batch_size=10, verbose=0)
    history = estimator.fit(x, y)
    assert len(history.history["loss"]) == 60
    assert estimator.model.layers[0].units == 16
    assert estimator.classes_.tolist() == ["east", "north", "south"]
    assert (estimator.predict(x) == y).all()
    assert estimator.predict_proba(x).shape == (60, 3)
    assert estimator.score(x, y) == 1.0
    assert estimator.get_params()["units"] == 16
    assert estimator.set_params(units=4).sk_params["units"] == 4
    with pytest.raises(ValueError, match="wrong is not a legal parameter"):
        KerasClassifier(build_fn=classifier, wrong=1)


def test_a_classifier_with_one_output() -> None:
    import keras
    from keras.wrappers.scikit_learn import KerasClassifier

    keras.utils.set_random_seed(0)
    x = normal(0, 40, 2) * 0.1 + np.repeat([[0, 3], [3, 0]], 20, axis=0)
    y = np.repeat([5, 7], 20)
    estimator = KerasClassifier(classifier, loss="binary_crossentropy", epochs=60, batch_size=10, verbose=0)
    estimator.fit(x, y, sample_weight=np.ones(40))
    assert (estimator.predict(x)[:, 0] == y).all()
    np.testing.assert_allclose(estimator.predict_proba(x).sum(1), 1.0, rtol=1e-6)


class Line:
    """A builder that is an object."""

    def __call__(self, rate: float = 0.1) -> Any:
        import keras

        model = keras.Sequential([keras.layers.Dense(1, input_shape=(1,))])
        model.compile(keras.optimizers.SGD(rate), "mse", metrics=["mae"])
        return model


def test_a_regressor() -> None:
    from keras.wrappers.scikit_learn import KerasRegressor

    x = np.linspace(-1, 1, 20)[:, None]
    estimator = KerasRegressor(build_fn=Line(), rate=0.5, epochs=50, verbose=0)
    estimator.fit(x, 2 * x[:, 0] + 1)
    assert estimator.predict(x).shape == (20,)
    assert estimator.score(x, 2 * x[:, 0] + 1) == pytest.approx(0.0, abs=1e-3)


@pytest.mark.only(package="sklearn")
def test_a_search_over_parameters() -> None:
    from keras.wrappers.scikit_learn import KerasRegressor
    from sklearn.model_selection import GridSearchCV

    x = np.linspace(-1, 1, 30)[:, None]
    y = 2 * x[:, 0] + 1
    order = np.random.RandomState(0).permutation(30)
    search = GridSearchCV(KerasRegressor(build_fn=Line(), epochs=20, verbose=0), {"rate": [0.0001, 0.5]}, cv=3)
    search.fit(x[order], y[order])
    assert search.best_params_ == {"rate": 0.5}
