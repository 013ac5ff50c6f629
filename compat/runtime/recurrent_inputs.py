"""What recurrent layers of Keras 2 took beside their sequences: constants, and states and constants in one list of inputs.

``RNN(cell)([x, state, constant])`` is ``RNN(cell)(x, initial_state=[state], constants=[constant])``; the constants go to
every cell whose ``call`` takes them, and its ``build`` gets a list of shapes. A cell may be any object with ``call`` and
``state_size``. In the dialect 2.2 the states of stacked cells are one flat list.
"""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from . import asked, callers, dialects, graph, trees
from .widen import add, put, virtual, wrap

_NOW, _PENDING, _COUNT = "_compat_constants", "_compat_pending", "_compat_num_constants"
_REVERSED, _INNER = "_compat_reversed", "_compat_inner"


def install() -> None:
    """Widen ``RNN``, ``Bidirectional`` and ``StackedRNNCells``."""
    import keras

    layers = keras.layers
    wrap(layers.RNN, "__init__", _rnn_init)
    put(layers.RNN, "__call__", _called(_rnn_arguments))
    put(layers.RNN, "call", _rnn_call(vars(layers.RNN)["call"]))
    wrap(layers.RNN, "compute_output_shape", _output_shape)
    wrap(layers.RNN, "compute_mask", _compute_mask)
    wrap(layers.RNN, "inner_loop", _inner_loop)
    wrap(layers.RNN, "_maybe_config_dropout_masks", _dropout_masks)
    wrap(layers.RNN, "get_initial_state", _initial_state)
    wrap(layers.RNN, "get_config", _get_config)
    _give_states(layers.RNN)
    put(layers.RNN, "from_config", classmethod(_from_config(vars(layers.RNN)["from_config"].__func__)))
    put(layers.Bidirectional, "__call__", _called(_bidirectional_arguments))
    put(layers.Bidirectional, "call", _bidirectional_call(vars(layers.Bidirectional)["call"]))
    wrap(layers.Bidirectional, "compute_output_shape", _bidirectional_output_shape)
    wrap(layers.StackedRNNCells, "__init__", _stacked_init)
    wrap(layers.StackedRNNCells, "call", _stacked_call)
    wrap(layers.StackedRNNCells, "get_config", _stacked_config)
    add(layers.Bidirectional, "layer", virtual(lambda layer: layer.forward_layer))
    put(layers.StackedRNNCells, "state_size", _state_size(vars(layers.StackedRNNCells)["state_size"]))


def _takes_constants(cell: Any) -> bool:
    return "constants" in inspect.signature(cell.call).parameters


def _cells(cell: Any) -> list[Any]:
    return list(getattr(cell, "cells", [cell]))


# ---- what a call is given ----


def _called(arguments: Callable[..., Any]) -> Callable[..., Any]:
    import keras

    def __call__(self: Any, *args: Any, **kwargs: Any) -> Any:
        if args and (
            isinstance(args[0], (list, tuple))
            or "constants" in kwargs
            or "initial_state" in kwargs
            or _PENDING in self.__dict__
        ):
            args, kwargs = arguments(self, args, kwargs)
        found = keras.Layer.__call__(self, *args, **kwargs)
        if asked.by_keras2_code(sys._getframe(1)):
            _note_phase(self, found, kwargs)
        return found

    return __call__


def _note_phase(layer: Any, outputs: Any, kwargs: Any) -> None:
    """``_uses_learning_phase`` on values; arrays of jax take no attributes."""
    follows = kwargs.get("training") is None and graph.follows_phase(layer)
    for each in outputs if isinstance(outputs, (list, tuple)) else [outputs]:
        if not _is_symbolic(each):
            with contextlib.suppress(AttributeError):
                each._uses_learning_phase = follows


def _rnn_arguments(layer: Any, args: Any, kwargs: Any) -> Any:
    pending = layer.__dict__.pop(_PENDING, None)
    if pending is not None:
        kwargs["constants"] = pending
    args, kwargs = _split(layer, args, kwargs)
    constants = kwargs.get("constants")
    if constants:
        layer.__dict__[_COUNT] = len(constants)
        _build_cells(layer, args[0], constants)
    return args, kwargs


