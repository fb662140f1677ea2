"""YAML to Case, Preset and Platform."""
