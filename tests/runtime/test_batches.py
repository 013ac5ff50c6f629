"""A batch that does not fit a stateful model is refused before any harm, in the same words under every Keras."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import compat
from compat import keras

layers = keras.layers


def data(seed: int, *shape: int) -> Any:
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype("float32")


def x(samples: int) -> Any:
    return data(1, samples, 4, 3)


def y(samples: int) -> Any:
    return data(2, samples, 1)


def build(batch: int = 2) -> Any:
    model = keras.models.Sequential(
        [layers.GRU(3, stateful=True, batch_input_shape=(batch, 4, 3), name="memory"), layers.Dense(1)], name="net"
    )
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    return model


def generator(*sizes: int) -> Iterator[Any]:
    for size in sizes:
        yield x(size), y(size)


class Batches(keras.utils.Sequence):
    """As Keras 2 programs wrote them: without a call of the base's constructor."""

    def __init__(self, *sizes: int) -> None:
        self.sizes = sizes

    def __len__(self) -> int:
        return len(self.sizes)

    def __getitem__(self, index: int) -> Any:
        return x(self.sizes[index]), y(self.sizes[index])


#: name -> (the call, what the message says of it, its remedy)
REFUSED: dict[str, tuple[Callable[[Any], Any], str, str]] = {
    "fit, batch size forgotten": (
        lambda m: m.fit(x(10), y(10), shuffle=False, verbose=0),
        "fit() {} got 10 samples with the default batch size 32",
        "pass batch_size=2",
    ),
    "fit, batch size forgotten, odd": (
        lambda m: m.fit(x(5), y(5), shuffle=False, verbose=0),
        "fit() {} got 5 samples with the default batch size 32",
        "pass batch_size=2, and pass a number of samples divisible by 2 (drop the last 1)",
    ),
    "fit, last batch": (
        lambda m: m.fit(x(5), y(5), batch_size=2, shuffle=False, verbose=0),
        "fit() {} got 5 samples with batch_size=2, so its last batch would have 1 sample",
        "pass a number of samples divisible by 2 (drop the last 1)",
    ),
    "fit, other batch size": (
        lambda m: m.fit(x(6), y(6), batch_size=3, shuffle=False, verbose=0),
        "fit() {} got 6 samples with batch_size=3",
        "pass batch_size=2",
    ),
    "fit, too few": (
        lambda m: m.fit(x(1), y(1), batch_size=2, shuffle=False, verbose=0),
        "fit() {} got 1 sample with batch_size=2",
        "pass batch_size=2, and pass a number of samples divisible by 2",
    ),
    "fit, steps": (
        lambda m: m.fit(x(6), y(6), steps_per_epoch=2, shuffle=False, verbose=0),
        "fit() {} got 6 samples with steps=2",
        "pass batch_size=2",
    ),
    "evaluate": (
        lambda m: m.evaluate(x(5), y(5), batch_size=2, verbose=0),
        "evaluate() {} got 5 samples with batch_size=2, so its last batch would have 1 sample",
        "pass a number of samples divisible by 2 (drop the last 1)",
    ),
    "predict, last batch": (
        lambda m: m.predict(x(5), batch_size=2, verbose=0),
        "predict() {} got 5 samples with batch_size=2, so its last batch would have 1 sample",
        "pass a number of samples divisible by 2 (drop the last 1)",
    ),
    "predict, by position": (
        lambda m: m.predict(x(6), 3, 0),
        "predict() {} got 6 samples with batch_size=3",
        "pass batch_size=2",
    ),
    "predict, batch size forgotten": (
        lambda m: m.predict(x(4), verbose=0),
        "predict() {} got 4 samples with the default batch size 32",
        "pass batch_size=2",
    ),
    "validation data": (
        lambda m: m.fit(x(4), y(4), validation_data=(x(3), y(3)), batch_size=2, shuffle=False, verbose=0),
        "fit() {} got 3 samples for validation with batch_size=2, so its last batch would have 1 sample",
        "pass a number of samples divisible by 2 (drop the last 1)",
    ),
    "validation data, its own batch size": (
        lambda m: m.fit(
            x(4), y(4), validation_data=[x(3), y(3)], batch_size=2, validation_batch_size=3, shuffle=False, verbose=0
        ),
        "fit() {} got 3 samples for validation with batch_size=3",
        "pass batch_size=2, and pass a number of samples divisible by 2 (drop the last 1)",
    ),
    "validation split": (
        lambda m: m.fit(x(6), y(6), validation_split=0.5, batch_size=2, shuffle=False, verbose=0),
        "fit() {} got 3 samples (of 6, split for validation) with batch_size=2, so its last batch would have 1 sample",
        "pass a number of samples divisible by 2 (drop the last 1)",
    ),
    "validation split, the part held out": (
        lambda m: m.fit(x(5), y(5), validation_split=0.2, batch_size=2, shuffle=False, verbose=0),
        "fit() {} got 1 sample for validation with batch_size=2",
        "pass batch_size=2, and pass a number of samples divisible by 2",
    ),
    "train_on_batch": (
        lambda m: m.train_on_batch(x(3), y(3)),
        "train_on_batch() {} got a batch of 3 samples",
        "pass exactly 2 samples in each call",
    ),
    "test_on_batch": (
        lambda m: m.test_on_batch(x(1), y(1)),
        "test_on_batch() {} got a batch of 1 sample",
        "pass exactly 2 samples in each call",
    ),
    "predict_on_batch": (
        lambda m: m.predict_on_batch(x(4)),
        "predict_on_batch() {} got a batch of 4 samples",
        "pass exactly 2 samples in each call",
    ),
    "generator": (
        lambda m: m.fit(generator(3, 2), steps_per_epoch=2, verbose=0),
        "fit() {} got 3 samples in batch 0",
        "let every batch have 2 samples",
    ),
    "generator to predict": (
        lambda m: m.predict((each for each in [x(1), x(2)]), steps=2, verbose=0),
        "predict() {} got 1 sample in batch 0",
        "let every batch have 2 samples",
    ),
    "Sequence": (
        lambda m: m.fit(Batches(1, 2), shuffle=False, verbose=0),
        "fit() {} got 1 sample in batch 0",
        "let every batch have 2 samples",
    ),
    "Sequence to evaluate": (
        lambda m: m.evaluate(Batches(3), verbose=0),
        "evaluate() {} got 3 samples in batch 0",
        "let every batch have 2 samples",
    ),
}


