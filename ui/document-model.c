#include "document-model.h"

#include "letters.h"

/* Changed codings: to go through the documents is quicker. */
#define MANY_CODINGS 10000

struct _SchoDocumentItem
{
  GObject parent_instance;
  SchoDocument *document;
  char *folded; /* its title, for matching */
  char *key;    /* its title, for sorting; made when asked for */
  gsize count;
};

struct _SchoDocumentModel
{
  GObject parent_instance;
  SchoProject *project;
  GListStore *all;
  GHashTable *items; /* id to SchoDocumentItem */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoDocumentItem, scho_document_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (SchoDocumentModel, scho_document_model, G_TYPE_OBJECT)

static void
scho_document_item_finalize (GObject *object)
{
  SchoDocumentItem *self = SCHO_DOCUMENT_ITEM (object);

  scho_document_unref (self->document);
  g_free (self->folded);
  g_free (self->key);
  G_OBJECT_CLASS (scho_document_item_parent_class)->finalize (object);
}

static void
scho_document_item_class_init (SchoDocumentItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_document_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_DOCUMENT_ITEM, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
scho_document_item_init (SchoDocumentItem *self)
{
}

static void
set_document (SchoDocumentItem *self, const SchoDocument *document)
{
  g_clear_pointer (&self->document, scho_document_unref);
  g_free (self->folded);
  g_clear_pointer (&self->key, g_free);
  self->document = scho_document_ref (document);
  self->folded = scho_letters_fold (document->title);
}

const SchoDocument *
scho_document_item_get_document (SchoDocumentItem *self)
{
  return self->document;
}

gsize
scho_document_item_get_count (SchoDocumentItem *self)
{
  return self->count;
}

const char *
scho_document_item_get_folded (SchoDocumentItem *self)
{
  return self->folded;
}

const char *
scho_document_item_get_key (SchoDocumentItem *self)
{
  if (self->key == NULL)
    {
      g_autofree char *folded = g_utf8_casefold (self->document->title, -1);
      self->key = g_utf8_collate_key_for_filename (folded, -1);
    }
  return self->key;
}

static SchoDocumentItem *
new_item (SchoDocumentModel *self, const SchoDocument *document)
{
  SchoDocumentItem *item = g_object_new (SCHO_TYPE_DOCUMENT_ITEM, NULL);

  set_document (item, document);
  scho_snapshot_get_annotations (scho_project_get_snapshot (self->project), document->id,
                                 &item->count);
  g_hash_table_insert (self->items, GUINT_TO_POINTER (document->id), item);
  return item;
}

/* By id, so each place is found by halving: the ids of the list are sorted. */
static guint
find_place (SchoDocumentModel *self, guint32 id)
{
  guint low = 0, high = g_list_model_get_n_items (G_LIST_MODEL (self->all));

  while (low < high)
    {
      guint middle = (low + high) / 2;
      g_autoptr (SchoDocumentItem) item
          = g_list_model_get_item (G_LIST_MODEL (self->all), middle);

      if (item->document->id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
fill (SchoDocumentModel *self)
{
  SchoSnapshot *snapshot = scho_project_get_snapshot (self->project);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (items, new_item (self, documents[i]));
  g_list_store_splice (self->all, 0, g_list_model_get_n_items (G_LIST_MODEL (self->all)),
                       items->pdata, items->len);
}

static void
update_count (SchoDocumentModel *self, guint32 id)
{
  SchoDocumentItem *item = scho_document_model_get_item (self, id);
  gsize old;

  if (item == NULL)
    return;
  old = item->count;
  scho_snapshot_get_annotations (scho_project_get_snapshot (self->project), id,
                                 &item->count);
  if (old != item->count)
    g_signal_emit (item, signals[CHANGED], 0);
}

static void
update_all_counts (SchoDocumentModel *self)
{
  GListModel *all = G_LIST_MODEL (self->all);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SchoDocumentItem) item = g_list_model_get_item (all, i);
      update_count (self, item->document->id);
    }
}

static void
update_counts (SchoDocumentModel *self, SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);
  guint32 last = 0;

  if (n > MANY_CODINGS)
    {
      update_all_counts (self);
      return;
    }
  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i);
      const SchoAnnotation *annotation
          = change.after != NULL ? change.after : change.before;

      /* A step has its codings by document as a rule, so few of them count twice. */
      if (annotation->document != last)
        update_count (self, annotation->document);
      last = annotation->document;
    }
}

static void
update_document (SchoDocumentModel *self, SchoChange change)
{
  const SchoDocument *before = change.before, *after = change.after;
  guint32 id = after != NULL ? after->id : before->id;
  SchoDocumentItem *item = scho_document_model_get_item (self, id);

  if (after == NULL && item != NULL)
    {
      g_list_store_remove (self->all, find_place (self, id));
      g_hash_table_remove (self->items, GUINT_TO_POINTER (id));
    }
  else if (after != NULL && item == NULL)
    {
      item = new_item (self, after);
      g_list_store_insert (self->all, find_place (self, id), item);
    }
  else if (after != NULL)
    {
      set_document (item, after);
      g_signal_emit (item, signals[CHANGED], 0);
    }
}

/* Many at once are one change of the list, since each insertion makes its listeners work.
 */
#define MANY 50

static void
project_changed_cb (SchoDocumentModel *self, SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT);

  if (n > MANY)
    {
      g_hash_table_remove_all (self->items);
      fill (self);
      return;
    }
  for (gsize i = 0; i < n; i++)
    update_document (self, scho_step_get_change (step, SCHO_NOUN_DOCUMENT, i));
  update_counts (self, step);
}

static void
scho_document_model_finalize (GObject *object)
{
  SchoDocumentModel *self = SCHO_DOCUMENT_MODEL (object);

  g_object_unref (self->project);
  g_object_unref (self->all);
  g_hash_table_unref (self->items);
  G_OBJECT_CLASS (scho_document_model_parent_class)->finalize (object);
}

static void
scho_document_model_class_init (SchoDocumentModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_document_model_finalize;
}

static void
scho_document_model_init (SchoDocumentModel *self)
{
  self->all = g_list_store_new (SCHO_TYPE_DOCUMENT_ITEM);
  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

SchoDocumentModel *
scho_document_model_new (SchoProject *project)
{
  SchoDocumentModel *self = g_object_new (SCHO_TYPE_DOCUMENT_MODEL, NULL);

  self->project = g_object_ref (project);
  fill (self);
  g_signal_connect_object (project, "changed", G_CALLBACK (project_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

GListModel *
scho_document_model_get_all (SchoDocumentModel *self)
{
  return G_LIST_MODEL (self->all);
}

SchoDocumentItem *
scho_document_model_get_item (SchoDocumentModel *self, guint32 id)
{
  return g_hash_table_lookup (self->items, GUINT_TO_POINTER (id));
}
