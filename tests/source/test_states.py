"""``reset_states`` of models and of layers."""

from __future__ import annotations

import pytest
from helpers import codes, dedent, fixed, messages

from compat.changes.stateful.layer_reset_states import HELPER as SET
from compat.changes.stateful.model_reset_states import HELPER as RESET
from compat.source import Options

UNSAFE = Options(unsafe=True)


def reset(name: str = "reset_states", keras: str = "keras") -> str:
    return RESET.text.replace("{name}", name).replace("{keras}", keras)


def set_states(name: str = "set_states") -> str:
    return SET.text.replace("{name}", name)


MODEL = (
    'model = keras.Sequential([keras.Input(batch_shape=(1, 3, 2)), keras.layers.LSTM(4, stateful=True, name="lstm")])'
)

FOUND = {
    "model of this file": f"{MODEL}\nmodel.reset_states()\n",
    "functional model": "model = keras.Model(x, y)\nmodel.reset_states()\n",
    "loaded model": "model = keras.models.load_model(path)\nmodel.reset_states()\n",
    "copied model": "model = keras.models.clone_model(other)\nmodel.reset_states()\n",
    "model from a config": "model = keras.Sequential.from_config(config)\nmodel.reset_states()\n",
    "what a function returns": f"def build():\n    {MODEL}\n    return model\nmodel = build()\nmodel.reset_states()\n",
    "one of several returned": f"def build():\n    {MODEL}\n    return model, 3\nmodel, n = build()\nmodel.reset_states()\n",
    "what a method returns": """
        class Zoo:
            def lion(self):
                return keras.Sequential()
        model = Zoo().lion()
        model.reset_states()
        """,
    "parameter, by the calls": f"{MODEL}\ndef run(model, n):\n    model.reset_states()\nrun(model, 3)\nrun(n=4, model=model)\n",
    "parameter, by its annotation": "def run(model: keras.Model):\n    model.reset_states()\n",
    "parameter, by methods that only Keras has": "def run(model):\n    model.train_on_batch(x, y)\n    model.reset_states()\n",
    "attribute of self": """
        class Forecast:
            def __init__(self):
                self.model = keras.Sequential()
            def run(self):
                self.model.reset_states()
        """,
    "attribute of an object": """
        class Forecast:
            def __init__(self):
                self.model = keras.Sequential()
        forecast = Forecast()
        forecast.model.reset_states()
        """,
    "property": """
        class Forecast:
            @property
            def model(self):
                return keras.Sequential()
        Forecast().model.reset_states()
        """,
    "model of a callback": """
        class Reset(keras.callbacks.Callback):
            def on_epoch_end(self, epoch, logs=None):
                self.model.reset_states()
        """,
    "own model": """
        class Net(keras.Model):
            def call(self, x):
                return x
        net = Net()
        net.reset_states()
        """,
    "the own model itself": """
        class Net(keras.Model):
            def restart(self):
                self.reset_states()
        """,
    "item of a list": f"{MODEL}\nmodels = [model, model]\nmodels[0].reset_states()\n",
    "item of a dict": f'{MODEL}\nmodels = {{"a": model}}\nmodels["a"].reset_states()\n',
    "each of a list": f"{MODEL}\nfor each in [model, model]:\n    each.reset_states()\n",
    "each of pairs": f"{MODEL}\nfor n, each in enumerate([model, model]):\n    each.reset_states()\n",
    "in a lambda": f"{MODEL}\nkeras.callbacks.LambdaCallback(on_epoch_end=lambda e, l: model.reset_states())\n",
    "the last of several": f"model = None\nmodel = 3\n{MODEL}\nmodel.reset_states()\n",
    "one of two models": "model = keras.Sequential() if flat else keras.Model(x, y)\nmodel.reset_states()\n",
    "one of two branches": """
        if flat:
            model = keras.Sequential()
        else:
            model = keras.Model(x, y)
        model.reset_states()
        """,
    "under a name of its own": f"{MODEL}\nnet = other = model\nother.reset_states()\n",
    "in a class variable": "class Zoo:\n    lion = keras.Sequential()\nZoo().lion.reset_states()\n",
    "of the class": "class Zoo:\n    lion = keras.Sequential()\nZoo.lion.reset_states()\n",
}


