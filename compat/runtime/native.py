"""Widening Keras 3: every mechanism, once, and back."""

from __future__ import annotations

from ..changes._kinds import Behavior
from . import (
    arguments,
    entries,
    files,
    first_layer,
    members,
    optimizers,
    positions,
    strings,
    time_major,
    training_data,
    values,
    widen,
)
from .custom import shapes
from .state import reset

_widened = False


def widen_keras() -> None:
    """Give Keras 3's own classes the spelling of Keras 2. Keras must be imported."""
    global _widened
    if _widened:
        return
    _widened = True
    try:
        arguments.install(first_layer.keep)
        first_layer.install()
        values.install()
        strings.install()
        optimizers.install()
        reset.install()
        time_major.install()
        members.install()
        files.install()
        for by in dict.fromkeys(entry.by for entry in entries.of_kind(Behavior)):
            entries.load(by)()
        arguments.install_others()
        arguments.install_methods()
        training_data.install_loops()
        positions.install()
        shapes.install_answers()
    except BaseException:
        restore_keras()
        raise


def restore_keras() -> None:
    """Take back every change to Keras's classes and modules."""
    global _widened
    widen.restore()
    _widened = False
