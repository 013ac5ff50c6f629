"""The carried state of recurrent layers: kept, reset, read and guarded, on every backend."""
