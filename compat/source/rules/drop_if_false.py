"""``drop_if_false``: an argument that goes where it is False."""

from __future__ import annotations


from ..calls import CallChange, removable, value
from ..context import Context
from ..findings import Finding, Fix
from ..index import Row
from .built import Built
from .dropped import NO_LITERAL, literal


def find(context: Context, built: Built, met: list[tuple[str, Row]]) -> Finding:
    """A call that gives the argument."""
    name, row = met[0]
    found = built.argument(name)
    assert found is not None
    finding = Finding(row.change, found, f"{built.name}({name}=...)", (name,))
    given = literal(value(found))
    if given is NO_LITERAL:
        finding.why = f"left as it is: the value of {name} is not to be seen here"
    elif given:
        finding.why = f"left as it is: {name}={given!r} has no short form in Keras 3"
    elif not removable(context.text, built.call, found):
        finding.why = "left as it is: the argument has no name, and others follow it"
    else:
        finding.fix = Fix(calls=[CallChange(built.call, removed=[found])])
    return finding
