"""Where ``K.update`` waits, and ``K.variable`` gives the variable of the first time.

An optimizer of Keras 2 up to 2.2 describes a step once, in ``get_updates``; here that method runs at every step, so what it
made at the first one is given to it again, and all its new values are computed before the first one is set. Likewise a
layer of Keras 2.2 describes updates, and ``add_update`` says which are carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from keras.src.backend.common import global_state

from ._tensors import is_dialect


class Replay:
    """The variables that a function made when it first ran, in order."""

    def __init__(self, made: list[Any]) -> None:
        self.made = made
        self.place = 0

    def take(self, make: Callable[[], Any]) -> Any:
        """The next one; made where there is none."""
        if self.place == len(self.made):
            self.made.append(make())
        self.place += 1
        return self.made[self.place - 1]


_running: list[Replay] = []


@contextmanager
def replay(made: list[Any]) -> Iterator[None]:
    """Run a description of a step again."""
    _running.append(Replay(made))
    try:
        yield
    finally:
        _running.pop()


def running() -> Replay | None:
    """The description that is run."""
    return _running[-1] if _running else None


def updates_wait() -> bool:
    """Whether an update is only described."""
    if _running:
        return True
    return is_dialect("2.2") and global_state.get_global_attribute("current_call_ctx") is not None