def message(what: str, remedy: str, expected: int = 2) -> str:
    samples = "sample" if expected == 1 else "samples"
    return (
        what.format("of the stateful model 'net'")
        + f", but its layers ('memory') hold the states of exactly {expected} {samples}: every batch must have "
        f"{expected} {samples}.\nHint: {remedy}. See K2C109 partial_batch in the migration guide."
    )


@pytest.fixture(scope="module")
def model() -> Any:
    made = build()
    made.fit(x(4), y(4), batch_size=2, shuffle=False, verbose=0)
    return made


def numbers(model: Any) -> list[Any]:
    return [*compat.get_states(model)["memory"], *model.get_weights()]


@pytest.mark.parametrize("name", REFUSED)
def test_refused_before_harm(model: Any, name: str) -> None:
    call, what, remedy = REFUSED[name]
    before = numbers(model)
    with pytest.raises(ValueError, match=r"hold the states of exactly") as refused:
        call(model)
    assert str(refused.value) == message(what, remedy)
    for found, expected in zip(numbers(model), before):
        assert np.array_equal(found, expected)


def test_a_refused_model_is_usable(model: Any) -> None:
    """It gives what a twin gives that never saw a bad batch."""
    twin = build()
    twin.set_weights(model.get_weights())
    compat.set_states(twin, compat.get_states(model))
    for call, _, _ in (REFUSED["fit, last batch"], REFUSED["generator"], REFUSED["predict, last batch"]):
        with pytest.raises(ValueError, match="hold the states"):
            call(model)
    for each in (model, twin):
        each.fit(x(4), y(4), batch_size=2, epochs=2, shuffle=False, verbose=0)
    assert np.allclose(model.predict(x(6), batch_size=2), twin.predict(x(6), batch_size=2), rtol=0, atol=1e-6)


