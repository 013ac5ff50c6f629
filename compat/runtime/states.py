"""All states of a model at once: reset, read and set, under either Keras."""

from __future__ import annotations

from typing import Any


def reset_states(model: Any) -> None:
    """See :func:`compat.reset_states`."""
    for layer in getattr(model, "layers", [model]):
        if hasattr(layer, "layers"):
            reset_states(layer)
        elif getattr(layer, "stateful", False) and _has_own_reset(layer):
            layer.reset_states()
        elif _is_stateful(layer):
            for part in _parts(layer).values():
                _reset(part)


def _has_own_reset(layer: Any) -> bool:
    """Whether the user's class defines the reset; Keras 3's own cannot do nested states."""
    for base in type(layer).__mro__:
        if "reset_states" in vars(base):
            return base.__module__.partition(".")[0] not in ("keras", "tf_keras")
    return False


def get_states(model: Any) -> dict[str, Any]:
    """See :func:`compat.get_states`."""
    found: dict[str, Any] = {}
    for layer in getattr(model, "layers", [model]):
        if hasattr(layer, "layers"):
            inner = get_states(layer)
            if inner:
                found[layer.name] = inner
        elif _is_stateful(layer):
            parts = {name: _arrays(part.states) for name, part in _parts(layer).items() if _has_states(part)}
            if parts:
                found[layer.name] = parts.get("", parts)
    return found


def set_states(model: Any, states: dict[str, Any]) -> None:
    """See :func:`compat.set_states`."""
    for variable, value in _pairs(model, states, ""):
        _assign(variable, value)


def _is_stateful(layer: Any) -> bool:
    return bool(getattr(layer, "stateful", False)) and (hasattr(layer, "states") or hasattr(layer, "forward_layer"))


def _parts(layer: Any) -> dict[str, Any]:
    if hasattr(layer, "forward_layer"):
        return {"forward": layer.forward_layer, "backward": layer.backward_layer}
    return {"": layer}


def _has_states(layer: Any) -> bool:
    return any(state is not None for state in _flat(layer.states))


def _nested(value: Any) -> bool:
    return isinstance(value, (list, tuple)) or type(value).__name__ in ("ListWrapper", "_TupleWrapper")


def _flat(value: Any) -> list[Any]:
    return [each for item in value for each in _flat(item)] if _nested(value) else [value]


def _arrays(states: Any) -> Any:
    import numpy as np

    if _nested(states):
        return [_arrays(state) for state in states]
    value = states.value if not callable(getattr(states, "value", None)) else states.value()
    return np.array(_to_numpy(value))


def _to_numpy(value: Any) -> Any:
    if hasattr(value, "detach"):
        value = value.detach().cpu()
    return value.numpy() if hasattr(value, "numpy") else value


def _reset(layer: Any) -> None:
    import numpy as np

    for state in _flat(layer.states):
        if state is not None:
            _assign(state, np.zeros(tuple(state.shape), "float32"))


def _assign(variable: Any, value: Any) -> None:
    variable.assign(value)


def _pairs(model: Any, states: dict[str, Any], where: str) -> list[tuple[Any, Any]]:
    """Every state variable with its array; checked whole before the caller sets any."""
    import numpy as np

    current = get_states(model)
    if states.keys() != current.keys():
        raise ValueError(
            f"States of {where or 'the model'} are expected for the layers {sorted(current)}, but found for "
            f"{sorted(states)}.\nHint: pass what get_states() returned, for a model of the same layers."
        )
    pairs: list[tuple[Any, Any]] = []
    for layer in getattr(model, "layers", [model]):
        if layer.name not in states:
            continue
        given = states[layer.name]
        if hasattr(layer, "layers"):
            pairs += _pairs(layer, given, f"model {layer.name!r}")
            continue
        parts = _parts(layer)
        for name, part in parts.items():
            variables = _flat(part.states)
            values = [np.asarray(each) for each in _flat(given[name] if name else given)]
            found, expected = [each.shape for each in values], [tuple(each.shape) for each in variables]
            if found != expected:
                raise ValueError(
                    f"Layer {part.name!r} holds states of the shapes {expected}, but was given {found}.\n"
                    "Hint: the batch size of both models must be the same."
                )
            pairs += zip(variables, values)
    return pairs
