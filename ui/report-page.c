#include "report-page.h"

#include "option-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* A page of more would be slow, and nobody reads it. */
#define MOST_SHOWN 50

struct _SchoReportPage
{
  GtkWidget parent_instance;
  GtkBox *box;
  GArray *documents;
  GPtrArray *importers;
};

G_DEFINE_FINAL_TYPE (SchoReportPage, scho_report_page, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static void
add_row (GtkWidget *list, GtkWidget *content)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* "Words: 87" */
static void
add_fact (GtkWidget *list, const char *line)
{
  const char *colon = strstr (line, ": ");
  g_autofree char *name = colon != NULL ? g_strndup (line, colon - line) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *value = make_label (colon != NULL ? colon + 2 : line, NULL);

  if (name != NULL)
    {
      GtkWidget *label = make_label (name, "dim-label");

      gtk_label_set_width_chars (GTK_LABEL (label), 12);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
      gtk_label_set_yalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_hexpand (value, TRUE);
  gtk_box_append (GTK_BOX (box), value);
  gtk_widget_add_css_class (box, "report-row");
  add_row (list, box);
}

static void
add_sentence (GtkWidget *list, const char *sentence)
{
  add_row (list, make_label (sentence, "report-row"));
}

/* What stands before the empty line are facts, behind it are sentences. */
static void
add_report (SchoReportPage *self, const SchoDocument *document)
{
  const char *report = document->report != NULL ? document->report : "";
  const char *gap = strstr (report, "\n\n");
  g_autofree char *facts
      = g_strndup (report, gap ? (gsize) (gap - report) : strlen (report));
  g_auto (GStrv) lines = g_strsplit (facts, "\n", -1);
  g_auto (GStrv) sentences = g_strsplit (gap != NULL ? gap + 2 : "", "\n", -1);
  GtkWidget *list = make_list ();

  if (gtk_widget_get_first_child (GTK_WIDGET (self->box)) != NULL)
    gtk_box_append (self->box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (self->box, make_label (document->title, "title-3"));
  for (guint i = 0; lines[i] != NULL; i++)
    add_fact (list, lines[i]);
  if (report[0] == '\0')
    add_sentence (list, _ ("No report was kept of how this document came in."));
  gtk_box_append (self->box, list);
  if (report[0] == '\0')
    return;
  if (sentences[0] == NULL)
    {
      gtk_box_append (self->box,
                      make_label (_ ("Nothing was guessed or left out."), "dim-label"));
      return;
    }
  gtk_box_append (self->box, make_label (_ ("Guessed, changed or left out"), "heading"));
  list = make_list ();
  for (guint i = 0; sentences[i] != NULL; i++)
    {
      g_autofree char *words = scho_option_words (sentences[i], facts, self->importers);

      add_sentence (list, words);
    }
  gtk_box_append (self->box, list);
}

static void
scho_report_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_report_page_parent_class)->dispose (object);
}

static void
scho_report_page_finalize (GObject *object)
{
  g_clear_pointer (&SCHO_REPORT_PAGE (object)->documents, g_array_unref);
  g_clear_pointer (&SCHO_REPORT_PAGE (object)->importers, g_ptr_array_unref);
  G_OBJECT_CLASS (scho_report_page_parent_class)->finalize (object);
}

static void
scho_report_page_class_init (SchoReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_report_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_report_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
scho_report_page_init (SchoReportPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->box = GTK_BOX (box);
  gtk_widget_add_css_class (box, "report");
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_focusable (scrolled, TRUE); /* so that the keyboard scrolls it */
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
scho_report_page_new (SchoSnapshot *snapshot, GArray *documents, GPtrArray *importers)
{
  SchoReportPage *self = g_object_new (SCHO_TYPE_REPORT_PAGE, NULL);
  guint n_shown = MIN (documents->len, MOST_SHOWN);

  self->documents = g_array_ref (documents);
  self->importers = g_ptr_array_ref (importers);
  for (guint i = 0; i < n_shown; i++)
    {
      const SchoDocument *document
          = scho_snapshot_get_document (snapshot, g_array_index (documents, guint32, i));

      if (document != NULL)
        add_report (self, document);
    }
  if (documents->len > n_shown)
    {
      guint n = documents->len - n_shown;
      g_autofree char *more = g_strdup_printf (
          ngettext ("%u more document came in; its report is with it.",
                    "%u more documents came in; their reports are with them.", n),
          n);

      gtk_box_append (self->box, make_label (more, "dim-label"));
    }
  return GTK_WIDGET (self);
}

gboolean
scho_report_page_is_gone (SchoReportPage *self, SchoSnapshot *snapshot)
{
  for (guint i = 0; i < self->documents->len; i++)
    if (scho_snapshot_get_document (snapshot, g_array_index (self->documents, guint32, i))
        != NULL)
      return FALSE;
  return TRUE;
}

gboolean
scho_report_page_is_of (SchoReportPage *self, guint32 document)
{
  return self->documents->len == 1
         && g_array_index (self->documents, guint32, 0) == document;
}