def test_the_classic_example_without_its_batch_size() -> None:
    """Two stacked stateful LSTMs for one sample, and ``fit`` without ``batch_size=1``."""
    classic = keras.models.Sequential(
        [
            layers.LSTM(4, stateful=True, return_sequences=True, batch_input_shape=(1, 10, 3), name="memory"),
            layers.LSTM(4, stateful=True, return_sequences=True, name="more"),
            layers.Dense(5),
        ],
        name="net",
    )
    classic.compile(loss="mse", optimizer="adam")
    samples, targets = data(3, 100, 10, 3), data(4, 100, 10, 5)
    with pytest.raises(ValueError, match="hold the states") as refused:
        classic.fit(samples, targets, epochs=1, shuffle=False, verbose=0)
    expected = message("fit() {} got 100 samples with the default batch size 32", "pass batch_size=1", 1)
    assert str(refused.value) == expected.replace("('memory')", "('memory', 'more')")


def test_what_fits_is_not_refused(model: Any) -> None:
    model.predict(x(5), batch_size=2, steps=2, verbose=0)
    model.evaluate(Batches(2, 2), verbose=0)
    model.fit(generator(2, 2), steps_per_epoch=2, verbose=0)
    model.fit(x(8), y(8), batch_size=2, validation_split=0.25, shuffle=False, verbose=0)
    assert keras.models.Sequential([layers.GRU(2, batch_input_shape=(None, 4, 3))]).predict(x(5), verbose=0).shape == (
        5,
        2,
    )


def test_a_model_that_is_not_built_holds_its_first_batch() -> None:
    model = keras.models.Sequential([layers.GRU(3, stateful=True, name="memory"), layers.Dense(1)], name="net")
    model.compile(loss="mse", optimizer="sgd")
    with pytest.raises(ValueError, match="hold the states") as refused:
        model.fit(x(5), y(5), batch_size=2, shuffle=False, verbose=0)
    assert str(refused.value) == message(*REFUSED["fit, last batch"][1:])
    model.fit(x(4), y(4), batch_size=2, shuffle=False, verbose=0)
    with pytest.raises(ValueError, match="hold the states") as refused:
        model.predict_on_batch(x(4))
    assert str(refused.value) == message(*REFUSED["predict_on_batch"][1:])


def test_models_around_the_stateful_layer_are_checked() -> None:
    """Nested, subclassed, with two inputs, given as a dict."""
    inner = keras.models.Sequential([layers.GRU(3, stateful=True, batch_input_shape=(2, 4, 3), name="memory")])
    outer = keras.models.Sequential([inner, layers.Dense(1)], name="net")
    with pytest.raises(ValueError, match=re.escape(message(*REFUSED["predict, last batch"][1:]))):
        outer.predict(x(5), batch_size=2, verbose=0)

    class Own(keras.Model):
        def __init__(self) -> None:
            super().__init__(name="net")
            self.memory = layers.GRU(3, stateful=True, name="memory")

        def call(self, inputs: Any) -> Any:
            return self.memory(inputs)

    own = Own()
    own(x(2))
    with pytest.raises(ValueError, match=re.escape(message(*REFUSED["predict, last batch"][1:]))):
        own.predict(x(5), batch_size=2, verbose=0)

    first, second = keras.Input(batch_shape=(2, 4, 3), name="first"), keras.Input(batch_shape=(2, 1), name="second")
    joined = layers.concatenate([layers.GRU(3, stateful=True, name="memory")(first), second])
    two = keras.Model([first, second], joined, name="net")
    for given in ([x(5), y(5)], {"first": x(5), "second": y(5)}):
        with pytest.raises(ValueError, match=re.escape(message(*REFUSED["predict, last batch"][1:]))):
            two.predict(given, batch_size=2, verbose=0)


