import { pageColour } from '../report/colours.ts'
import { html, type Markup } from '../report/markup.ts'
import { page } from '../report/page.ts'

/** Styles for links, buttons and inputs, which only this page has. */
const ownStyle = `
body{max-width:1240px}
nav{display:flex;gap:18px;margin:0 0 18px;border-bottom:1px solid ${pageColour('grid')}}
nav a{padding:8px 2px;text-decoration:none;color:inherit;font-weight:500;border-bottom:3px solid transparent}
nav a[aria-current]{border-color:currentColor}
th button{all:unset;cursor:pointer}
th button:hover,a:hover{text-decoration:underline}
a{color:inherit}
th,td{vertical-align:middle}
thead .number{white-space:normal}
#runs table{font-size:13px}
textarea{width:100%;min-height:110px;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;padding:10px;border-radius:6px;border:1px solid ${pageColour('neutral')};background:transparent;color:inherit}
input{font:inherit;padding:4px 8px;border-radius:6px;border:1px solid ${pageColour('neutral')};background:transparent;color:inherit}
.run{font:inherit;padding:6px 16px;border-radius:6px;border:1px solid currentColor;background:transparent;color:inherit;cursor:pointer;font-weight:600}
.row{display:flex;gap:12px;flex-wrap:wrap;align-items:center;margin:10px 0}
.chip{font:12px ui-monospace,Menlo,Consolas,monospace;padding:4px 10px;border-radius:12px;border:1px solid ${pageColour('neutral')};background:transparent;color:inherit;cursor:pointer}
.error{white-space:pre-wrap;font:13px ui-monospace,Menlo,Consolas,monospace}
.label{font-size:12px;font-weight:600;padding:1px 7px;border-radius:9px;border:1px solid currentColor;white-space:nowrap}
.short{max-width:150px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.day{white-space:nowrap}
[hidden]{display:none!important}
`

const views = [
  { id: 'runs', name: 'Runs' },
  { id: 'tables', name: 'Tables and SQL' },
] as const

/** The page as the server sends it; the page's script draws everything else. */
export const indexPage: string = page({
  ...{ title: 'Seedbed · explore', heading: 'Explore', kind: 'Seedbed', ownStyle },
  // An explicit icon keeps browsers from requesting one.
  head: html`<link rel="icon" href="data:,">`,
  lead: [html`<nav>${views.map(({ id, name }) => html`<a href="#${id}">${name}</a>`)}</nav>`],
  body: html`${views.map(({ id }): Markup => html`<main id="${id}" hidden></main>`)}`,
  scripts: html`<script src="/page.js"></script>`,
})
