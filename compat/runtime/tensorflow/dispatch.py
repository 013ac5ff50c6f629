"""What TensorFlow's functions do with a tensor that is not TensorFlow's: a Keras tensor, or one of another backend.

TensorFlow asks global dispatchers after a function refused its arguments, so nothing is slower where it did not. Keras
tensors: the function becomes an operation of their graph, a native one of Keras where ``keras.ops`` says the same. On jax
and torch, tensors of the backend (and those of a compiled step) go through ``keras.ops`` too. There TensorFlow would
silently take a concrete tensor as numbers, and lose its gradient: the functions of ``tf`` that are known are therefore
widened for Keras 2 code.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

from ..provided.tensorflow import find
from . import classes, foreign

_PAGE = "K2C801 tensorflow_functions"

#: Functions whose arguments may hold tensors beside the first one: a size that is only known when the model runs.
_TAKE_SIZES = {"reshape", "tile", "fill", "zeros", "ones", "broadcast_to", "slice", "range", "linspace", "eye", "pad"}
#: Functions that answer with sizes, or look at values: TensorFlow's own does it when the model runs.
_OF_THE_RUN = {
    "map_fn",
    "scan",
    "foldl",
    "foldr",
    "vectorized_map",
    "shape",
    "size",
    "rank",
    "where",
    "boolean_mask",
    "unique",
    "print",
    "Print",
    "cond",
    "while_loop",
}


_registered: list[Any] = []


def install(tensorflow: Any) -> None:
    """Register with TensorFlow, once in a process; where no program speaks Keras 2 the dispatcher does nothing."""
    from tensorflow.python.util import dispatch

    from ..widen import is_put

    if not _registered:
        _registered.append(_make(dispatch))
        _registered[0].register()
    if not is_put(tensorflow, "map_fn"):
        _widen_functions(tensorflow)


def _make(dispatch: Any) -> Any:
    class _Dispatcher(dispatch.GlobalOpDispatcher):
        def handle(self, op: Any, args: Any, kwargs: Any) -> Any:
            from .. import callers

            if not callers.SCOPE.installed and not callers.SCOPE.modules:
                return self.NOT_SUPPORTED
            kind = foreign.kind(args, kwargs)
            if kind is None:
                return self.NOT_SUPPORTED
            return answer(op, kind, args, kwargs)

    return _Dispatcher()


def answer(function: Any, kind: str, args: Any, kwargs: Any) -> Any:
    """Call what stands for a function of TensorFlow.

    Raises:
        NotImplementedError: On jax and torch: nothing does.
    """
    from . import operation

    name = operation.public_name(function)
    native = _native(name)
    if native is not None and (not foreign.ON_TENSORFLOW() or _is_whole(name, args, kwargs)):
        return native(*foreign.plain(args), **foreign.plain(kwargs))
    if foreign.ON_TENSORFLOW():
        return _in_graph(function, name, args, kwargs)
    raise NotImplementedError(
        f"tf.{name or getattr(function, '__name__', function)} got {kind}, and Keras runs on {foreign.backend()}: this "
        f"function of TensorFlow has no counterpart in compat.\n"
        f"Hint: use keras.ops, or KERAS_BACKEND=tensorflow. See {_PAGE} in the migration guide."
    )


def _native(name: str | None) -> Callable[..., Any] | None:
    if name is None:
        return None
    try:
        return find(name)
    except LookupError:
        return None


def _is_whole(name: str | None, args: Any, kwargs: Any) -> bool:
    """Whether ``keras.ops`` says all that TensorFlow's function would, before the model runs."""
    last = (name or "").rpartition(".")[2]
    if last in _OF_THE_RUN or (name or "").startswith("random"):
        return False
    if last in _TAKE_SIZES:
        return not foreign.symbolic(args[1:], kwargs)
    return True


def _in_graph(function: Any, name: str | None, args: Any, kwargs: Any) -> Any:
    from ..provided.backend._tensors import slots
    from .operation import TensorFlowFunction

    if name is None:
        raise TypeError(
            f"{getattr(function, '__name__', function)!r} is no public function of TensorFlow, so it cannot be part of a "
            "graph of Keras tensors.\nHint: call it in a Lambda layer."
        )
    tensors, arguments = slots([list(args), kwargs])
    return TensorFlowFunction(f"tensorflow:{name}", arguments)(*tensors)


# ---- jax and torch: functions of tf in Keras 2 code ----


def _widen_functions(tensorflow: Any) -> None:
    """Let functions of ``tf`` take tensors that are not TensorFlow's, where Keras 2 code calls them.

    On the tensorflow backend these are the few that never ask a dispatcher; on the others every one that has an answer.
    """
    from ..provided.tensorflow import names
    from ..widen import put

    done: dict[int, Any] = {}
    for name in filter(_never_dispatched, names()) if foreign.ON_TENSORFLOW() else names():
        space, _, last = name.rpartition(".")
        owner: Any = tensorflow
        for part in filter(None, space.split(".")):
            owner = getattr(owner, part, None)
        native = vars(owner).get(last) if owner is not None else None
        if native is None or isinstance(native, (type, classes.Stand)) or not callable(native):
            continue
        if id(native) not in done:
            ours = _answer_of(native) if foreign.ON_TENSORFLOW() else find(name)
            done[id(native)] = _for_foreign(native, ours)
        put(owner, last, done[id(native)])
    if not foreign.ON_TENSORFLOW():
        for name in classes.NAMES:
            put(tensorflow, name, classes.Stand(vars(tensorflow)[name], find(name)))


_FIRST_LOOKS = {
    "map_fn",
    "scan",
    "foldl",
    "foldr",
    "vectorized_map",
    "pad",
    "tensordot",
    "linalg.tensordot",
    "nn.conv1d",
}


def _never_dispatched(name: str) -> bool:
    """Whether a function looks into its arguments before TensorFlow would ask a dispatcher."""
    return name in _FIRST_LOOKS or name.startswith("image.")


def _answer_of(native: Any) -> Callable[..., Any]:
    return lambda *args, **kwargs: answer(native, "a Keras tensor", args, kwargs)


def _for_foreign(native: Any, ours: Callable[..., Any]) -> Callable[..., Any]:
    """``ours`` for Keras 2 code, but where it works with TensorFlow's own tensors or builds a TensorFlow graph.

    On the tensorflow backend ``ours`` is for Keras tensors only.
    """
    from .. import callers

    on_tensorflow = foreign.ON_TENSORFLOW()

    @functools.wraps(native)
    def function(*args: Any, **kwargs: Any) -> Any:
        other = foreign.kind(args, kwargs) is not None
        if (other or not (on_tensorflow or foreign.is_for_tensorflow(args, kwargs))) and callers.writes_keras2(
            sys._getframe(1)
        ):
            return ours(*foreign.plain(args), **foreign.plain(kwargs))
        return native(*args, **kwargs)

    return function
