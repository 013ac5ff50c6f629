"""Changes of this family, a module each."""
