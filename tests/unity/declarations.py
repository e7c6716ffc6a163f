"""Reads the declarations of C# sources: types with what they derive from, and public members by their signatures.

Signatures are as `csharp/Members` prints those of the stand-in: without namespaces, access, attributes, names and
defaults of parameters. Members that are marked as obsolete are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

KEYWORDS = {
    "Boolean": "bool",
    "Byte": "byte",
    "Char": "char",
    "Int32": "int",
    "UInt32": "uint",
    "Single": "float",
    "Double": "double",
    "String": "string",
    "Object": "object",
}
"""Types of System that C# has a word for, where they are written with their own name."""
_MODIFIERS = re.compile(
    r"\b(?:public|private|protected|internal|static|extern|unsafe|virtual|override|abstract|sealed|partial|readonly|new"
    r"|const|volatile|async)\b\s*"
)
_KIND = re.compile(r"\b(class|struct|interface|enum)\s+(@?\w+)\s*(<[^>]*>)?\s*(?::\s*(.*))?$", re.DOTALL)


@dataclass
class Declared:
    """A type of a source."""

    kind: str
    name: str
    """With its type parameters, such as `List<T>`."""
    bases: list[str]
    members: set[str] = field(default_factory=set)


def declarations(source: str) -> list[Declared]:
    """Every type that a source declares, also one inside another."""
    text = _bare(source)
    for alias, meant in re.findall(r"^\s*using (\w+) = ([\w.]+);", text, re.MULTILINE):
        text = re.sub(rf"\b{alias}\b", meant, text)
    return list(_types(text))


def _bare(source: str) -> str:
    """Without comments, preprocessor lines, and what strings and characters hold."""
    source = re.sub(
        r"//[^\n]*|/\*.*?\*/|@\"(?:[^\"]|\"\")*\"|\$?\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'",
        lambda found: " " if found[0].startswith("/") else '""',
        source,
        flags=re.DOTALL,
    )
    return re.sub(r"^\s*#[^\n]*$", "", source, flags=re.MULTILINE)


def _types(text: str) -> Iterator[Declared]:
    for head, body in _statements(text):
        if body is None:
            continue
        if re.search(r"\bnamespace\b", head):
            yield from _types(body)
            continue
        found = _KIND.search(head.split(" where ")[0])
        if not found:
            continue
        kind, name, parameters, bases = found.groups()
        declared = Declared(kind, name + _parameters_of(parameters), _split(bases or ""))
        declared.bases = [_type(base) for base in declared.bases]
        if kind == "enum":
            declared.members = set(_enum_members(body))
        else:
            declared.members = set(_members(body, name, kind == "interface"))
            yield from _types(body)
        yield declared


def _statements(text: str) -> Iterator[tuple[str, str | None]]:
    """Heads of declarations, each with the text in its braces, or None where it has none."""
    at, begin, depth = 0, 0, 0
    while at < len(text):
        letter = text[at]
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif depth == 0 and letter == ";":
            yield text[begin:at].strip(), None
            begin = at + 1
        elif depth == 0 and letter == "{":
            end = _closing(text, at)
            yield text[begin:at].strip(), text[at + 1 : end]
            at = end
            rest = re.match(r"\s*=(?!>)[^;]*;", text[end + 1 :])
            at += rest.end() if rest else 0
            begin = at + 1
        elif depth == 0 and letter == "=" and not re.search(r"\boperator\s*[=!<>]*$", text[begin:at]):
            end = _end_of_value(text, at)
            arrow = text[at : at + 2] == "=>"
            yield text[begin:at].strip() + (" =>" if arrow else ""), None
            at, begin = end, end + 1
        at += 1


def _closing(text: str, opening: int) -> int:
    depth = 0
    for found in re.compile(r"[{}]").finditer(text, opening):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start()
    return len(text) - 1


def _end_of_value(text: str, at: int) -> int:
    """The semicolon after an initialiser or an expression."""
    depth = 0
    for found in re.compile(r"[{}()\[\];]").finditer(text, at):
        if found[0] in "{([":
            depth += 1
        elif found[0] in "})]":
            depth -= 1
        elif depth == 0:
            return found.start()
    return len(text)


