#include "disputes.h"

#include <string.h>

enum
{
  DOCUMENT,
  CODER_A,
  CODE_A,
  RANGE_A,
  CODER_B,
  CODE_B,
  RANGE_B,
  N_COLUMNS
};

static const char *const names[N_COLUMNS] = {
  "document", "coder-a", "code-a", "range-a", "coder-b", "code-b", "range-b",
};

static gboolean
find_columns (SchoTable *table, guint *columns)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      guint k = 0, n = scho_table_get_n_columns (table);

      while (k < n
             && (!g_str_equal (scho_table_get_column_name (table, k), names[i])
                 || scho_table_get_column_type (table, k) != SCHO_COLUMN_TEXT))
        k++;
      if (k == n)
        return FALSE;
      columns[i] = k;
    }
  return TRUE;
}

SchoTable *
scho_disputes_find_table (GPtrArray *tables)
{
  guint columns[N_COLUMNS];

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    if (find_columns (tables->pdata[i], columns))
      return tables->pdata[i];
  return NULL;
}

/* A table, and what its names mean in the project. */
typedef struct
{
  SchoTable *table;
  SchoSnapshot *snapshot;
  guint columns[N_COLUMNS];
  GHashTable *codes; /* label → id */
} Reading;

static const char *
get_cell (const Reading *self, gsize row, guint column)
{
  return scho_table_get_text (self->table, row, self->columns[column]);
}

static guint32
find_code (Reading *self, const char *label)
{
  gpointer id = g_hash_table_lookup (self->codes, label);
  const SchoCode *code;

  if (id != NULL)
    return GPOINTER_TO_UINT (id);
  code = scho_lookup_code (self->snapshot, label, NULL);
  if (code == NULL)
    return 0;
  g_hash_table_insert (self->codes, g_strdup (label), GUINT_TO_POINTER (code->id));
  return code->id;
}

/* “12–40”. */
static gboolean
read_range (const char *range, guint32 *start, guint32 *end)
{
  char *rest = NULL;
  guint64 from = g_ascii_strtoull (range, &rest, 10), to;

  if (rest == range || !g_str_has_prefix (rest, "–"))
    return FALSE;
  to = g_ascii_strtoull (rest + strlen ("–"), &rest, 10);
  if (*rest != '\0' || from >= to || to > G_MAXUINT32)
    return FALSE;
  *start = (guint32) from;
  *end = (guint32) to;
  return TRUE;
}

/* @first: CODER_A or CODER_B. The coding itself, which has its memo, as long as it is
 * there. A side that coded nothing has its coder only. */
static gboolean
read_side (Reading *self,
           gsize row,
           guint first,
           const SchoDocument *document,
           SchoAnnotation *side)
{
  const char *name = get_cell (self, row, first);
  const char *code = get_cell (self, row, first + 1);
  const char *range = get_cell (self, row, first + 2);
  const SchoCoder *coder
      = name != NULL ? scho_lookup_coder (self->snapshot, name, NULL) : NULL;
  const SchoAnnotation *there;

  *side = (SchoAnnotation){ .document = document->id, .weight = SCHO_NO_WEIGHT };
  side->coder = coder != NULL ? coder->id : 0;
  if (coder == NULL || code == NULL || range == NULL
      || !read_range (range, &side->start, &side->end)
      || (side->code = find_code (self, code)) == 0)
    return FALSE;
  there = scho_lookup_same_annotation (self->snapshot, side);
  if (there == NULL)
    return FALSE;
  *side = *there;
  side->memo = NULL; /* the snapshot's; the agreed version has memos of its own */
  return TRUE;
}

GArray *
scho_disputes_read (SchoTable *table, SchoSnapshot *snapshot)
{
  GArray *disputes = g_array_new (FALSE, FALSE, sizeof (SchoDispute));
  Reading self = { table, snapshot, { 0 }, NULL };
  const SchoDocument *document = NULL;

  if (!find_columns (table, self.columns))
    return disputes;
  self.codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    {
      const char *title = get_cell (&self, row, DOCUMENT);
      SchoDispute dispute = { 0 };

      /* Rows of one document lie together. */
      if (title != NULL && (document == NULL || !g_str_equal (document->title, title)))
        document = scho_lookup_document (snapshot, title, NULL);
      if (title == NULL || document == NULL)
        continue;
      dispute.has_a = read_side (&self, row, CODER_A, document, &dispute.a);
      dispute.has_b = read_side (&self, row, CODER_B, document, &dispute.b);
      if (dispute.has_a || dispute.has_b)
        g_array_append_val (disputes, dispute);
    }
  g_hash_table_unref (self.codes);
  return disputes;
}

static void
add_once (GArray *ids, guint32 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, guint32, i) == id)
      return;
  if (id != 0)
    g_array_append_val (ids, id);
}

GArray *
scho_disputes_list_coders (GArray *disputes)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < disputes->len; i++)
    {
      add_once (ids, g_array_index (disputes, SchoDispute, i).a.coder);
      add_once (ids, g_array_index (disputes, SchoDispute, i).b.coder);
    }
  return ids;
}

/* Where the coding is after the step; FALSE: it is not there any more. */
static gboolean
follow_side (SchoAnnotation *side, GHashTable *moved)
{
  const SchoChange *change = g_hash_table_lookup (moved, &side->uuid);
  const SchoAnnotation *after = change != NULL ? change->after : NULL;

  if (change == NULL)
    return TRUE;
  if (after == NULL)
    return FALSE;
  side->start = after->start;
  side->end = after->end;
  return TRUE;
}

void
scho_disputes_follow (GArray *disputes, SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);
  g_autofree SchoChange *changes = NULL;
  g_autoptr (GHashTable) moved = g_hash_table_new (scho_uuid_hash, scho_uuid_equal);
  guint kept = 0;

  if (n == 0 || scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) == 0)
    return;
  changes = g_new (SchoChange, n);
  for (gsize i = 0; i < n; i++)
    {
      changes[i] = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i);
      if (changes[i].before != NULL)
        g_hash_table_insert (moved,
                             (gpointer) & ((SchoAnnotation *) changes[i].before)->uuid,
                             &changes[i]);
    }
  for (guint i = 0; i < disputes->len; i++)
    {
      SchoDispute dispute = g_array_index (disputes, SchoDispute, i);

      dispute.has_a = dispute.has_a && follow_side (&dispute.a, moved);
      dispute.has_b = dispute.has_b && follow_side (&dispute.b, moved);
      if (dispute.has_a || dispute.has_b)
        g_array_index (disputes, SchoDispute, kept++) = dispute;
    }
  g_array_set_size (disputes, kept);
}

static gboolean
is_place (const SchoAnnotation *side, const SchoAnnotation *coding)
{
  return side->document == coding->document && side->start == coding->start;
}

gboolean
scho_dispute_is_touched (const SchoDispute *self, SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);

  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i);
      const SchoAnnotation *coding = change.after != NULL ? change.after : change.before;

      if ((self->has_a && is_place (&self->a, coding))
          || (self->has_b && is_place (&self->b, coding)))
        return TRUE;
    }
  return FALSE;
}
