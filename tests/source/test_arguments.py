"""Arguments, members, defaults and strings: renamed, dropped, spelled out, replaced."""

from __future__ import annotations

import pytest
from helpers import codes, dedent, fixed, messages

from compat.changes.activations.hard_sigmoid import HELPER
from compat.source import Options, Selection

UNSAFE, OLD = Options(unsafe=True), Options(dialect="2.2")

CASES = {
    "lr": ("keras.optimizers.SGD(lr=0.1, momentum=m)", "keras.optimizers.SGD(learning_rate=0.1, momentum=m)"),
    "lr of an alias": ("A = keras.optimizers.Adam\nA(lr=rate)", "A = keras.optimizers.Adam\nA(learning_rate=rate)"),
    "lr with more arguments": (
        "keras.optimizers.SGD(lr=0.1, **more)",
        "keras.optimizers.SGD(learning_rate=0.1, **more)",
    ),
    "lr of an own optimizer": (
        "class Mine(keras.optimizers.SGD):\n    pass\nMine(lr=0.1)",
        "class Mine(keras.optimizers.SGD):\n    pass\nMine(learning_rate=0.1)",
    ),
    "lr, read": ("o = keras.optimizers.SGD()\nprint(o.lr)", "o = keras.optimizers.SGD()\nprint(o.learning_rate)"),
    "lr, set": ("o = keras.optimizers.SGD()\no.lr = 0.1", "o = keras.optimizers.SGD()\no.learning_rate = 0.1"),
    "lr, of a model": (
        "m = keras.Sequential()\nm.optimizer.lr.assign(0.1)",
        "m = keras.Sequential()\nm.optimizer.learning_rate.assign(0.1)",
    ),
    "decay": (
        "keras.optimizers.SGD(lr=0.1, decay=1e-3, nesterov=True)",
        "keras.optimizers.SGD(learning_rate=keras.optimizers.schedules.InverseTimeDecay(0.1, 1, 1e-3), nesterov=True)",
    ),
    "decay, rate by position": (
        "keras.optimizers.Adam(1e-2, decay=d)",
        "keras.optimizers.Adam(keras.optimizers.schedules.InverseTimeDecay(1e-2, 1, d))",
    ),
    "decay, the class's own rate": (
        "keras.optimizers.SGD(decay=rate / epochs)",
        "keras.optimizers.SGD(learning_rate=keras.optimizers.schedules.InverseTimeDecay(0.01, 1, rate / epochs))",
    ),
    "decay, another class's own rate": (
        "keras.optimizers.RMSprop(decay=0.1)",
        "keras.optimizers.RMSprop(learning_rate=keras.optimizers.schedules.InverseTimeDecay(0.001, 1, 0.1))",
    ),
    "no decay": ("keras.optimizers.SGD(0.1, decay=0.0)", "keras.optimizers.SGD(0.1)"),
    "implementation": ("keras.layers.SimpleRNN(4, implementation=n)", "keras.layers.SimpleRNN(4)"),
    "consume_less": ('keras.layers.LSTM(4, consume_less="gpu")', "keras.layers.LSTM(4)"),
    "time_major": ("keras.layers.LSTM(4, time_major=False)", "keras.layers.LSTM(4)"),
    "dynamic": ("keras.layers.Dense(4, dynamic=False)", "keras.layers.Dense(4)"),
    "weights=None": ("keras.layers.Dense(4, weights=None)", "keras.layers.Dense(4)"),
    "single axis": ("keras.layers.BatchNormalization(axis=[3])", "keras.layers.BatchNormalization(axis=3)"),
    "reduction": ('keras.losses.Huber(reduction="auto")', 'keras.losses.Huber(reduction="sum_over_batch_size")'),
    "kernel in two arguments": (
        "keras.layers.Conv2D(8, nb_row=r, nb_col=3, strides=2)",
        "keras.layers.Conv2D(8, kernel_size=(r, 3), strides=2)",
    ),
    "class under its second name": (
        'keras.layers.Convolution2D(8, 3, border_mode="same")',
        'keras.layers.Convolution2D(8, 3, padding="same")',
    ),
    "loop arguments": (
        "m = keras.Sequential()\nm.fit(x, nb_epoch=3, workers=4)",
        "m = keras.Sequential()\nm.fit(x, epochs=3)",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rewritten(name: str) -> None:
    before, after = CASES[name]
    assert fixed(f"import keras\n{before}\n") == f"import keras\n{after}\n"


LEFT = {
    "both rates": ("keras.optimizers.SGD(lr=0.1, learning_rate=0.2)", "K2C401", "learning_rate is given too"),
    "a schedule decays": (
        "keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 9, 0.9), decay=0.1)",
        "K2C402",
        "the learning rate is a schedule already",
    ),
    "a rate that is not known": (
        "class Mine(keras.optimizers.Optimizer):\n    pass\nMine(decay=0.1)",
        "K2C402",
        "the learning rate that Mine starts with is not known",
    ),
    "decay among others": (
        "keras.optimizers.SGD(decay=0.1, **more)",
        "K2C402",
        "the arguments are not all to be seen here",
    ),
    "time first": ("keras.layers.LSTM(4, time_major=True)", "K2C201", "time_major=True has no short form in Keras 3"),
    "time first, perhaps": (
        "keras.layers.LSTM(4, time_major=t)",
        "K2C201",
        "the value of time_major is not to be seen here",
    ),
    "dynamic": (
        "keras.layers.Dense(4, dynamic=True)",
        "K2C205",
        "Keras 3 has no layers that run eagerly by themselves; pass run_eagerly=True to compile()",
    ),
    "dynamic, perhaps": ("keras.layers.Dense(4, dynamic=d)", "K2C205", "the value of dynamic is not to be seen here"),
    "weights": (
        "keras.layers.Dense(4, weights=[w, b])(x)",
        "K2C203",
        "call set_weights() on the layer once it is built",
    ),
    "two axes": ("keras.layers.BatchNormalization(axis=[1, 2])", "K2C212", "axis=[1, 2]: Keras 3 normalizes one axis"),
}


@pytest.mark.parametrize("name", LEFT)
def test_reported_with_the_reason_and_left_as_it_is(name: str) -> None:
    source, code, why = LEFT[name]
    found = messages(f"import keras\n{source}\n")
    assert len(found) == 1
    assert f": {code} " in found[0]
    assert found[0].endswith(f"; left as it is: {why}")
    assert fixed(f"import keras\n{source}\n") == f"import keras\n{source}\n"


def test_decay_is_not_safe_beside_a_callback_that_sets_the_rate() -> None:
    source = "import keras\nkeras.optimizers.SGD(0.1, decay=0.1)\nkeras.callbacks.ReduceLROnPlateau()\n"
    assert messages(source)[0].endswith(
        "only --unsafe rewrites it: ReduceLROnPlateau cannot set the rate of an optimizer that has a schedule"
    )
    assert "InverseTimeDecay" in fixed(source, UNSAFE)


def test_decay_in_the_dialect_of_2_2_starts_with_the_old_rate() -> None:
    after = fixed("import keras\nkeras.optimizers.Adadelta(decay=0.1)\n", OLD)
    assert after.endswith("Adadelta(learning_rate=keras.optimizers.schedules.InverseTimeDecay(1.0, 1, 0.1))\n")


def test_renaming_alone_when_only_that_is_selected() -> None:
    options = Options(Selection(select=("K2C401",)))
    after = fixed("import keras\nkeras.optimizers.SGD(lr=0.1, decay=0.1)\n", options)
    assert after == "import keras\nkeras.optimizers.SGD(learning_rate=0.1, decay=0.1)\n"


def test_decay_alone_when_only_that_is_selected() -> None:
    options = Options(Selection(select=("optimizer_decay",)))
    after = fixed("import keras\nkeras.optimizers.SGD(lr=0.1, decay=0.1)\n", options)
    assert after == "import keras\nkeras.optimizers.SGD(lr=keras.optimizers.schedules.InverseTimeDecay(0.1, 1, 0.1))\n"


def test_shapes_of_a_layer_need_unsafe_and_do_not_run_on_keras_2() -> None:
    source = "import keras\nlayer = keras.layers.Dense(2)\nprint(layer.input_shape, layer.output_shape[1:])\n"
    assert codes(source) == ["K2C204", "K2C204"]
    assert fixed(source, UNSAFE).endswith("print(layer.input.shape, layer.output.shape[1:])\n")
    assert codes(source, Options(unsafe=True, keep_keras2=True)) == ["K2C204", "K2C204"]


# ---- hard_sigmoid ------------------------------------------------------------------------------------------------

STRINGS = {
    "by name": 'keras.layers.Dense(1, activation="hard_sigmoid")',
    "by position": "keras.layers.Dense(1, 'hard_sigmoid')",
    "by a later position": 'keras.layers.LSTM(1, "tanh", "hard_sigmoid")',
    "layer of its own": 'keras.layers.Activation("hard_sigmoid")',
    "looked up": 'keras.activations.get("hard_sigmoid")',
    "the function": "keras.layers.Dense(1, activation=keras.activations.hard_sigmoid)",
}


def helper(name: str = "keras2_hard_sigmoid", keras: str = "keras") -> str:
    return HELPER.text.replace("{name}", name).replace("{keras}", keras)


@pytest.mark.parametrize("name", STRINGS)
def test_hard_sigmoid_is_replaced(name: str) -> None:
    after = fixed(f"import keras\nx = {STRINGS[name]}\n")
    line = STRINGS[name]
    for old in ("keras.activations.hard_sigmoid", '"hard_sigmoid"', "'hard_sigmoid'"):
        line = line.replace(old, "keras2_hard_sigmoid")
    assert after == f"import keras\n\n\n{helper()}\n\nx = {line}\n"


def test_imported_hard_sigmoid_is_replaced() -> None:
    after = fixed("import keras\nfrom keras.activations import hard_sigmoid\nf = hard_sigmoid\n")
    assert helper() in after
    assert after.endswith("\n\nf = keras2_hard_sigmoid\n")


def test_hard_sigmoid_that_is_passed_on_is_reported() -> None:
    assert messages(
        'import keras\ndef build(act="hard_sigmoid"):\n    return keras.layers.Dense(1, activation=act)\n'
    ) == [
        "2: K2C301 'hard_sigmoid': hard_sigmoid has another slope; left as it is: this file does not show that it goes to Keras"
    ]


def test_default_of_conv_lstm_is_spelled_out() -> None:
    after = fixed("import keras\nx = keras.layers.ConvLSTM2D(8, 3)\n")
    assert (
        after
        == f"import keras\n\n\n{helper()}\n\nx = keras.layers.ConvLSTM2D(8, 3, recurrent_activation=keras2_hard_sigmoid)\n"
    )


def test_default_that_may_be_passed_on_is_reported() -> None:
    assert messages("import keras\nkeras.layers.ConvLSTM2D(8, 3, **more)\n") == [
        "2: K2C112 ConvLSTM2D() without recurrent_activation: The gates of ConvLSTM layers default to sigmoid, to "
        "hard_sigmoid in Keras 2; left as it is: recurrent_activation may be among the arguments that are passed on"
    ]


def test_defaults_of_the_old_dialect() -> None:
    source = "import keras\nx = keras.layers.GRU(4, activation='relu')\n"
    assert codes(source) == []
    assert fixed(source, OLD).endswith(
        "x = keras.layers.GRU(4, activation='relu', recurrent_activation=keras2_hard_sigmoid, reset_after=False)\n"
    )


# ---- replaced classes ----------------------------------------------------------------------------------------------


def test_class_that_is_another_now() -> None:
    before = """
        from keras.layers import CuDNNGRU, CuDNNLSTM, Dense
        a = CuDNNLSTM(4, "zeros", return_sequences=True)
        b = CuDNNGRU(units=4)
        """
    assert fixed(before) == dedent("""
        from keras.layers import GRU, LSTM, Dense
        a = LSTM(4, kernel_initializer="zeros", return_sequences=True, activation="tanh", recurrent_activation="sigmoid")
        b = GRU(units=4, activation="tanh", recurrent_activation="sigmoid", reset_after=True)
        """)


def test_class_of_a_module_that_is_another_now() -> None:
    before = "import keras\nkeras.layers.ThresholdedReLU(theta=0.5), keras.layers.ThresholdedReLU(0.5)\n"
    assert fixed(before) == "import keras\nkeras.layers.ReLU(threshold=0.5), keras.layers.ReLU(threshold=0.5)\n"


def test_class_that_is_used_in_other_ways_too() -> None:
    source = "from keras.layers import CuDNNLSTM\nkinds = [CuDNNLSTM]\nCuDNNLSTM(4)\n"
    assert messages(source)[0].endswith("left as it is: CuDNNLSTM is used in other ways too")


# ---- several things in one call -------------------------------------------------------------------------------------


def test_everything_in_one_call() -> None:
    before = """
        from keras.layers import ConvLSTM2D
        from keras.models import Sequential
        model = Sequential()
        model.add(ConvLSTM2D(8,
                             (3, 3),
                             batch_input_shape=(1, 2, 4, 4, 1),
                             implementation=1,
                             stateful=True,
                             weights=[k, r, b]))
        """
    after = fixed(before)
    assert after.endswith(
        dedent("""
        model = Sequential()
        model.add(keras.Input(batch_shape=(1, 2, 4, 4, 1)))
        model.add(ConvLSTM2D(8,
                             (3, 3),
                             stateful=True, recurrent_activation=keras2_hard_sigmoid))
        model.layers[-1].set_weights([k, r, b])
        """)
    )


def test_notes_are_for_information() -> None:
    from compat.source import check

    found = check(b"import keras\nkeras.layers.LSTM(4, stateful=True)\n").findings
    assert {"K2C107", "K2C108", "K2C110"} <= {each.code for each in found}
    assert all(each.note and each.fix is None for each in found)


ADD_WEIGHT = (
    "import keras\nclass L(keras.layers.Layer):\n    def build(self, shape):\n        self.w = self.add_weight({})\n"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'w', (2, 3), initializer='zeros'", "name='w', shape=(2, 3), initializer='zeros'"),
        ("f'{self.name}_w', shape=(2,)", "name=f'{self.name}_w', shape=(2,)"),
        ("self.name + '_w', (2,), 'float32'", "name=self.name + '_w', shape=(2,), dtype='float32'"),
        ("(2, 3), 'zeros'", "(2, 3), 'zeros'"),
        ("shape, 'zeros'", "shape, 'zeros'"),
        ("name='w', shape=(2,)", "name='w', shape=(2,)"),
    ],
)
def test_add_weight_by_position(old: str, new: str) -> None:
    assert fixed(ADD_WEIGHT.format(old)) == ADD_WEIGHT.format(new)