def _bidirectional_arguments(layer: Any, args: Any, kwargs: Any) -> Any:
    forward, backward = layer.forward_layer, layer.backward_layer
    layer.__dict__.setdefault(_COUNT, forward.__dict__.get(_COUNT))
    args, kwargs = _split(layer, args, kwargs)
    states = kwargs.get("initial_state")
    if states is not None and (not isinstance(states, (list, tuple)) or len(states) % 2):
        raise ValueError(
            "When passing `initial_state` to a Bidirectional RNN, the state should be a list containing the states of "
            f"the underlying RNNs: those of the forward layer, then those of the backward layer. Found: {states}"
        )
    constants = kwargs.get("constants")
    if constants:
        layer.__dict__[_COUNT] = len(constants)
        for part in (forward, backward):
            part.__dict__[_COUNT] = len(constants)
            _build_cells(part, args[0], constants)
    return args, kwargs


def _split(layer: Any, args: Any, kwargs: Any) -> Any:
    """The sequences alone, with ``initial_state`` and ``constants`` as lists among the keywords."""
    sequences, *others = args
    if isinstance(sequences, (list, tuple)):
        count = layer.__dict__.get(_COUNT) or 0
        first, *rest = sequences
        states = rest[: len(rest) - count]
        kwargs = dict(kwargs)
        if states:
            kwargs["initial_state"] = states
        if count:
            kwargs["constants"] = rest[len(rest) - count :]
        sequences = first
    constants = kwargs.get("constants")
    if constants is None:
        kwargs.pop("constants", None)
    elif not isinstance(constants, (list, tuple)):
        kwargs["constants"] = [constants]
    return (sequences, *others), kwargs


def _build_cells(layer: Any, sequences: Any, constants: Any) -> None:
    """Build the cells that take constants before the layer builds the others: they get a list of shapes."""
    import keras

    shape = tuple(sequences.shape)
    step, others = (shape[0], *shape[2:]), [tuple(each.shape) for each in constants]
    for cell in _cells(layer.cell):
        if isinstance(cell, keras.Layer) and not cell.built:
            cell.build([step, *others] if _takes_constants(cell) else step)
            cell.built = True
        size = getattr(cell, "output_size", None) or _flat(cell.state_size)[0]
        step = (shape[0], size)


# ---- the layer's own call ----


def _rnn_call(native: Callable[..., Any]) -> Callable[..., Any]:
    from .widen import wide

    def call(
        self: Any,
        sequences: Any,
        initial_state: Any = None,
        mask: Any = None,
        training: Any = False,
        constants: Any = None,
    ) -> Any:
        if _is_symbolic(sequences):
            return self(sequences, initial_state=initial_state, mask=mask, training=training or None)
        if initial_state is not None and _is_flat(self):
            initial_state = _nest(self, initial_state)
        with _set(self, _NOW, constants or None):
            found = native(self, sequences, initial_state=initial_state, mask=mask, training=training)
        return _listed(self, found) if self.return_state and dialects.of(self) else found

    signature = inspect.signature(call)
    made = wide(native, call)
    made.__signature__ = signature  # type: ignore[attr-defined]
    return made


def _is_symbolic(x: Any) -> bool:
    import keras

    return isinstance(x, keras.KerasTensor)


@contextmanager
def _set(layer: Any, name: str, value: Any) -> Iterator[None]:
    missing = object()
    before = layer.__dict__.get(name, missing)
    layer.__dict__[name] = value
    try:
        yield
    finally:
        if before is missing:
            del layer.__dict__[name]
        else:
            layer.__dict__[name] = before


class _Cell:
    """A cell as the loop calls it: with the constants, and whether or not it is a layer."""

    def __init__(self, cell: Any, constants: Any) -> None:
        self.cell = cell
        self.constants = constants

    def __call__(self, inputs: Any, states: Any, **kwargs: Any) -> Any:
        return _call_cell(self.cell, inputs, states, self.constants, kwargs)


def _call_cell(cell: Any, inputs: Any, states: Any, constants: Any, kwargs: Any) -> Any:
    import keras

    if constants is not None and (hasattr(cell, "cells") or _takes_constants(cell)):
        kwargs = {**kwargs, "constants": constants}
    if isinstance(cell, keras.Layer):
        if cell._call_has_training_arg and "training" not in kwargs:
            kwargs["training"] = None
        return cell(inputs, states, **kwargs)
    return cell.call(inputs, states, **kwargs)


def _inner_loop(native: Callable[..., Any]) -> Callable[..., Any]:
    def inner_loop(self: Any, *args: Any, **kwargs: Any) -> Any:
        constants, cell = self.__dict__.get(_NOW), self.cell
        if constants is None and callable(cell):
            return native(self, *args, **kwargs)
        training = kwargs.get("training")
        proxy = _Cell(cell, constants)
        if getattr(cell, "_call_has_training_arg", False):
            proxy = _Trained(cell, constants, training)
        with _set(self, "cell", proxy):
            return native(self, *args, **kwargs)

    return inner_loop


