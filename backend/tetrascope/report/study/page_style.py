"""Rules of the page of a study, besides those that all pages share."""

STYLE = """
h2[dir], h3[dir], h4[dir] { text-align: start; }
.question { margin: 0 0 2.5rem; }
.question h3 { margin-bottom: 0; max-width: 46rem; }
.question h4 { margin: 1.2rem 0 .3rem; }
.chart { max-width: 50rem; }
.chart .scroll { margin: 0; }
.chart svg { display: block; width: 100%; min-width: 40rem; height: auto; }
.chart .paper { fill: none; }
.chart .ink { fill: var(--ink); } .chart line.ink { stroke: var(--ink); }
.chart .muted { fill: var(--muted); } .chart line.muted { stroke: var(--muted); }
.chart line.faint { stroke: var(--line); }
.chart .bar-piece, .chart .dot { fill: var(--accent); }
.chart .dot { stroke: var(--paper); stroke-width: 1; }
.chart .interval { fill: var(--track); }
.chart .piece { stroke: var(--paper); stroke-width: 1; }
.scroll { margin: 1rem 0 1.5rem; }
caption { color: var(--ink); font-weight: 600; }
th[scope^=row] { color: var(--ink); vertical-align: top; }
td { vertical-align: top; }
th.number { white-space: normal; }
th[scope^=row], h1, h2, h3, h4 { overflow-wrap: anywhere; }
.scroll th[scope^=row] { min-width: 7rem; }
.simulated { border: 2px solid var(--changed); padding: .7rem 1rem; font-weight: 600; }
code { white-space: nowrap; }
table.narrow { width: auto; min-width: min(100%, 24rem); }
.narrow th[scope=row] { padding-right: 3rem; }
.sessions td:last-child { min-width: 18rem; }
.ratings td { min-width: 5.5rem; }
.dense th, .dense td { font-size: .85rem; }
.dense .number { white-space: normal; min-width: 3.6rem; }
.comparisons th, .comparisons td { font-size: .85rem; }
.comparisons th.number { max-width: 7rem; }
.comparisons td:last-child { min-width: 17rem; }
.comparisons th[scope^=row] { min-width: 10rem; max-width: 16rem; }
.comparisons td:nth-last-child(9) { min-width: 10rem; }
.answers { grid-template-columns: minmax(2.5rem, max-content) minmax(0, 1fr); max-width: 56rem; }
.answers div { white-space: pre-wrap; }
.answers .long { max-height: 22rem; overflow-y: auto; }
@media print {
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  h2, h3, h4, caption { break-after: avoid; }
  figure, tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  .chart { max-width: 46rem; }
  .chart svg { min-width: 0; }
  table th, table td, table td.number { padding: .2rem .5rem .2rem 0; font-size: .85rem; min-width: 0; }
  .ratings td.number { white-space: normal; }
  table.comparisons th, table.comparisons td, table.dense th, table.dense td {
    padding-right: .4rem; font-size: .75rem; min-width: 0; overflow-wrap: anywhere;
  }
  table.comparisons .number, table.dense .number { white-space: normal; min-width: 0; }
  .answers .long { max-height: none; overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
