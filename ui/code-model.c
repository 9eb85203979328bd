#include "code-model.h"

#include <scholiast/query.h>
#include <string.h>

struct _SchoCodeItem
{
  GObject parent_instance;
  SchoCode *code;
  char *folded; /* its name, for matching */
  guint64 count, total;
  GListStore *children; /* of SchoCodeItem */
};

struct _SchoCodeModel
{
  GObject parent_instance;
  SchoProject *project;
  GListStore *roots;
  GListStore *all;
  GHashTable *items; /* id to SchoCodeItem */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoCodeItem, scho_code_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (SchoCodeModel, scho_code_model, G_TYPE_OBJECT)

static void
scho_code_item_finalize (GObject *object)
{
  SchoCodeItem *self = SCHO_CODE_ITEM (object);

  scho_code_unref (self->code);
  g_free (self->folded);
  g_object_unref (self->children);
  G_OBJECT_CLASS (scho_code_item_parent_class)->finalize (object);
}

static void
scho_code_item_class_init (SchoCodeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_code_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_CODE_ITEM, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
scho_code_item_init (SchoCodeItem *self)
{
  self->children = g_list_store_new (SCHO_TYPE_CODE_ITEM);
}

static void
set_code (SchoCodeItem *self, const SchoCode *code)
{
  g_clear_pointer (&self->code, scho_code_unref);
  g_free (self->folded);
  self->code = scho_code_ref (code);
  self->folded = g_utf8_casefold (code->name, -1);
}

const SchoCode *
scho_code_item_get_code (SchoCodeItem *self)
{
  return self->code;
}

guint64
scho_code_item_get_count (SchoCodeItem *self)
{
  return self->count;
}

guint64
scho_code_item_get_total (SchoCodeItem *self)
{
  return self->total;
}

GListModel *
scho_code_item_get_children (SchoCodeItem *self)
{
  return G_LIST_MODEL (self->children);
}

gboolean
scho_code_item_matches (SchoCodeItem *self, const char *folded)
{
  return strstr (self->folded, folded) != NULL;
}

/* Makes @store hold what is @wanted, by touching only the stretch that differs: rows
 * before and after it keep their place, selection and expansion. */
static void
sync_store (GListStore *store, GPtrArray *wanted)
{
  GListModel *list = G_LIST_MODEL (store);
  guint old = g_list_model_get_n_items (list), n = wanted->len, head = 0, tail = 0;

#define AT(i) ((gpointer) g_list_model_get_item (list, (i)))
  for (; head < MIN (old, n); head++)
    {
      g_autoptr (GObject) item = AT (head);
      if (item != g_ptr_array_index (wanted, head))
        break;
    }
  for (; tail < MIN (old, n) - head; tail++)
    {
      g_autoptr (GObject) item = AT (old - 1 - tail);
      if (item != g_ptr_array_index (wanted, n - 1 - tail))
        break;
    }
#undef AT
  if (old != head + tail || n != head + tail)
    g_list_store_splice (store, head, old - head - tail, wanted->pdata + head,
                         n - head - tail);
}

static void
add_to_totals (SchoCodeModel *self, SchoCodeItem *item)
{
  SchoCodeItem *above = item;

  while (above != NULL)
    {
      above->total += item->count;
      above = scho_code_model_get_item (self, above->code->parent);
    }
}

static void
recount (SchoCodeModel *self)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (self->project);
  g_autofree guint64 *counts = scho_query_count_codes (snapshot, 0, 0);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      SchoCodeItem *code = item;
      code->count = counts[code->code->id];
      code->total = 0;
    }
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    add_to_totals (self, item);
}

static GPtrArray *
siblings_of (GHashTable *siblings, guint32 parent)
{
  GPtrArray *list = g_hash_table_lookup (siblings, GUINT_TO_POINTER (parent));

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (siblings, GUINT_TO_POINTER (parent), list);
    }
  return list;
}

static SchoCodeItem *
ensure_item (SchoCodeModel *self, const SchoCode *code)
{
  SchoCodeItem *item = scho_code_model_get_item (self, code->id);

  if (item == NULL)
    {
      item = g_object_new (SCHO_TYPE_CODE_ITEM, NULL);
      set_code (item, code);
      g_hash_table_insert (self->items, GUINT_TO_POINTER (code->id), item);
    }
  else if (item->code != code)
    set_code (item, code);
  return item;
}

/* A tree list asks a row only once whether it has children: so one that got its first or
 * lost its last is put anew into the list it stands in. */
