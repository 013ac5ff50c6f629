"""Changes in how models are saved: a module per change."""
