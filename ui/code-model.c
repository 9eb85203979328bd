#include "code-model.h"

#include "letters.h"

#include <scholiast/lookup.h>
#include <string.h>

/* Changed codings. */
#define MANY 10000

struct _SchoCodeItem
{
  GObject parent_instance;
  SchoCode *code;
  SchoMark mark;
  char *folded; /* its name, for matching */
  char *key;    /* its name, for sorting; made when asked for */
  guint64 count, total;
  guint64 here, here_total; /* the same in the document at hand */
  GListStore *children;     /* of SchoCodeItem */

  /* As the last scho_code_model_find () left them. */
  guint32 words;         /* a bit for each word found in the name or in those above */
  gboolean found, shown; /* it matches; it or one below it does */
};

struct _SchoCodeModel
{
  GObject parent_instance;
  SchoProject *project;
  GListStore *roots;
  GListStore *all;
  GHashTable *items; /* id to SchoCodeItem */
  SchoCodeSort sort;
  guint32 document; /* whose codings `here` counts; 0: none */
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
  g_free (self->key);
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
  g_clear_pointer (&self->key, g_free);
  self->code = scho_code_ref (code);
  self->folded = scho_letters_fold (code->name);
}

SchoMark
scho_code_item_get_mark (SchoCodeItem *self)
{
  return self->mark;
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

guint64
scho_code_item_get_here (SchoCodeItem *self)
{
  return self->here;
}

guint64
scho_code_item_get_here_total (SchoCodeItem *self)
{
  return self->here_total;
}

gboolean
scho_code_item_is_found (SchoCodeItem *self)
{
  return self->found;
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
      above->here_total += item->here;
      above = scho_code_model_get_item (self, above->code->parent);
    }
}

static void
recount (SchoCodeModel *self)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (self->project);
  g_autofree guint64 *counts = scho_lookup_count_codes (snapshot, 0, 0);
  g_autofree guint64 *here = NULL;
  GHashTableIter iter;
  gpointer item;

  if (self->document != 0)
    here = scho_lookup_count_codes (snapshot, self->document, 0);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      SchoCodeItem *code = item;
      code->count = counts[code->code->id];
      code->here = here != NULL ? here[code->code->id] : 0;
      code->total = code->here_total = 0;
    }
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    add_to_totals (self, item);
}

/* Order */

static const char *
get_key (SchoCodeItem *item)
{
  if (item->key == NULL)
    {
      g_autofree char *folded = g_utf8_casefold (item->code->name, -1);
      item->key = g_utf8_collate_key (folded, -1);
    }
  return item->key;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  SchoCodeItem *left = *(gpointer *) a, *right = *(gpointer *) b;

  return strcmp (get_key (left), get_key (right));
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  SchoCodeItem *left = *(gpointer *) a, *right = *(gpointer *) b;

  if (left->total != right->total)
    return left->total < right->total ? 1 : -1;
  return compare_names (a, b);
}

static void
sort_siblings (SchoCodeModel *self, GPtrArray *siblings)
{
  if (self->sort == SCHO_CODE_SORT_NAME)
    g_ptr_array_sort (siblings, compare_names);
  else if (self->sort == SCHO_CODE_SORT_COUNT)
    g_ptr_array_sort (siblings, compare_counts);
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

/* The list the item stands in, as far as the model knows. */
static GListStore *
get_store (SchoCodeModel *self, SchoCodeItem *item)
{
  SchoCodeItem *parent = scho_code_model_get_item (self, item->code->parent);

  return parent != NULL ? parent->children : self->roots;
}

/* What goes elsewhere leaves its old place before anything is put to a new one: two that
 * change places would else be below each other for a moment, and a tree list without end.
 */
static void
leave_place (SchoCodeModel *self, SchoCodeItem *item)
{
  guint place;

  if (g_list_store_find (get_store (self, item), item, &place))
    g_list_store_remove (get_store (self, item), place);
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
      return item;
    }
  if (item->code->parent != code->parent)
    leave_place (self, item);
  if (item->code != code)
    set_code (item, code);
  return item;
}

/* A tree list asks a row only once whether it has children: so one that got its first or
 * lost its last is put anew into the list it stands in. */
static void
sync_children (SchoCodeModel *self, SchoCodeItem *item, GPtrArray *wanted)
{
  gboolean had = g_list_model_get_n_items (G_LIST_MODEL (item->children)) > 0;
  GListStore *store = get_store (self, item);
  guint place;

  sort_siblings (self, wanted);
  sync_store (item->children, wanted);
  if (had != (wanted->len > 0) && g_list_store_find (store, item, &place))
    g_list_store_splice (store, place, 1, (gpointer *) &item, 1);
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

/* The shape of the tree from the snapshot; a few thousand codes cost less than working
 * out which of them moved. */
static void
rebuild (SchoCodeModel *self)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (self->project);
  g_autoptr (GHashTable) siblings
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autofree SchoMark *marks = scho_marks_new (snapshot);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      SchoCodeItem *item = ensure_item (self, codes[i]);

      item->mark = marks[codes[i]->id];
      g_ptr_array_add (all, item);
      g_ptr_array_add (siblings_of (siblings, codes[i]->parent), item);
    }
  forget_removed (self);
  recount (self); /* the order may go by it */
  sort_siblings (self, siblings_of (siblings, 0));
  sync_store (self->roots, siblings_of (siblings, 0));
  for (guint i = 0; i < all->len; i++)
    {
      SchoCodeItem *item = g_ptr_array_index (all, i);
      sync_children (self, item, siblings_of (siblings, item->code->id));
    }
  sync_store (self->all, all);
}

