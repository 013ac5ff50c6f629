"""All cases of the table of numbers."""

from __future__ import annotations

import cases_data
import cases_functions
import cases_layers
import cases_losses
import cases_metrics
import cases_training

CASES = [
    *cases_functions.CASES,
    *cases_losses.CASES,
    *cases_metrics.CASES,
    *cases_layers.CASES,
    *cases_data.CASES,
    *cases_training.CASES,
]
