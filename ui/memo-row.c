#include "memo-row.h"

#include "relative-time.h"
#include "snippet.h"
#include "swatch.h"
#include "tip.h"

struct _SchoMemoRow
{
  GtkWidget parent_instance;
  GtkWidget *heading, *head;
  GtkLabel *title, *number, *name, *facts;
  SchoSnippet *words;
  SchoSwatch *swatch;
};

G_DEFINE_FINAL_TYPE (SchoMemoRow, scho_memo_row, GTK_TYPE_WIDGET)

static void
scho_memo_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_memo_row_parent_class)->dispose (object);
}

static void
scho_memo_row_class_init (SchoMemoRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_memo_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "passage");
}

static GtkWidget *
add_box (SchoMemoRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_parent (box, GTK_WIDGET (self));
  return box;
}

static GtkLabel *
add_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
scho_memo_row_init (SchoMemoRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *words = scho_snippet_new (6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)),
                                  GTK_ORIENTATION_VERTICAL);
  self->heading = add_box (self);
  self->title = add_label (self->heading, "heading");
  self->number = add_label (self->heading, "dim-label");
  self->head = add_box (self);
  self->swatch = SCHO_SWATCH (scho_swatch_new (0));
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->swatch));
  self->name = add_label (self->head, "caption-heading");
  self->facts = add_label (self->head, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "dim-label");

  self->words = SCHO_SNIPPET (words);
  gtk_widget_set_parent (words, widget);
}

GtkWidget *
scho_memo_row_new (void)
{
  return g_object_new (SCHO_TYPE_MEMO_ROW, NULL);
}

static void
show_heading (SchoMemoRow *self, const SchoMemoEntry *memo)
{
  g_autofree char *number = g_strdup_printf ("%u", memo->n);

  gtk_label_set_label (self->title, memo->heading);
  gtk_label_set_label (self->number, number);
}

static void
show_memo (SchoMemoRow *self, const SchoMemoEntry *memo)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) time
      = memo->time >= 0 ? g_date_time_new_from_unix_local (memo->time / 1000) : NULL;
  g_autofree char *when = time != NULL ? scho_relative_time (time, now) : NULL;
  g_autofree char *full = time != NULL ? scho_full_time (time) : NULL;
  g_autofree char *facts = memo->coder != NULL && when != NULL
                               ? g_strdup_printf ("%s · %s", memo->coder, when)
                               : g_strdup (memo->coder);

  gtk_label_set_label (self->name, memo->name);
  scho_tip_set (GTK_WIDGET (self->name), memo->name);
  gtk_label_set_label (self->facts, facts != NULL ? facts : "");
  scho_tip_set (GTK_WIDGET (self->facts), full);
  scho_snippet_set_text (self->words, memo->words);
  gtk_widget_set_visible (GTK_WIDGET (self->swatch), memo->code != 0);
  scho_swatch_set_colour (self->swatch, memo->colour);
}

void
scho_memo_row_show (SchoMemoRow *self, const SchoMemoEntry *memo)
{
  gboolean heading = memo->heading != NULL;

  gtk_widget_set_visible (self->heading, heading);
  gtk_widget_set_visible (self->head, !heading);
  gtk_widget_set_visible (GTK_WIDGET (self->words), !heading);
  if (heading)
    show_heading (self, memo);
  else
    show_memo (self, memo);
}
