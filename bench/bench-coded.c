#include "bench.h"

#include <string.h>

#define FAST 20e6 /* bytes of output a second, before they are packed */
#define LEAST 0.1 /* seconds: of what is small, nobody waits for less */

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
export_coded (BenchContext *context, const char *id, GError **error)
{
  g_autofree char *below = g_strconcat (id, "/", NULL);

  return bench_export (context, id, below, NULL, bench_cpu, error);
}

#define EXPORT(name, id)                                                                 \
  static double export_##name (BenchContext *context, GError **error)                    \
  {                                                                                      \
    return export_coded (context, id, error);                                            \
  }                                                                                      \
  static double limit_##name (BenchContext *context, GError **error)                     \
  {                                                                                      \
    return MAX (count_output (context, id) / FAST, LEAST);                               \
  }

EXPORT (html, "coded-html")
EXPORT (md, "md")
EXPORT (docx, "coded-docx")
EXPORT (odt, "coded-odt")
EXPORT (brat, "brat")
EXPORT (xmi, "cas-xmi")
EXPORT (csv, "csv")
EXPORT (xlsx, "xlsx")
EXPORT (ods, "ods")
EXPORT (lists, "lists")
EXPORT (text, "text")
EXPORT (attributes, "attributes")
EXPORT (codebook, "codebook")
EXPORT (codebook_html, "codebook-html")
EXPORT (codebook_odt, "codebook-odt")
EXPORT (codebook_tei, "codebook-tei")
EXPORT (codebook_refi, "refi-codebook")

#define BY_SPEED "20 MB a second of CPU"
#define OR_LEAST "that, or 0.1 s"

const BenchMeasure bench_coded_measures[] = {
  { "coded documents as HTML", BY_SPEED, 1.0, 1, export_html, limit_html },
  { "quotations as Markdown", BY_SPEED, 1.0, 1, export_md, limit_md },
  { "coded documents as DOCX", BY_SPEED, 1.0, 1, export_docx, limit_docx },
  { "coded documents as ODT", BY_SPEED, 1.0, 1, export_odt, limit_odt },
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