def test_a_wrong_call_fails_in_kerass_own_words(model: Any) -> None:
    for call in (
        lambda: model.predict(x(2), 2, 0, None, None, 1, 1, 1, 1, 1),
        lambda: model.predict(x(2), x=x(2)),
        lambda: model.predict(),
        lambda: model.predict(x(2), batchsize=2),
    ):
        with pytest.raises(TypeError):
            call()


# ---- shuffling ----


def shuffled(model: Any, **options: Any) -> None:
    model.fit(x(4), y(4), batch_size=2, verbose=0, **options)


@pytest.mark.usefixtures("fresh_notices")
def test_one_notice_for_a_shuffled_fit(model: Any) -> None:
    """Keras 2 shuffled too: the program goes on, once told, at its own line."""
    with pytest.warns(UserWarning, match=r"^K2C111 fit\(\) shuffles the samples of the stateful model 'net'") as said:
        shuffled(model)
    assert [each.filename for each in said if "K2C111" in str(each.message)] == [__file__]
    for _ in range(2):
        shuffled(model)
    with pytest.warns(UserWarning, match="fit.. shuffles the batches of"):
        model.fit(Batches(2, 2), verbose=0)


@pytest.mark.usefixtures("fresh_notices")
def test_no_notice_where_nothing_is_shuffled(model: Any) -> None:
    shuffled(model, shuffle=False)
    model.fit(generator(2, 2), steps_per_epoch=2, verbose=0)
    stateless = keras.models.Sequential([layers.GRU(2, batch_input_shape=(2, 4, 3)), layers.Dense(1)])
    stateless.compile(loss="mse", optimizer="sgd")
    shuffled(stateless)


# ---- other sources of batches ----


@pytest.mark.only(package="tensorflow")
def test_datasets_of_tensorflow(model: Any) -> None:
    import tensorflow as tf

    rows = tf.data.Dataset.from_tensor_slices((x(5), y(5)))
    before = numbers(model)
    with pytest.raises(ValueError, match="hold the states") as refused:
        model.fit(rows.batch(3, drop_remainder=True), verbose=0)
    assert str(refused.value) == message("fit() {} got batches of 3 samples", "use batch(2, drop_remainder=True)")
    assert all(np.array_equal(found, expected) for found, expected in zip(numbers(model), before))
    with pytest.raises(ValueError, match="hold the states") as refused:
        model.fit(rows.batch(2), verbose=0)
    assert str(refused.value) == message("fit() {} got a batch of 1 sample", "use batch(2, drop_remainder=True)")
    model.fit(rows.batch(2, drop_remainder=True), verbose=0)
    model.evaluate(rows.take(4).batch(2), verbose=0)


@pytest.mark.only(keras=3, package="torch")
def test_loaders_of_torch(model: Any) -> None:
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    class Loader(DataLoader):  # type: ignore[type-arg]
        """A user's own."""

    rows = TensorDataset(torch.tensor(x(5)), torch.tensor(y(5)))
    for kind in (DataLoader, Loader):
        with pytest.raises(ValueError, match="hold the states") as refused:
            model.fit(kind(rows, batch_size=3), verbose=0)
        assert str(refused.value) == message("fit() {} got batches of 3 samples", "use DataLoader(batch_size=2)")
        with pytest.raises(ValueError, match="hold the states") as refused:
            model.fit(kind(rows, batch_size=2), verbose=0)
        assert str(refused.value) == message(
            "fit() {} got 5 samples in batches of 2, so the last would have 1 sample", "use DataLoader(drop_last=True)"
        )
    model.fit(DataLoader(rows, batch_size=2, drop_last=True), verbose=0)
