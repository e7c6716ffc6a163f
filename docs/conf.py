"""The documentation site: which files are its pages, and how they look. `make docs` builds it, see README.md.

Sphinx's source is the whole repository, so every page is the file as it stands, and its relative links and pictures
lead where they do in a checkout.
"""

import ast
import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import download_reference, pending_xref
from sphinx.application import Sphinx
from sphinx.ext.napoleon import Config as NapoleonSettings
from sphinx.ext.napoleon.docstring import GoogleDocstring

import tetrascope

ROOT = Path(__file__).resolve().parents[1]

project = "Tetrascope"
version = release = tetrascope.__version__
copyright = "the Tetrascope contributors"

root_doc = "README"
source_suffix = {".md": "markdown", ".py": "markdown"}
include_patterns = [
    "*.md",
    "backend/viewer/*.md",
    "docs/*.md",
    "examples/*",
    "protocol/*.md",
    "tests/unity/*.md",
    "unity_client/*.md",
    "unity_client/Packages/**/*.md",
]
exclude_patterns = [".*", "**/node_modules"]
NAVIGATION = {
    "Try it": ["Start <self>", "docs/headset", "CHANGELOG"],
    "Run a user study": ["docs/studies"],
    "Teach with a story": ["docs/stories"],
    "Train a network": ["docs/training"],
    "Serve a lab": ["docs/cluster"],
    "Analyse in Python": ["examples/README", "docs/python", "docs/other_formats", "docs/method"],
    "Write a client": ["protocol/README", "protocol/messages", "unity_client/README", "unity_client/**"],
    "Contribute": ["CONTRIBUTING", "backend/viewer/README", "tests/unity/README", "SECURITY", "docs/README"],
}
"""What each reader is offered. Every page must be below one of these."""

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 4
# Pygments' TypeScript trips over a generic call in TSX, and goes on.
suppress_warnings = ["misc.highlighting_failure"]

# Docstrings name things in single backticks, whether they have a page or not.
default_role = "py:obj"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = "Tetrascope"
html_logo = html_favicon = "../backend/viewer/public/favicon.svg"
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", read_page)
    app.connect("doctree-read", link_files, priority=400)  # before Sphinx collects what is to be downloaded
    app.connect("doctree-read", name_arrays)
    app.connect("autodoc-process-docstring", read_docstring)
    app.connect("autodoc-process-signature", read_signature)
    app.connect("build-finished", finish)


def read_page(_app: Sphinx, page: str, source: list[str]) -> None:
    """What a page is made of: its file, and the navigation below it."""
    if page == root_doc:
        source[0] += "".join(_toctree(pages, f":caption: {caption}") for caption, pages in NAVIGATION.items())
    elif page == "examples/README":
        source[0] += _toctree(sorted(path.stem for path in (ROOT / "examples").glob("*.py")))
    elif (ROOT / f"{page}.py").is_file():
        source[0] = _cells(Path(page).name.replace("_", " ").capitalize(), source[0])


def _toctree(pages: list[str], *options: str) -> str:
    return "\n".join(["", "```{toctree}", ":hidden:", ":glob:", *options, "", *pages, "```", ""])


def _cells(title: str, script: str) -> str:
    """Markdown of a script of `# %%` cells: the text of each, then its code."""
    page = [f"# {title}", "", ast.get_docstring(ast.parse(script)) or "", ""]
    for cell in re.split(r"^# %%", script, flags=re.MULTILINE)[1:]:
        text, _, code = cell.partition("\n")
        page += [text.strip(), "", "```python", code.strip(), "```", ""]
    return "\n".join(page)


def link_files(app: Sphinx, page: nodes.document) -> None:
    """Links to what is no page: a folder is packed, a file is copied, as they stand."""
    place = (ROOT / app.env.docname).parent
    for link in [link for link in page.findall(pending_xref) if link["reftype"] == "myst"]:
        target = str(link["reftarget"])
        if link["refdomain"] == "doc" and target not in app.env.found_docs:
            copy = download_reference("", "", *link.children, refdoc=app.env.docname, reftarget=f"/{target}.py")
            link.replace_self(copy)
        elif target and (place / target).is_dir():
            folder = (place / target).resolve()
            packed = Path(app.outdir, folder.relative_to(ROOT))
            packed.parent.mkdir(parents=True, exist_ok=True)
            shutil.make_archive(str(packed), "zip", folder.parent, folder.name)
            link.replace_self(nodes.reference("", "", *link.children, refuri=f"{target.rstrip('/')}.zip"))


def read_docstring(app: Sphinx, what: Any, name: str, told: object, options: object, lines: list[str]) -> None:
    """Code in single backticks, as in Markdown, and sections such as Args and Returns."""
    lines[:] = [re.sub(r"(?<!`)`([^`]+)`(?!`)", _name_or_code, line) for line in lines]
    # Of an attribute, Napoleon would take what stands before a colon for a type.
    if what not in ("attribute", "property", "data"):
        settings: Any = NapoleonSettings()
        lines[:] = GoogleDocstring(lines, settings, app, what, name, told, options).lines()


def _name_or_code(code: re.Match[str]) -> str:
    """What may be the name of something with a place of its own stays, and is linked to it."""
    return code[0] if re.fullmatch(r"[A-Za-z_][\w.]*", code[1]) else f"`{code[0]}`"


def read_signature(_app: Sphinx, what: str, *_told: object) -> tuple[str, str] | None:
    """No reader makes an object of a class by hand: its fields follow, and say the same."""
    return ("", "") if what in ("class", "exception") else None


def name_arrays(_app: Sphinx, page: nodes.document) -> None:
    """Types of arrays as the code writes them, `NDArray[float64]`, and not as NumPy spells them out."""
    for array in [each for each in page.findall(pending_xref) if each["reftarget"] == "numpy.ndarray"]:
        parts = array.parent.children[array.parent.index(array) :]  # ndarray [ tuple [ Any , ... ] , dtype [ T ] ]
        kind = next(
            at for at, part in enumerate(parts) if isinstance(part, pending_xref) and part["reftarget"] == "numpy.dtype"
        )
        for part in [*parts[1 : kind + 1], parts[kind + 4]]:
            array.parent.remove(part)
        array.replace_self(nodes.Text("NDArray"))


def finish(app: Sphinx, failure: Exception | None) -> None:
    """The front page is the README; both are in the same folder, so its links hold."""
    if failure is None:
        shutil.copyfile(Path(app.outdir, f"{root_doc}.html"), Path(app.outdir, "index.html"))
