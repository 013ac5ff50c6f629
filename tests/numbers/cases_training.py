"""Steps of training: every optimizer on dense and on looked-up weights, and the numbers that fit and evaluate give."""

from __future__ import annotations

from typing import Any

import number_data
import numpy as np
from number_case import Case, evaluated, fill

_TOKENS = np.array([[0, 1, 1, 3], [2, 2, 0, 1], [1, 3, 3, 3], [4, 5, 4, 1], [1, 1, 1, 1], [5, 5, 4, 1]])

#: The present generation and, as ``legacy.NAME``, the one before it.
_OPTIMIZERS = {
    "SGD": (
        "",
        "0.1",
        "0.1, momentum=0.9",
        "0.1, momentum=0.9, nesterov=True",
        "learning_rate=0.1, clipnorm=0.1",
        "learning_rate=0.1, clipvalue=0.02",
        "learning_rate=0.1, global_clipnorm=0.1",
    ),
    "RMSprop": (
        "",
        "0.01",
        "0.01, rho=0.5",
        "0.01, epsilon=1e-2",
        "0.01, momentum=0.9",
        "0.01, centered=True",
        "0.01, momentum=0.5, centered=True",
        "0.01, clipnorm=0.1",
    ),
    "Adam": (
        "",
        "0.01",
        "0.01, amsgrad=True",
        "0.01, epsilon=0.1",
        "0.01, beta_1=0.5, beta_2=0.9",
        "0.01, clipnorm=0.1",
    ),
    "Adamax": ("", "0.01", "0.01, beta_1=0.5, epsilon=0.1"),
    "Nadam": ("", "0.01", "0.01, epsilon=1e-2", "0.01, beta_1=0.5"),
    "Adagrad": ("", "0.01", "0.01, initial_accumulator_value=0.0", "0.1, epsilon=0.1"),
    "Adadelta": ("", "1.0", "1.0, rho=0.5", "0.5, epsilon=0.01"),
    "Ftrl": ("", "0.1", "0.1, l1_regularization_strength=0.01", "0.1, l2_regularization_strength=0.1, beta=0.1"),
}
_PRESENT = {
    "SGD": ("0.1, use_ema=True", "0.1, weight_decay=0.1", "0.1, momentum=0.9, weight_decay=0.01"),
    "Adam": ("0.01, weight_decay=0.1", "0.01, use_ema=True, ema_momentum=0.5"),
    "RMSprop": ("0.01, weight_decay=0.1",),
    "AdamW": ("", "0.01", "0.01, weight_decay=0.1"),
    "Adafactor": ("", "0.01"),
    "Lion": ("", "0.01", "0.01, beta_1=0.5"),
}
_LEGACY = {
    "SGD": ("0.1, decay=0.5", "0.1, momentum=0.9, decay=0.5, nesterov=True"),
    "RMSprop": ("0.01, decay=0.5",),
    "Adam": ("0.01, decay=0.5", "0.01, amsgrad=True, decay=0.1"),
    "Adamax": ("0.01, decay=0.5",),
    "Adagrad": ("0.01, decay=0.5",),
    "Adadelta": ("1.0, decay=0.5",),
}
_SCHEDULES = (
    "ExponentialDecay(0.1, 3, 0.5)",
    "ExponentialDecay(0.1, 3, 0.5, staircase=True)",
    "InverseTimeDecay(0.1, 3, 0.5)",
    "PolynomialDecay(0.1, 5, 0.01)",
    "PolynomialDecay(0.1, 3, 0.01, power=2.0, cycle=True)",
    "PiecewiseConstantDecay([2, 4], [0.1, 0.05, 0.01])",
    "CosineDecay(0.1, 5)",
    "CosineDecay(0.1, 5, alpha=0.1)",
    "CosineDecay(0.0, 5, warmup_target=0.1, warmup_steps=3)",
    "CosineDecayRestarts(0.1, 3)",
)


def _dense(keras: Any) -> tuple[Any, Any, Any]:
    layers = keras.layers
    model = keras.models.Sequential([layers.Dense(4, activation="tanh", input_shape=(3,)), layers.Dense(2)])
    return model, number_data.floats(8, 3), number_data.floats(8, 2)


def _rows(keras: Any) -> tuple[Any, Any, Any]:
    """Tokens some of which stand twice in a batch, and some in none for a few steps."""
    layers = keras.layers
    model = keras.models.Sequential([layers.Embedding(8, 3, input_length=4), layers.Flatten(), layers.Dense(2)])
    return model, _TOKENS, number_data.floats(6, 2)


