"""install() and uninstall(): order, repetition, and what stays."""

from __future__ import annotations

from processes import Process


def test_the_import_loads_nothing(process: Process) -> None:
    process("""
        import sys
        import compat
        heavy = ("keras", "tf_keras", "tensorflow", "jax", "torch", "numpy", "importlib.metadata", "argparse", "ast")
        assert not [name for name in heavy if name in sys.modules]
        assert "install" in dir(compat) and "keras" in dir(compat)
        assert [name for name in sys.modules if name.startswith("compat")] == ["compat"]
    """)


def test_before_and_after_the_import_of_keras(process: Process) -> None:
    """Names that were bound before are the same classes."""
    process(
        """
        import keras
        from keras.layers import LSTM
        from keras.models import Sequential
        import compat
        compat.install()
        model = Sequential([LSTM(2, stateful=True, batch_input_shape=(2, 4, 3))])
        model.reset_states()
        assert keras.layers.LSTM is LSTM
        assert tuple(model.input_shape) == (2, 4, 3)
    """,
        COMPAT_KERAS=None,
        TF_USE_LEGACY_KERAS=None,
    )


def test_taken_back_and_used_again(process: Process) -> None:
    """What was built keeps working; a view of Keras comes back when it is used; the notebook extension is install()."""
    process("""
        import numpy as np
        import compat
        compat.uninstall()
        compat.load_ipython_extension(None)
        import keras
        which = compat.which_keras()
        model = keras.models.Sequential([keras.layers.GRU(2, stateful=True, batch_input_shape=(2, 4, 3))])
        x = np.ones((2, 4, 3), "float32")
        first = model.predict_on_batch(x)
        second = model.predict_on_batch(x)
        compat.unload_ipython_extension(None)
        if which.generation == 3:
            for gone in (lambda: model.reset_states(), lambda: keras.layers.GRU(2, batch_input_shape=(2, 4, 3))):
                try:
                    gone()
                except (AttributeError, ValueError):
                    pass
                else:
                    raise AssertionError("not taken back")
        compat.reset_states(model)
        assert np.allclose(model.predict_on_batch(x), first, atol=1e-6)
        assert np.allclose(model.predict_on_batch(x), second, atol=1e-6)

        from compat import keras as viewed
        again = viewed.models.Sequential([viewed.layers.GRU(2, stateful=True, batch_input_shape=(2, 4, 3))])
        again.set_weights(model.get_weights())
        assert np.allclose(again.predict_on_batch(x), first, atol=1e-6)
        again.reset_states()
        compat.install()
        compat.uninstall()
        more = viewed.models.Sequential([viewed.layers.GRU(2, stateful=True, batch_input_shape=(2, 4, 3))])
        more.reset_state()
    """)
