"""Write the tables of words in case.md from the words themselves: ``python docs/case.py``."""

from pathlib import Path

from scrollcast.authored.beat_forms import Script, forms
from scrollcast.authored.case import json_schema
from scrollcast.authored.marks import SHAPES
from scrollcast.model.finding import RULES

PAGE = Path(__file__).with_name("case.md")
START, END = "<!-- words: {} -->", "<!-- end -->"


def tables() -> dict[str, str]:
    """Each table by its name."""
    properties = json_schema()["properties"]
    assert isinstance(properties, dict)
    beats = forms(Script({}, Path()))
    return {
        "case": _table("key", [(key, each["description"]) for key, each in properties.items()]),
        "beats": "\n\n".join(_form(name, form.about, form.words, form.short) for name, form in beats.items()),
        "marks": "\n\n".join(_form(name, form.about, form.words, form.short) for name, form in SHAPES.items()),
        "rules": _table("rule", list(RULES.items())),
    }


def page(text: str) -> str:
    """The page with its tables as they are now."""
    for name, table in tables().items():
        start = START.format(name)
        before, rest = text.split(start, maxsplit=1)
        _, after = rest.split(END, maxsplit=1)
        text = f"{before}{start}\n{table}\n{END}{after}"
    return text


def _form(name: str, about: str, words: object, short: str) -> str:
    assert isinstance(words, dict)
    alone = f" A value alone is `{short}`." if short else ""
    rows = [(key, word.about) for key, word in words.items()]
    return f"**`{name}`** {about}{alone}\n\n{_table('key', rows)}"


def _table(heading: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {heading} | |", "|---|---|", *(f"| `{key}` | {_plain(about)} |" for key, about in rows)]
    return "\n".join(lines)


def _plain(about: str) -> str:
    """Markdown would make a link of what is to be written."""
    return about.replace("[word](mark)", "`[word](mark)`")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
