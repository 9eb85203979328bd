#include "passages.h"

#include <glib/gi18n-lib.h>

struct _Passages
{
  SchoSnapshot *snapshot;
  GPtrArray **lists; /* by code id: of SchoAnnotation; nullable each */
  gboolean *branches;
  guint32 n_lists;
  GHashTable *texts; /* document id → SchoText */
};

static void
add (Passages *self, const SchoAnnotation *coding)
{
  GPtrArray **list = &self->lists[coding->code];

  if (*list == NULL)
    *list = g_ptr_array_new ();
  g_ptr_array_add (*list, (gpointer) coding);
}

/* From the last code to the first, since each comes after the one above it. */
static void
mark_branches (Passages *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = n; i-- > 0;)
    {
      self->branches[codes[i]->id] |= self->lists[codes[i]->id] != NULL;
      if (self->branches[codes[i]->id] && codes[i]->parent < self->n_lists)
        self->branches[codes[i]->parent] = TRUE;
    }
}

Passages *
passages_new (const Selection *selection)
{
  Passages *self = g_new0 (Passages, 1);

  self->snapshot = scho_snapshot_ref (selection->snapshot);
  self->n_lists = scho_snapshot_get_code_limit (self->snapshot) + 1;
  self->lists = g_new0 (GPtrArray *, self->n_lists);
  self->branches = g_new0 (gboolean, self->n_lists);
  self->texts
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) scho_text_unref);
  for (guint i = 0; i < selection->documents->len; i++)
    {
      const SchoDocument *document = selection->documents->pdata[i];
      gsize n;
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

      for (gsize k = 0; k < n; k++)
        if (selection_has (selection, &codings[k]))
          add (self, &codings[k]);
    }
  mark_branches (self);
  return self;
}

void
passages_free (Passages *self)
{
  for (guint32 i = 0; i < self->n_lists; i++)
    if (self->lists[i] != NULL)
      g_ptr_array_unref (self->lists[i]);
  g_free (self->lists);
  g_free (self->branches);
  g_hash_table_unref (self->texts);
  scho_snapshot_unref (self->snapshot);
  g_free (self);
}

const SchoAnnotation *const *
passages_get (Passages *self, guint32 code, guint *n)
{
  GPtrArray *list = self->lists[code];

  *n = list != NULL ? list->len : 0;
  return list != NULL ? (const SchoAnnotation *const *) list->pdata : NULL;
}

gboolean
passages_has_branch (Passages *self, guint32 code)
{
  return self->branches[code];
}

static SchoText *
get_text (Passages *self, guint32 document, GError **error)
{
  SchoText *text = g_hash_table_lookup (self->texts, GUINT_TO_POINTER (document));

  if (text == NULL && (text = scho_snapshot_read_text (self->snapshot, document, error)))
    g_hash_table_insert (self->texts, GUINT_TO_POINTER (document), text);
  return text;
}

char *
passages_dup_words (Passages *self, const SchoAnnotation *coding, GError **error)
{
  SchoText *text = get_text (self, coding->document, error);

  return text != NULL
             ? g_strstrip (scho_text_dup_range (text, coding->start, coding->end))
             : NULL;
}

/* Of the turn that holds the offset, or of the last page that began before it. */
static const char *
find_label (SchoText *text, SchoStretchKind kind, guint32 offset)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);
  const char *found = NULL;

  for (gsize i = 0; i < n && stretches[i].start <= offset; i++)
    if (stretches[i].kind == kind
        && (kind == SCHO_STRETCH_PAGE || offset < stretches[i].end))
      found = stretches[i].label;
  return found;
}

char *
passages_dup_source (Passages *self, const SchoAnnotation *coding)
{
  SchoText *text = get_text (self, coding->document, NULL);
  GString *source = g_string_new (
      scho_snapshot_get_document (self->snapshot, coding->document)->title);
  const char *speaker, *page;

  if (text != NULL)
    {
      speaker = find_label (text, SCHO_STRETCH_SPEAKER_TURN, coding->start);
      page = find_label (text, SCHO_STRETCH_PAGE, coding->start);
      if (speaker != NULL)
        g_string_append_printf (source, ", %s", speaker);
      if (page != NULL)
        {
          g_string_append (source, ", ");
          g_string_append_printf (source, _ ("page %s"), page);
        }
    }
  g_string_append_printf (source, ", %u–%u", coding->start, coding->end);
  return g_string_free (source, FALSE);
}
