// The look of a report as a page and on paper. Colours and sizes are those of the screens; the fonts are the reader's own.

/** The style sheet. `foot` stands at the bottom of each printed page, beside its number. */
export function reportStyle(foot: string, language: string): string {
  const digits = language === "fa" ? "persian" : "decimal";
  return `${base}@page{size:A4;margin:20mm 18mm 22mm;@bottom-left{content:${cssString(foot)};${footStyle}}@bottom-right{content:counter(page,${digits}) " / " counter(pages,${digits});white-space:nowrap;${footStyle}}}`;
}

/** The same look for a report that stands within a page of a screen, under `.report`: in that page's colours, and its headings as many levels lower. */
export function reportLook(lower: number): string {
  const headings = base.replace(/\bh([123])\b/g, (_, level) => `h${Number(level) + lower}`);
  return `.report{${coloursOfScreen}${headings}${besideLookOfScreen}}`;
}

const coloursOfScreen = "--paper:var(--sheet);--muted:var(--ink-muted);--soft:var(--refuge-soft);";
const besideLookOfScreen = "ul{list-style:disc}p.lead{color:inherit}p.notice{color:var(--refuge-strong)}";

function cssString(text: string): string {
  return `"${text.replace(/["\\\n<>&]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `)}"`;
}

const footStyle = `font:7.5pt "Noto Sans",system-ui,sans-serif;color:#52636d`;

