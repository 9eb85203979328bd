#include "result-view.h"

#include "chart-view.h"

#include <chart/chart.h>
#include <glib/gi18n.h>

struct _SchoResultView
{
  GtkWidget parent_instance;
  GtkStack *stack;
  GtkWidget *table;
};

enum
{
  CELL_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoResultView, scho_result_view, GTK_TYPE_WIDGET)

static void
cell_activated_cb (SchoResultView *self, guint64 row, guint column)
{
  g_signal_emit (self, signals[CELL_ACTIVATED], 0, row, column);
}

static gboolean
scho_result_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (
      gtk_stack_get_visible_child (SCHO_RESULT_VIEW (widget)->stack));
}

static void
scho_result_view_dispose (GObject *object)
{
  SchoResultView *self = SCHO_RESULT_VIEW (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  G_OBJECT_CLASS (scho_result_view_parent_class)->dispose (object);
}

static void
scho_result_view_class_init (SchoResultViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_result_view_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = scho_result_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
  signals[CELL_ACTIVATED]
      = g_signal_new ("cell-activated", SCHO_TYPE_RESULT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT);
}

static void
scho_result_view_init (SchoResultView *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
scho_result_view_new (SchoTable *table, gboolean has_places)
{
  SchoResultView *self = g_object_new (SCHO_TYPE_RESULT_VIEW, NULL);

  self->table = scho_table_view_new (table, has_places);
  gtk_stack_add_titled (self->stack, self->table, "table", _ ("Table"));
  for (guint i = 0; i < scho_table_get_n_charts (table); i++)
    {
      GtkWidget *chart = scho_chart_view_new (table, i);
      const char *title = scho_chart_get_title (scho_table_get_chart (table, i));

      gtk_stack_add_titled (self->stack, chart, NULL, title);
      g_signal_connect_object (chart, "cell-activated", G_CALLBACK (cell_activated_cb),
                               self, G_CONNECT_SWAPPED);
    }
  return GTK_WIDGET (self);
}

SchoTableView *
scho_result_view_get_table_view (SchoResultView *self)
{
  return SCHO_TABLE_VIEW (self->table);
}

GtkStack *
scho_result_view_get_stack (SchoResultView *self)
{
  return self->stack;
}

int
scho_result_view_get_chart (SchoResultView *self)
{
  /* The stack says that its child has changed, also while it goes. */
  GtkWidget *child
      = self->stack != NULL ? gtk_stack_get_visible_child (self->stack) : NULL;

  return child != NULL && SCHO_IS_CHART_VIEW (child)
             ? (int) scho_chart_view_get_number (SCHO_CHART_VIEW (child))
             : -1;
}

void
scho_result_view_show_chart (SchoResultView *self, int chart)
{
  GtkWidget *child = self->table;

  for (int i = 0; i <= chart && child != NULL; i++)
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    gtk_stack_set_visible_child (self->stack, child);
}