static void
sync_children (SchoCodeModel *self, SchoCodeItem *item, GPtrArray *wanted)
{
  gboolean had = g_list_model_get_n_items (G_LIST_MODEL (item->children)) > 0;
  SchoCodeItem *parent = scho_code_model_get_item (self, item->code->parent);
  GListStore *store = parent != NULL ? parent->children : self->roots;
  guint place;

  sync_store (item->children, wanted);
  if (had != (wanted->len > 0) && g_list_store_find (store, item, &place))
    g_list_store_splice (store, place, 1, (gpointer *) &item, 1);
}

/* The shape of the tree from the snapshot; a few thousand codes cost less than working
 * out which of them moved. */
static void
rebuild (SchoCodeModel *self)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (self->project);
  g_autoptr (GHashTable) siblings
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      SchoCodeItem *item = ensure_item (self, codes[i]);
      g_ptr_array_add (all, item);
      g_ptr_array_add (siblings_of (siblings, codes[i]->parent), item);
    }
  sync_store (self->roots, siblings_of (siblings, 0));
  for (guint i = 0; i < all->len; i++)
    {
      SchoCodeItem *item = g_ptr_array_index (all, i);
      sync_children (self, item, siblings_of (siblings, item->code->id));
    }
  sync_store (self->all, all);
}

static void
forget_removed (SchoCodeModel *self)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (self->project);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (scho_snapshot_get_code (snapshot, GPOINTER_TO_UINT (id)) == NULL)
      g_hash_table_iter_remove (&iter);
}

static void
note_count (GHashTable *deltas, const SchoAnnotation *annotation, int by)
{
  gpointer key, old;

  if (annotation == NULL)
    return;
  key = GUINT_TO_POINTER (annotation->code);
  old = g_hash_table_lookup (deltas, key);
  g_hash_table_insert (deltas, key, GINT_TO_POINTER (GPOINTER_TO_INT (old) + by));
}

static void
add_counts (SchoCodeModel *self, SchoStep *step)
{
  g_autoptr (GHashTable) deltas = g_hash_table_new (NULL, NULL);
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);
  GHashTableIter iter;
  gpointer id, by;

  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i);
      note_count (deltas, change.before, -1);
      note_count (deltas, change.after, 1);
    }
  g_hash_table_iter_init (&iter, deltas);
  while (g_hash_table_iter_next (&iter, &id, &by))
    {
      SchoCodeItem *item = scho_code_model_get_item (self, GPOINTER_TO_UINT (id));

      if (item == NULL || by == NULL)
        continue;
      item->count += GPOINTER_TO_INT (by);
      for (; item != NULL; item = scho_code_model_get_item (self, item->code->parent))
        {
          item->total += GPOINTER_TO_INT (by);
          g_signal_emit (item, signals[CHANGED], 0);
        }
    }
}

static void
announce_all (SchoCodeModel *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_signal_emit (item, signals[CHANGED], 0);
}

static void
project_changed_cb (SchoCodeModel *self, SchoStep *step)
{
  if (scho_step_get_n_changes (step, SCHO_NOUN_CODE) == 0)
    {
      add_counts (self, step);
      return;
    }
  rebuild (self);
  forget_removed (self);
  recount (self);
  announce_all (self);
}

static void
scho_code_model_finalize (GObject *object)
{
  SchoCodeModel *self = SCHO_CODE_MODEL (object);

  g_object_unref (self->project);
  g_object_unref (self->roots);
  g_object_unref (self->all);
  g_hash_table_unref (self->items);
  G_OBJECT_CLASS (scho_code_model_parent_class)->finalize (object);
}

static void
scho_code_model_class_init (SchoCodeModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_code_model_finalize;
}

static void
scho_code_model_init (SchoCodeModel *self)
{
  self->roots = g_list_store_new (SCHO_TYPE_CODE_ITEM);
  self->all = g_list_store_new (SCHO_TYPE_CODE_ITEM);
  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

SchoCodeModel *
scho_code_model_new (SchoProject *project)
{
  SchoCodeModel *self = g_object_new (SCHO_TYPE_CODE_MODEL, NULL);

  self->project = g_object_ref (project);
  rebuild (self);
  recount (self);
  g_signal_connect_object (project, "changed", G_CALLBACK (project_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

GListModel *
scho_code_model_get_roots (SchoCodeModel *self)
{
  return G_LIST_MODEL (self->roots);
}

GListModel *
scho_code_model_get_all (SchoCodeModel *self)
{
  return G_LIST_MODEL (self->all);
}

SchoCodeItem *
scho_code_model_get_item (SchoCodeModel *self, guint32 id)
{
  return g_hash_table_lookup (self->items, GUINT_TO_POINTER (id));
}
