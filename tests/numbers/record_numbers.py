"""Record what a Keras 2 computes in every case of the table: ``python record_numbers.py tf_keras`` or, under Keras 2.2.4, ``keras``.

What that Keras 2 refuses is no case of its table; the names are kept, and printed with the error.
"""

from __future__ import annotations

import importlib
import sys

from all_cases import CASES
from number_case import compute
from number_tables import TABLES, write

DIALECTS = {"tf_keras": "2.15", "keras": "2.2"}


def main(package: str, *wanted: str) -> None:
    """Write the table; with ``wanted`` only try the cases whose name contains one of them."""
    import tensorflow

    if package == "keras":
        tensorflow.compat.v1.enable_resource_variables()
    keras = importlib.import_module(package)
    found, refused = {}, []
    for case in CASES:
        if wanted and not any(each in case.name for each in wanted):
            continue
        try:
            found[case.name] = compute(keras, case)
        except Exception as error:
            refused.append(case.name)
            print(f"{case.name}: {type(error).__name__}: {' '.join(str(error).split())[:160]}", flush=True)
    print(f"{len(found)} cases, {len(refused)} refused")
    if not wanted:
        write(TABLES[DIALECTS[package]], found, refused)


if __name__ == "__main__":
    main(*sys.argv[1:])
