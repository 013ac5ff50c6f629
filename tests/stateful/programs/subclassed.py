"""Models whose layers are built inside the model's first call."""

from __future__ import annotations

from typing import Any

from ._tools import Record, data, gru, initializer, lstm, numbers, program, sequential, states


def drawn(keras: Any) -> dict[str, Any]:
    return {"kernel_initializer": initializer(keras, 1), "recurrent_initializer": initializer(keras, 2)}


def subclassed(keras: Any) -> tuple[Any, Any]:
    """A user's own model with a stateful LSTM, not built: ``(model, lstm)``."""

    class Own(keras.models.Model):
        def __init__(self) -> None:
            super().__init__()
            self.recurrent = lstm(keras, 3, **drawn(keras))
            self.out = keras.layers.Dense(1, kernel_initializer=initializer(keras, 3))

        def call(self, inputs: Any, training: Any = None) -> Any:
            return self.out(self.recurrent(inputs))

    model = Own()
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    return model, model.recurrent


def after(keras: Any, rec: Record, model: Any, layer: Any) -> None:
    rec("states", states(keras, layer))
    rec("carried", model.predict(data(410, 2, 4, 2), batch_size=2, verbose=0))
    model.reset_states()
    rec("states_reset", states(keras, layer))
    rec("after_reset", model.predict(data(410, 2, 4, 2), batch_size=2, verbose=0))
    rec("weights", [weight for weight in model.get_weights() if weight.ndim > 1])


@program
def subclassed_first_call_is_fit(keras: Any, rec: Record) -> None:
    model, layer = subclassed(keras)
    history = model.fit(data(411, 6, 4, 2), data(412, 6, 1), batch_size=2, epochs=2, shuffle=False, verbose=0)
    rec("losses", history.history["loss"])
    after(keras, rec, model, layer)


@program
def subclassed_first_call_is_predict(keras: Any, rec: Record) -> None:
    model, layer = subclassed(keras)
    rec("first", model.predict(data(413, 4, 4, 2), batch_size=2, verbose=0))
    after(keras, rec, model, layer)


@program
def subclassed_first_call_is_train_on_batch(keras: Any, rec: Record) -> None:
    model, layer = subclassed(keras)
    rec("losses", [model.train_on_batch(data(414 + i, 2, 4, 2), data(417 + i, 2, 1)) for i in range(3)])
    after(keras, rec, model, layer)


@program
def subclassed_first_call_is_evaluate(keras: Any, rec: Record) -> None:
    model, layer = subclassed(keras)
    rec("loss", model.evaluate(data(420, 6, 4, 2), data(421, 6, 1), batch_size=2, verbose=0))
    after(keras, rec, model, layer)


@program
def subclassed_first_call_is_direct(keras: Any, rec: Record) -> None:
    model, layer = subclassed(keras)
    rec("first", numbers(keras, model(data(422, 2, 4, 2))))
    rec("losses", [model.train_on_batch(data(423, 2, 4, 2), data(424, 2, 1)) for _ in range(2)])
    after(keras, rec, model, layer)


@program
def subclassed_built_by_shape(keras: Any, rec: Record) -> None:
    model, layer = subclassed(keras)
    model.build((2, 4, 2))
    rec("states_built", states(keras, layer))
    history = model.fit(data(425, 4, 4, 2), data(426, 4, 1), batch_size=2, epochs=2, shuffle=False, verbose=0)
    rec("losses", history.history["loss"])
    after(keras, rec, model, layer)


def without_shape(keras: Any) -> tuple[Any, Any]:
    layer = gru(keras, 3, **drawn(keras))
    model = sequential(keras, layer, keras.layers.Dense(1, kernel_initializer=initializer(keras, 3)))
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    return model, layer


@program
def sequential_without_shape_predict(keras: Any, rec: Record) -> None:
    model, layer = without_shape(keras)
    rec("first", model.predict(data(427, 4, 4, 2), batch_size=2, verbose=0))
    after(keras, rec, model, layer)


@program
def sequential_without_shape_fit(keras: Any, rec: Record) -> None:
    model, layer = without_shape(keras)
    history = model.fit(data(428, 6, 4, 2), data(429, 6, 1), batch_size=2, epochs=2, shuffle=False, verbose=0)
    rec("losses", history.history["loss"])
    after(keras, rec, model, layer)


@program
def sequential_built_by_shape(keras: Any, rec: Record) -> None:
    model, layer = without_shape(keras)
    model.build((2, 4, 2))
    rec("states_built", states(keras, layer))
    rec("losses", [model.train_on_batch(data(430 + i, 2, 4, 2), data(433 + i, 2, 1)) for i in range(3)])
    after(keras, rec, model, layer)


@program
def subclassed_with_inner_models(keras: Any, rec: Record) -> None:
    """A subclassed model that holds a Sequential and another subclassed model, stateful both."""
    inner, inner_layer = subclassed(keras)
    first = lstm(keras, 3, return_sequences=True, **drawn(keras))
    sequence = sequential(keras, first, keras.layers.Dense(2, kernel_initializer=initializer(keras, 4)))

    class Outer(keras.models.Model):
        def __init__(self) -> None:
            super().__init__()
            self.sequence = sequence
            self.inner = inner

        def call(self, inputs: Any) -> Any:
            return self.inner(self.sequence(inputs))

    model = Outer()
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    history = model.fit(data(436, 6, 4, 2), data(437, 6, 1), batch_size=2, epochs=2, shuffle=False, verbose=0)
    rec("losses", history.history["loss"])
    rec("states_first", states(keras, first))
    after(keras, rec, model, inner_layer)


@program
def layer_inside_a_users_layer(keras: Any, rec: Record) -> None:
    """A user's own layer that holds a recurrent layer; the model around it is functional."""

    class Own(keras.layers.Layer):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.recurrent = lstm(keras, 3, **drawn(keras))

        def call(self, inputs: Any) -> Any:
            return 2.0 * self.recurrent(inputs)

        def compute_output_shape(self, input_shape: Any) -> Any:
            return (input_shape[0], 3)

    own = Own()
    inputs = keras.layers.Input(batch_shape=(2, 4, 2))
    model = keras.models.Model(inputs, keras.layers.Dense(1, kernel_initializer=initializer(keras, 3))(own(inputs)))
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
    rec("losses", [model.train_on_batch(data(438 + i, 2, 4, 2), data(441 + i, 2, 1)) for i in range(3)])
    rec("states", states(keras, own.recurrent))
    own.recurrent.reset_states()
    rec("prediction", model.predict(data(444, 2, 4, 2), batch_size=2, verbose=0))
