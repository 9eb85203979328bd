#include "page.h"

/* Sizes are in letters, so that it holds at every zoom; left and right are begin and end
 * of the line, so that it holds in both directions. --n is how many lanes a document has,
 * --m how wide its margin is. */
static const char sheet[]
    = ":root{color-scheme:light dark;--paper:#fff;--ink:#242424;--dim:#5a5a5a;"
      "--rule:#d4d4d4;--link:#1a5fb4}\n"
      "*{box-sizing:border-box}\n"
      "body{margin:0 auto;padding:2em 1.5em 4em;max-width:60em;background:var(--paper);"
      "color:var(--ink);font:1.05rem/1.8 Georgia,\"Noto Serif\",\"Noto Serif CJK SC\","
      "\"Noto Serif Devanagari\",serif}\n"
      "a{color:var(--link)}\n"
      "h1,h2,h3,h4,h5,h6{line-height:1.35;font-weight:bold;margin:0}\n"
      "h1{font-size:1.75em}h2{font-size:1.4em}h3{font-size:1.2em}"
      "h4,h5,h6{font-size:1.05em}\n"
      "header,nav,.code,.facts,.memo,.m{font-family:system-ui,\"Noto Sans\",sans-serif}\n"
      ".facts,.memo{color:var(--dim);font-size:.85rem;line-height:1.5;margin:.4em 0}\n"
      ".facts span+span::before{content:\" · \"}\n"
      ".memo{white-space:pre-wrap;border-inline-start:3px solid var(--rule);"
      "padding-inline-start:.7em}\n"
      "nav ul{list-style:none;margin:1em 0;padding:0;display:flex;flex-wrap:wrap;"
      "gap:.35em 1.1em;font-size:.85rem;line-height:1.5}\n"
      "nav a{color:inherit;text-decoration:none}nav a:hover{text-decoration:underline}\n"
      ".sw{display:inline-block;width:.85em;height:.85em;margin-inline-end:.4em;"
      "background:var(--w);border:2px var(--s,solid) var(--l);border-radius:2px;"
      "vertical-align:-.08em}\n"
      "small,.count{color:var(--dim);font-size:.85em;font-weight:normal}\n"
      "article{margin:2em 0 3em;--m:calc(var(--n)*7px + 12rem);"
      "padding-inline-end:calc(var(--m) + 1.2rem)}\n"
      ".head{margin-inline-end:calc(-1*var(--m) - 1.2rem);padding-bottom:.8em}\n"
      "article p,.b>h2,.b>h3,.b>h4,.b>h5,.b>h6,article>h2,article>h3,article>h4,"
      "article>h5,article>h6{margin:0;padding-block:.28em;white-space:pre-wrap;"
      "overflow-wrap:anywhere}\n"
      "article .g{padding-block-start:1.1em}\n"
      ".b{display:grid;grid-template-columns:minmax(0,1fr) var(--m);column-gap:1.2rem;"
      "margin-inline-end:calc(-1*var(--m) - 1.2rem)}\n"
      ".m{position:relative;padding:.5em 0 .3em;"
      "padding-inline-start:calc(var(--n)*7px + .36rem);font-size:.72rem;line-height:1.4;"
      "text-align:start}\n"
      ".g+.m{padding-block-start:1.6em}\n"
      ".m i{position:absolute;top:0;bottom:0;inset-inline-start:calc(var(--x)*7px);"
      "width:5px;min-height:1.2em;border:0 solid var(--l);border-inline-end-width:2px}\n"
      ".m i.s{top:.6em;border-top-width:2px}.m i.e{bottom:.4em;border-bottom-width:2px}\n"
      ".g+.m i.s{top:1.7em}\n"
      ".m a{display:block;color:inherit;text-decoration:none;overflow-wrap:anywhere}"
      ".m a:hover{text-decoration:underline}\n"
      ".m .memo{font-size:1em;margin:.1em 0 .4em}\n"
      "mark{color:inherit;background-color:var(--w);background-clip:content-box;"
      "border-bottom:2px var(--s,solid) var(--l)}\n"
      ".l1{padding-bottom:3px}.l2{padding-bottom:6px}.lx{border-bottom:0}\n"
      ":target{outline:2px solid var(--link);outline-offset:2px}\n"
      ".z{filter:blur(.3em)}.z:hover,.z:focus,.z:target{filter:none}\n"
      ".time{font:.8em ui-monospace,monospace;color:var(--dim)}\n"
      ".page{font:.7em system-ui,sans-serif;color:var(--dim)}"
      ".page::before{content:\"[\" attr(data-page) \"] \"}\n"
      "article ul{list-style:none;margin:0;padding-inline-start:1.5em}\n"
      ".turn .b>p,.turn>p{padding-inline-start:1.2em;text-indent:-1.2em}\n"
      ".note{font-size:.88em}\n"
      ".verse{padding-inline-start:2em}article p.verse{padding-block:0}\n"
      "table{border-collapse:collapse;width:calc(100% + var(--m) + 1.2rem);margin:.6em "
      "0}\n"
      "td,th{border:1px solid var(--rule);padding:.2em .6em;vertical-align:top;"
      "text-align:start}\n"
      "td.m{border:0;width:calc(var(--m) + 1.2rem);"
      "padding-inline-start:calc(var(--n)*7px + 1.2rem + .36rem)}"
      "td.m i{inset-inline-start:calc(var(--x)*7px + 1.2rem)}\n"
      ".code{margin:1.2em 0 1.6em;padding-inline-start:calc(var(--d)*1.4em);"
      "font-size:.92rem;line-height:1.55}\n"
      ".code p{margin:.2em 0;white-space:pre-wrap}.code b{font-weight:600}\n"
      ".code .links a{display:inline-block;min-width:1.6em;margin-inline-end:.2em}\n"
      "@media (max-width:46em){body{padding:1em}article{--m:0px;padding-inline-end:0}"
      ".head,.b{margin-inline-end:0}.b{display:block}"
      ".m{padding:0 0 .5em}.m i{display:none}"
      ".m a{display:inline-block;margin-inline-end:.9em}"
      "table{width:100%}td.m{display:block;width:auto;padding:.2em 0}}\n"
      "@media print{body{max-width:none;padding:0;font-size:10pt;line-height:1.7}"
      "mark,.sw,.m i{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
      "a{color:inherit;text-decoration:none}.z{filter:none}"
      "h1,h2,h3,h4,h5,h6{break-after:avoid}.code{break-inside:avoid}}\n"
      "@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}\n";

