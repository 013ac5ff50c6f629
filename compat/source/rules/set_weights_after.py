"""``set_weights_after``: a layer's ``weights=`` become a call behind the statement that builds the layer."""

from __future__ import annotations

import ast

from ..calls import CallChange, value
from ..context import Context
from ..edits import Edit
from ..findings import Finding, Fix
from ..index import Row
from ..places import Added
from . import input_in_front
from .built import Built
from .dropped import NO_LITERAL, literal

_ADVICE = "call set_weights() on the layer once it is built"


def find(context: Context, built: Built, met: list[tuple[str, Row]]) -> Finding:
    """A call that gives weights."""
    name, row = met[0]
    found = built.argument(name)
    assert found is not None
    finding = Finding(row.change, found, f"{built.name}({name}=...)", (name,))
    if not isinstance(found, ast.keyword):
        finding.why = f"left as it is: {_ADVICE}"
    elif literal(found.value) is None:
        finding.fix = Fix(calls=[CallChange(built.call, removed=[found])])
    else:
        place = context.places.of(built.call)
        if (
            isinstance(place, Added)
            and literal(found.value) is NO_LITERAL
            and input_in_front.has_input(context, built, place)
        ):
            finding.fix = _behind(context, built, found, place)
        if finding.fix is None:
            finding.why = f"left as it is: {_ADVICE}"
    return finding


def _behind(context: Context, built: Built, found: ast.keyword, place: Added) -> Fix | None:
    text = context.text
    end = text.end(place.statement)
    number = text.line_of(end)
    line_end = text.starts[number] if number < len(text.starts) else len(text.data)
    indentation = text.indentation(text.start(place.statement))
    rest = text.data[end:line_end].strip()
    if indentation is None or (rest and not rest.startswith(b"#")):
        return None
    newline = text.newline.decode()
    line = f"{indentation}{text.of(place.model)}.layers[-1].set_weights({text.of(value(found))})"
    last = line_end == len(text.data) and not text.data.endswith((b"\n", b"\r"))
    edit = Edit(line_end, line_end, newline + line if last else line + newline)
    return Fix(edits=[edit], calls=[CallChange(built.call, removed=[found])])
