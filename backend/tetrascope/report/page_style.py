"""The page's style sheet."""

from tetrascope.protocol.scene import SCENES

STYLE = f"""
:root {{
  color-scheme: light dark;
  --paper: #fcfcfa; --ink: #17202a; --muted: #56616c; --line: #dde2e6; --track: #eceff1;
  --accent: {SCENES.colours.accent}; --kept: {SCENES.colours.kept}; --changed: {SCENES.colours.changed};
}}
@media (prefers-color-scheme: dark) {{
  :root {{
    --paper: #14181c; --ink: #e9edf0; --muted: #a2adb7; --line: #2c343b; --track: #262d33;
    --accent: #4fb6c9; --kept: #6ea8dc; --changed: #f0964a;
  }}
}}
* {{ box-sizing: border-box; }}
body {{
  margin: 0 auto; padding: 3rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 80rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}}
header {{ border-top: 4px solid var(--accent); padding-top: 1.25rem; margin-bottom: 2.5rem; }}
h1 {{ font-size: clamp(1.7rem, 4vw, 2.5rem); line-height: 1.15; margin: 0 0 .4rem; overflow-wrap: anywhere; }}
h2 {{ font-size: 1.4rem; margin: 3.5rem 0 .4rem; }}
h3 {{ font-size: 1.05rem; margin: 2rem 0 .5rem; }}
p {{ max-width: 46rem; margin: .4rem 0 1rem; }}
.quiet, figcaption, caption, th {{ color: var(--muted); }}
nav ul {{ list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; padding: 0; margin: 1rem 0 0; }}
a {{ color: var(--accent); }}
a:focus-visible, summary:focus-visible, .scroll:focus-visible {{
  outline: 2px solid var(--accent);
  outline-offset: 3px;
}}
figure {{ margin: 1.2rem 0; }}
figure img {{ width: 100%; height: auto; display: block; border: 1px solid var(--line); border-radius: 6px; }}
figcaption {{ font-size: .9rem; margin-top: .5rem; max-width: 46rem; }}
@media (max-width: 48rem) {{
  figure.wide {{ overflow-x: auto; }}
  figure.wide img {{ width: 62rem; max-width: none; }}
}}
.warning {{ border-left: 4px solid var(--changed); padding-left: 1rem; }}
.narrow {{ max-width: 56rem; }}
.pair {{ display: grid; gap: 1.5rem 3rem; align-items: start; }}
.pair figure {{ margin: 0; }}
@media (min-width: 48rem) {{ .pair {{ grid-template-columns: 20rem minmax(0, 1fr); }} }}
.input {{ width: min(100%, 22rem); border-radius: 6px; display: block; }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }}
caption {{ text-align: left; padding-bottom: .4rem; font-size: .9rem; }}
th, td {{
  text-align: left; padding: .4rem .9rem .4rem 0;
  border-bottom: 1px solid var(--line); vertical-align: middle;
}}
th {{ font-weight: 500; font-size: .9rem; }}
td.number, th.number {{ text-align: right; white-space: nowrap; }}
.scroll {{ overflow-x: auto; }}
.classes td:first-child {{ width: 55%; }}
.classes details {{ margin: 0; }}
.classes summary {{ color: inherit; }}
.classes small {{ display: block; color: var(--muted); font-size: .82rem; line-height: 1.35; max-width: 34rem; }}
.bar {{
  display: block; height: .45rem; border-radius: 1rem;
  background: var(--track); overflow: hidden; min-width: 6rem;
}}
.bar span {{ display: block; height: 100%; border-radius: 1rem; background: var(--accent); }}
.cluster {{
  display: inline-flex; gap: .7rem;
  align-items: center; margin: .35rem 1.6rem .35rem 0; font-size: .9rem;
}}
.cluster img {{ width: 4.5rem; height: 4.5rem; border: 3px solid; border-radius: 2px; image-rendering: pixelated; }}
.cluster span {{ white-space: nowrap; }}
.layers td:nth-child(2) {{ white-space: nowrap; }}
.cluster b {{ font-weight: 600; }}
dl {{ display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .35rem 1.5rem; margin: 1rem 0; }}
dt {{ color: var(--muted); }}
dd {{ margin: 0; overflow-wrap: anywhere; }}
details {{ margin: 1rem 0; }}
summary {{ cursor: pointer; color: var(--accent); }}
footer {{
  margin-top: 4rem; padding-top: 1rem;
  border-top: 1px solid var(--line); font-size: .9rem; color: var(--muted);
}}
"""