static const char dark[] = "--paper:#1e1e1e;--ink:#eee;--dim:#b4b4b4;--rule:#4a4a4a;"
                           "--link:#99c1f1";

static void
write_look (Page *self, SchoTheme theme, const SchoCode *code)
{
  SchoLook look = scho_theme_get_look (theme, code->colour);

  /* In hundredths, since a decimal comma is no CSS. */
  tei_writer_printf (self->writer, ".c%u{--w:#%06x%02x;--l:#%06x", code->id, look.wash,
                     (guint) (look.alpha * 255 + 0.5), look.line);
}

/* Lines of one colour differ in their pattern; five patterns and then letters. */
static void
write_codes (Page *self, SchoTheme theme, gboolean with_patterns)
{
  static const char *const patterns[SCHO_N_PATTERNS]
      = { NULL, "dashed", "dotted", "double", "groove" };
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      const char *pattern = patterns[self->marks[codes[i]->id].pattern];

      if (!page_has_code (self, codes[i]->id))
        continue;
      write_look (self, theme, codes[i]);
      if (with_patterns && pattern != NULL)
        tei_writer_printf (self->writer, ";--s:%s", pattern);
      tei_writer_markup (self->writer, "}\n");
    }
}

void
page_write_style (Page *self)
{
  tei_writer_markup (self->writer, "<style>\n");
  /* As it is: in HTML nothing is escaped here, and in XML nothing of it need be. */
  tei_writer_markup (self->writer, sheet);
  write_codes (self, SCHO_THEME_LIGHT, TRUE);
  tei_writer_markup (self->writer,
                     "@media screen and (prefers-color-scheme:dark){:root{");
  tei_writer_markup (self->writer, dark);
  tei_writer_markup (self->writer, "}\n");
  write_codes (self, SCHO_THEME_DARK, FALSE);
  tei_writer_markup (self->writer, "}\n</style>\n");
}
