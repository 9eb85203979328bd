#include <scholiast/changeset-private.h>

#include <scholiast/cells-private.h>

static void
append_byte (GByteArray *out, guint8 byte)
{
  g_byte_array_append (out, &byte, 1);
}

/* SQLite's variable-length number: seven bits a byte, the highest first. Lengths here are
 * below 2^31, so the nine-byte form is never needed. */
static void
append_varint (GByteArray *out, guint32 value)
{
  guint8 bytes[5];
  guint n = 0;

  for (guint32 rest = value; n == 0 || rest != 0; rest >>= 7, n++)
    bytes[sizeof bytes - 1 - n] = (guint8) ((rest & 0x7f) | (n > 0 ? 0x80 : 0));
  g_byte_array_append (out, bytes + sizeof bytes - n, n);
}

static void
append_cell (GByteArray *out, const SchoCell *cell)
{
  append_byte (out, (guint8) cell->type);
  if (cell->type == SQLITE_INTEGER)
    {
      guint64 big = GUINT64_TO_BE ((guint64) cell->integer);
      g_byte_array_append (out, (const guint8 *) &big, sizeof big);
    }
  else if (cell->type != SQLITE_NULL)
    {
      append_varint (out, (guint32) cell->n_bytes);
      if (cell->n_bytes > 0)
        g_byte_array_append (out, cell->bytes, (guint) cell->n_bytes);
    }
}

static void
append_record (GByteArray *out, const SchoCells *cells)
{
  for (int i = 0; i < cells->n; i++)
    append_cell (out, &cells->cells[i]);
}

/* Old: keys and what changes; new: what changes. */
static void
append_update (GByteArray *out,
               SchoNoun noun,
               const SchoCells *before,
               const SchoCells *after)
{
  gboolean changed[SCHO_CELLS_MAX];

  for (int i = 0; i < before->n; i++)
    changed[i] = !scho_cell_equal (&before->cells[i], &after->cells[i]);
  for (int i = 0; i < before->n; i++)
    if (changed[i] || i < scho_n_keys[noun])
      append_cell (out, &before->cells[i]);
    else
      append_byte (out, 0);
  for (int i = 0; i < after->n; i++)
    if (changed[i])
      append_cell (out, &after->cells[i]);
    else
      append_byte (out, 0);
}

static void
append_change (GByteArray *out, SchoNoun noun, SchoChange change)
{
  g_auto (SchoCells) before = { 0 };
  g_auto (SchoCells) after = { 0 };

  if (change.before != NULL)
    scho_cells_fill (&before, noun, change.before);
  if (change.after != NULL)
    scho_cells_fill (&after, noun, change.after);

  append_byte (out, change.before == NULL  ? SQLITE_INSERT
                    : change.after == NULL ? SQLITE_DELETE
                                           : SQLITE_UPDATE);
  append_byte (out, 0);
  if (change.before != NULL && change.after != NULL)
    append_update (out, noun, &before, &after);
  else
    append_record (out, change.before != NULL ? &before : &after);
}

static void
append_table (GByteArray *out, SchoNoun noun)
{
  static const int n_columns[SCHO_N_NOUNS] = {
    [SCHO_NOUN_INFO] = 4,  [SCHO_NOUN_DOCUMENT] = 12,  [SCHO_NOUN_CODE] = 12,
    [SCHO_NOUN_CODER] = 3, [SCHO_NOUN_ANNOTATION] = 9,
  };

  append_byte (out, 'T');
  append_varint (out, (guint32) n_columns[noun]);
  for (int i = 0; i < n_columns[noun]; i++)
    append_byte (out, i < scho_n_keys[noun] ? (guint8) (i + 1) : 0);
  g_byte_array_append (out, (const guint8 *) scho_tables[noun],
                       (guint) strlen (scho_tables[noun]) + 1);
}

GByteArray *
scho_changeset_new (SchoStep *step)
{
  GByteArray *out = g_byte_array_new ();

  for (guint noun = 0; noun < SCHO_N_NOUNS; noun++)
    {
      gsize n = scho_step_get_n_changes (step, noun);

      if (n > 0)
        append_table (out, noun);
      for (gsize i = 0; i < n; i++)
        append_change (out, noun, scho_step_get_change (step, noun, i));
    }
  return out;
}