class _Trained(_Cell):
    """A cell that is told whether it is trained."""

    def __init__(self, cell: Any, constants: Any, training: Any) -> None:
        super().__init__(cell, constants)
        self.training = training

    def __call__(self, inputs: Any, states: Any, **kwargs: Any) -> Any:
        return super().__call__(inputs, states, training=self.training, **kwargs)


def _stacked_call(native: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, inputs: Any, states: Any, training: Any = False, constants: Any = None, **kwargs: Any) -> Any:
        import keras

        if constants is None and all(isinstance(cell, keras.Layer) for cell in self.cells):
            return native(self, inputs, states, training=training, **kwargs)
        found = []
        for cell, state in zip(self.cells, states):
            given = list(state) if isinstance(state, (list, tuple)) else [state]
            extra = dict(kwargs)
            if getattr(cell, "_call_has_training_arg", False):
                extra["training"] = training
            inputs, new = _call_cell(cell, inputs, given, constants, extra)
            new = list(new) if isinstance(new, (list, tuple)) else [new]
            found.append(new if isinstance(state, (list, tuple)) else new[0])
        return inputs, found[0] if len(found) == 1 else found

    return call


def _dropout_masks(native: Callable[..., Any]) -> Callable[..., Any]:
    def configure(self: Any, cell: Any, input_sequence: Any, input_state: Any) -> None:
        constants = self.__dict__.get(_NOW)
        cells = _cells(cell)
        if not hasattr(cell, "cells") or (constants is None and all(callable(each) for each in cells)):
            native(self, cell, input_sequence, input_state)
            return
        for each, state in zip(cells, input_state):
            native(self, each, input_sequence, state)
            given = list(state) if isinstance(state, (list, tuple)) else [state]
            input_sequence, _ = _call_cell(each, input_sequence, given, constants, {})

    return configure


# ---- states ----


def _rnn_init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        native(self, *args, **kwargs)
        import keras

        for cell in _cells(self.cell):
            if not isinstance(cell, keras.Layer) and not hasattr(cell, "compute_dtype"):
                cell.compute_dtype = self.compute_dtype

    return __init__


class _States:
    """``layer.states``: Keras 2 code finds a None for each state of a layer that carries none."""

    def __init__(self, native: Any) -> None:
        self.native = native

    def __get__(self, layer: Any, owner: type | None = None) -> Any:
        if layer is None:
            return self
        states = self._of(layer)
        if states is None and callers.writes_keras2(sys._getframe(1)):
            return [None for _ in _flat(layer.state_size)]
        return states

    def _of(self, layer: Any) -> Any:
        if self.native is not None:
            return self.native.__get__(layer, type(layer))
        try:
            return layer.__dict__["states"]
        except KeyError:
            raise AttributeError(f"{type(layer).__name__!r} object has no attribute 'states'") from None

    def __set__(self, layer: Any, value: Any) -> None:
        layer.__dict__["states"] = value

    def __delete__(self, layer: Any) -> None:
        del layer.__dict__["states"]


def _give_states(rnn: type) -> None:
    put(rnn, "states", _States(vars(rnn).get("states")))


