"""The shape of a first layer, in the spellings of Keras 2.

Source of the rules: Keras 2.15's ``Layer.__init__``, ``RNN`` and ``Embedding``.
"""

from __future__ import annotations

from ._kinds import Arguments


def recurrent_input_shape(arguments: Arguments) -> Arguments:
    """``input_dim`` and ``input_length`` of a recurrent layer become ``input_shape=(length, dim)``; a shape given wins."""
    length, dim = arguments.pop("input_length", None), arguments.pop("input_dim", None)
    if "input_shape" not in arguments:
        arguments["input_shape"] = (length, dim)
    return arguments


def embedding_input_shape(arguments: Arguments) -> Arguments:
    """``input_length`` of an embedding becomes ``input_shape=(length,)``; a shape given wins, and must fit.

    Raises:
        ValueError: The shape that is given has other sizes.
    """
    length = arguments.pop("input_length")
    sizes = tuple(length) if isinstance(length, (list, tuple)) else (length or None,)
    given = arguments.get("input_shape")
    if given is None:
        arguments["input_shape"] = sizes
    elif len(given) != len(sizes) or any(one and other and one != other for one, other in zip(given, sizes)):
        raise ValueError(f'"input_length" is {length}, but received input has shape {(None, *given)}')
    return arguments


def batch_shape(arguments: Arguments) -> Arguments:
    """``batch_input_shape``, or ``batch_size`` with ``input_shape`` or ``input_dim``, become ``batch_shape``.

    ``batch_size`` alone says nothing and is left out, as in Keras 2.
    """
    given = arguments.pop("batch_input_shape", None)
    size, shape, dim = (arguments.pop(name, None) for name in ("batch_size", "input_shape", "input_dim"))
    if given is None and shape is None and dim is not None:
        shape = (dim,)
    if given is None and shape is not None:
        given = (size, *((shape,) if isinstance(shape, int) else shape))
    if given is not None:
        arguments["batch_shape"] = tuple(given)
    return arguments