typedef struct
{
  int all, here;
} Delta;

static void
note_count (SchoCodeModel *self,
            GHashTable *deltas,
            const SchoAnnotation *annotation,
            int by)
{
  Delta *delta;

  if (annotation == NULL)
    return;
  delta = g_hash_table_lookup (deltas, GUINT_TO_POINTER (annotation->code));
  if (delta == NULL)
    {
      delta = g_new0 (Delta, 1);
      g_hash_table_insert (deltas, GUINT_TO_POINTER (annotation->code), delta);
    }
  delta->all += by;
  if (annotation->document == self->document)
    delta->here += by;
}

static void
add_delta (SchoCodeModel *self, SchoCodeItem *item, const Delta *delta)
{
  if (item == NULL || (delta->all == 0 && delta->here == 0))
    return;
  item->count += delta->all;
  item->here += delta->here;
  for (; item != NULL; item = scho_code_model_get_item (self, item->code->parent))
    {
      item->total += delta->all;
      item->here_total += delta->here;
      g_signal_emit (item, signals[CHANGED], 0);
    }
}

static void
add_counts (SchoCodeModel *self, SchoStep *step)
{
  g_autoptr (GHashTable) deltas = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);
  GHashTableIter iter;
  gpointer id, delta;

  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i);
      note_count (self, deltas, change.before, -1);
      note_count (self, deltas, change.after, 1);
    }
  g_hash_table_iter_init (&iter, deltas);
  while (g_hash_table_iter_next (&iter, &id, &delta))
    add_delta (self, scho_code_model_get_item (self, GPOINTER_TO_UINT (id)), delta);
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

/* To count what is there is quicker than to go through as many changes. */
static void
count_changes (SchoCodeModel *self, SchoStep *step)
{
  if (scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION) <= MANY)
    {
      add_counts (self, step);
      return;
    }
  recount (self);
  announce_all (self);
}

static void
project_changed_cb (SchoCodeModel *self, SchoStep *step)
{
  if (scho_step_get_n_changes (step, SCHO_NOUN_CODE) == 0)
    {
      count_changes (self, step);
      if (self->sort == SCHO_CODE_SORT_COUNT)
        rebuild (self);
      return;
    }
  rebuild (self);
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

void
scho_code_model_set_sort (SchoCodeModel *self, SchoCodeSort sort)
{
  if (self->sort == sort)
    return;
  self->sort = sort;
  rebuild (self);
}

void
scho_code_model_set_document (SchoCodeModel *self, guint32 document)
{
  if (self->document == document)
    return;
  self->document = document;
  recount (self);
  announce_all (self);
}

guint32
scho_code_model_get_document (SchoCodeModel *self)
{
  return self->document;
}

/* Finding */

#define MOST_WORDS 32 /* more are not looked at */

static guint32
find_words (SchoCodeItem *item, const char *const *words)
{
  guint32 found = 0;

  for (guint i = 0; words[i] != NULL && i < MOST_WORDS; i++)
    if (strstr (item->folded, words[i]) != NULL)
      found |= 1u << i;
  return found;
}

guint
scho_code_model_find (SchoCodeModel *self, const char *const *words)
{
  GListModel *all = G_LIST_MODEL (self->all);
  guint n = g_list_model_get_n_items (all), n_words = 0, n_found = 0;
  g_autofree SchoCodeItem **items = g_new (SchoCodeItem *, n + 1);
  guint32 wanted;

  while (words[n_words] != NULL && n_words < MOST_WORDS)
    n_words++;
  wanted = n_words == 32 ? G_MAXUINT32 : (1u << n_words) - 1;
  for (guint i = 0; i < n; i++) /* each comes after the one above it */
    {
      SchoCodeItem *item = items[i] = g_list_model_get_item (all, i);
      SchoCodeItem *above = scho_code_model_get_item (self, item->code->parent);
      guint32 own = find_words (item, words);

      item->words = own | (above != NULL ? above->words : 0);
      item->found = item->shown = own != 0 && item->words == wanted;
      n_found += item->found;
    }
  for (guint i = n; i-- > 0;)
    {
      SchoCodeItem *above = scho_code_model_get_item (self, items[i]->code->parent);

      if (above != NULL && items[i]->shown)
        above->shown = TRUE;
      g_object_unref (items[i]); /* the model has it */
    }
  return n_found;
}

GListModel *
scho_code_model_new_found (SchoCodeModel *self, SchoCodeItem *above)
{
  GListModel *list = G_LIST_MODEL (above != NULL ? above->children : self->roots);
  GListStore *found = g_list_store_new (SCHO_TYPE_CODE_ITEM);
  guint n = g_list_model_get_n_items (list);
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      SchoCodeItem *item = g_list_model_get_item (list, i);

      if (item->shown)
        g_ptr_array_add (items, item);
      else
        g_object_unref (item);
    }
  g_list_store_splice (found, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (found);
}
