/* results.c - tables of analyses as a page, as drawings, as images. */
#include <scholiast/plugin.h>

#include "drawings.h"
#include "page.h"

#include <glib/gi18n-lib.h>

static const SchoExporter exporters[] = {
  { .id = "result-page",
    .title = N_ ("Page with tables and charts (HTML)"),
    .extension = "html",
    .write_tables = page_write_tables },
  { .id = "result-svg",
    .title = N_ ("Charts (SVG)"),
    .extension = "svg",
    .write_tables = drawings_write_svg },
  { .id = "result-png",
    .title = N_ ("Charts (PNG)"),
    .extension = "png",
    .write_tables = drawings_write_png },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.results",
  .title = N_ ("Pages and charts of results"),
  .description
  = N_ ("Writes the tables of an analysis as an HTML page with charts, as SVG "
        "drawings or as PNG images."),
  .exporters = exporters,
};
