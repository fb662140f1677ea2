"""``scrollcast schema``: the JSON Schema of case files."""

import json

from scrollcast.cli import choices
from scrollcast.cli.console import tell, tell_path


def schema(out: choices.SchemaFile = None, overwrite: choices.Overwrite = False) -> None:
    """Print the JSON Schema of case files, for editors and programs."""
    from scrollcast.authored.case import json_schema  # noqa: PLC0415 - the YAML reader and pydantic

    text = json.dumps(json_schema(), indent=2) + "\n"
    if out is None:
        tell(text)
        return
    from scrollcast.film.output import claim, write_text  # noqa: PLC0415

    claim(out, overwrite)
    write_text(out, text, overwrite)
    tell_path(out)
