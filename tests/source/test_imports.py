"""Old modules and names, in imports and behind a module's name."""

from __future__ import annotations

import pytest
from helpers import codes, dedent, fixed, messages

from compat.source import Options

CASES = {
    "module": ("from keras.layers.recurrent import LSTM, GRU", "from keras.layers import LSTM, GRU"),
    "module of tf.keras": (
        "from tensorflow.keras.layers.recurrent import LSTM",
        "from tensorflow.keras.layers import LSTM",
    ),
    "names on lines": (
        "from keras.layers.core import (\n    Dense,  # one\n    Dropout,\n)",
        "from keras.layers import (\n    Dense,  # one\n    Dropout,\n)",
    ),
    "with names of their own": (
        "from keras.layers.core import Dense as D, Dropout",
        "from keras.layers import Dense as D, Dropout",
    ),
    "module by name": ("from keras.utils import np_utils", "from keras import utils as np_utils"),
    "module by name, among others": (
        "from keras.utils import np_utils, plot_model",
        "from keras import utils as np_utils\nfrom keras.utils import plot_model",
    ),
    "import as": ("import keras.layers.recurrent as R", "import keras.layers as R"),
    "import of several": ("import os, keras.layers.core as C", "import os, keras.layers as C"),
    "base class": ("from keras.engine.topology import Layer", "from keras.layers import Layer"),
    "to another module each": (
        "from keras.engine import Layer, Model",
        "from keras.layers import Layer\nfrom keras import Model",
    ),
    "short name": ("from keras.losses import mse", "from keras.losses import mean_squared_error as mse"),
    "short name under its own": (
        "from keras.losses import mse as loss, Huber",
        "from keras.losses import mean_squared_error as loss, Huber",
    ),
    "attribute": ("import keras\nkeras.losses.mse(a, b)", "import keras\nkeras.losses.mean_squared_error(a, b)"),
    "attribute of a module": ("from keras import losses\nlosses.kld", "from keras import losses\nlosses.kl_divergence"),
    "attribute of tf": (
        "import tensorflow as tf\ntf.keras.optimizers.legacy.Adam()",
        "import tensorflow as tf\ntf.keras.optimizers.Adam()",
    ),
    "old module in the middle": (
        "import keras\nkeras.layers.recurrent.LSTM(4)",
        "import keras\nkeras.layers.LSTM(4)",
    ),
    "inside a function": (
        "def f():\n    from keras.layers.core import Dense\n    return Dense",
        "def f():\n    from keras.layers import Dense\n    return Dense",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rewritten(name: str) -> None:
    before, after = CASES[name]
    assert fixed(before + "\n") == after + "\n"


LEFT = {
    "a name that is gone": (
        "from keras.engine.topology import Nothing",
        "from keras.engine.topology import Nothing",
        "Keras 3 has no public keras.Nothing",
    ),
    "a module of which too little is there": (
        "from keras.utils import generic_utils\ngeneric_utils.nothing()",
        "from keras.utils import generic_utils",
        "Keras 3 has no public keras.utils.nothing",
    ),
    "a module without a counterpart": (
        "from keras.backend import theano_backend",
        "from keras.backend import theano_backend",
        "Keras 3 has no Theano backend; its backends are tensorflow, jax and torch",
    ),
}


@pytest.mark.parametrize("name", LEFT)
def test_reported_with_the_reason_and_left_as_it_is(name: str) -> None:
    source, what, why = LEFT[name]
    found = messages(source + "\n")[0]
    assert f" {what}: " in found
    assert found.endswith(f"; left as it is: {why}")
    assert fixed(source + "\n") == source + "\n"


def test_star_import_needs_unsafe() -> None:
    source = "from keras.layers.core import *\n"
    assert messages(source)[0].endswith("only --unsafe rewrites it: the new module has more names to import")
    assert fixed(source, Options(unsafe=True)) == "from keras.layers import *\n"


def test_statement_with_a_comment_needs_unsafe_where_it_is_written_anew() -> None:
    source = "from keras.losses import (\n    mse,  # squares\n)\n"
    assert messages(source)[0].endswith("only --unsafe rewrites it: the statement has a comment, which would go")


def test_some_of_the_names_of_a_statement() -> None:
    before = "from keras.engine.topology import Layer, Nothing\n"
    after = "from keras.layers import Layer\nfrom keras.engine.topology import Nothing\n"
    assert codes(before) == ["K2C601*"]
    assert fixed(before) == after


def test_layers_of_old_modules_are_known() -> None:
    before = """
        from keras.layers.recurrent import LSTM
        from keras.models import Sequential
        from keras.optimizers import sgd
        model = Sequential([LSTM(4, batch_input_shape=(1, 2, 3))])
        model.compile(sgd(lr=0.1))
        """
    assert fixed(before) == dedent("""
        import keras
        from keras.layers import LSTM
        from keras.models import Sequential
        from keras.optimizers import SGD as sgd
        model = Sequential([keras.Input(batch_shape=(1, 2, 3)), LSTM(4)])
        model.compile(sgd(learning_rate=0.1))
        """)


def test_only_what_keras_2_has_too() -> None:
    keep = Options(keep_keras2=True)
    source = "from keras.engine.topology import Layer\nfrom keras.losses import mse\n"
    assert fixed(source, keep) == "from keras.layers import Layer\nfrom keras.losses import mean_squared_error as mse\n"
