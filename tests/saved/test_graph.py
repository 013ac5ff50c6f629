"""The order of layers in a functional model, as Keras 3 itself settles it."""

from __future__ import annotations

import random
from typing import Any

import pytest

from compat.saved import Refused
from compat.saved.graph import Call, Ref, keras3_order, read_call, read_ends


def random_model(seed: int) -> Any:
    """A functional model with branches, shared layers and several inputs and outputs."""
    import keras

    choice = random.Random(seed)
    tensors = [keras.Input((3,), name=f"input{number}") for number in range(choice.randint(1, 3))]
    inputs = list(tensors)
    shared = [keras.layers.Dense(3, name=f"shared{number}") for number in range(2)]
    for number in range(choice.randint(3, 12)):
        kind = choice.random()
        if kind < 0.4:
            tensors.append(keras.layers.Dense(3, name=f"dense{number}")(choice.choice(tensors)))
        elif kind < 0.6:
            tensors.append(choice.choice(shared)(choice.choice(tensors)))
        else:
            parts = [choice.choice(tensors) for _ in range(choice.randint(2, 3))]
            tensors.append(keras.layers.Add(name=f"add{number}")(parts))
    return keras.Model(inputs, choice.sample(tensors[-3:], choice.randint(1, 2)))


def calls_of(model: Any) -> tuple[dict[str, list[Call]], list[Ref], list[Ref]]:
    """The graph of a model as its own nodes tell it: calls, inputs, outputs."""
    places = {}
    for layer in model.layers:
        for node in layer._inbound_nodes:
            if any(node is each for nodes in model._nodes_by_depth.values() for each in nodes):
                places[id(node)] = (layer.name, sum(name == layer.name for name, _ in places.values()))

    def ref(tensor: Any) -> Ref:
        layer, index, output = tensor._keras_history
        return Ref(*places[id(layer._inbound_nodes[index])], output)

    calls: dict[str, list[Call]] = {layer.name: [] for layer in model.layers}
    for nodes in model._nodes_by_depth.values():
        for node in nodes:
            if node.input_tensors:
                name, number = places[id(node)]
                calls[name] += [Call([])] * (number + 1 - len(calls[name]))
                calls[name][number] = Call([[ref(each) for each in node.input_tensors]])
    return calls, [ref(each) for each in model.inputs], [ref(each) for each in model.outputs]


@pytest.mark.parametrize("seed", range(40))
def test_the_order_is_that_of_keras_3(seed: int) -> None:
    model = random_model(seed)
    assert keras3_order(*calls_of(model)) == [layer.name for layer in model.layers]


LAYERS = frozenset({"a", "b"})


@pytest.mark.parametrize(
    ("node", "args", "kwargs"),
    [
        ([["a", 0, 0, {}]], [Ref("a", 0, 0)], {}),
        ([["a", 0, 0, {}], ["b", 1, 2, {}]], [[Ref("a", 0, 0), Ref("b", 1, 2)]], {}),
        ([["a", 0, 0, {"mask": None, "training": False}]], [Ref("a", 0, 0)], {"training": False}),
        ([["a", 0, 0, {"value": ["b", 0, 0]}]], [Ref("a", 0, 0)], {"value": Ref("b", 0, 0)}),
        ([["a", 0, 0, {"shape": [["b", 0, 0], 9]}]], [Ref("a", 0, 0)], {"shape": [Ref("b", 0, 0), 9]}),
        ([["a", 0, 0, {"names": ["c", 0, 0]}]], [Ref("a", 0, 0)], {"names": ["c", 0, 0]}),
        (["a", 0, 0, {"y": 2.0}], [Ref("a", 0, 0)], {"y": 2.0}),
        (["_CONSTANT_VALUE", -1, 1.0, {"y": ["a", 0, 0]}], [1.0], {"y": Ref("a", 0, 0)}),
        ({"left": ["a", 0, 0], "right": ["b", 0, 0]}, [{"left": Ref("a", 0, 0), "right": Ref("b", 0, 0)}], {}),
    ],
)
def test_calls(node: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
    assert read_call(node, LAYERS) == Call(args, kwargs)


def test_a_call_of_no_known_form() -> None:
    with pytest.raises(Refused, match="which is no tensor of the model"):
        read_call([7], LAYERS)


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        ([["a", 0, 0]], Ref("a", 0, 0)),
        ([["a", 0, 0], ["b", 0, 1]], [Ref("a", 0, 0), Ref("b", 0, 1)]),
        (["a", 0, 0], Ref("a", 0, 0)),
        ({"left": ["a", 0, 0]}, {"left": Ref("a", 0, 0)}),
    ],
)
def test_ends(ends: Any, found: Any) -> None:
    assert read_ends(ends) == found