def _members(body: str, name: str, public: bool) -> Iterator[str]:
    for head, block in _statements(body):
        plain = _without_attributes(head)
        if not (public or re.search(r"\bpublic\b", plain)) or _KIND.search(plain) or "Obsolete" in head:
            continue
        constant = re.search(r"\b(?:static|const)\b", plain)
        static = "static " if constant else ""
        is_event = re.search(r"\bevent\b", plain)
        arrow = plain.endswith("=>")
        text = _MODIFIERS.sub("", plain.removesuffix("=>").split(" where ")[0]).strip()
        if is_event:
            kind, _, event = text.removeprefix("event").strip().rpartition(" ")
            yield f"{static}event {_type(kind)} {event}"
        elif "(" in text and not re.match(r"\([^()]*\)\s*\w+$", text):
            yield from _method(text, name, static)
        elif block is not None or arrow:
            kind, _, prop = text.rpartition(" ")
            accessors = " get;" if arrow else _accessors(block or "")
            yield f"{static}{_type(kind)} {prop} {{{accessors} }}"
        elif text and not text.startswith("delegate"):
            names = _split(text)
            kind, _, first = names[0].rpartition(" ")
            for each in (first, *names[1:]):
                yield f"{static}{_type(kind)} {each.strip()}"


def _method(text: str, name: str, static: str) -> Iterator[str]:
    text = re.sub(r"\)\s*:\s*(?:this|base)\s*\(.*$", ")", text, flags=re.DOTALL)
    found = re.match(r"(.*?)\s*(<[^<>()]*>)?\s*\((.*)\)$", text, re.DOTALL)
    if not found:
        return
    before, generic, parameters = found.groups()
    listed = f"({', '.join(map(_parameter, _split(parameters)))})"
    if before == name:
        yield f"{name}{listed}"
        return
    operator = re.match(r"(?:(.*?)\s+)?(implicit\s+|explicit\s+)?operator\s*(.*)$", before, re.DOTALL)
    if operator and operator[2]:
        yield f"{static}{operator[2].strip()} operator {_type(operator[3])}{listed}"
    elif operator:
        yield f"{static}{_type(operator[1])} operator {operator[3].strip()}{listed}"
    else:
        kind, _, method = before.rpartition(" ")
        yield f"{static}{_type(kind)} {method}{_parameters_of(generic)}{listed}"


def _accessors(block: str) -> str:
    """` get; set;` as far as they are public."""
    found = ""
    for accessor in ("get", "set"):
        heads = [_without_attributes(head) for head, _ in _statements(re.sub(r"\b(get|set)\s*=>", r"\1 =>", block))]
        own = [head for head in heads if re.search(rf"\b{accessor}\b", head)]
        if own and not re.search(r"\b(?:private|internal|protected)\b", own[0]):
            found += f" {accessor};"
    return found


def _without_attributes(head: str) -> str:
    while True:
        shorter = re.sub(r"^\s*\[(?:[^\[\]]|\[[^\[\]]*\])*\]\s*", "", head)
        if shorter == head:
            return " ".join(head.split())
        head = shorter


def _enum_members(body: str) -> Iterator[str]:
    known: dict[str, int] = {}
    following = 0
    for part in re.sub(r"\[[^\]]*\]", "", body).split(","):
        plain = _without_attributes(part)
        name, _, value = (piece.strip() for piece in plain.partition("="))
        if not name:
            continue
        following = _value(value, known) if value else following
        known[name] = following
        yield f"{name} = {following}"
        following += 1


def _value(text: str, known: dict[str, int]) -> int:
    """The value of a constant, a sum or a shift of numbers; -1 where it is made in a way that is not understood."""
    text = re.sub(r"\(\w+\)", "", text)
    try:
        return int(eval(text, {"__builtins__": {}}, {"default": 0, **known}))
    except (SyntaxError, NameError, TypeError):
        return -1


def _parameter(text: str) -> str:
    text = _without_attributes(text.split("=")[0])
    text = re.sub(r"^(?:this|params)\s+", "", text)
    way = re.match(r"(out|in|ref)\s+", text)
    kind = (text[way.end() :] if way else text).rpartition(" ")[0]
    return (way[0].strip() + " " if way else "") + _type(kind)


def _type(text: str) -> str:
    """A type without namespaces, as C# writes it."""
    text = re.sub(r"\b(?:readonly|unsafe)\s+", "", text.strip())
    text = re.sub(r"(?:\w+::)?(?:\w+\.)+(?=\w)", "", text)
    text = re.sub(
        r"\b(\w+)\b", lambda found: KEYWORDS.get(found[1], found[1]) if found[1] != "Object" else "Object", text
    )
    return re.sub(r"\s*,\s*", ", ", re.sub(r"\s*([<>\[\]?])\s*", r"\1", text))


def _parameters_of(generic: str | None) -> str:
    """`<T, U>` of a declaration, without `in` and `out`."""
    if not generic:
        return ""
    return "<" + ", ".join(re.sub(r"^(?:in|out)\s+", "", each.strip()) for each in generic[1:-1].split(",")) + ">"


def _split(text: str) -> list[str]:
    """At the commas outside brackets."""
    parts, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "(<[{") - (letter in ")>]}")
        if letter == "," and depth == 0:
            parts.append(text[begin:at].strip())
            begin = at + 1
    last = text[begin:].strip()
    return [*parts, last] if last else parts