@pytest.mark.parametrize("name", FOUND)
def test_reset_of_a_model_is_found_and_mended(name: str) -> None:
    source = "import keras\n" + dedent(FOUND[name])
    after = fixed(source)
    assert codes(source) == ["K2C105*"]
    assert reset() in after
    assert ".reset_states()" not in after.replace(reset(), "")


UNKNOWN = {
    "parameter": (
        "def run(thing):\n    thing.reset_states()\n",
        "thing is a parameter, and no call in this file shows what it is",
    ),
    "from elsewhere": (
        "from zoo import lion\nx = lion()\nx.reset_states()\n",
        "this file does not show what zoo.lion() returns",
    ),
    "several things": (
        "def run(x):\n    x.reset_states()\nrun(keras.Sequential())\nrun(keras.metrics.Mean())\n",
        "x is a parameter that is given different things",
    ),
    "from a list of arguments": (
        "def run(x):\n    x.reset_states()\nrun(*many)\n",
        "x is a parameter that is given from a list",
    ),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_unknown_object_is_reported_with_the_reason(name: str) -> None:
    source, why = UNKNOWN[name]
    found = messages("import keras\n" + source)
    assert [each.partition(" ")[2] for each in found] == [
        f"K2C105 {'thing' if name == 'parameter' else 'x'}.reset_states(): Models have no reset_states(); every stateful "
        f"layer is asked, nested models included; left as it is: {why}"
    ]
    assert fixed("import keras\n" + source) == "import keras\n" + source


def test_what_only_looks_like_a_model_is_mended_with_unsafe() -> None:
    source = "import keras\ndef run(agent):\n    agent.fit(x)\n    agent.reset_states()\n"
    assert codes(source) == ["K2C105"]
    assert messages(source)[0].endswith(
        "; only --unsafe rewrites it: agent only looks like a model, by the methods that are called on it"
    )
    assert "reset_states(agent)" in fixed(source, UNSAFE)


def test_helper_comes_once_and_behind_the_imports() -> None:
    source = """
        "A program."
        import keras
        import numpy as np

        model = keras.Sequential()
        for _ in range(2):
            model.reset_states()
        model.reset_states()
        """
    assert fixed(source) == (
        '"A program."\nimport keras\nimport numpy as np\n\n\n'
        + reset()
        + "\n\nmodel = keras.Sequential()\nfor _ in range(2):\n    reset_states(model)\nreset_states(model)\n"
    )


def test_helper_is_used_again() -> None:
    once = fixed("import keras\nmodel = keras.Sequential()\nmodel.reset_states()\n")
    assert fixed(once + "model.reset_states()\n") == once + "reset_states(model)\n"


def test_helper_has_another_name_where_its_own_is_taken() -> None:
    after = fixed("import keras\nmodel = keras.Sequential()\nreset_states = model.reset_states()\n")
    assert after.endswith("reset_states = reset_model_states(model)\n")
    assert reset("reset_model_states") in after


def test_method_by_the_name_of_the_helper_is_in_no_way() -> None:
    source = "import keras\nclass A:\n    def reset_states(self):\n        keras.Sequential().reset_states()\n"
    assert fixed(source).endswith("    def reset_states(self):\n        reset_states(keras.Sequential())\n")


def test_helper_without_a_free_name() -> None:
    source = "import keras\nreset_states = reset_model_states = 1\nkeras.Sequential().reset_states()\n"
    assert messages(source)[0].endswith(
        "left as it is: the names reset_states and reset_model_states are taken in this file"
    )


def test_helper_in_the_spelling_of_the_file() -> None:
    after = fixed("import tensorflow as tf\ntf.keras.Sequential().reset_states()\n")
    assert reset(keras="tf.keras") in after
    assert after.endswith("\n\nreset_states(tf.keras.Sequential())\n")


def test_method_that_is_not_called_here() -> None:
    source = "import keras\nmodel = keras.Sequential()\nrun(model.reset_states)\n"
    assert messages(source) == [
        "3: K2C105 model.reset_states: Models have no reset_states(); every stateful layer is asked, nested models "
        "included; left as it is: the method is not called here"
    ]


def test_super() -> None:
    source = "import keras\nclass Net(keras.Model):\n    def restart(self):\n        super().reset_states()\n"
    assert messages(source)[0].endswith("left as it is: call it on the object, not on super()")


def test_stateful_of_a_model_has_an_advice() -> None:
    source = "import keras\nmodel = keras.Sequential()\nprint(model.stateful)\n"
    assert messages(source) == [
        "3: K2C105 model.stateful: Models have no reset_states(); every stateful layer is asked, nested models included; "
        "ask the layers for .stateful"
    ]


LAYER = {
    "states=": ("layer.reset_states(states=[h, c])", "set_states(layer, [h, c])"),
    "by position": ("layer.reset_states([h, c])", "set_states(layer, [h, c])"),
    "item of a model": ("model.layers[0].reset_states(states=s)", "set_states(model.layers[0], s)"),
    "by name": ('model.get_layer("lstm").reset_states(s)', 'set_states(model.get_layer("lstm"), s)'),
    "None": ("layer.reset_states(states=None)", "layer.reset_states()"),
    "None by position": ("layer.reset_states(None)", "layer.reset_states()"),
}


@pytest.mark.parametrize("name", LAYER)
def test_states_of_a_layer(name: str) -> None:
    before, after = LAYER[name]
    start = f"import keras\nlayer = keras.layers.LSTM(4, stateful=True)\n{MODEL}\n"
    assert codes(f"{start}{before}\n") == ["K2C106*"]
    result = fixed(f"{start}{before}\n")
    assert result.endswith(f"\n{after}\n")
    assert (set_states() in result) == after.startswith("set_states")


def test_states_of_a_bidirectional_are_not_safe() -> None:
    source = "import keras\nlayer = keras.layers.Bidirectional(keras.layers.LSTM(4))\nlayer.reset_states(states=s)\n"
    assert messages(source)[0].endswith(
        "only --unsafe rewrites it: Keras 2.15 did not look at the states given to a Bidirectional, it set zeros"
    )
    assert fixed(source, UNSAFE).endswith("set_states(layer, s)\n")


LOOPS = {
    "hasattr": 'if hasattr(layer, "reset_states"):\n        layer.reset_states()',
    "stateful": "if layer.stateful:\n        layer.reset_states()",
    "getattr": 'if getattr(layer, "stateful", False):\n        layer.reset_states()',
    "both": 'if hasattr(layer, "reset_states") and layer.stateful:\n        layer.reset_states()',
    "no test": "layer.reset_states()",
}


@pytest.mark.parametrize("name", LOOPS)
def test_loop_over_the_layers_becomes_a_call(name: str) -> None:
    source = f"import keras\n{MODEL}\nfor layer in model.layers:\n    {LOOPS[name]}\nprint(1)\n"
    assert codes(source) == ["K2C105*"]
    assert fixed(source) == f"import keras\n\n\n{reset()}\n\n{MODEL}\nreset_states(model)\nprint(1)\n"


def test_loop_with_a_comment_is_not_safe() -> None:
    source = f"import keras\n{MODEL}\nfor layer in model.layers:\n    # zero\n    layer.reset_states()\n"
    assert messages(source)[0].endswith("only --unsafe rewrites it: the loop has comments, which would go")


def test_loop_over_the_layers_of_something_else_is_left_alone() -> None:
    source = "import keras\ndef run(zoo):\n    for layer in zoo.layers:\n        layer.reset_states()\n"
    assert fixed(source) == source