def _steps(expression: str, program: Any, of: str) -> Case:
    def run(keras: Any) -> Any:
        model, x, y = program(keras)
        fill(model)
        model.compile(optimizer=evaluated(keras, expression), loss="mse")
        half = len(x) // 2
        for step in range(7):
            part = slice(0, half) if step % 3 else slice(half, None)
            model.train_on_batch(x[part], y[part])
        return model.get_weights()

    return Case(f"optimizer: {expression} of {of}", run)


def _optimizers() -> list[Case]:
    expressions = [
        f"optimizers.{home}{name}({arguments})"
        for home, groups in (("", (_OPTIMIZERS, _PRESENT)), ("legacy.", (_OPTIMIZERS, _LEGACY)))
        for group in groups
        for name, found in group.items()
        for arguments in found
        if not (home and "global_clipnorm" in arguments)
    ]
    expressions += [f"optimizers.SGD(optimizers.schedules.{each})" for each in _SCHEDULES]
    expressions += [repr(each) for each in ["sgd", "rmsprop", "adam", "adamax", "nadam", "adagrad", "adadelta", "ftrl"]]
    found = [_steps(each, _dense, "weights") for each in expressions]
    rows = [each for each in expressions if "schedules" not in each and "clip" not in each]
    return found + [_steps(each, _rows, "rows") for each in rows]


_X, _Y, _SAMPLES = number_data.floats(10, 3), number_data.floats(10, 2), np.arange(10).astype("float32")
_TWO = np.eye(2, dtype="float32")[np.arange(10) % 2]


def _model(keras: Any, compiled: str, layer: str = "layers.Dense(2, input_shape=(3,))") -> Any:
    model = keras.models.Sequential([evaluated(keras, layer)])
    fill(model)
    model.compile(**evaluated(keras, f"dict(optimizer=optimizers.SGD(0.1), {compiled})"))
    return model


def _of_model(name: str, compiled: str, do: Any, **options: Any) -> Case:
    return Case(f"training: {name}; {compiled}", lambda keras: do(_model(keras, compiled, **options)))


def _history(model: Any, y: Any = _Y, **given: Any) -> Any:
    found = model.fit(_X, y, batch_size=4, epochs=3, shuffle=False, verbose=0, **given).history
    return [np.asarray(found[each]) for each in sorted(found)] + list(model.get_weights())


def _evaluated(model: Any, y: Any = _Y, **given: Any) -> Any:
    return np.ravel(model.evaluate(_X, y, batch_size=4, verbose=0, **given))


def _batches(model: Any, **given: Any) -> Any:
    found = [model.train_on_batch(_X[:4], _Y[:4], **given) for _ in range(3)]
    return [
        np.ravel(each) for each in [*found, *(model.test_on_batch(_X[at : at + 4], _Y[at : at + 4]) for at in (0, 4))]
    ]


_SOFT = "layers.Dense(2, input_shape=(3,), activation='softmax')"
_POSITIVE = "layers.Dense(2, input_shape=(3,), activation='softplus')"
_HARD = "layers.Dense(2, input_shape=(3,), activation='hard_sigmoid')"
_REGULAR = (
    "layers.Dense(2, input_shape=(3,), kernel_regularizer='l2', bias_regularizer=regularizers.l1(0.1), "
    "activity_regularizer=regularizers.l1_l2(0.01, 0.02), kernel_constraint='non_neg')"
)


