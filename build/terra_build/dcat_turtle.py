"""Turtle from our own JSON-LD nodes, each thing that datasets share written once.

pyoxigraph could turn the JSON-LD into Turtle, but takes 0.2 ms a dataset, repeats what is shared and orders its
prefixes anew in each process; rdflib's writer is quadratic. This one knows only the few forms that `dcat.py` and
`skos_files.py` write (`@id`, `@type`, `@value`, terms by language); the tests read both files back with rdflib and
compare the graphs.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import orjson

Node = dict[str, Any]

_FORBIDDEN = r'[\x00-\x20<>"{}|^`\\]'
_UNSAFE = re.compile(_FORBIDDEN).search


class Shared(dict[str, Any]):
    """A node that many datasets mention, made once and never changed: Turtle describes it at its first mention only.

    JSON writes it like any other dict. `name` is its subject in Turtle, `described` its name as a thing of its type.
    """

    __slots__ = ("described", "name")

    def __init__(self, node: Node) -> None:
        super().__init__(node)
        self.name = turtle_name(node["@id"])
        self.described = (self.name, node["@type"])


class TurtleWriter:
    """Writes nodes one after the other; keeps in mind which shared things are described already.

    Every node that it describes has a `@type`. Works on bytes: what orjson writes as a string is a Turtle literal.
    """

    def __init__(self, context: Node) -> None:
        """`context` is the JSON-LD context: prefixes, and terms with `@container: @language`."""
        prefixes = {key: value for key, value in context.items() if isinstance(value, str)}
        self._terms = {
            key: f" ;\n  {value['@id']} ".encode() for key, value in context.items() if isinstance(value, dict)
        }
        self.head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items())).encode()
        self._properties: dict[str, bytes] = {}
        self._described: set[tuple[bytes, str]] = set()
        self._waiting: list[Node] = []

    def write(self, nodes: Iterable[Node]) -> bytes:
        """The Turtle of `nodes` and of everything inside them, prefixes first."""
        return self.head + b"".join(map(self.add, nodes))

    def add(self, node: Node) -> bytes:
        """The Turtle of one more node, and of what it is the first to mention."""
        out: list[bytes] = []
        waiting = self._waiting
        waiting.append(node)
        while waiting:
            subject = waiting.pop()
            out += (b"\n", turtle_name(subject["@id"]), b" a ")
            self._describe(subject, out)
            out.append(b" .\n")
        return b"".join(out)

    def _describe(self, node: Node, out: list[bytes]) -> None:
        """Append the types and the properties of a node."""
        terms, properties = self._terms, self._properties
        types = node["@type"]
        out.append((types if type(types) is str else ", ".join(types)).encode())
        for key, value in node.items():
            if key in terms:
                if value:
                    out.append(terms[key])
                    _by_language(value, out)
            elif key[0] != "@":
                kind = type(value)
                if kind is list:
                    self._objects(key, value, out)
                    continue
                out.append(properties.get(key) or self._property(key))
                if kind is str:
                    out.append(orjson.dumps(value))
                else:
                    self._object(value, out)

    def _property(self, key: str) -> bytes:
        found = self._properties[key] = f" ;\n  {key} ".encode()
        return found

    def _objects(self, key: str, values: list[Any], out: list[bytes]) -> None:
        before = self._properties.get(key) or self._property(key)
        for value in values:
            out.append(before)
            self._object(value, out)
            before = b", "

    def _object(self, value: Any, out: list[bytes]) -> None:
        kind = type(value)
        if kind is Shared:
            out.append(value.name)
            if value.described not in self._described:
                self._described.add(value.described)
                self._waiting.append(value)
        elif kind is not dict:
            out.append(orjson.dumps(value))
        elif "@value" in value:
            out.append(orjson.dumps(value["@value"]))
            if "@type" in value:
                out.append(_typed(value["@type"]))
        elif len(value) == 1:
            out.append(turtle_name(value["@id"]))
        elif value["@id"][:2] == "_:":
            out.append(b"[ a ")
            self._describe(value, out)
            out.append(b" ]")
        else:
            # One address may be two things (a page, and the home of an agent): each kind is described.
            name = turtle_name(value["@id"])
            out.append(name)
            described = (name, value["@type"])
            if described not in self._described:
                self._described.add(described)
                self._waiting.append(value)


def _by_language(value: dict[str, Any], out: list[bytes]) -> None:
    comma = b""
    for lang, words in value.items():
        tag = _tag(lang)
        for word in (words,) if type(words) is str else words:
            out += (comma, orjson.dumps(word), tag)
            comma = b", "


@lru_cache
def _tag(lang: str) -> bytes:
    return b"" if lang == "@none" else f"@{lang}".encode()


@lru_cache
def _typed(datatype: str) -> bytes:
    return f"^^{datatype}".encode()


@lru_cache(maxsize=256)  # a dataset names itself, its files and its services several times
def turtle_name(id_: str) -> bytes:
    """An address between angle brackets, or a blank node's label. What Turtle forbids is percent-encoded."""
    if id_[:2] == "_:":
        return id_.encode()
    if _UNSAFE(id_) is not None:
        id_ = re.sub(_FORBIDDEN, lambda found: f"%{ord(found[0]):02X}", id_)
    return b"<%b>" % id_.encode()
