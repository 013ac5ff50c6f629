"""What became of one source: the row of a report."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from .convert import convert
from .errors import Refused

#: In the order of a summary; the exit status that each means.
STATUSES = {
    "converted": 0,
    "verified": 0,
    "converted with remarks": 0,
    "nothing to do": 0,
    "left out": 0,
    "differs": 1,
    "refused": 1,
    "unreadable": 2,
}


@dataclass
class Outcome:
    """What became of a source.

    Attributes:
        source: The file or folder.
        status: One of ``STATUSES``.
        target: The file that was written; None where none was.
        version: The Keras that wrote the source.
        remarks: What a user should know, a sentence each.
        needed: Classes and functions that loading the result needs from the user.
        provided: Layers for which this library's classes stand.
        difference: The largest difference between the outputs of old and new model, where it was verified.
        against: What it was verified against: ``"tf_keras"`` or ``"numpy"``.
        why: Why there is no result, or what is wrong with it.
        hint: What to do about it.
        page: The page of the guide, ``"K2C201 time_major"``.
        seconds: How long it took.
    """

    source: str
    status: str
    target: str | None = None
    version: str = ""
    remarks: list[str] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    provided: list[str] = field(default_factory=list)
    difference: float | None = None
    against: str = ""
    why: str = ""
    hint: str = ""
    page: str = ""
    seconds: float = 0.0

    @property
    def exit_status(self) -> int:
        """0 good, 1 something was found, 2 it could not be read."""
        return STATUSES[self.status]

    def as_json(self) -> dict[str, Any]:
        """Plain values, for a report."""
        return {**asdict(self), "seconds": round(self.seconds, 3)}

    def __str__(self) -> str:
        if self.status == "nothing to do":
            return f"{self.source}: written by Keras 3, nothing to do"
        if self.target is None:
            page = f" [{self.page}]" if self.page else ""
            hint = f"\nHint: {self.hint}" if self.hint else ""
            return f"{self.source}: {self.status}: {self.why}{page}{hint}"
        lines = [f"{self.source}: converted to {self.target}" + (", with remarks" if self.remarks else "")]
        if self.difference is not None:
            lines[0] += f", verified against {self.against}: largest difference {self.difference:.1e}"
        lines += [f"  {remark}" for remark in self.remarks]
        if self.why:
            lines.append(f"  {self.why}")
        if self.needed:
            lines.append(f"  load it with custom_objects for: {', '.join(self.needed)}")
        if self.provided:
            lines.append(f"  load it with compat.load_model(): Keras 3 has no {', '.join(self.provided)}")
        return "\n".join(lines)


def attempt(source: str, target: str | None = None, options: Mapping[str, Any] | None = None) -> Outcome:
    """Convert one source; whatever is wrong with it is in the outcome.

    Args:
        source: The file or folder.
        target: The file to write; None: beside the source.
        options: ``weights`` and ``target`` of :func:`convert`; ``verify`` to compare what old and new model compute.
    """
    start = time.perf_counter()
    found = _attempt(source, target, dict(options or {}))
    found.seconds = time.perf_counter() - start
    return found


def _attempt(source: str, target: str | None, options: dict[str, Any]) -> Outcome:
    verify = options.pop("verify", False)
    try:
        report = convert(source, target, **options)
    except Refused as refusal:
        why = f"{refusal.where}: {refusal.what}" if refusal.where else refusal.what
        return Outcome(source, "refused", why=why, hint=refusal.hint, page=refusal.code)
    except (OSError, ValueError, MemoryError) as error:
        return unreadable(source, error)
    if report.written is None:
        return Outcome(source, "nothing to do", version=report.version)
    status = "converted with remarks" if report.remarks else "converted"
    found = Outcome(source, status, report.written, report.version, report.remarks, report.needed, report.provided)
    if verify:
        _verify(found, options.get("weights"))
    return found


def unreadable(source: str, error: BaseException) -> Outcome:
    """The outcome of a source that could not be read, or whose result could not be written."""
    what, _, hint = str(error).partition("\nHint: ")
    if not isinstance(error, (OSError, ValueError)):
        what = f"{type(error).__name__}: {what}"
    return Outcome(source, "unreadable", why=what, hint=hint)


def _verify(found: Outcome, weights: Any) -> None:
    from .verify import verify

    proof = verify(found.source, str(found.target), weights)
    found.difference, found.against = proof.difference, proof.against
    if proof.difference is None:
        found.remarks.append(f"not verified: {proof.why}")
        found.status = "converted with remarks"
    elif not proof.equal:
        found.status, found.why = "differs", proof.why
    elif not found.remarks:
        found.status = "verified"
