"""The stand-in offers what the client uses of Unity and nothing more; each member was found in Unity's own sources."""

import re
from collections import Counter
from functools import cache

import pytest
from tests.unity import names
from tests.unity.check_members import Member, declares, stand_in, table
from tests.unity.declarations import declarations
from tests.unity.metas import PACKAGE, ROOT
from tests.unity.references import UNITY, asked_for

CLIENT = [*(PACKAGE / "Runtime").rglob("*.cs"), *(PACKAGE / "Editor").rglob("*.cs")]


@cache
def members() -> dict[Member, bool | None]:
    return stand_in()


@cache
def sources() -> str:
    panels = (path.read_text(encoding="utf-8") for path in (PACKAGE / "Runtime").rglob("*.uxml"))
    return "\n".join([*(path.read_text(encoding="utf-8") for path in CLIENT), *panels])


def bases_of_what_is_used() -> set[str]:
    """Types that another one of the stand-in derives from, and their arguments: it needs them to be what it is."""
    signatures = [member.signature for member in members() if not member.member]
    return {name for signature in signatures for name in re.findall(r"\w+", signature.partition(" : ")[2])}


def is_used(member: Member, used: bool | None) -> bool:
    bare = re.sub(r"<.*", "", member.type)
    if used is None:
        return f"{bare}.{member.member}" in sources()
    in_panels = f"<ui:{bare}" in sources()
    return used or (not member.member and (in_panels or bare in bases_of_what_is_used()))


@pytest.mark.usefixtures("dotnet")
def test_the_client_uses_every_public_member_of_the_stand_in() -> None:
    assert [member for member, used in members().items() if not is_used(member, used)] == []


@pytest.mark.usefixtures("dotnet")
def test_every_public_member_of_the_stand_in_was_found_in_unitys_sources() -> None:
    assert set(members()) == set(table()), "run `python -m tests.unity.check_members --write --reference …`"


def test_every_name_that_a_shader_takes_was_found_in_unitys_library() -> None:
    assert names.used_names() == set(names.table()), "run `python -m tests.unity.check_members --write --reference …`"


def test_what_was_found_in_another_release_than_is_asked_for_is_counted_in_the_readme() -> None:
    """Packages of the newest public sources; what the project asks for may be newer."""
    asked = asked_for()
    asked["com.unity.render-pipelines.core"] = asked["com.unity.render-pipelines.universal"]
    releases = [release for release, _ in table().values()]
    releases += [place.release for place in names.table().values()]
    others: Counter[str] = Counter()
    for release in releases:
        package, _, version = release.partition(" ")
        if asked.get(package) != version and release != UNITY:
            others[f"{package} {version} instead of {asked[package]}"] += 1
    page = (ROOT / "tests/unity/README.md").read_text(encoding="utf-8")
    counted = re.findall(r"^ *- `(\S+)` (\S+) instead of (\S+): (\d+)", page, re.MULTILINE)
    assert {f"{package} {found} instead of {wanted}": int(n) for package, found, wanted, n in counted} == others


SOURCE = """
using Other = UnityEngine.Object;
namespace UnityEngine // a comment with { braces
{
    [Attribute("text { ;")]
    public partial class Sample<T> : Base, IDisposable where T : struct
    {
        public extern int width { get; }
        public Other thing { get; protected set; } = null;
        public float x, y;
        [Native] public Sample(int a, [Default("1")] bool mip = true) : this(a, mip, 2) {}
        public static Sample<T> operator ==(Sample<T> a, in System.String b) => null;
        public unsafe void Set<U>(U[] data, out System.Collections.Generic.List<U> into, params int[] rest)
            where U : struct { if (data == null) { return; } }
        public static implicit operator bool(Sample<T> a) { return true; }
        public static event System.Action<T> changed;
        internal void Hidden() {}
        [System.Obsolete("Use Set.", true)] public void SetOld(int value) {}
        [System.Flags] public enum Kind { None = default, One = 1 << 0, Next, All = One | Next, }
    }
}
"""


def test_declarations_are_read_from_sources() -> None:
    kind, sample = declarations(SOURCE)
    assert (kind.kind, kind.name) == ("enum", "Kind")
    assert kind.members == {"None = 0", "One = 1", "Next = 2", "All = 3"}
    assert (sample.kind, sample.name, sample.bases) == ("class", "Sample<T>", ["Base", "IDisposable"])
    assert sample.members == {
        "int width { get; }",
        "Object thing { get; }",
        "float x",
        "float y",
        "Sample(int, bool)",
        "static Sample<T> operator ==(Sample<T>, in string)",
        "void Set<U>(U[], out List<U>, int[])",
        "static implicit operator bool(Sample<T>)",
        "static event Action<T> changed",
    }


@pytest.mark.parametrize("wrong", ["long width { get; }", "static int width { get; }", "int width { get; set; }"])
def test_a_wrong_signature_is_not_found(wrong: str) -> None:
    sample = declarations(SOURCE)[1]
    assert declares(sample, Member("UnityEngine", "Sample<T>", "width", "int width { get; }"))
    assert not declares(sample, Member("UnityEngine", "Sample<T>", "width", wrong))
