"""What a rule finds, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..changes._kinds import Change
from .calls import CallChange
from .edits import Edit
from .text import Located


@dataclass
class Fix:
    """A rewriting.

    Attributes:
        edits: Spans of the file, in the order of insertions at one place.
        calls: What becomes of the arguments of calls; those of several fixes on one call are made together.
        why_unsafe: When the new form may mean something else; empty: never.
        keras2: Whether the new form runs on Keras 2.15 too.
    """

    edits: list[Edit] = field(default_factory=list)
    calls: list[CallChange] = field(default_factory=list)
    why_unsafe: str = ""
    keras2: bool = True


@dataclass
class Finding:
    """A place where Keras 3 refuses a program or does something else.

    Attributes:
        change: The change that it meets.
        node: What is shown.
        what: The form that was found, ``LSTM(batch_input_shape=...)``.
        names: What a guard around it would ask for, ``hasattr(layer, "reset_states")``.
        fix: What mends it; None: a person must.
        why: Why it is not mended, or what to do.
        note: It is information only; there is nothing to change in the file.
    """

    change: Change
    node: Located
    what: str
    names: tuple[str, ...] = ()
    fix: Fix | None = None
    why: str = ""
    note: bool = False

    @property
    def code(self) -> str:
        return self.change.code

    @property
    def is_safe(self) -> bool:
        """Whether there is a fix that always means the same."""
        return self.fix is not None and not self.fix.why_unsafe

    @property
    def message(self) -> str:
        """One line: what, what about it, and what stands in the way."""
        parts = [f"{self.what}: {self.change.title}"]
        if self.fix is not None and self.fix.why_unsafe:
            parts.append(f"only --unsafe rewrites it: {self.fix.why_unsafe}")
        elif self.why:
            parts.append(self.why)
        return "; ".join(parts)
