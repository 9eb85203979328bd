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

/* As schema.sql has them. */
#define CODE_PSEUDONYM 12

static const int n_columns[SCHO_N_NOUNS] = {
  [SCHO_NOUN_INFO] = 4,  [SCHO_NOUN_DOCUMENT] = 13,  [SCHO_NOUN_CODE] = 13,
  [SCHO_NOUN_CODER] = 4, [SCHO_NOUN_ATTACHMENT] = 9, [SCHO_NOUN_ANNOTATION] = 9,
};

static void
append_table (GByteArray *out, SchoNoun noun)
{
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

/* Widening -------------------------------------------------------------------------- */

/* What is left to be read. After something that does not fit, nothing is left. */
typedef struct
{
  const guint8 *at, *end;
  gboolean damaged;
} Input;

static const guint8 *
input_take (Input *self, gsize n)
{
  const guint8 *taken = self->at;

  if ((gsize) (self->end - self->at) < n)
    {
      self->damaged = TRUE;
      self->at = self->end;
      return NULL;
    }
  self->at += n;
  return taken;
}

static guint8
input_take_byte (Input *self)
{
  const guint8 *byte = input_take (self, 1);

  return byte != NULL ? *byte : 0;
}

static gsize
input_take_varint (Input *self)
{
  gsize value = 0;
  guint8 byte;

  do
    {
      byte = input_take_byte (self);
      value = value << 7 | (byte & 0x7f);
    }
  while ((byte & 0x80) && value < G_MAXINT32);
  return value;
}

static void
input_skip_cell (Input *self)
{
  switch (input_take_byte (self))
    {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      input_take (self, 8);
      break;
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      input_take (self, input_take_varint (self));
      break;
    default: /* none, or one that is left out */
      break;
    }
}

/* Of the columns that came later. */
static gboolean
is_text (SchoNoun noun, int column)
{
  return noun == SCHO_NOUN_DOCUMENT || noun == SCHO_NOUN_CODER
         || (noun == SCHO_NOUN_CODE && column == CODE_PSEUDONYM);
}

/* The columns that came later have what a migration gave them: no text, or 0. An update
 * leaves them as they are. */
static void
widen_record (Input *in, GByteArray *out, int n, SchoNoun noun, gboolean update)
{
  static const guint8 zero[9] = { SQLITE_INTEGER };
  const guint8 *start = in->at;

  for (int i = 0; i < n; i++)
    input_skip_cell (in);
  g_byte_array_append (out, start, (guint) (in->at - start));
  for (int i = n; i < n_columns[noun]; i++)
    if (update)
      append_byte (out, 0);
    else if (is_text (noun, i))
      append_byte (out, SQLITE_NULL);
    else
      g_byte_array_append (out, zero, sizeof zero);
}

/* The head of a table's changes; the noun, or SCHO_N_NOUNS. */
static SchoNoun
take_table (Input *in, int *n)
{
  SchoNoun noun = 0;
  const char *name;
  gsize n_named = input_take_varint (in);

  *n = (int) MIN (n_named, SCHO_CELLS_MAX);
  input_take (in, n_named);
  name = (const char *) in->at;
  while (!in->damaged && input_take_byte (in) != 0)
    ;
  if (in->damaged)
    return SCHO_N_NOUNS;
  while (noun < SCHO_N_NOUNS && strcmp (name, scho_tables[noun]) != 0)
    noun++;
  return noun;
}

GByteArray *
scho_changeset_widen (const void *changes, gsize n_bytes)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Input in = { changes, (const guint8 *) changes + n_bytes };
  SchoNoun noun = SCHO_N_NOUNS;
  int n = 0;

  while (in.at < in.end)
    {
      guint8 operation = input_take_byte (&in);

      if (operation == 'T')
        {
          if ((noun = take_table (&in, &n)) == SCHO_N_NOUNS || n > n_columns[noun])
            return NULL;
          append_table (out, noun);
          continue;
        }
      if (noun == SCHO_N_NOUNS)
        return NULL;
      append_byte (out, operation);
      append_byte (out, input_take_byte (&in)); /* indirect or not */
      for (int i = operation == SQLITE_UPDATE ? 0 : 1; i < 2; i++)
        widen_record (&in, out, n, noun, operation == SQLITE_UPDATE);
    }
  return in.damaged ? NULL : g_steal_pointer (&out);
}
