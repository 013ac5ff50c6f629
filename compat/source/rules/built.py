"""A call that builds an object of a Keras class, as the rules see it."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ...changes import _keras2
from ..calls import Argument, argument
from ..index import Row
from ..things import OwnClass


class Built(NamedTuple):
    """A call that builds an object of a Keras class, or calls a method of one.

    Attributes:
        call: The call.
        name: The class as the file calls it.
        chain: The Keras classes, or the methods of them (``keras.Model.fit``), the most derived first.
        exact: Whether it is the first of them, not one of its subclasses.
        own: The classes of the file that derive from them, the most derived first.
    """

    call: ast.Call
    name: str
    chain: tuple[str, ...]
    own: tuple[OwnClass, ...]
    exact: bool

    @property
    def parameters(self) -> tuple[str, ...]:
        """The positional parameters in Keras 2's order; none where they are not known: of an own class, of a method."""
        row = None if self.own or not self.exact else _keras2.table().get(self.chain[0])
        return row.parameters if row is not None else ()

    def argument(self, name: str) -> Argument | None:
        """What the call gives for an argument of Keras; None also where a class of the file has it for itself."""
        return None if self._is_own(name) else argument(self.call, name, self.parameters)

    def _is_own(self, name: str) -> bool:
        for cls in self.own:
            for each in cls.node.body:
                if isinstance(each, ast.FunctionDef) and each.name == "__init__":
                    named = [*each.args.posonlyargs, *each.args.args, *each.args.kwonlyargs]
                    return each.args.kwarg is None or any(parameter.arg == name for parameter in named)
        return False

    def mentions(self, name: str) -> bool:
        """Whether a class of the file speaks of an argument's name, as in ``kwargs["input_shape"]``."""
        return any(
            isinstance(each, ast.Constant) and each.value == name for cls in self.own for each in ast.walk(cls.node)
        )

    def takes(self, row: Row) -> bool:
        """Whether an entry holds for the class."""
        kept = getattr(row.entry, "kept_by", ())
        return row.entry.owner in self.chain and not any(each in self.chain for each in kept)
