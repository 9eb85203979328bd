#include "coding-chooser.h"

#include "swatch.h"

#define MOST_HEIGHT 320

struct _SchoCodingChooser
{
  GtkPopover parent_instance;
  SchoSnapshot *snapshot; /* owns the memos of the codings */
  GArray *codings;        /* of SchoAnnotation */
  GtkListBox *list;
};

enum
{
  LOOKED_AT,
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoCodingChooser, scho_coding_chooser, GTK_TYPE_POPOVER)

/* %NULL for the row of all. */
static const SchoAnnotation *
get_coding (SchoCodingChooser *self, GtkListBoxRow *row)
{
  guint place = (guint) gtk_list_box_row_get_index (row);

  return place < self->codings->len
             ? &g_array_index (self->codings, SchoAnnotation, place)
             : NULL;
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, SchoCodingChooser *self)
{
  if (row != NULL)
    g_signal_emit (self, signals[LOOKED_AT], 0, get_coding (self, row));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, SchoCodingChooser *self)
{
  const SchoAnnotation *coding = get_coding (self, row);
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (SchoAnnotation));

  if (coding != NULL)
    g_array_append_val (chosen, *coding);
  else
    g_array_append_vals (chosen, self->codings->data, self->codings->len);
  g_object_ref (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, chosen);
  g_object_unref (self);
}

static gboolean
unparent_cb (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* Not at once: it is still being closed. */
static void
scho_coding_chooser_closed (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (popover),
                   g_object_unref);
}

static void
scho_coding_chooser_finalize (GObject *object)
{
  SchoCodingChooser *self = SCHO_CODING_CHOOSER (object);

  g_clear_pointer (&self->codings, g_array_unref);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  G_OBJECT_CLASS (scho_coding_chooser_parent_class)->finalize (object);
}

static void
scho_coding_chooser_class_init (SchoCodingChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_coding_chooser_finalize;
  GTK_POPOVER_CLASS (klass)->closed = scho_coding_chooser_closed;
  signals[LOOKED_AT]
      = g_signal_new ("looked-at", SCHO_TYPE_CODING_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CHOSEN] = g_signal_new ("chosen", SCHO_TYPE_CODING_CHOOSER, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
scho_coding_chooser_init (SchoCodingChooser *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self), "coding-chooser");
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

static GtkWidget *
new_label (const char *words, gboolean is_dim)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (is_dim)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
    }
  return label;
}

static void
add_row (SchoCodingChooser *self, GtkWidget *child, const char *words)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_list_box_append (self->list, row);
}

static void
add_coding (SchoCodingChooser *self, const SchoAnnotation *coding)
{
  const SchoCode *code = scho_snapshot_get_code (self->snapshot, coding->code);
  const SchoCoder *coder = scho_snapshot_get_coder (self->snapshot, coding->coder);
  const char *name = code != NULL ? code->name : "", *who = coder ? coder->name : "";
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = new_label (name, FALSE);
  g_autofree char *words = g_strdup_printf ("%s, %s", name, who);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), scho_swatch_new (code != NULL ? code->colour : 0));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), new_label (who, TRUE));
  add_row (self, box, words);
}

static void
add_content (SchoCodingChooser *self, const char *question, const char *all_words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = new_label (question, TRUE);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (heading, "chooser-question");
  gtk_box_append (GTK_BOX (box), heading);
  for (guint i = 0; i < self->codings->len; i++)
    add_coding (self, &g_array_index (self->codings, SchoAnnotation, i));
  if (all_words != NULL)
    add_row (self, new_label (all_words, FALSE), all_words);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
}

SchoCodingChooser *
scho_coding_chooser_popup (GtkWidget *parent,
                           const GdkRectangle *place,
                           const char *question,
                           const char *all_words,
                           SchoSnapshot *snapshot,
                           GArray *codings)
{
  SchoCodingChooser *self = g_object_new (SCHO_TYPE_CODING_CHOOSER, NULL);
  GtkListBoxRow *first;

  self->snapshot = scho_snapshot_ref (snapshot);
  self->codings = g_array_copy (codings);
  add_content (self, question, all_words);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  first = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_list_box_select_row (self->list, first);
  gtk_widget_grab_focus (GTK_WIDGET (first));
  return self;
}
