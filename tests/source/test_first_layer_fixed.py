"""The shape of a first layer becomes an Input in front of it."""

from __future__ import annotations

import pytest
from helpers import codes, dedent, fixed, messages

CASES = {
    "add, keras": (
        """
        import keras
        model = keras.Sequential()
        model.add(keras.layers.LSTM(4, batch_input_shape=(2, 5, 3)))
        """,
        """
        import keras
        model = keras.Sequential()
        model.add(keras.Input(batch_shape=(2, 5, 3)))
        model.add(keras.layers.LSTM(4))
        """,
    ),
    "add, names only": (
        """
        from keras.layers import LSTM as L
        from keras.models import Sequential
        model = Sequential()
        model.add(L(4, stateful=True, batch_input_shape=shape))
        """,
        """
        import keras
        from keras.layers import LSTM as L
        from keras.models import Sequential
        model = Sequential()
        model.add(keras.Input(batch_shape=shape))
        model.add(L(4, stateful=True))
        """,
    ),
    "an imported Input is used": (
        """
        from keras.layers import Dense, Input
        from keras.models import Sequential
        model = Sequential([Dense(1, input_shape=(3,))])
        """,
        """
        from keras.layers import Dense, Input
        from keras.models import Sequential
        model = Sequential([Input(shape=(3,)), Dense(1)])
        """,
    ),
    "module of layers": (
        """
        from tensorflow.keras import layers, models
        model = models.Sequential([layers.Dense(1, input_dim=3)])
        """,
        """
        from tensorflow.keras import layers, models
        model = models.Sequential([layers.Input(shape=(3,)), layers.Dense(1)])
        """,
    ),
    "tf": (
        """
        import tensorflow as tf
        model = tf.keras.Sequential([tf.keras.layers.GRU(4, batch_size=2, input_shape=(5, 3))])
        """,
        """
        import tensorflow as tf
        model = tf.keras.Sequential([tf.keras.Input(shape=(5, 3), batch_size=2), tf.keras.layers.GRU(4)])
        """,
    ),
    "names of tensorflow.keras": (
        """
        from tensorflow.keras.layers import Dense
        from tensorflow.keras.models import Sequential
        model = Sequential([Dense(1, input_shape=(3,))])
        """,
        """
        from tensorflow import keras
        from tensorflow.keras.layers import Dense
        from tensorflow.keras.models import Sequential
        model = Sequential([keras.Input(shape=(3,)), Dense(1)])
        """,
    ),
    "alias of keras": (
        "import keras as k\nmodel = k.Sequential([k.layers.Dense(1, input_shape=(3,))])\n",
        "import keras as k\nmodel = k.Sequential([k.Input(shape=(3,)), k.layers.Dense(1)])\n",
    ),
    "keras of compat": (
        "from compat import keras\nmodel = keras.Sequential([keras.layers.Dense(1, input_shape=(3,))])\n",
        "from compat import keras\nmodel = keras.Sequential([keras.Input(shape=(3,)), keras.layers.Dense(1)])\n",
    ),
    "star import": (
        """
        from keras.layers import *
        from keras.models import *
        model = Sequential([Dense(1, input_shape=(3,))])
        """,
        """
        import keras
        from keras.layers import *
        from keras.models import *
        model = Sequential([keras.Input(shape=(3,)), Dense(1)])
        """,
    ),
    "import inside a function": (
        """
        def build():
            from keras.layers import Dense
            from keras.models import Sequential
            return Sequential([Dense(1, input_shape=(3,))])
        """,
        """
        def build():
            import keras
            from keras.layers import Dense
            from keras.models import Sequential
            return Sequential([keras.Input(shape=(3,)), Dense(1)])
        """,
    ),
    "import under try": (
        """
        try:
            from tensorflow.keras.layers import Dense
            from tensorflow.keras.models import Sequential
        except ImportError:
            from keras.layers import Dense
            from keras.models import Sequential
        model = Sequential([Dense(1, input_shape=(3,))])
        """,
        """
        import keras
        try:
            from tensorflow.keras.layers import Dense
            from tensorflow.keras.models import Sequential
        except ImportError:
            from keras.layers import Dense
            from keras.models import Sequential
        model = Sequential([keras.Input(shape=(3,)), Dense(1)])
        """,
    ),
    "import for type checkers only": (
        """
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            import keras
        from keras.layers import Dense
        from keras.models import Sequential
        def build():
            return Sequential([Dense(1, input_shape=(3,))])
        """,
        """
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            import keras
        from keras.layers import Dense
        from keras.models import Sequential
        def build():
            return Sequential([Dense(1, input_shape=(3,))])
        """,
    ),
    "items on lines of their own": (
        """
        import keras
        from keras import layers
        model = keras.Sequential([
            # the front
            layers.LSTM(4, batch_input_shape=(2, 5, 3)),
            layers.Dense(1, input_shape=(4,)),
        ])
        """,
        """
        import keras
        from keras import layers
        model = keras.Sequential([
            # the front
            keras.Input(batch_shape=(2, 5, 3)),
            layers.LSTM(4),
            layers.Dense(1),
        ])
        """,
    ),
    "list under its name": (
        "import keras\nmodel = keras.Sequential(layers=[keras.layers.Dense(1, input_dim=3)], name='a')\n",
        "import keras\nmodel = keras.Sequential(layers=[keras.Input(shape=(3,)), keras.layers.Dense(1)], name='a')\n",
    ),
    "recurrent halves": (
        "import keras\nmodel = keras.Sequential([keras.layers.LSTM(4, input_dim=n, input_length=t)])\n",
        "import keras\nmodel = keras.Sequential([keras.Input(shape=(t, n)), keras.layers.LSTM(4)])\n",
    ),
    "recurrent, any length": (
        "import keras\nmodel = keras.Sequential([keras.layers.LSTM(4, batch_size=b, input_dim=n)])\n",
        "import keras\nmodel = keras.Sequential([keras.Input(shape=(None, n), batch_size=b), keras.layers.LSTM(4)])\n",
    ),
    "batch size without a shape": (
        "import keras\nmodel = keras.Sequential([keras.layers.LSTM(4, batch_size=2)])\n",
        "import keras\nmodel = keras.Sequential([keras.layers.LSTM(4)])\n",
    ),
    "embedding with a length by position": (
        "from keras import Sequential, layers\nmodel = Sequential([layers.Embedding(9, 8, 'zeros', None, None, None, True, 5)])\n",
        """
        from keras import Sequential, layers
        model = Sequential([layers.Input(shape=(5,), dtype="int32"), layers.Embedding(9, 8, 'zeros', None, activity_regularizer=None, embeddings_constraint=None, mask_zero=True)])
        """,  # noqa: E501
    ),
    "embedding with a batch size only": (
        "import keras\nmodel = keras.Sequential([keras.layers.Embedding(50, 8, batch_size=2)])\n",
        """
        import keras
        model = keras.Sequential([keras.Input(shape=(None,), batch_size=2, dtype="int32"), keras.layers.Embedding(50, 8)])
        """,
    ),
    "embedding without anything": (
        "import keras\nmodel = keras.Sequential()\nmodel.add(keras.layers.Embedding(50, 8))\n",
        """
        import keras
        model = keras.Sequential()
        model.add(keras.Input(shape=(None,), dtype="int32"))
        model.add(keras.layers.Embedding(50, 8))
        """,
    ),
    "type of the layer": (
        "import keras\nmodel = keras.Sequential([keras.layers.Dense(1, input_dim=3, dtype='float64')])\n",
        "import keras\nmodel = keras.Sequential([keras.Input(shape=(3,), dtype='float64'), keras.layers.Dense(1, dtype='float64')])\n",
    ),
    "wrapper": (
        """
        import keras
        from keras.layers import Bidirectional, LSTM
        model = keras.Sequential()
        model.add(Bidirectional(LSTM(4, input_shape=(9, 9)), batch_input_shape=(2, 5, 3)))
        """,
        """
        import keras
        from keras.layers import Bidirectional, LSTM
        model = keras.Sequential()
        model.add(keras.Input(batch_shape=(2, 5, 3)))
        model.add(Bidirectional(LSTM(4)))
        """,
    ),
    "called on a tensor": (
        "import keras\ny = keras.layers.Dense(1, input_shape=(3,))(x)\n",
        "import keras\ny = keras.layers.Dense(1)(x)\n",
    ),
    "held by a name, then called": (
        "import keras\ndense = keras.layers.Dense(1, batch_input_shape=(2, 3))\ny = dense(x)\nz = dense(y)\n",
        "import keras\ndense = keras.layers.Dense(1)\ny = dense(x)\nz = dense(y)\n",
    ),
    "held by a name, then added": (
        """
        import keras
        front = keras.layers.LSTM(1, batch_input_shape=(2, 5, 3))
        model = keras.Sequential()
        model.add(front)
        print(front.states)
        """,
        """
        import keras
        front = keras.layers.LSTM(1)
        model = keras.Sequential()
        model.add(keras.Input(batch_shape=(2, 5, 3)))
        model.add(front)
        print(front.states)
        """,
    ),
    "held by self, then called": (
        """
        import keras
        class Net(keras.Model):
            def __init__(self):
                super().__init__()
                self.dense = keras.layers.Dense(1, input_shape=(3,))
            def call(self, x):
                return self.dense(x)
        """,
        """
        import keras
        class Net(keras.Model):
            def __init__(self):
                super().__init__()
                self.dense = keras.layers.Dense(1)
            def call(self, x):
                return self.dense(x)
        """,
    ),
    "model held by self": (
        """
        import keras
        class Forecast:
            def __init__(self):
                self.model = keras.Sequential()
                self.model.add(keras.layers.LSTM(4, batch_input_shape=(1, 5, 3)))
                self.model.add(keras.layers.Dense(1, input_dim=4))
        """,
        """
        import keras
        class Forecast:
            def __init__(self):
                self.model = keras.Sequential()
                self.model.add(keras.Input(batch_shape=(1, 5, 3)))
                self.model.add(keras.layers.LSTM(4))
                self.model.add(keras.layers.Dense(1))
        """,
    ),
    "first of two branches": (
        """
        import keras
        from keras.layers import GRU, LSTM, Dense
        model = keras.Sequential()
        if kind == "lstm":
            model.add(LSTM(4, batch_input_shape=shape))
        else:
            model.add(GRU(4, batch_input_shape=shape))
        model.add(Dense(1, input_dim=4))
        """,
        """
        import keras
        from keras.layers import GRU, LSTM, Dense
        model = keras.Sequential()
        if kind == "lstm":
            model.add(keras.Input(batch_shape=shape))
            model.add(LSTM(4))
        else:
            model.add(keras.Input(batch_shape=shape))
            model.add(GRU(4))
        model.add(Dense(1))
        """,
    ),
    "one of two classes": (
        """
        import keras
        cell = keras.layers.GRU if kind == "gru" else keras.layers.LSTM
        model = keras.Sequential([cell(4, input_shape=(5, 3))])
        """,
        """
        import keras
        cell = keras.layers.GRU if kind == "gru" else keras.layers.LSTM
        model = keras.Sequential([keras.Input(shape=(5, 3)), cell(4)])
        """,
    ),
    "a new model in the same loop": (
        """
        import keras
        for units in (4, 8):
            model = keras.Sequential()
            model.add(keras.layers.LSTM(units, batch_input_shape=(1, 5, 3)))
        """,
        """
        import keras
        for units in (4, 8):
            model = keras.Sequential()
            model.add(keras.Input(batch_shape=(1, 5, 3)))
            model.add(keras.layers.LSTM(units))
        """,
    ),
    "several statements in a line": (
        "import keras\nif x: model = keras.Sequential(); model.add(keras.layers.Dense(1, input_dim=3))\n",
        "import keras\nif x: model = keras.Sequential(); model.add(keras.Input(shape=(3,))); model.add(keras.layers.Dense(1))\n",
    ),
    "own layer that passes it on": (
        """
        import keras
        class Front(keras.layers.Dense):
            def __init__(self, units, **kwargs):
                super().__init__(units, **kwargs)
        model = keras.Sequential([Front(2, input_shape=(3,))])
        """,
        """
        import keras
        class Front(keras.layers.Dense):
            def __init__(self, units, **kwargs):
                super().__init__(units, **kwargs)
        model = keras.Sequential([keras.Input(shape=(3,)), Front(2)])
        """,
    ),
    "weights of a first layer": (
        """
        import keras
        model = keras.Sequential()
        model.add(keras.layers.Dense(1, input_dim=3, weights=[w, b]))  # from a file
        model.add(keras.layers.Dense(1))
        """,
        """
        import keras
        model = keras.Sequential()
        model.add(keras.Input(shape=(3,)))
        model.add(keras.layers.Dense(1))  # from a file
        model.layers[-1].set_weights([w, b])
        model.add(keras.layers.Dense(1))
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rewritten(name: str) -> None:
    before, after = CASES[name]
    assert fixed(before) == dedent(after)


WHY = "A layer's input_shape, or input_dim and input_length, become an Input(shape=...) in front of it; left as it is: "
UNCLEAR = {
    "a parameter": (
        "import keras\ndef head(model):\n    model.add(keras.layers.Dense(1, input_dim=3))\n",
        "this file does not show where model begins",
    ),
    "a model from elsewhere": (
        "import keras\nfrom zoo import new\nmodel = new()\nmodel.add(keras.layers.Dense(1, input_dim=3))\n",
        "this file does not show whether model begins without layers",
    ),
    "a loop": (
        "import keras\nm = keras.Sequential()\nfor n in (1, 2):\n    m.add(keras.layers.Dense(n, input_dim=3))\n",
        "the layer is added in a loop, where it may be the first or not",
    ),
    "perhaps a layer before": (
        "import keras\nm = keras.Sequential()\nif x:\n    m.add(a)\nm.add(keras.layers.Dense(1, input_dim=3))\n",
        "m may have got a layer before",
    ),
    "a function that may add": (
        "import keras\nm = keras.Sequential()\nfront(m)\nm.add(keras.layers.Dense(1, input_dim=3))\n",
        "m may have got a layer before",
    ),
    "the model under another name": (
        "import keras\nm = keras.Sequential()\nn = m\nm.add(keras.layers.Dense(1, input_dim=3))\n",
        "m may have got a layer before",
    ),
    "a list that is filled elsewhere": (
        "import keras\nstack = [keras.layers.Dense(1, input_dim=3)]\nkeras.Sequential(stack)\n",
        "the layer is in a list that is no argument of Sequential()",
    ),
    "a starred item before": (
        "import keras\nkeras.Sequential([*front, keras.layers.Dense(1, input_dim=3)])\n",
        "the list of layers has a starred item before this one",
    ),
    "returned": (
        "import keras\ndef dense():\n    return keras.layers.Dense(1, input_dim=3)\n",
        "the place of the layer in a model is not to be seen here",
    ),
    "used in two ways": (
        "import keras\nd = keras.layers.Dense(1, input_dim=3)\nm = keras.Sequential()\nm.add(d)\ny = d(x)\n",
        "d is used in several ways",
    ),
    "more arguments than one sees": (
        "import keras\nkeras.Sequential([keras.layers.Dense(1, input_dim=3, **more)])\n",
        "the arguments are not all to be seen here",
    ),
    "another keras": (
        "from keras.layers import Dense\nfrom keras.models import Sequential\nkeras = 1\nSequential([Dense(1, input_dim=3)])\n",
        "the name keras means something else here",
    ),
    "an item in brackets": (
        "import keras\nkeras.Sequential([(keras.layers.Dense(1, input_dim=3))])\n",
        "the layer is in brackets of its own",
    ),
    "an own class that looks at it": (
        """
        import keras
        class D(keras.layers.Dense):
            def __init__(self, **kwargs):
                self.dim = kwargs["input_dim"]
                super().__init__(1, **kwargs)
        keras.Sequential([D(input_dim=3)])
        """,
        "D looks at the argument itself",
    ),
}


@pytest.mark.parametrize("name", UNCLEAR)
def test_reported_with_the_reason_and_left_as_it_is(name: str) -> None:
    source, why = UNCLEAR[name]
    found = messages(source)
    assert len(found) == 1
    assert found[0].endswith(WHY + why)
    assert fixed(source) == dedent(source)


def test_message_names_the_form() -> None:
    assert messages("import keras\nkeras.Sequential([keras.layers.LSTM(4, batch_input_shape=(1, 2, 3))])\n") == [
        "2: K2C101 [*] LSTM(batch_input_shape=...): "
        "A layer's batch_input_shape becomes an Input(batch_shape=...) in front of it"
    ]


def test_layer_from_elsewhere_is_reported_for_a_telling_name_only() -> None:
    source = (
        "import keras\nfrom mine import L\nkeras.Sequential([L(4, batch_input_shape=(1, 2)), L(4, input_shape=(2,))])\n"
    )
    assert messages(source) == [
        "3: K2C101 L(batch_input_shape=...): A layer's batch_input_shape becomes an Input(batch_shape=...) in front of it; "
        "left as it is: this file does not show what mine.L is"
    ]


def test_one_finding_for_all_arguments_of_a_shape() -> None:
    source = "import keras\nkeras.Sequential([keras.layers.LSTM(4, batch_size=2, input_dim=3, input_length=5)])\n"
    assert codes(source) == ["K2C102*"]
