#include "refi-export.h"

gboolean
refi_export_has_coding (RefiExport *self, const SchoAnnotation *annotation)
{
  return (self->coder == 0 || annotation->coder == self->coder)
         && (self->codes == NULL || self->codes[annotation->code]);
}

static const RefiOwner *
get_passage (RefiExport *self, const SchoAnnotation *annotation)
{
  RefiOwner *owner
      = self->kept != NULL ? refi_kept_find_owner (self->kept, &annotation->uuid) : NULL;

  return owner != NULL && owner->around != NULL ? owner->around : owner;
}

/* Looked up once: there may be thousands in one place. */
typedef struct
{
  const SchoAnnotation *coding; /* NULL: it is in a group */
  const RefiOwner *passage;     /* nullable */
} Placed;

/* What came in as one passage is one again; of others, a coder's are. */
static gboolean
are_one (RefiExport *self, const Placed *a, const Placed *b)
{
  return a->coding->code != self->no_code && b->coding->code != self->no_code
         && a->passage == b->passage
         && (a->passage != NULL || a->coding->coder == b->coding->coder);
}

/* Of one stretch: a group for each coder, and one for each passage without a code. */
static gboolean
split_run (
    RefiExport *self, GArray *run, RefiGroupFunc func, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  for (guint i = 0; i < run->len; i++)
    {
      const Placed first = g_array_index (run, Placed, i);

      if (first.coding == NULL)
        continue;
      g_ptr_array_set_size (group, 0);
      for (guint j = i; j < run->len; j++)
        {
          Placed *other = &g_array_index (run, Placed, j);

          if (other->coding == NULL || (j > i && !are_one (self, &first, other)))
            continue;
          g_ptr_array_add (group, (gpointer) other->coding);
          other->coding = NULL;
        }
      if (!func (self, (const SchoAnnotation *const *) group->pdata, group->len, data,
                 error))
        return FALSE;
    }
  return TRUE;
}

gboolean
refi_each_group (RefiExport *self,
                 const SchoDocument *document,
                 RefiGroupFunc func,
                 gpointer data,
                 GError **error)
{
  gsize n;
  const SchoAnnotation *list
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (Placed));

  for (gsize i = 0; i < n;)
    {
      gsize first = i;

      g_array_set_size (run, 0);
      for (;
           i < n && list[i].start == list[first].start && list[i].end == list[first].end;
           i++)
        if (refi_export_has_coding (self, &list[i]))
          {
            Placed placed = { &list[i], get_passage (self, &list[i]) };

            g_array_append_val (run, placed);
          }
      if (!split_run (self, run, func, data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
refi_group_shares_memo (const SchoAnnotation *const *group, guint n)
{
  for (guint i = 1; i < n; i++)
    if (g_strcmp0 (group[0]->memo, group[i]->memo) != 0)
      return FALSE;
  return group[0]->memo != NULL;
}
