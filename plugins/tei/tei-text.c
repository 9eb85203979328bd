#include "tei-text.h"

#include <string.h>

typedef struct
{
  guint32 start, end;
} Extent;

struct _TeiText
{
  GString *text;
  guint32 length; /* of it in code points */
  gboolean exact;
  gboolean has_line;   /* exact: a line was begun */
  gboolean in_block;   /* exact: within one */
  gboolean wants_line; /* otherwise: the next character begins a line */
  gboolean wants_space;
  GArray *extents; /* of Extent */
  GHashTable *ids; /* xml:id → number of the extent + 1 */
  GArray *waiting; /* numbers of extents that begin with the next character */
  guint n_doubled;
};

TeiText *
tei_text_new (void)
{
  TeiText *self = g_new0 (TeiText, 1);

  self->text = g_string_new (NULL);
  self->wants_line = TRUE;
  self->extents = g_array_new (FALSE, FALSE, sizeof (Extent));
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
tei_text_free (TeiText *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->extents);
  g_hash_table_unref (self->ids);
  g_array_unref (self->waiting);
  g_free (self);
}

void
tei_text_set_exact (TeiText *self, gboolean exact)
{
  self->exact = exact;
}

/* Those that wait begin here. */
static void
settle (TeiText *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      guint number = g_array_index (self->waiting, guint, i);
      Extent *extent = &g_array_index (self->extents, Extent, number);

      extent->start = self->length;
      extent->end = MAX (extent->end, self->length);
    }
  g_array_set_size (self->waiting, 0);
}

static void
append_feed (TeiText *self)
{
  g_string_append_c (self->text, '\n');
  self->length++;
}

static void
begin_line (TeiText *self)
{
  if (self->has_line)
    append_feed (self);
  self->has_line = TRUE;
}

/* What waits at the end of a line does not belong to the next one. */
static void
break_line (TeiText *self)
{
  if (!self->wants_line)
    settle (self);
  self->wants_line = TRUE;
  self->wants_space = FALSE;
}

void
tei_text_begin_block (TeiText *self)
{
  if (!self->exact)
    break_line (self);
  else if (!self->in_block)
    begin_line (self);
  self->in_block = TRUE;
}

void
tei_text_end_block (TeiText *self)
{
  if (!self->exact)
    break_line (self);
  self->in_block = FALSE;
}

void
tei_text_add_empty_line (TeiText *self)
{
  if (self->exact && !self->in_block)
    begin_line (self);
  else if (!self->exact && !self->wants_line)
    self->wants_space = TRUE;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Line break and space come before the next character, never after the last. */
static void
append_wanted (TeiText *self)
{
  if (self->wants_line && self->length > 0)
    append_feed (self);
  else if (self->wants_space)
    {
      g_string_append_c (self->text, ' ');
      self->length++;
    }
  self->wants_line = self->wants_space = FALSE;
  settle (self);
}

static void
append_collapsed (TeiText *self, const char *utf8, gsize n)
{
  for (const char *end = utf8 + n; utf8 < end; utf8++)
    if (is_space (*utf8))
      self->wants_space = !self->wants_line;
    else
      {
        if (self->wants_line || self->wants_space || self->waiting->len > 0)
          append_wanted (self);
        g_string_append_c (self->text, *utf8);
        self->length += (*utf8 & 0xc0) != 0x80;
      }
}

void
tei_text_append (TeiText *self, const char *utf8, gsize n)
{
  if (!self->exact)
    {
      append_collapsed (self, utf8, n);
      return;
    }
  if (!self->in_block)
    return;
  for (gsize i = 0; i < n; i++)
    {
      /* Only a reference can bring one, and no text of ours has it. */
      g_string_append_c (self->text, utf8[i] == '\r' ? ' ' : utf8[i]);
      self->length += (utf8[i] & 0xc0) != 0x80;
    }
}

guint
tei_text_begin_extent (TeiText *self, const char *id)
{
  Extent extent = { self->length, self->length };
  guint number = self->extents->len;

  g_array_append_val (self->extents, extent);
  if (!self->exact && (self->wants_line || self->wants_space))
    g_array_append_val (self->waiting, number);
  if (id != NULL && g_hash_table_contains (self->ids, id))
    self->n_doubled++;
  else if (id != NULL)
    g_hash_table_insert (self->ids, g_strdup (id), GUINT_TO_POINTER (number + 1));
  return number;
}

void
tei_text_end_extent (TeiText *self, guint extent)
{
  g_array_index (self->extents, Extent, extent).end = self->length;
}

void
tei_text_get_extent (TeiText *self, guint extent, guint32 *start, guint32 *end)
{
  *start = g_array_index (self->extents, Extent, extent).start;
  *end = MAX (*start, g_array_index (self->extents, Extent, extent).end);
}

gboolean
tei_text_find (TeiText *self, const char *id, guint32 *start, guint32 *end)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id));

  if (number == 0)
    return FALSE;
  tei_text_get_extent (self, number - 1, start, end);
  return TRUE;
}

guint
tei_text_get_n_doubled (TeiText *self)
{
  return self->n_doubled;
}

guint32
tei_text_get_length (TeiText *self)
{
  return self->length;
}

GString *
tei_text_finish (TeiText *self)
{
  settle (self);
  return self->text;
}
