"""Which of these tests a Keras can run.

The converter needs Keras 3 to load what it wrote. What it writes to keep has the form that Keras 3 reads from 3.5 on.
"""

from __future__ import annotations

from compat import versions

WHICH = versions.which_keras()

collect_ignore_glob = ["test_*.py"] if WHICH.generation == 2 else []
if WHICH.generation == 3 and WHICH.release < (3, 5):
    collect_ignore_glob = ["test_converted.py"]
