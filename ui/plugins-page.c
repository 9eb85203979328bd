#include "plugins-page.h"

#include "program-switch.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
add_offer (GString *offers, const char *kind, const char *title)
{
  /* Translators: a kind of work, and the name of a format or analysis. */
  g_autofree char *offer = g_strdup_printf (_ ("%s: %s"), kind, title);

  g_string_append_printf (offers, "%s%s", offers->len > 0 ? " · " : "", offer);
}

static char *
dup_offers (const SchoPlugin *plugin)
{
  GString *offers = g_string_new (NULL);

  for (const SchoImporter *i = plugin->importers; i != NULL && i->id != NULL; i++)
    add_offer (offers, _ ("Import"), _ (i->title));
  for (const SchoExporter *e = plugin->exporters; e != NULL && e->id != NULL; e++)
    add_offer (offers, _ ("Export"), _ (e->title));
  for (const SchoAnalysis *a = plugin->analyses; a != NULL && a->id != NULL; a++)
    add_offer (offers, _ ("Analysis"), _ (a->title));
  return g_string_free (offers, FALSE);
}

static GtkWidget *
add_label (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}

static void
add_line (GtkBox *box, const char *text, const char *css_class)
{
  if (text != NULL && text[0] != '\0')
    add_label (box, text, css_class);
}

/* What would be run can be read before it is switched on. */
static GtkWidget *
add_program (SchoPlugins *plugins, const SchoPluginEntry *entry, GtkWidget *box)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *command = scho_program_dup_command_line (entry->program);
  /* Translators: a command line */
  g_autofree char *words = g_strdup_printf (_ ("Runs %s"), command);
  GtkWidget *reason;

  add_line (GTK_BOX (box), words, "caption");
  reason = add_label (GTK_BOX (box), "", "dim-label");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (both), box);
  gtk_box_append (GTK_BOX (both),
                  scho_program_switch_new (plugins, entry, GTK_LABEL (reason)));
  gtk_widget_add_css_class (both, "program");
  return both;
}

static GtkWidget *
new_row (SchoPlugins *plugins, const SchoPluginEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *content = box;
  g_autofree char *name = g_path_get_basename (entry->file);
  g_autofree char *offers = entry->plugin != NULL ? dup_offers (entry->plugin) : NULL;
  const char *title = entry->plugin != NULL    ? _ (entry->plugin->title)
                      : entry->program != NULL ? scho_program_get_title (entry->program)
                      : entry->title != NULL   ? _ (entry->title)
                                               : name;

  gtk_widget_add_css_class (box, "plugin");
  add_line (GTK_BOX (box), title, "heading");
  if (entry->plugin != NULL && entry->plugin->description != NULL)
    add_line (GTK_BOX (box), _ (entry->plugin->description), NULL);
  else if (entry->program != NULL)
    add_line (GTK_BOX (box), scho_program_get_description (entry->program), NULL);
  add_line (GTK_BOX (box), entry->program == NULL ? offers : NULL, "caption");
  if (entry->program != NULL)
    content = add_program (plugins, entry, box);
  else if (entry->reason != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Not loaded: %s"), entry->reason);
      add_line (GTK_BOX (box), words, "error");
    }
  add_line (GTK_BOX (box), entry->file, "plugin-file");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  return row;
}

static GtkWidget *
new_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "application-x-addon-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No plugins found"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Formats and analyses are plugins. The manual "
                                      "tells where they are looked for."));
  return page;
}

GtkWidget *
scho_plugins_page_new (SchoPlugins *plugins)
{
  GtkWidget *scrolled, *clamp, *list;
  gsize n;
  const SchoPluginEntry *entries = scho_plugins_get_entries (plugins, &n);

  if (n == 0)
    return new_empty ();
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  for (gsize i = 0; i < n; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_row (plugins, &entries[i]));
  clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (clamp), list);
  gtk_widget_add_css_class (clamp, "plugins");
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}
