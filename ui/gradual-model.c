#include "gradual-model.h"

/* A list makes widgets for so many rows; whatever comes after costs nothing. */
#define MOST_WIDGETS 400 /* more than GTK makes, with some to spare */
#define PAUSE 20         /* milliseconds */

struct _SchoGradualModel
{
  GObject parent_instance;
  GListModel *model;
  guint at_once;
  guint n_all;   /* of the model, as it said last */
  guint n_shown; /* the first of them */
  guint growing; /* source */
};

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (((SchoGradualModel *) list)->model);
}

static guint
get_n_items (GListModel *list)
{
  return ((SchoGradualModel *) list)->n_shown;
}

static gpointer
get_item (GListModel *list, guint position)
{
  SchoGradualModel *self = (SchoGradualModel *) list;

  return position < self->n_shown ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SchoGradualModel,
                               scho_gradual_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
grow_cb (gpointer data)
{
  SchoGradualModel *self = data;
  guint before = self->n_shown;
  gboolean goes_on;

  self->n_shown
      = before < MOST_WIDGETS ? MIN (before + self->at_once, self->n_all) : self->n_all;
  goes_on = self->n_shown < self->n_all;
  if (!goes_on)
    self->growing = 0;
  /* Last: who hears it may change the rows, and then it begins to grow anew. */
  if (self->n_shown > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_shown - before);
  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
start_growing (SchoGradualModel *self)
{
  if (self->n_shown < self->n_all && self->growing == 0)
    self->growing
        = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, PAUSE, grow_cb, self, NULL);
}

/* What was not shown is not missed. */
static void
items_changed_cb (SchoGradualModel *self, guint position, guint removed, guint added)
{
  guint before = self->n_shown;
  guint here = MIN (position, before);
  guint gone = MIN (removed, before - here), come = 0;

  if (position <= before)
    come = MIN (added, self->at_once);
  self->n_all += added - removed;
  /* Behind what does not come at once nothing can stand yet. */
  if (come < added)
    gone = before - here;
  self->n_shown = before - gone + come;
  start_growing (self);
  if (gone > 0 || come > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), here, gone, come);
}

static void
scho_gradual_model_dispose (GObject *object)
{
  SchoGradualModel *self = SCHO_GRADUAL_MODEL (object);

  g_clear_handle_id (&self->growing, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  self->n_shown = self->n_all = 0;
  g_clear_object (&self->model);
  G_OBJECT_CLASS (scho_gradual_model_parent_class)->dispose (object);
}

static void
scho_gradual_model_class_init (SchoGradualModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_gradual_model_dispose;
}

static void
scho_gradual_model_init (SchoGradualModel *self)
{
}

SchoGradualModel *
scho_gradual_model_new (GListModel *model, guint at_once)
{
  SchoGradualModel *self = g_object_new (SCHO_TYPE_GRADUAL_MODEL, NULL);

  self->model = g_object_ref (model);
  self->at_once = at_once;
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (model));
  return self;
}

void
scho_gradual_model_restart (SchoGradualModel *self, guint at_once)
{
  guint before = self->n_shown;

  self->at_once = at_once;
  if (before <= at_once)
    return;
  self->n_shown = at_once;
  start_growing (self);
  g_list_model_items_changed (G_LIST_MODEL (self), at_once, before - at_once, 0);
}
