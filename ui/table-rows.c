#include "table-rows.h"

struct _SchoTableRow
{
  GObject parent_instance;
  guint position;
  guint32 number;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoTableRow, scho_table_row, G_TYPE_OBJECT)

static void
scho_table_row_class_init (SchoTableRowClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_TABLE_ROW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
scho_table_row_init (SchoTableRow *self)
{
}

struct _SchoTableRows
{
  GObject parent_instance;
  guint n;
  GArray *numbers;  /* of guint32; NULL: all, in their order */
  GHashTable *held; /* position → SchoTableRow that somebody holds; no reference */
};

static GType
get_row_type (GListModel *model)
{
  return SCHO_TYPE_TABLE_ROW;
}

static guint
get_n_rows (GListModel *model)
{
  SchoTableRows *self = SCHO_TABLE_ROWS (model);

  return self->numbers != NULL ? self->numbers->len : self->n;
}

static void
row_gone_cb (gpointer data, GObject *row)
{
  SchoTableRows *self = data;
  gpointer place = GUINT_TO_POINTER (((SchoTableRow *) (gpointer) row)->position);

  if (g_hash_table_lookup (self->held, place) == row)
    g_hash_table_remove (self->held, place);
}

static gpointer
get_row (GListModel *model, guint position)
{
  SchoTableRows *self = SCHO_TABLE_ROWS (model);
  gpointer place = GUINT_TO_POINTER (position);
  SchoTableRow *row;

  if (position >= get_n_rows (model))
    return NULL;
  row = g_hash_table_lookup (self->held, place);
  if (row != NULL)
    return g_object_ref (row);
  row = g_object_new (SCHO_TYPE_TABLE_ROW, NULL);
  row->position = position;
  row->number = scho_table_rows_get_number (self, position);
  g_hash_table_insert (self->held, place, row);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);
  return row;
}

static void
rows_init (GListModelInterface *interface)
{
  interface->get_item_type = get_row_type;
  interface->get_n_items = get_n_rows;
  interface->get_item = get_row;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchoTableRows,
                               scho_table_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rows_init))

static void
scho_table_rows_finalize (GObject *object)
{
  SchoTableRows *self = SCHO_TABLE_ROWS (object);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_unref (self->held);
  g_clear_pointer (&self->numbers, g_array_unref);
  G_OBJECT_CLASS (scho_table_rows_parent_class)->finalize (object);
}

static void
scho_table_rows_class_init (SchoTableRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_table_rows_finalize;
}

static void
scho_table_rows_init (SchoTableRows *self)
{
  self->held = g_hash_table_new (NULL, NULL);
}

guint32
scho_table_row_get_number (SchoTableRow *self)
{
  return self->number;
}

SchoTableRows *
scho_table_rows_new (guint n)
{
  SchoTableRows *self = g_object_new (SCHO_TYPE_TABLE_ROWS, NULL);

  self->n = n;
  return self;
}

/* (transfer full) (element-type SchoTableRow): those that stand for another row now */
static GPtrArray *
list_changed (SchoTableRows *self)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  SchoTableRow *row;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &row))
    if (row->position < get_n_rows (G_LIST_MODEL (self))
        && row->number != scho_table_rows_get_number (self, row->position))
      g_ptr_array_add (changed, g_object_ref (row));
  return changed;
}

void
scho_table_rows_take (SchoTableRows *self, GArray *numbers)
{
  guint before = get_n_rows (G_LIST_MODEL (self)), same = MIN (before, numbers->len);
  g_autoptr (GPtrArray) changed = NULL;

  g_clear_pointer (&self->numbers, g_array_unref);
  self->numbers = numbers;
  changed = list_changed (self);
  for (guint i = 0; i < changed->len; i++)
    {
      SchoTableRow *row = g_ptr_array_index (changed, i);

      row->number = scho_table_rows_get_number (self, row->position);
      g_signal_emit (row, signals[CHANGED], 0);
    }
  if (before != numbers->len)
    g_list_model_items_changed (G_LIST_MODEL (self), same, before - same,
                                numbers->len - same);
}

guint32
scho_table_rows_get_number (SchoTableRows *self, guint position)
{
  return self->numbers != NULL ? g_array_index (self->numbers, guint32, position)
                               : position;
}
