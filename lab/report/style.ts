import { colourRules, pageColour } from './colours.ts'

/** The style sheet of every page. */
export const style = `${colourRules}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1000px;padding:32px 24px 64px;background:${pageColour('paper')};color:${pageColour('ink')};
font:15px/1.55 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
h1{font-size:30px;line-height:1.2;margin:0 0 16px;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:18px;margin:44px 0 12px;padding-top:14px;border-top:1px solid ${pageColour('grid')}}
h3{font-size:14px;font-weight:600;margin:12px 0 4px}
.eyebrow,.note{color:${pageColour('muted')};font-size:13px;margin:0 0 6px}
.note{margin:8px 0}
.summary{margin:0 0 6px}
.synthetic{background:${pageColour('warning')};color:${pageColour('paper')};font-weight:600;padding:8px 14px;border-radius:6px;margin:0 0 20px}
.verdict{font-size:18px;font-weight:600;margin:0 0 12px;padding:10px 14px;border-left:5px solid;border-radius:4px;background:${pageColour('shade')}}
.pass{color:var(--pass)}.fail{color:${pageColour('fall')}}.unsaid{color:${pageColour('muted')}}
.badge{font-weight:600;white-space:nowrap}
figure{margin:0 0 16px}
.picture svg{max-width:100%;height:auto;display:block}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:0 32px}
.small{display:grid;grid-template-columns:repeat(auto-fill,minmax(270px,1fr));gap:4px 18px}
.small figure,.pair figure{margin-bottom:8px}
.wide{overflow-x:auto}
.tall{max-height:520px;overflow-y:auto;border:1px solid ${pageColour('grid')};border-radius:6px}
.tall thead th{position:sticky;top:0;background:${pageColour('paper')}}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid ${pageColour('grid')};vertical-align:top}
.tall th,.tall td{padding:5px 10px;white-space:nowrap;font-size:13px}
.wide+.wide{margin-top:22px}
.dense{font-size:13px;margin-top:10px}
.dense tbody th{white-space:nowrap}
.dense th,.dense td{padding:3px 8px 3px 0}
thead th{color:${pageColour('muted')};font-weight:500;font-size:13px}
tbody th{font-weight:500;min-width:150px}
.tall tbody th{min-width:0}
.number{text-align:right;white-space:nowrap}
.number+td:not(.number),.number+th:not(.number){padding-left:16px}
.quiet{color:${pageColour('muted')}}
.long{min-width:240px;font-size:13px}
tr.sum th,tr.sum td{font-weight:600;border-bottom:0}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:12px 24px;margin:0}
.tiles .broad{grid-column:1/-1}
.tiles dt{color:${pageColour('muted')};font-size:13px}
.tiles dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
code{font-size:12px}
pre{background:${pageColour('shade')};padding:14px 16px;border-radius:6px;overflow-x:auto;font-size:13px;line-height:1.5;margin:0}
@media (max-width:560px){body{padding:20px 14px}.pair,.small{grid-template-columns:1fr}}
@media print{body{max-width:none;padding:0}.tall{max-height:none}section{break-inside:avoid}#trades{break-inside:auto}}
`