def _flat(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return [each for item in value for each in _flat(item)]
    return [value]


def _is_flat(layer: Any) -> bool:
    """Whether the states of the stacked cells are one flat list to the code that built the layer."""
    return hasattr(layer.cell, "cells") and dialects.of(layer) == "2.2"


def _nest(layer: Any, states: Any) -> Any:
    """A flat list of states, nested as the cells are."""
    values = _flat(states)
    cells = list(layer.cell.cells)
    if layer.cell.__dict__.get(_REVERSED):
        parts: list[Any] = []
        for cell in reversed(cells):
            parts.insert(0, [values.pop(0) for _ in _flat(cell.state_size)])
    else:
        parts = [[values.pop(0) for _ in _flat(cell.state_size)] for cell in cells]
    return [part if isinstance(cell.state_size, (list, tuple)) else part[0] for part, cell in zip(parts, cells)]


def _listed(layer: Any, found: Any) -> Any:
    """The output and the states (or their shapes) in a list, as Keras 2 returned them."""
    output, *states = found
    if not _is_flat(layer):
        return [output, *states]
    if getattr(layer.cell, "__dict__", {}).get(_REVERSED):
        states.reverse()
    return [output, *(_leaves(states))]


def _leaves(states: Any) -> list[Any]:
    """States or shapes of them, out of the lists of their cells."""
    return [each for state in states for each in (_leaves(state) if isinstance(state, list) else [state])]


def _output_shape(native: Callable[..., Any]) -> Callable[..., Any]:
    def compute_output_shape(self: Any, *args: Any, **kwargs: Any) -> Any:
        found = native(self, *args, **kwargs)
        listed = self.return_state and dialects.of(self) and not self.__dict__.get(_INNER)
        return _listed(self, found) if listed else found

    return compute_output_shape


def _bidirectional_output_shape(native: Callable[..., Any]) -> Callable[..., Any]:
    def compute_output_shape(self: Any, *args: Any, **kwargs: Any) -> Any:
        with _set(self.forward_layer, _INNER, True):
            found = native(self, *args, **kwargs)
        return list(found) if _returns_list(self) else found

    return compute_output_shape


def _returns_list(layer: Any) -> bool:
    return bool(dialects.of(layer.forward_layer)) and (layer.return_state or layer.merge_mode is None)


def _compute_mask(native: Callable[..., Any]) -> Callable[..., Any]:
    def compute_mask(self: Any, inputs: Any, mask: Any = None) -> Any:
        if not self.return_state or not _is_flat(self):
            return native(self, inputs, mask)
        first = mask[0] if isinstance(mask, (list, tuple)) else mask
        return [first if self.return_sequences else None, *(None for _ in _flat(self.cell.state_size))]

    return compute_mask


def _initial_state(native: Callable[..., Any]) -> Callable[..., Any]:
    def get_initial_state(self: Any, batch_size: Any = None, **kwargs: Any) -> Any:
        inputs = kwargs.pop("inputs", batch_size)
        if len(getattr(inputs, "shape", ())) == 0:
            return native(self, batch_size, **kwargs)
        if not _is_symbolic(inputs):
            return native(self, inputs.shape[0])
        return _states_for(inputs, native(self, 1))

    return get_initial_state


def _states_for(inputs: Any, states: Any) -> Any:
    """States of one sample for each sample of a Keras tensor."""
    from keras import ops

    zeros = ops.sum(ops.zeros_like(inputs), axis=tuple(range(1, len(inputs.shape))))

    def one(state: Any) -> Any:
        shape = (-1, *(1 for _ in state.shape[1:]))
        return ops.add(ops.reshape(ops.cast(zeros, state.dtype), shape), ops.convert_to_numpy(state))

    return trees.map_structure(one, states)


# ---- stacked cells ----


def _stacked_init(native: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: Any, cells: Any, *args: Any, **kwargs: Any) -> None:
        backwards = kwargs.pop("reverse_state_order", False)
        native(self, cells, *args, **kwargs)
        self.__dict__[_REVERSED] = bool(backwards)

    return __init__


def _stacked_config(native: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def get_config(self: Any) -> dict[str, Any]:
        config = native(self)
        if self.__dict__.get(_REVERSED):
            config["reverse_state_order"] = True
        return config

    return get_config


def _state_size(native: property) -> property:
    def state_size(self: Any) -> Any:
        found = native.__get__(self, type(self))
        if callers.SCOPE.dialect != "2.2" or not callers.writes_keras2(sys._getframe(1)):
            return found
        return tuple(_flat(found[::-1] if self.__dict__.get(_REVERSED) else found))

    return property(state_size, doc=native.__doc__)


# ---- configs ----


def _get_config(native: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def get_config(self: Any) -> dict[str, Any]:
        config = native(self)
        if self.__dict__.get(_COUNT):
            config["num_constants"] = self.__dict__[_COUNT]
        return config

    return get_config


def _from_config(native: Callable[..., Any]) -> Callable[..., Any]:
    def from_config(cls: Any, config: dict[str, Any], custom_objects: Any = None) -> Any:
        count = config.get("num_constants")
        if count is None:
            return native(cls, config, custom_objects)
        layer = native(cls, {name: value for name, value in config.items() if name != "num_constants"}, custom_objects)
        layer.__dict__[_COUNT] = count
        return layer

    return from_config


# ---- both directions ----


def _bidirectional_call(native: Callable[..., Any]) -> Callable[..., Any]:
    from .widen import wide

    def call(
        self: Any,
        sequences: Any,
        initial_state: Any = None,
        mask: Any = None,
        training: Any = None,
        constants: Any = None,
    ) -> Any:
        if constants:
            self.forward_layer.__dict__[_PENDING] = self.backward_layer.__dict__[_PENDING] = list(constants)
        found = native(self, sequences, initial_state=initial_state, mask=mask, training=training)
        return list(found) if _returns_list(self) else found

    signature = inspect.signature(call)
    made = wide(native, call)
    made.__signature__ = signature  # type: ignore[attr-defined]
    return made
