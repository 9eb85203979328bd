#include "bench.h"

#include <string.h>

#define FAST 20e6   /* bytes of output a second, before they are packed */
#define PAGES 0.5e6 /* of PDF: letters are laid out and drawn */
#define LEAST 0.1   /* seconds: of what is small, nobody waits for less */

/* Sum of what the parts of a ZIP package unpack to, by its directory. */
static double
count_unpacked (const char *bytes, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i + 46 <= n; i++)
    if (memcmp (bytes + i, "PK\1\2", 4) == 0)
      {
        guint32 size;

        memcpy (&size, bytes + i + 24, sizeof size);
        sum += GUINT32_FROM_LE (size);
      }
  return sum;
}

static double
count_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize n = 0;

  if (!g_file_get_contents (path, &bytes, &n, NULL))
    return 0;
  return n > 4 && memcmp (bytes, "PK", 2) == 0 ? count_unpacked (bytes, n) : (double) n;
}

static double
count_output (BenchContext *context, const char *id)
{
  g_autofree char *folder = bench_path (context, id);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  double sum = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      sum += count_file (path);
    }
  return sum;
}

/* CPU time, since files by the hundred are waited for. */
static double
export_coded (BenchContext *context, const char *id, gboolean one, GError **error)
{
  const SchoExporter *exporter = scho_plugins_find_exporter (context->plugins, id, error);
  SchoProject *project = bench_open_large (context, error);
  g_autofree char *below = g_strconcat (id, "/", NULL);
  g_autofree char *path = bench_path (context, below);
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (SchoOutput) output = NULL;
  double start;

  if (exporter == NULL || project == NULL)
    return -1;
  options = scho_options_new (exporter->options);
  if (one
      && !scho_options_set (
          options, "document",
          scho_snapshot_get_document (scho_project_get_snapshot (project), 1)->title,
          error))
    return -1;
  output = scho_output_new_for_path (path);
  start = bench_cpu ();
  if (!exporter->write (scho_project_get_snapshot (project), output, options, NULL, NULL,
                        error)
      || !scho_output_commit (output, error))
    return -1;
  return bench_cpu () - start;
}

#define EXPORT(name, id, one, speed)                                                     \
  static double export_##name (BenchContext *context, GError **error)                    \
  {                                                                                      \
    return export_coded (context, id, one, error);                                       \
  }                                                                                      \
  static double limit_##name (BenchContext *context, GError **error)                     \
  {                                                                                      \
    return MAX (count_output (context, id) / speed, LEAST);                              \
  }

EXPORT (html, "coded-html", FALSE, FAST)
EXPORT (md, "md", FALSE, FAST)
EXPORT (docx, "coded-docx", FALSE, FAST)
EXPORT (odt, "coded-odt", FALSE, FAST)
EXPORT (pdf, "coded-pdf", TRUE, PAGES)
EXPORT (brat, "brat", FALSE, FAST)
EXPORT (xmi, "cas-xmi", FALSE, FAST)
EXPORT (csv, "csv", FALSE, FAST)
EXPORT (xlsx, "xlsx", FALSE, FAST)
EXPORT (ods, "ods", FALSE, FAST)
EXPORT (lists, "lists", FALSE, FAST)
EXPORT (text, "text", FALSE, FAST)
EXPORT (attributes, "attributes", FALSE, FAST)
EXPORT (codebook, "codebook", FALSE, FAST)
EXPORT (codebook_html, "codebook-html", FALSE, FAST)
EXPORT (codebook_odt, "codebook-odt", FALSE, FAST)
EXPORT (codebook_tei, "codebook-tei", FALSE, FAST)
EXPORT (codebook_refi, "refi-codebook", FALSE, FAST)

#define BY_SPEED "20 MB a second of CPU"
#define OR_LEAST "that, or 0.1 s"

const BenchMeasure bench_coded_measures[] = {
  { "coded documents as HTML", BY_SPEED, 1.0, 1, export_html, limit_html },
  { "quotations as Markdown", BY_SPEED, 1.0, 1, export_md, limit_md },
  { "coded documents as DOCX", BY_SPEED, 1.0, 1, export_docx, limit_docx },
  { "coded documents as ODT", BY_SPEED, 1.0, 1, export_odt, limit_odt },
  { "a coded document as PDF", "0.5 MB a second of CPU", 1.0, 1, export_pdf, limit_pdf },
  { "codings for brat", BY_SPEED, 1.0, 1, export_brat, limit_brat },
  { "UIMA XMI of the corpus", BY_SPEED, 1.0, 1, export_xmi, limit_xmi },
  { "codings as CSV", BY_SPEED, 1.0, 1, export_csv, limit_csv },
  { "lists as XLSX", BY_SPEED, 1.0, 1, export_xlsx, limit_xlsx },
  { "lists as ODS", BY_SPEED, 1.0, 1, export_ods, limit_ods },
  { "lists as separated values", BY_SPEED, 1.0, 1, export_lists, limit_lists },
  { "texts of documents", BY_SPEED, 1.0, 1, export_text, limit_text },
  { "attributes as CSV", OR_LEAST, 1.0, 1, export_attributes, limit_attributes },
  { "codebook as CSV", OR_LEAST, 1.0, 1, export_codebook, limit_codebook },
  { "codebook to read as HTML", OR_LEAST, 1.0, 1, export_codebook_html,
    limit_codebook_html },
  { "codebook to read as ODT", OR_LEAST, 1.0, 1, export_codebook_odt,
    limit_codebook_odt },
  { "codebook to read as TEI", OR_LEAST, 1.0, 1, export_codebook_tei,
    limit_codebook_tei },
  { "codebook as REFI-QDA", OR_LEAST, 1.0, 1, export_codebook_refi, limit_codebook_refi },
  { NULL },
};
