/** The static part of the page. The script adds everything else, as text. */
export const PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Yay API simulator</title>
<link rel="icon" href="/_simulator/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/_simulator/page.css">
<script src="/_simulator/page.js" defer></script>
</head>
<body>
<header>
<h1>Yay API simulator</h1>
<p id="address"></p>
<p id="liveness" role="status">connecting…</p>
<button type="button" id="reset">Reset to the seed</button>
</header>
<p id="notice" role="alert" hidden></p>
<main>
<div class="column">
<section aria-labelledby="objects-title"><h2 id="objects-title">Objects</h2>
<p class="hint">Choose one to edit it “in the portal”.</p>
<div id="objects"></div></section>
<section aria-labelledby="ledger-title"><h2 id="ledger-title">Ledger</h2><div id="ledger"></div></section>
</div>
<div class="column">
<section aria-labelledby="requests-title"><h2 id="requests-title">Requests</h2><div id="violations"></div><div id="requests"></div></section>
<section aria-labelledby="faults-title"><h2 id="faults-title">Faults</h2>
<form id="fault-form">
<label>Method <select name="method"><option value="">any</option><option>GET</option><option>POST</option><option>PUT</option><option>DELETE</option></select></label>
<label>Path <input name="path" placeholder="/voip/flow/*" spellcheck="false"></label>
<label>Misbehaviour <select name="preset" id="preset"></select></label>
<label>Times <input name="times" type="number" min="0" value="1" aria-describedby="times-hint"></label>
<button type="submit">Add</button>
<p class="hint" id="times-hint">In a path * stands for one segment, a last ** for the rest. 0 times: until removed.</p>
</form>
<div id="faults"></div></section>
</div>
<section class="wide" aria-labelledby="switches-title"><h2 id="switches-title">Open questions</h2>
<p class="hint">What the documents leave open, and how this server answers it.</p>
<label class="strict"><input type="checkbox" id="strict"> Refuse what the documents forbid, rather than only record it</label>
<div id="switches"></div></section>
</main>
<dialog id="editor" aria-labelledby="editor-title">
<form id="editor-form">
<h2 id="editor-title"></h2>
<p class="hint">Saved unchecked, as if changed in the vendor's portal. Secrets shown as [redacted] stay as they are.</p>
<label class="sr" for="editor-text">The object as JSON</label>
<textarea id="editor-text" spellcheck="false" rows="22"></textarea>
<p id="editor-fault" role="alert"></p>
<div class="buttons"><button type="button" id="editor-delete" class="danger">Remove the object</button><span class="gap"></span>
<button type="button" id="editor-cancel">Cancel</button><button type="submit" class="main">Save</button></div>
</form>
</dialog>
</body>
</html>
`;
