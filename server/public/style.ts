/** The look of the public pages: one sheet, within the page, so that a page is one request and works anywhere. */
export const STYLE = `
:root{color-scheme:light;--ink:#1b2733;--quiet:#52606d;--line:#d5dde4;--accent:#14506b;--wash:#eef4f7}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--wash);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:44rem;margin:0 auto;padding:1rem 1.25rem}
header{display:flex;gap:.5rem 1.5rem;justify-content:space-between;color:var(--quiet);font-size:.9rem}
header p{margin:0;flex:1}
header nav{display:flex;gap:.75rem}
main{background:#fff;border:1px solid var(--line);border-radius:.5rem;padding:1.5rem 1.25rem}
@media (max-width:46rem){main{border-left:0;border-right:0;border-radius:0}}
footer{color:var(--quiet);font-size:.85rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.5rem .75rem;background:#fff}
nav.pages{display:flex;flex-wrap:wrap;gap:.15rem;max-width:44rem;margin:0 auto;padding:0 .75rem}
nav.pages a{display:flex;align-items:center;min-height:2.75rem;padding:.35rem .55rem;border-bottom:.2rem solid transparent;text-decoration:none}
nav.pages a:hover{text-decoration:underline}
nav.pages a[aria-current]{border-color:var(--accent);color:var(--ink);font-weight:600}
h1{margin:0 0 1rem;color:var(--accent);font-size:1.5rem;line-height:1.25}
h2{margin:1.75rem 0 .5rem;color:var(--accent);font-size:1.15rem}
h3{margin:1.25rem 0 .25rem;font-size:1rem}
p{margin:.6rem 0}
.list{margin:.5rem 0;padding:0;list-style:none}
.list>li{padding:.7rem 0;border-top:1px solid var(--line)}
.list>li:last-child{border-bottom:1px solid var(--line)}
.list h2,.list h3,.list p{margin:0}
.list .hint{margin:.15rem 0 0}
summary{padding:.2rem 0;cursor:pointer}
summary b{font-weight:600}
details ul{margin:.4rem 0 0;padding:0 0 0 1rem;list-style:none}
details li{padding:.25rem 0 .25rem 1.35rem;text-indent:-1.35rem}
.mark{display:inline-block;width:1.35rem;text-indent:0;color:var(--accent)}
a{color:var(--accent)}
dl{margin:1rem 0;display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.5rem 1.25rem}
dt{color:var(--quiet)}
dd{margin:0}
@media (max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}}
.note{margin:1rem 0;padding:.75rem 1rem;border-left:.3rem solid var(--accent);background:var(--wash)}
.good{border-color:#1d6b3a;background:#e3f2e8}
.bad{border-color:#9c2b20;background:#fbe4e2}
label,legend{display:block;margin-top:1rem;font-weight:600}
fieldset{border:0;margin:1rem 0 0;padding:0}
input,select,textarea{width:100%;margin-top:.25rem;padding:.6rem .7rem;border:1px solid #6b7a88;border-radius:.3rem;background:#fff;color:inherit;font:inherit}
input[type=checkbox],input[type=radio]{width:1.2rem;height:1.2rem;margin:0 .6rem 0 0;vertical-align:-.2rem}
label.choice{font-weight:400;margin-top:1rem}
.hint{margin:.2rem 0 0;color:var(--quiet);font-size:.9rem;font-weight:400}
.fault{margin:.2rem 0 0;color:#9c2b20;font-weight:600}
[aria-invalid=true]{border-color:#9c2b20}
button,a.button{display:inline-block;min-height:2.75rem;margin:1.5rem .75rem 0 0;padding:.6rem 1.25rem;border:1px solid var(--accent);border-radius:.3rem;background:var(--accent);color:#fff;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
button.second,a.second{background:#fff;color:var(--accent)}
:focus-visible{outline:3px solid #f0a202;outline-offset:2px}
img,svg{max-width:100%;height:auto}
table{width:100%;border-collapse:collapse}
.sum{text-align:right;white-space:nowrap}
tbody th{font-weight:400}
tfoot td{font-weight:600}
th,td{padding:.45rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
label.option{display:flex;align-items:flex-start;gap:.25rem;min-height:3rem;margin-top:.5rem;padding:.8rem;border:1px solid #6b7a88;border-radius:.3rem;font-weight:400;cursor:pointer}
label.option:has(:checked){border-color:var(--accent);background:var(--wash);box-shadow:inset 0 0 0 1px var(--accent)}
label.option input{flex:none;width:1.5rem;height:1.5rem}
.receipt{display:block;margin:.25rem 0;font:600 1.4rem/1.4 ui-monospace,"Cascadia Mono",Consolas,monospace;letter-spacing:.04em}
code,pre{font:.9em ui-monospace,"Cascadia Mono",Consolas,monospace}
.copy{display:block;padding:.45rem .6rem;background:var(--wash);font-size:1.05em;user-select:all;-webkit-user-select:all}
button.copier{margin:.35rem 0 .25rem;padding:.35rem 1rem}
pre{padding:.75rem;background:var(--wash);white-space:pre-wrap}
@media print{body{background:#fff}header nav,form,.button{display:none}main{border:0}}
`;
