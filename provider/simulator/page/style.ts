/** The page's style: system fonts, light or dark by the reader's preference. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f4; --sheet: #ffffff; --ink: #1d1f21; --soft: #5a6067; --line: #d9dcdf; --accent: #0b5cad; --on-accent: #ffffff;
  --good: #1a6b34; --warn: #8a5200; --bad: #b3261e; --mark: #fff4d6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15171a; --sheet: #1e2125; --ink: #e8eaec; --soft: #a3abb3; --line: #363b41; --accent: #7db6f2; --on-accent: #10202f;
    --good: #7fce98; --warn: #e8b565; --bad: #ff9a90; --mark: #3a3218;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: baseline; padding: 14px 20px; background: var(--sheet); border-bottom: 1px solid var(--line); }
header p { margin: 0; color: var(--soft); }
header #reset { margin-left: auto; }
h1 { font-size: 19px; margin: 0; }
h2 { font-size: 16px; margin: 0 0 8px; }
h3 { font-size: 14px; margin: 14px 0 4px; color: var(--soft); font-weight: 600; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; padding: 16px 20px 40px; }
@media (min-width: 1100px) { main { grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr); } }
.column { display: grid; gap: 16px; align-content: start; min-width: 0; }
section { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; min-width: 0; }
.hint { color: var(--soft); font-size: 13px; margin: 0 0 8px; }
#notice { margin: 0; padding: 8px 20px; background: var(--mark); }
code, pre, textarea, input, .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 13px; }
pre { margin: 6px 0; padding: 8px 10px; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; overflow: auto; max-height: 340px; white-space: pre-wrap; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: 5px 8px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; font-size: 13px; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
.scroll { overflow: auto; max-height: 560px; }
details { border-bottom: 1px solid var(--line); }
details:last-child { border-bottom: 0; }
summary { cursor: pointer; padding: 5px 0; overflow-wrap: anywhere; }
.tag { display: inline-block; min-width: 34px; font-weight: 600; font-variant-numeric: tabular-nums; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .soft { color: var(--soft); }
button, select, input, textarea { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; padding: 4px 10px; }
input, textarea { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 13px; }
button { cursor: pointer; }
button:hover { border-color: var(--accent); }
button.link { border: 0; padding: 0; background: none; color: var(--accent); text-align: left; overflow-wrap: anywhere; }
button.link:hover { text-decoration: underline; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.danger { color: var(--bad); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
#fault-form { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; }
#fault-form label { display: grid; gap: 2px; font-size: 13px; color: var(--soft); }
#fault-form label select, #fault-form label input { color: var(--ink); }
#fault-form input[name="times"] { width: 70px; }
#fault-form .hint { flex-basis: 100%; }
.wide { grid-column: 1 / -1; }
#objects table { table-layout: fixed; }
#objects td:nth-child(3), #objects th:nth-child(3) { width: 38%; }
#objects td.mono { font-size: 12px; }
td.buttons-cell { white-space: nowrap; text-align: right; }
#switches { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(420px, 100%), 1fr)); gap: 0 32px; }
#switches .switch { padding: 7px 0; border-top: 1px solid var(--line); display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; align-items: start; align-content: start; }
#switches .switch p { margin: 0; color: var(--soft); font-size: 13px; }
#switches .changed { background: var(--mark); box-shadow: 0 0 0 6px var(--mark); }
.strict { display: block; padding-bottom: 8px; }
dialog { width: min(900px, calc(100vw - 32px)); color: var(--ink); background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px; }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
dialog textarea { width: 100%; resize: vertical; line-height: 1.4; }
#editor-fault { color: var(--bad); min-height: 1.4em; margin: 6px 0; }
.buttons { display: flex; gap: 8px; } .gap { flex: 1; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

/** The page's icon. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b5cad"/><path d="M4 3.5l4 5v4M12 3.5l-4 5" stroke="#fff" stroke-width="1.8" fill="none"/></svg>`;
