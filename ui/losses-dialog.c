#include "losses-dialog.h"

#include "option-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

enum
{
  TALLEST = 320, /* a longer list scrolls */
  WIDTH = 420,
};

static GtkWidget *
new_row (const SchoLoss *loss, GPtrArray *importers)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *examples = scho_loss_dup_examples (loss);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, loss->count);
  g_autofree char *what = importers != NULL
                              ? scho_option_words (loss->what, NULL, importers)
                              : g_strdup (loss->what);
  GtkWidget *label = gtk_label_new (count);

  /* First, since what a file has in its names is no markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), examples);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

/* As many as fit: a scroller alone asks for the height of rows whose words are not
 * wrapped. */
static void
show_rows (GtkScrolledWindow *scroller, GtkWidget *list)
{
  int natural;

  gtk_widget_measure (list, GTK_ORIENTATION_VERTICAL, WIDTH, NULL, &natural, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (scroller, MIN (natural, TALLEST));
}

static GtkWidget *
new_list (SchoLosses *losses, GPtrArray *importers)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < scho_losses_get_n_items (losses); i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         new_row (scho_losses_get_item (losses, i), importers));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  /* Translators: for screen readers: the list of what would be lost */
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is lost"), -1);
  /* Room for the shadow of the box. */
  gtk_widget_set_margin_top (list, 2);
  gtk_widget_set_margin_bottom (list, 3);
  gtk_widget_set_margin_start (list, 2);
  gtk_widget_set_margin_end (list, 2);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), TALLEST);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  show_rows (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

void
scho_losses_dialog_show (GtkWindow *parent,
                         SchoLosses *losses,
                         GPtrArray *importers,
                         const char *heading,
                         const char *body,
                         const char *accept,
                         SchoConfirmFunc done,
                         GObject *data)
{
  GtkWidget *list = new_list (losses, importers);

  g_object_set_data_full (G_OBJECT (list), "asked-for", data, g_object_unref);
  scho_dialogs_confirm (parent, heading, body, accept, FALSE, list, done, data, NULL);
}
