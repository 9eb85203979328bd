#include "row-model.h"

struct _SchoRow
{
  GObject parent_instance;
  gpointer row;
  GDestroyNotify unref;
};

G_DEFINE_FINAL_TYPE (SchoRow, scho_row, G_TYPE_OBJECT)

static void
scho_row_finalize (GObject *object)
{
  SchoRow *self = SCHO_ROW (object);

  self->unref (self->row);
  G_OBJECT_CLASS (scho_row_parent_class)->finalize (object);
}

static void
scho_row_class_init (SchoRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_row_finalize;
}

static void
scho_row_init (SchoRow *self)
{
}

gpointer
scho_row_get (SchoRow *self)
{
  return self->row;
}

struct _SchoRowModel
{
  GObject parent_instance;
  GPtrArray *rows; /* nullable */
  gpointer (*ref) (gpointer row);
  GDestroyNotify unref;
};

static GType
get_item_type (GListModel *model)
{
  return SCHO_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  GPtrArray *rows = SCHO_ROW_MODEL (model)->rows;

  return rows != NULL ? rows->len : 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SchoRowModel *self = SCHO_ROW_MODEL (model);
  SchoRow *item;

  if (position >= get_n_items (model))
    return NULL;
  item = g_object_new (SCHO_TYPE_ROW, NULL);
  item->row = self->ref (self->rows->pdata[position]);
  item->unref = self->unref;
  return item;
}

static void
model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchoRowModel,
                               scho_row_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static void
scho_row_model_finalize (GObject *object)
{
  SchoRowModel *self = SCHO_ROW_MODEL (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (scho_row_model_parent_class)->finalize (object);
}

static void
scho_row_model_class_init (SchoRowModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_row_model_finalize;
}

static void
scho_row_model_init (SchoRowModel *self)
{
}

SchoRowModel *
scho_row_model_new (gpointer (*ref) (gpointer row), GDestroyNotify unref)
{
  SchoRowModel *self = g_object_new (SCHO_TYPE_ROW_MODEL, NULL);

  self->ref = ref;
  self->unref = unref;
  return self;
}

void
scho_row_model_set_rows (SchoRowModel *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) old = self->rows;
  guint n_old = get_n_items (G_LIST_MODEL (self)), n_new = rows != NULL ? rows->len : 0;
  guint head = 0, tail = 0;

  while (head < MIN (n_old, n_new) && old->pdata[head] == rows->pdata[head])
    head++;
  while (tail < MIN (n_old, n_new) - head
         && old->pdata[n_old - 1 - tail] == rows->pdata[n_new - 1 - tail])
    tail++;
  self->rows = rows != NULL ? g_ptr_array_ref (rows) : NULL;
  if (n_old - head - tail > 0 || n_new - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail,
                                n_new - head - tail);
}

gpointer
scho_row_model_get_row (SchoRowModel *self, guint position)
{
  return position < get_n_items (G_LIST_MODEL (self)) ? self->rows->pdata[position]
                                                      : NULL;
}