def _loops() -> list[Case]:
    losses = [
        "mse",
        "mae",
        "msle",
        "squared_hinge",
        "hinge",
        "logcosh",
        "huber_loss",
        "cosine_proximity",
        "kullback_leibler_divergence",
    ]
    found = [_of_model("history", f"loss={each!r}", _history) for each in losses]
    found += [
        _of_model("history", f"loss={each!r}, metrics=['acc', 'mae']", lambda m: _history(m, _TWO), layer=_SOFT)
        for each in ("categorical_crossentropy", "binary_crossentropy", "categorical_hinge")
    ]
    found += [
        _of_model("history", f"loss={each!r}", lambda m: _history(m, _Y + 30), layer=_POSITIVE)
        for each in ("mape", "poisson")
    ]
    found += [
        _of_model(
            "history, validation", "loss='mse', metrics=['mse']", lambda m: _history(m, validation_data=(_X, _Y))
        ),
        _of_model("history, split", "loss='mse', metrics=['mse']", lambda m: _history(m, validation_split=0.3)),
        _of_model("history, weighted", "loss='mse'", lambda m: _history(m, sample_weight=_SAMPLES)),
        _of_model("history, weighted", "loss='mse', metrics=['mae']", lambda m: _history(m, sample_weight=_SAMPLES)),
        _of_model(
            "history, weighted", "loss='mse', weighted_metrics=['mae']", lambda m: _history(m, sample_weight=_SAMPLES)
        ),
        _of_model(
            "history, validation weighted",
            "loss='mse', metrics=['mae']",
            lambda m: _history(m, sample_weight=_SAMPLES, validation_data=(_X, _Y, _SAMPLES)),
        ),
        _of_model(
            "history, classes weighted",
            "loss='categorical_crossentropy', metrics=['acc']",
            lambda m: _history(m, _TWO, class_weight={0: 1.0, 1: 3.0}),
            layer=_SOFT,
        ),
        _of_model(
            "history, classes weighted",
            "loss='sparse_categorical_crossentropy', weighted_metrics=['acc']",
            lambda m: _history(m, _TWO.argmax(-1), class_weight={0: 1.0, 1: 3.0}),
            layer=_SOFT,
        ),
        _of_model("history, regularized", "loss='mse', metrics=['mae']", _history, layer=_REGULAR),
        _of_model("evaluate, regularized", "loss='mse', metrics=['mae']", _evaluated, layer=_REGULAR),
        _of_model("history, hard_sigmoid", "loss='mse'", _history, layer=_HARD),
        _of_model("evaluate", "loss='mse', metrics=['mae', 'mse', 'cosine_proximity']", _evaluated),
        _of_model("evaluate, weighted", "loss='mse', metrics=['mae']", lambda m: _evaluated(m, sample_weight=_SAMPLES)),
        _of_model("batches", "loss='mse'", _batches),
        _of_model("batches", "loss='mse', metrics=['mae']", _batches),
        _of_model("batches, weighted", "loss='mse'", lambda m: _batches(m, sample_weight=_SAMPLES[:4])),
    ]
    for metric in ("acc", "accuracy"):
        for loss, y in (("categorical_crossentropy", _TWO), ("sparse_categorical_crossentropy", _TWO.argmax(-1))):
            found.append(
                _of_model(
                    "evaluate", f"loss={loss!r}, metrics=[{metric!r}]", lambda m, y=y: _evaluated(m, y), layer=_SOFT
                )
            )
    found += [_two(loss_weights) for loss_weights in (None, [1.0, 0.5], {"a": 0.2, "b": 3.0})]
    found += [_moving(shape) for shape in ((4,), (7, 3), (5, 6, 3), (3, 4, 5, 2))]
    found += [_masked(weights) for weights in (None, [1.0, 3.0])]
    return found


def _two(loss_weights: Any) -> Case:
    def run(keras: Any) -> Any:
        inputs = keras.layers.Input((3,))
        outputs = [keras.layers.Dense(1, name=name)(inputs) for name in "ab"]
        model = keras.models.Model(inputs, outputs)
        fill(model)
        model.compile("sgd", "mse", loss_weights=loss_weights, metrics=["mae"])
        y = [_Y[:, :1], _Y[:, 1:]]
        history = model.fit(_X, y, epochs=2, shuffle=False, verbose=0).history
        found = [np.asarray(history[each]) for each in sorted(history)]
        return [*found, np.ravel(model.evaluate(_X, y, verbose=0)), *model.get_weights()]

    return Case(f"training: two outputs, loss_weights={loss_weights}", run)


def _moving(shape: tuple[int, ...]) -> Case:
    def run(keras: Any) -> Any:
        model = keras.models.Sequential([keras.layers.BatchNormalization(input_shape=shape, momentum=0.5)])
        model.compile("sgd", "mse")
        x = number_data.floats(8, *shape)
        for _ in range(2):
            model.train_on_batch(x, x * 2)
        return [*model.get_weights(), np.ravel(model.predict(x[:2]))[:40]]

    return Case(f"training: moving averages of BatchNormalization of {shape}", run)


def _masked(weights: Any) -> Case:
    def run(keras: Any) -> Any:
        layers = keras.layers
        model = keras.models.Sequential(
            [
                layers.Masking(input_shape=(5, 3)),
                layers.LSTM(2, return_sequences=True),
                layers.TimeDistributed(layers.Dense(2)),
            ]
        )
        fill(model)
        model.compile("sgd", "mse", metrics=["mae"])
        x, y = number_data.masked(), number_data.floats(2, 5, 2)
        given = {} if weights is None else {"sample_weight": np.array(weights)}
        found = [np.ravel(model.train_on_batch(x, y, **given)) for _ in range(2)]
        return [*found, np.ravel(model.evaluate(x, y, verbose=0, **given)), *model.get_weights()]

    return Case(f"training: masked sequences, sample_weight={weights}", run)


CASES = [*_optimizers(), *_loops()]
