#include "codebook.h"
#include "csv-writer.h"
#include "../shared/pseudonyms-option.h"
#include "../shared/uncarried.h"

#include <glib/gi18n-lib.h>

/* How many columns there are. */
enum
{
  BASIC = 4,
  FULL = 8,
};

const SchoOptionSpec codebook_export_options[] = {
  { "full", SCHO_OPTION_BOOLEAN, "false",
    N_ ("With when to use a code, when not, its key and memo"), NULL },
  PSEUDONYMS_OPTION,
  { NULL },
};

static void
add_code (CsvWriter *writer,
          SchoSnapshot *snapshot,
          const SchoCode *code,
          guint n_columns)
{
  g_autofree char *parent = NULL;
  char colour[8], key[] = { '0' + code->key, '\0' };

  if (code->parent != 0)
    parent = scho_snapshot_dup_code_label (snapshot, code->parent);
  scho_colour_format (code->colour, colour);

  csv_writer_add (writer, code->name);
  csv_writer_add (writer, parent);
  csv_writer_add (writer, colour);
  csv_writer_add (writer, code->definition);
  if (n_columns == BASIC)
    return;
  csv_writer_add (writer, code->use_when);
  csv_writer_add (writer, code->use_not);
  csv_writer_add (writer, code->key != 0 ? key : NULL);
  csv_writer_add (writer, code->memo);
  if (n_columns > FULL)
    csv_writer_add (writer, code->blurred ? "yes" : NULL);
  if (n_columns > FULL + 1)
    csv_writer_add (writer, code->pseudonym);
}

/* The last columns are there only where a code needs them. */
static guint
count_columns (SchoSnapshot *snapshot, gboolean full)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);
  guint needed = full ? FULL : BASIC;

  for (gsize i = 0; i < n && full; i++)
    if (codes[i]->pseudonym != NULL)
      return FULL + 2;
    else if (codes[i]->blurred)
      needed = FULL + 1;
  return needed;
}

static gboolean
write_codes (CsvWriter *writer,
             SchoSnapshot *snapshot,
             guint n_columns,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      add_code (writer, snapshot, codes[i], n_columns);
      if (!csv_writer_end_row (writer, cancellable, error)
          || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      scho_progress_set (progress, (i + 1.0) / n, codes[i]->name);
    }
  return csv_writer_flush (writer, cancellable, error);
}

static gboolean
write_told (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  static const char *const names[]
      = { "code",    "parent", "colour", "definition", "use_when",
          "use_not", "key",    "memo",   "blurred",    "pseudonym" };
  guint n_columns = count_columns (snapshot, scho_options_get_boolean (options, "full"));
  g_autoptr (GOutputStream) stream = scho_output_open (output, "codebook.csv", error);
  g_autoptr (CsvWriter) writer = NULL;

  if (stream == NULL)
    return FALSE;

  uncarried_tell (scho_output_get_losses (output), snapshot, &(Which){ 0 },
                  n_columns >= FULL ? ~CARRIES_EXAMPLES
                                    : ~UNCARRIED_OF_CODES | CARRIES_CODES
                                          | CARRIES_COLOURS | CARRIES_DEFINITIONS);
  writer = csv_writer_new (stream);
  for (guint i = 0; i < n_columns; i++)
    csv_writer_add (writer, names[i]);
  return csv_writer_end_row (writer, cancellable, error)
         && write_codes (writer, snapshot, n_columns, progress, cancellable, error);
}

gboolean
codebook_write (SchoSnapshot *snapshot,
                SchoOutput *output,
                SchoOptions *options,
                const SchoProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);

  return told != NULL && write_told (told, output, options, progress, cancellable, error);
}
