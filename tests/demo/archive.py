"""Reads the demo archive's YAML files for the tests, without Django."""

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "articles" / "demo"
ARTICLE_FILES = sorted((DEMO / "articles").glob("*.yaml"))


def load(path: Path) -> Any:
    """The content of one YAML file; raises `yaml.YAMLError` when it does not parse."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def table(name: str) -> dict[str, dict[str, Any]]:
    """Entries of `<name>.yaml` by their key; raises `ValueError` on a key used twice."""
    entries: dict[str, dict[str, Any]] = {}
    for entry in load(DEMO / f"{name}.yaml"):
        if entry["key"] in entries:
            raise ValueError(f"{name}.yaml: key {entry['key']} stands twice")
        entries[entry["key"]] = entry
    return entries


ARTICLES: dict[str, dict[str, Any]] = {path.name: load(path) for path in ARTICLE_FILES}
PEOPLE = table("people")
SECTIONS = table("sections")
SOURCES = table("sources")
TOPICS = table("topics")


def target_text(article: dict[str, Any], target: str) -> str:
    """The text that a citation's `target` names: paragraphs are joined by a blank line,
    names of a byline by «، »."""
    if target == "body":
        return "\n\n".join(article["body"])
    if target == "byline":
        return "، ".join(PEOPLE[key]["name"] for key in article["byline"])
    return str(article[target])


def strings(value: Any) -> list[str]:
    """Every string inside a value read from YAML, at any depth."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return []
