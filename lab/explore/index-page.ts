import { style } from '../charts/report-style.ts'

const own = `
body{max-width:1240px}
nav{display:flex;gap:18px;margin:0 0 18px;border-bottom:1px solid var(--c-line,#8884)}
nav a{padding:8px 2px;text-decoration:none;color:inherit;font-weight:500;border-bottom:3px solid transparent}
nav a[aria-current]{border-color:currentColor}
th button{all:unset;cursor:pointer}
th button:hover,a:hover{text-decoration:underline}
a{color:inherit}
td{vertical-align:middle}
textarea{width:100%;min-height:110px;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;padding:10px;border-radius:6px;border:1px solid #8886;background:transparent;color:inherit}
input{font:inherit;padding:4px 8px;border-radius:6px;border:1px solid #8886;background:transparent;color:inherit}
.run{font:inherit;padding:6px 16px;border-radius:6px;border:1px solid currentColor;background:transparent;color:inherit;cursor:pointer;font-weight:600}
.row{display:flex;gap:12px;flex-wrap:wrap;align-items:center;margin:10px 0}
.chip{font:12px ui-monospace,Menlo,Consolas,monospace;padding:4px 10px;border-radius:12px;border:1px solid #8886;background:transparent;color:inherit;cursor:pointer}
.error{white-space:pre-wrap;font:13px ui-monospace,Menlo,Consolas,monospace}
.label{font-size:12px;font-weight:600;padding:1px 7px;border-radius:9px;border:1px solid currentColor;white-space:nowrap}
.seeds{max-width:230px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.day{white-space:nowrap}
[hidden]{display:none!important}
`

/** What the browser gets first: everything else is drawn by the page's program. */
export const indexPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Seedbed · explore</title>
<link rel="icon" href="data:,">
<style>${style}${own}</style>
</head>
<body>
<p class="eyebrow">Seedbed</p>
<h1>Explore</h1>
<nav><a href="#runs">Runs</a><a href="#tables">Tables and SQL</a></nav>
<main id="runs" hidden></main>
<main id="tables" hidden></main>
<script src="/page.js"></script>
</body>
</html>
`
