/** How a page looks, in light and dark colours. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ground: #ffffff; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --accent: #0969da;
  --added: #1a7f37; --removed: #8250df; --changed: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --text: #e6edf3; --soft: #9198a1; --line: #30363d; --accent: #4493f8;
  --added: #3fb950; --removed: #bc8cff; --changed: #d29922; } }
body { margin: 0; font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; background: var(--ground); color: var(--text); }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: baseline; padding: 10px 20px;
  background: var(--ground); border-bottom: 1px solid var(--line); }
h1 { font-size: 18px; margin: 0; } h2 { font-size: 17px; display: inline; } main { padding: 4px 20px 60px; } .soft { color: var(--soft); }
form { display: flex; gap: 10px; align-items: baseline; } #search { font: inherit; width: 18em; padding: 3px 8px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
section { margin: 18px 0; } summary { cursor: pointer; padding: 6px 0; } .picture { overflow: auto; } .picture svg { display: block; max-width: 100%; width: auto; height: auto; }
.sizes { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 4px 0; } .sizes input { accent-color: var(--accent); }
.frame:has(.whole:checked) .picture svg { max-height: 82vh; } .frame:has(.full:checked) .picture svg { max-width: none; }
.frame:has(.full:checked) .picture { max-height: 82vh; border: 1px solid var(--line); }
table { border-collapse: collapse; margin: 8px 0; } th, td { text-align: left; padding: 2px 16px 2px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.added { color: var(--added); } .removed { color: var(--removed); } .changed { color: var(--changed); } svg .added, svg .removed, svg .changed { color: inherit; }
.note { border-left: 3px solid var(--changed); padding-left: 10px; }
.searching svg g.node:not(.hit), .searching svg g.edge { opacity: 0.3; } .searching tr.object:not(.hit) { display: none; }
svg g.hit .box { stroke: var(--accent); stroke-width: 3; } svg g.at .box { stroke-width: 6; } tr.at, div.at { outline: 2px solid var(--accent); }
@media print { header { position: static; } form, .sizes { display: none; } .picture { max-height: none !important; } .picture svg { max-width: 100% !important; } }
`;
