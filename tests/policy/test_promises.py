"""The promises of the README's section "What is touched, and what never is", on Keras 3, in its order."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import processes
import pytest

Python = Callable[..., str]
pytestmark = pytest.mark.only(keras=3)


@pytest.fixture
def python(tmp_path: Path) -> Python:
    """Run code of the user's in a process of its own, from a file of its own, and return what it printed."""
    return lambda code: processes.run(code, cwd=tmp_path).stdout


def test_import_touches_nothing(python: Python) -> None:
    loaded = python("""
        import sys
        before, finders = set(sys.modules), list(sys.meta_path)
        import compat
        assert sys.meta_path == finders
        print(sorted(set(sys.modules) - before))
    """)
    assert ast.literal_eval(loaded) == ["__future__", "compat"] or ast.literal_eval(loaded) == ["compat"]


def test_classes_stay_keras_own(python: Python) -> None:
    python("""
        from compat import keras
        from compat.keras.layers import LSTM
        import keras as native
        for name in dir(native.layers):
            if isinstance(getattr(native.layers, name), type):
                assert getattr(keras.layers, name) is getattr(native.layers, name), name
        assert LSTM is native.layers.LSTM and type(LSTM(3)) is native.layers.LSTM
    """)


def test_what_is_refused_is_translated_for_everybody_what_means_another_thing_for_keras_2_code(python: Python) -> None:
    python("""
        import os, sys, sysconfig
        folder = sysconfig.get_path("purelib")
        code = '''
        import keras
        def old_keyword(): return keras.layers.LSTM(3, batch_input_shape=(2, 5, 4), stateful=True)
        def gates(): return keras.layers.ConvLSTM2D(1, 3).recurrent_activation.__module__
        def sigmoid(): return keras.layers.Dense(1, activation="hard_sigmoid").activation.__module__
        '''.replace("        ", "")
        def module(name, file):
            import types
            made = types.ModuleType(name)
            made.__file__ = file
            exec(compile(code, file, "exec"), made.__dict__)
            return made
        import compat
        compat.install(packages=["named_package"])
        import keras
        mine = module("mine", os.path.abspath("mine.py"))
        other = module("installed_package", os.path.join(folder, "installed_package.py"))
        named = module("named_package.inner", os.path.join(folder, "named_package", "inner.py"))
        for each in (mine, other, named):
            assert keras.Sequential([each.old_keyword()]).input_shape == (2, 5, 4)
        for each in (mine, named):
            assert each.gates().startswith("compat.") and each.sigmoid().startswith("compat.")
        assert other.gates().startswith("keras.") and other.sigmoid().startswith("keras.")
    """)


def test_meaning_is_fixed_when_an_object_is_built(python: Python) -> None:
    python("""
        import numpy as np
        import compat
        compat.install()
        import keras
        from compat.runtime import callers
        model = keras.Sequential([keras.layers.LSTM(3, batch_input_shape=(2, 5, 4), stateful=True)])
        model.compile("sgd", "mse")
        x, y = np.zeros((8, 5, 4), "float32"), np.zeros((8, 3), "float32")
        model.fit(x, y, batch_size=2, shuffle=False, verbose=0)
        calls = []
        looked = callers.caller
        callers.caller = lambda frame: calls.append(1) or looked(frame)
        model.fit(x, y, batch_size=2, epochs=1, shuffle=False, verbose=0)
        once = len(calls)
        calls.clear()
        model.fit(x, y, batch_size=2, epochs=5, shuffle=False, verbose=0)
        assert len(calls) == once
    """)


def test_a_file_means_what_its_writer_meant(python: Python, tmp_path: Path) -> None:
    python("""
        import keras
        keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, "hard_sigmoid")]).save("native.keras")
    """)
    python("""
        import compat
        compat.install()
        import keras
        loaded = keras.models.load_model("native.keras")
        assert loaded.layers[-1].activation.__module__.startswith("keras."), loaded.layers[-1].activation
    """)


def test_saved_files_load_where_the_library_is_absent(python: Python) -> None:
    python("""
        import numpy as np
        import compat
        compat.install()
        import keras
        model = keras.models.Sequential()
        model.add(keras.layers.LSTM(3, recurrent_activation="hard_sigmoid", stateful=True, batch_input_shape=(2, 5, 4)))
        model.add(keras.layers.Dense(1, activation="hard_sigmoid"))
        x = np.random.RandomState(0).uniform(-3, 3, (2, 5, 4)).astype("float32")
        for name in ("model.keras", "model.h5"):
            model.save(name)
        np.savez("expected.npz", x=x, y=model.predict(x, batch_size=2, verbose=0))
        again = keras.models.load_model("model.keras")
        assert again.layers[-1].activation is model.layers[-1].activation
    """)
    python("""
        import sys
        import numpy as np
        sys.modules["compat"] = None
        import keras
        expected = np.load("expected.npz")
        for name in ("model.keras", "model.h5"):
            model = keras.models.load_model(name)
            got = model.predict(expected["x"], batch_size=2, verbose=0)
            assert np.abs(got - expected["y"]).max() < 1e-6, name
    """)


def test_state_is_in_no_list_of_weights(python: Python) -> None:
    python("""
        import compat
        compat.install()
        import keras
        model = keras.Sequential([keras.layers.LSTM(3, batch_input_shape=(2, 5, 4), stateful=True)])
        model.build()
        assert len(model.get_weights()) == 3
        assert model.count_params() == 4 * (4 * 3 + 3 * 3 + 3)
    """)


def test_uninstall_restores_exactly(python: Python) -> None:
    python("""
        import sys
        import keras
        def everything():
            found = {}
            for name, module in list(sys.modules.items()):
                if name == "keras" or name.startswith("keras."):
                    found[name] = (type(module), dict(vars(module)))
                    for each in list(vars(module).values()):
                        if isinstance(each, type) and each.__module__.startswith("keras."):
                            found[each] = {k: v for k, v in vars(each).items() if k not in CACHES}
            return found
        CACHES = ("__annotations__", "__annotations_cache__", "_abc_impl", "__abstractmethods__")
        import compat, compat.api
        from compat.runtime import process, native, overlay, files
        import h5py, keras.src.legacy.saving.legacy_h5_format
        keras.optimizers.SGD()  # on torch Keras imports a module of optimizers when the first one is made
        before, finders = everything(), list(sys.meta_path)
        for _ in range(2):
            compat.install()
            compat.install()
            from keras.layers.recurrent import LSTM
            LSTM(3, batch_input_shape=(2, 5, 4))
            compat.uninstall()
        after = everything()
        assert sys.meta_path == finders
        assert before.keys() == after.keys(), before.keys() ^ after.keys()
        for name in before:
            assert before[name] == after[name], name
    """)
