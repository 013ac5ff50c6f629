"""Record what tf_keras makes of every kind of model: ``python record_kinds.py``."""

from __future__ import annotations

import tf_keras
from model_kinds import KINDS, trained
from number_tables import write

if __name__ == "__main__":
    write("kinds", {kind: trained(tf_keras, kind) for kind in KINDS}, [])
