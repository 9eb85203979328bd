/* pdf-inside.c - in place of pdf-child.c: Poppler runs in this program, where it is seen.
 */
#include "../../plugins/pdf/pdf-child.h"
#include "../../plugins/pdf/pdf-reader.h"

static void
collect (const void *bytes, gsize n_bytes, gpointer data)
{
  g_byte_array_append (data, bytes, (guint) n_bytes);
}

gboolean
pdf_child_run (const char *bytes,
               gsize n_bytes,
               const PdfLimits *limits,
               PdfTakeFunc take,
               PdfWholeFunc is_whole,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GByteArray) said = g_byte_array_new ();

  pdf_reader_run (bytes, n_bytes, collect, said);
  if (!take (said->data, said->len, data, error))
    return FALSE;
  g_assert_true (is_whole (data));
  return TRUE;
}
