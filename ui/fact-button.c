#include "fact-button.h"

static GtkWidget *
new_label (const char *words, gboolean is_title)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), is_title ? 24 : 36);
  gtk_label_set_selectable (GTK_LABEL (label), !is_title);
  if (is_title)
    gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
new_list (SchoTable *table)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < scho_table_get_n_facts (table); i++)
    {
      const char *title, *value = scho_table_get_fact (table, i, NULL, &title);

      gtk_grid_attach (GTK_GRID (grid), new_label (title, TRUE), 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), new_label (value[0] != '\0' ? value : "–", FALSE),
                       1, (int) i, 1, 1);
    }
  return grid;
}

static GtkWidget *
new_popover (SchoTable *table)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), new_list (table));
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  return popover;
}

void
scho_fact_button_set_table (GtkMenuButton *button, SchoTable *table)
{
  gboolean has_facts = table != NULL && scho_table_get_n_facts (table) > 0;

  gtk_menu_button_set_popover (button, has_facts ? new_popover (table) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (button), has_facts);
}
