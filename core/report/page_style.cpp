#include "core/report/html_page.h"

namespace facet {

std::string_view page_style() {
  return R"css(
:root {
  --paper: #fdfdfb; --ink: #1d2126; --soft: #5a626d; --line: #d9dcdf; --panel: #f3f4f2;
  --accent: #0f6b6b;
  --c0: #0f766e; --c1: #c2410c; --c2: #1d4ed8; --c3: #a16207; --c4: #9d174d; --c5: #6b7280;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --ink: #e4e7ea; --soft: #9aa3ad; --line: #343a41; --panel: #1d2126;
    --accent: #5ec4bd;
    --c0: #4fd1c5; --c1: #fb923c; --c2: #7aa8ff; --c3: #facc15; --c4: #f472b6; --c5: #9ca3af;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 17px/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif;
}
main { max-width: 46rem; margin: 0 auto; padding: 3.5rem 1.25rem 5rem; }
h1, h2, h3, nav, table, figcaption, .facts, .picture span, svg {
  font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
}
h1 { font-size: 2.1rem; line-height: 1.15; letter-spacing: -.02em; margin: 0 0 .4rem; }
h2 {
  font-size: 1.4rem; line-height: 1.25; letter-spacing: -.01em; margin: 3.2rem 0 .8rem;
  padding-top: .9rem; border-top: 1px solid var(--line);
}
h2 span { color: var(--accent); margin-right: .35rem; }
h3 { font-size: 1.05rem; margin: 2rem 0 .4rem; }
p, ul, ol { margin: .7rem 0; }
.lead { color: var(--soft); font-size: 1.05rem; margin-top: 0; }
a { color: var(--accent); text-underline-offset: .15em; }
nav { background: var(--panel); border-radius: 8px; padding: .5rem 1rem; margin: 1.6rem 0 0; }
nav ol { columns: 2; margin: .3rem 0; padding-left: 1.4rem; font-size: .92rem; }
nav a { text-decoration: none; }
.facts { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.4rem 0; padding: 0; list-style: none; }
.facts li { flex: 1 1 8.5rem; background: var(--panel); border-radius: 8px; padding: .6rem .85rem; }
.facts b { display: block; font-size: 1.3rem; line-height: 1.3; font-weight: 650; }
.facts span { color: var(--soft); font-size: .8rem; line-height: 1.35; display: block; }
.table { overflow-x: auto; margin: 1.4rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .84rem; line-height: 1.4; }
caption { text-align: left; color: var(--soft); padding-bottom: .4rem; }
caption b, figcaption b { color: var(--ink); }
th, td { text-align: left; padding: .34rem .7rem .34rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { font-weight: 600; border-bottom-color: var(--soft); }
td:first-child { white-space: nowrap; }
.number { text-align: right; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 2rem; }
.pair .table { margin: .8rem 0; }
.pair td:first-child { white-space: normal; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 1.8rem 0; }
@media (min-width: 62rem) { figure, .pair { margin-left: -4rem; margin-right: -4rem; } }
.pictures { display: flex; flex-wrap: wrap; gap: .8rem; justify-content: center; }
.picture { max-width: 100%; text-align: center; }
.picture img, .cells { display: block; max-width: 100%; height: auto; border-radius: 3px; }
.picture span { display: block; color: var(--soft); font-size: .78rem; margin-top: .25rem; }
figcaption { color: var(--soft); font-size: .86rem; line-height: 1.45; margin: .7rem auto 0;
  max-width: 44rem; }
.commands { max-width: 44rem; margin: .45rem auto 0; font-size: .74rem; }
.commands summary { cursor: pointer; color: var(--soft);
  font-family: system-ui, "Liberation Sans", sans-serif; }
.commands code { display: block; background: var(--panel); color: var(--soft); border-radius: 4px;
  padding: .3rem .55rem; margin-top: .25rem; overflow-wrap: anywhere; white-space: pre-wrap; }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
  font-size: .9em; }
.commands code { font-size: 1em; }
.chart { display: block; width: 100%; max-width: 44rem; margin: .6rem auto 0; font-size: 12px; }
.chart text { fill: var(--soft); }
.chart .title { fill: var(--ink); font-size: 13px; font-weight: 600; }
.chart polyline { fill: none; stroke: var(--stroke); stroke-width: 1.8; stroke-linejoin: round; }
.chart .dashed { stroke-dasharray: 5 4; stroke-width: 1.4; }
.chart circle { fill: var(--stroke); }
.chart .grid { stroke: var(--line); stroke-width: 1; }
.chart .axis { stroke: var(--soft); stroke-width: 1; }
.c0 { --stroke: var(--c0); } .c1 { --stroke: var(--c1); } .c2 { --stroke: var(--c2); }
.c3 { --stroke: var(--c3); } .c4 { --stroke: var(--c4); } .c5 { --stroke: var(--c5); }
.cells text { font: 600 10px system-ui, "Liberation Sans", sans-serif; fill: #fff;
  stroke: rgba(0, 0, 0, .75); stroke-width: 2.4px; paint-order: stroke; }
.white { background: #fff; border-radius: 6px; overflow-x: auto; padding: .4rem; }
.white svg { display: block; width: 100%; height: auto; font-size: 16px; }
.right { color: var(--c0); } .wrong { color: var(--c1); }
footer { color: var(--soft); font-size: .82rem; margin-top: 3rem; }
@media (max-width: 40rem) { nav ol { columns: 1; } main { padding-top: 2rem; } }
@media print {
  :root {
    --paper: #fff; --ink: #000; --soft: #444; --line: #ccc; --panel: #f4f4f4; --accent: #0f6b6b;
    --c0: #0f766e; --c1: #c2410c; --c2: #1d4ed8; --c3: #a16207; --c4: #9d174d; --c5: #6b7280;
  }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  figure, table { break-inside: avoid; margin-left: 0; margin-right: 0; }
  h2, h3 { break-after: avoid; }
  .picture img, .cells { max-height: 20cm; width: auto; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";
}

}  // namespace facet
