"""Operations on literals: the change's own function says what becomes of an argument whose value is written out."""

from __future__ import annotations

from ..calls import CallChange, removable, value
from ..context import Context
from ..findings import Finding, Fix
from ..index import Row
from .built import Built
from .dropped import NO_LITERAL, literal


def find(context: Context, built: Built, met: list[tuple[str, Row]]) -> Finding | None:
    """A call that gives the argument; None where its value is one that Keras 3 takes as it is."""
    name, row = met[0]
    found = built.argument(name)
    assert found is not None
    finding = Finding(row.change, found, f"{built.name}({name}=...)", (name,))
    given = literal(value(found))
    if given is NO_LITERAL:
        if row.entry.operation in _REFUSED:
            return _left(finding, f"the value of {name} is not to be seen here")
        return None  # a name or a call: most of them hold what Keras 3 takes
    try:
        new = row.entry.function({name: given})
    except ValueError as error:
        return _left(finding, str(error))
    if new == {name: given}:
        return None
    if not new.keys() <= {name}:
        return _left(finding, f"{name}={given!r} has no short form in Keras 3")
    if name in new:
        quoted = repr(new[name])
        if isinstance(new[name], str) and context.text.of(value(found)).endswith('"'):
            quoted = f'"{new[name]}"'
        finding.fix = Fix(calls=[CallChange(built.call, replaced={found: quoted})])
    elif removable(context.text, built.call, found):
        finding.fix = Fix(calls=[CallChange(built.call, removed=[found])])
    else:
        return _left(finding, "the argument has no name, and others follow it")
    return finding


#: Operations on arguments that Keras 3 does not take, whatever their value.
_REFUSED = ("drop_if_false", "drop_if_true")


def _left(finding: Finding, why: str) -> Finding:
    finding.why = f"left as it is: {why}"
    return finding
