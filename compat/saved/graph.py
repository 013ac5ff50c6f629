"""The graph of a functional model: who calls whom, in Keras 2's lists and in Keras 3's dicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .errors import Refused


class Ref(NamedTuple):
    """One tensor: an output of one call of a layer."""

    layer: str
    call: int
    output: int


@dataclass
class Call:
    """One call of a layer; arguments hold :class:`Ref` where they hold tensors."""

    args: list[Any]
    kwargs: dict[str, Any] = field(default_factory=dict)


Calls = dict[str, list[Call]]


def refs(value: Any) -> Iterator[Ref]:
    """Every tensor in an argument, in the order in which Keras 3 flattens it: dicts by sorted keys."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from refs(each)
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from refs(value[key])


def mapped(value: Any, change: Callable[[Ref], Any]) -> Any:
    """An argument with every tensor replaced."""
    if isinstance(value, Ref):
        return change(value)
    if isinstance(value, (list, tuple)):
        return [mapped(each, change) for each in value]
    if isinstance(value, dict):
        return {key: mapped(each, change) for key, each in value.items()}
    return value


def read_call(node: Any, layers: frozenset[str]) -> Call:
    """A call as Keras 2 wrote it: ``[["dense", 0, 0, {}]]``, or one such tensor alone, or a nested structure of them.

    Raises:
        Refused: It is of no known form.
    """
    kwargs: dict[str, Any] = {}

    def tensor(value: Any) -> Any:
        if isinstance(value, list) and value and isinstance(value[0], str) and len(value) in (3, 4):
            kwargs.update(value[3] if len(value) == 4 else {})
            return value[2] if value[0] == "_CONSTANT_VALUE" else Ref(value[0], int(value[1]), int(value[2]))
        if isinstance(value, list):
            return [tensor(each) for each in value]
        if isinstance(value, dict):
            return {key: tensor(each) for key, each in value.items()}
        raise _damaged(f"an inbound node is {value!r}, which is no tensor of the model")

    inputs = tensor(node)
    if isinstance(inputs, list) and len(inputs) == 1 and not isinstance(node[0], str):
        inputs = inputs[0]
    return Call([inputs], {key: _keyword(value, layers) for key, value in kwargs.items() if value is not None})


def _keyword(value: Any, layers: frozenset[str]) -> Any:
    """A keyword's value; ``["dense", 0, 0]`` in it is a tensor."""
    if isinstance(value, list):
        if (
            len(value) == 3
            and isinstance(value[0], str)
            and value[0] in layers
            and all(type(each) is int for each in value[1:])
        ):
            return Ref(*value)
        return [_keyword(each, layers) for each in value]
    if isinstance(value, dict):
        return {key: _keyword(each, layers) for key, each in value.items()}
    return value


def read_ends(value: Any) -> Any:
    """A model's inputs or outputs: a structure of ``["dense", 0, 0]``; a list of one is that one, as in Keras 2."""
    found = _ends(value)
    return found[0] if isinstance(found, list) and len(found) == 1 else found


def _ends(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _ends(each) for key, each in value.items()}
    if len(value) == 3 and isinstance(value[0], str) and all(type(each) is int for each in value[1:]):
        return Ref(*value)
    return [_ends(each) for each in value]


def _damaged(what: str) -> Refused:
    return Refused(what, "the config seems damaged.")


def keras3_order(calls: Calls, inputs: list[Ref], outputs: list[Ref]) -> list[str]:
    """The layers of a functional model in the order that Keras 3 gives them: by depth, then by a walk from the outputs.

    ``Function.map_graph`` of Keras 3; a layer without calls is an input. Paths of variables and an optimizer's slots are
    numbered in this order. Layers that lead to no output are not in it.
    """
    seen: dict[str, int] = {}
    finished: dict[tuple[str, int], None] = {}

    def parents(node: tuple[str, int]) -> list[tuple[str, int]]:
        made = calls.get(node[0])
        if not made:
            return []
        if not 0 <= node[1] < len(made):
            raise _damaged(f"call {node[1]} of layer {node[0]!r} is used, the layer has {len(made)}")
        call = made[node[1]]
        return [(each.layer, each.call) for each in refs([call.args, call.kwargs])]

    for end in outputs:
        stack = [((end.layer, end.call), iter(parents((end.layer, end.call))))]
        if stack[0][0] not in finished:
            seen.setdefault(end.layer, len(seen))
        while stack:
            node, rest = stack[-1]
            following = next((each for each in rest if each not in finished), None)
            if following is None:
                finished.setdefault(node)
                stack.pop()
            elif any(following == each for each, _ in stack):
                raise _damaged(f"the output of layer {following[0]!r} leads back to its own input")
            else:
                seen.setdefault(following[0], len(seen))
                stack.append((following, iter(parents(following))))

    depths: dict[tuple[str, int], int] = {}
    of_layer: dict[str, int] = {}
    for node in reversed(list(finished)):
        depth = max(depths.setdefault(node, 0), of_layer.get(node[0], 0))
        of_layer[node[0]] = depths[node] = depth
        for parent in parents(node):
            depths[parent] = max(depth + 1, depths.get(parent, 0))
    for each in inputs:
        if each.layer not in of_layer:
            of_layer[each.layer], seen[each.layer] = 0, -1
    return sorted(of_layer, key=lambda layer: (-of_layer[layer], seen[layer]))
