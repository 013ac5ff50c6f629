"""``tensorflow.keras`` imports where TensorFlow is not installed: the program runs on jax or torch."""

from __future__ import annotations

import pytest
from processes import Process

#: TensorFlow cannot be found, as on a machine that does not have it.
HIDE = """
    import sys

    class Path:
        def find_spec(self, name, path=None, target=None):
            return None if name.partition(".")[0] == "tensorflow" else real(name, path, target)

    from importlib.machinery import PathFinder
    real = PathFinder.find_spec
    sys.meta_path[sys.meta_path.index(PathFinder)] = Path()
"""

PROGRAM = """
    import numpy as np
    import tensorflow as tf
    from tensorflow import keras
    from tensorflow.keras.layers import LSTM, Dense
    from tensorflow.keras.models import Sequential
    from tensorflow.keras.optimizers import SGD
    import tensorflow.keras.backend as K

    model = Sequential([LSTM(2, stateful=True, batch_input_shape=(2, 4, 3)), Dense(1)])
    model.compile(loss="mse", optimizer=SGD(lr=0.1))
    x, y = np.ones((4, 4, 3), "float32"), np.ones((4, 1), "float32")
    model.fit(x, y, batch_size=2, shuffle=False, verbose=0)
    model.reset_states()
    assert tf.keras.layers.LSTM is LSTM is keras.layers.LSTM
    assert type(model.layers[0]) is LSTM
    assert tf.__version__ == "2.15.0"
    for name in ("io", "data", "distribute"):
        try:
            getattr(tf, name)
        except AttributeError as error:
            assert str(error).startswith(f"tensorflow.{name} is not there: TensorFlow is not installed"), error
            assert "Hint: pip install tensorflow" in str(error)
        else:
            raise AssertionError(name)
    for statement in ("from tensorflow import io", "import tensorflow.data"):
        try:
            exec(statement)
        except ImportError as error:
            pass
        else:
            raise AssertionError(statement)
    import keras as native
    assert native.layers.LSTM is LSTM
    import sys
    assert native.backend.backend() in ("jax", "torch")
    print("ran", native.backend.backend())
"""


@pytest.mark.only(keras=3, backend=("jax", "torch"))
def test_a_program_that_says_tensorflow_keras(process: Process) -> None:
    code = HIDE + "\n    import compat\n    compat.install()\n" + PROGRAM
    assert process(code).stdout.startswith("ran ")


@pytest.mark.only(keras=3, backend=("jax", "torch"))
def test_to_everybody_else_it_stays_missing(process: Process) -> None:
    """A library that probes for TensorFlow sees none; and after uninstall() nobody sees one."""
    process(
        HIDE
        + """
    import os, sysconfig
    import compat
    compat.install()
    import tensorflow.keras
    probe = compile("try:\\n    import tensorflow\\n    found = True\\nexcept ImportError:\\n    found = False", "probe", "exec")
    site = sysconfig.get_path("purelib")
    names = {"__name__": "some_package", "__file__": os.path.join(site, "some_package.py")}
    compat.uninstall()
    assert "tensorflow" not in sys.modules and "tensorflow.keras" not in sys.modules
    compat.install()
    exec(probe, names)
    assert names["found"] is False
    compat.uninstall()
    mine = {"__name__": "mine", "__file__": os.path.abspath("mine.py")}
    exec(probe, mine)
    assert mine["found"] is False
    """
    )
