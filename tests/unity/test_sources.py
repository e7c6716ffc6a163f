"""What is asked of the C# sources and no compiler checks."""

import re

from tests.unity.metas import PACKAGE, ROOT
from tests.unity.sources import code, is_generated, scripts
from tests.unity.toolchain import PROJECTS

BY_REFLECTION = (
    r"\bSystem\.Reflection\b|\bActivator\b|\bdynamic \w+ [=;]|\bLinq\.Expressions\b|\.GetMethod\(|\bMakeGeneric"
)
"""What IL2CPP cannot do, or may have stripped what it would find: `link.xml` would have to keep that."""


def test_nothing_is_found_by_reflection() -> None:
    assert [path for path in scripts("Runtime") if re.search(BY_REFLECTION, code(path))] == []


def test_samples_are_short_and_say_whether_they_have_nullable_references() -> None:
    """A sample is compiled in a project's own assembly, which has them off; it compiles with `csharp/Headless`."""
    samples = scripts("Samples~")
    assert samples
    for path in samples:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0] == "#nullable enable"
        assert len(lines) < 60, path


def test_every_event_of_a_component_is_in_the_list_for_those_who_extend_it() -> None:
    events = set()
    for path in (path for path in scripts("Runtime") if "Core" not in path.parts):
        if re.search(rf"\bclass {path.stem} : MonoBehaviour\b", code(path)):
            names = re.findall(r"^        public event [^;]+ (\w+);", code(path), re.MULTILINE)
            events |= {f"{path.stem}.{name}" for name in names}
    page = (PACKAGE / "README.md").read_text(encoding="utf-8")
    listed = set()
    for row in re.findall(r"^\| (`\w+\.\w+`.*?) \|", page[page.index("| Event |") :], re.MULTILINE):
        owner = ""
        for name in re.findall(r"`([\w.]+)`", row):
            owner = name.rpartition(".")[0] or owner
            listed.add(f"{owner}.{name.rpartition('.')[2]}")
    assert listed == events


def test_every_public_type_of_core_is_used() -> None:
    """By another one of the client; its own tests alone are no use."""
    words = {path: set(re.findall(r"\w+", code(path))) for path in [*scripts("Runtime"), *scripts("Editor")]}
    public = re.compile(r"^    public (?:[a-z]+ )*(?:class|struct|interface|enum) (\w+)", re.MULTILINE)
    unused = {
        name
        for path in scripts("Runtime/Core")
        if not is_generated(path)
        for name in public.findall(code(path))
        if not any(name in others for other, others in words.items() if other != path)
    }
    assert unused == set()


def test_lines_are_no_longer_than_those_of_the_rest() -> None:
    """But for a text that stands alone in its line."""
    text = re.compile(r'\s*(?:=> |\+ |return )?(?:(?:new )?\w+\()?\$?"(?:\\.|[^"\\])*"[);,]*')
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in (PACKAGE, PROJECTS)
        for path in sorted(folder.rglob("*.cs"))
        if not is_generated(path)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120 and not text.fullmatch(line)
    ]
    assert long == []