const base = `
:root{color-scheme:light;--paper:#fbf8f3;--sheet:#fff;--ink:#1b2a33;--muted:#52636d;--line:#ddd6ca;--refuge:#0b6b66;--soft:#e2f0ee;--waiting:#8a5a00;--waiting-soft:#fff3dc;--news:#1f4e79}
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",Tahoma,sans-serif;font-variant-numeric:tabular-nums lining-nums;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink)}
.sheet{max-width:50rem;margin-inline:auto;padding:48px 24px 96px}
header .mark{display:block;width:40px;height:40px;margin-block-end:20px;color:var(--refuge)}
.kicker{margin:0;color:var(--refuge);font-size:.885rem;font-weight:600}
h1{margin:4px 0 8px;font-size:2.4rem;line-height:1.15;letter-spacing:-.015em;text-wrap:balance}
.subtitle{margin:0;max-width:36rem;color:var(--muted)}
.warning{max-width:none;margin:24px 0 0;padding:12px 16px;border-inline-start:4px solid var(--waiting);border-radius:0 10px 10px 0;background:var(--waiting-soft);color:var(--waiting);font-weight:600}
.marks{display:grid;grid-template-columns:max-content 1fr;gap:4px 24px;margin:28px 0 0;padding-block:16px;border-block:1px solid var(--line);font-size:.885rem}
.marks dt{color:var(--muted)}
.marks dd{margin:0;min-width:0}
td code,th code{overflow-wrap:break-word}
td:first-child,tbody th{min-width:5.2em}
nav{margin-block:24px 8px;font-size:.885rem}
nav h2{margin:0 0 4px;border:0;padding:0;font-size:.885rem;font-weight:600;color:var(--muted)}
nav ol{columns:3 12rem;column-gap:24px;margin:0;padding:0;list-style:none}
nav a{display:inline-block;padding-block:3px;text-decoration:none}
nav a:hover{text-decoration:underline}
section{margin-block-start:52px}
h2{margin:0 0 16px;padding-block-end:8px;border-block-end:2px solid var(--refuge);font-size:1.53rem;line-height:1.25}
h3{margin:28px 0 6px;font-size:1.06rem;line-height:1.35}
p{margin:0 0 12px;max-width:44rem;text-wrap:pretty}
p.lead{font-size:1.2rem;line-height:1.5}
p.quiet{color:var(--muted);font-size:.92rem}
p.notice{display:inline-block;margin-block-end:8px;padding:6px 14px;border-radius:10px;background:var(--soft);color:#084f4b;font-size:.92rem}
ul{max-width:44rem;margin:0 0 12px;padding-inline-start:1.4em}
li{margin-block-end:6px;padding-inline-start:4px}
li::marker{color:var(--refuge);font-weight:600}
a{color:var(--refuge);text-underline-offset:.18em;text-decoration-thickness:1px}
a.figure{color:inherit;text-decoration-color:#0b6b6680}
a.figure:hover{color:var(--refuge)}
a:focus-visible{outline:3px solid var(--news);outline-offset:2px;border-radius:3px}
:target{background:var(--waiting-soft)}
code{font:.82em/1.4 ui-monospace,"Noto Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere;color:var(--muted)}
.missing{color:var(--muted);font-style:italic}
.scroll{margin:16px 0 20px;overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.885rem;line-height:1.4}
caption{padding-block-end:6px;text-align:start;color:var(--muted);font-size:.885rem}
th,td{padding-block:7px;padding-inline:0 14px;text-align:start;vertical-align:top;border-block-end:1px solid var(--line)}
th:last-child,td:last-child{padding-inline-end:0}
thead th{color:var(--muted);font-weight:600;border-block-end:1.5px solid var(--ink);vertical-align:bottom}
tbody th{font-weight:400}
.number{text-align:end;white-space:nowrap}
table.dense{font-size:.8rem}
table.dense th,table.dense td{padding-block:4px;padding-inline-end:10px}
td a:not([class]){display:inline-block;min-height:24px}
figure{margin:24px 0 8px}
.plot-frame{overflow-x:auto;direction:ltr}
figcaption{margin-block-end:10px;font-weight:600}
figcaption small{display:block;max-width:44rem;color:var(--muted);font-size:.8rem;font-weight:400}
.plot{display:block;width:100%;min-width:34rem;height:auto;font-size:13px;overflow:visible}
.plot text{fill:var(--ink);unicode-bidi:plaintext}
.plot-label{font-weight:600}
.plot-value{font-weight:700}
.plot .plot-quiet,.plot .plot-missing{fill:var(--muted)}
.plot-missing{font-style:italic}
.plot-now{fill:var(--refuge)}
.plot-before{stroke:var(--muted);stroke-width:1}
.plot-ground{fill:var(--sheet)}
.plot-hatch{stroke:var(--muted);stroke-width:2}
.plot-axis{stroke:var(--ink);stroke-width:1}
details{margin-block-end:24px;font-size:.885rem}
summary{color:var(--refuge);cursor:pointer;padding-block:6px}
@media (max-width:40em){h1{font-size:1.836rem;overflow-wrap:break-word;hyphens:auto}.scroll{padding-block-end:4px;background:linear-gradient(90deg,var(--paper) 30%,transparent) 0 0/40px 100% no-repeat local,linear-gradient(270deg,var(--paper) 30%,transparent) 100% 0/40px 100% no-repeat local,linear-gradient(90deg,#1b2a3333,transparent) 0 0/14px 100% no-repeat scroll,linear-gradient(270deg,#1b2a3333,transparent) 100% 0/14px 100% no-repeat scroll}caption{max-width:calc(100vw - 32px)}thead .number,.number:has(.missing){white-space:normal}tbody th{min-width:7.5em;overflow-wrap:anywhere;hyphens:auto}.sheet{padding:28px 16px 64px}.marks{grid-template-columns:1fr;gap:0}.marks dd{margin-block-end:8px}}
@media screen and (max-width:40em){
.stacks thead{display:none}
.stacks tr,.stacks td{display:block}
.stacks tr{padding-block:8px;border-block-end:1px solid var(--line)}
.stacks td,.stacks tbody th{padding:3px 0;border:0}
.stacks tbody th,.stacks td:not([data-title]){display:inline;padding-inline-end:6px;font-weight:600}
.stacks .number{text-align:start;white-space:normal}
.stacks td:empty{display:none}
.stacks [data-title]::before{content:attr(data-title);display:block;color:var(--muted);font-size:.8rem}
}
@media print{
html{font-size:10.6pt}
body{background:#fff}
.sheet{max-width:none;padding:0}
section{margin-block-start:28pt}
h2,h3,h3+p,p:has(+.scroll),caption,figcaption{break-after:avoid}
.plot-frame{overflow:visible}
.plot{min-width:0}
figure,tr,li,p{break-inside:avoid}
td,th{overflow-wrap:break-word}
td a:not([class]){display:inline;min-height:0}
.number{white-space:normal}
.bars{display:none}
thead{display:table-header-group}
thead,thead tr{break-after:avoid}
tbody,tbody tr:first-child,tbody tr:nth-child(2),tbody tr:last-child{break-before:avoid}
.scroll{overflow:visible}
.scroll:not(:has(tbody>tr:nth-child(10))){break-inside:avoid}
a{color:inherit;text-decoration-color:#0b6b6680}
:target{background:none}
details>summary{display:none}
details::details-content{content-visibility:visible;display:block}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
