#include "passage-row.h"

#include "snippet.h"
#include "swatch.h"
#include "tip.h"

#include <glib/gi18n.h>

#define MOST_SHOWN 500 /* characters of a passage */

struct _SchoPassageRow
{
  GtkWidget parent_instance;
  GtkWidget *heading, *facts_box;
  GtkLabel *title, *number;
  SchoSnippet *words, *facts, *memo;
  SchoSwatch *swatch;
};

G_DEFINE_FINAL_TYPE (SchoPassageRow, scho_passage_row, GTK_TYPE_WIDGET)

static void
scho_passage_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_passage_row_parent_class)->dispose (object);
}

static void
scho_passage_row_class_init (SchoPassageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_passage_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "passage");
}

static void
add (GtkWidget *parent, GtkWidget *child, const char *class)
{
  gtk_widget_add_css_class (child, class);
  if (GTK_IS_BOX (parent))
    gtk_box_append (GTK_BOX (parent), child);
  else
    gtk_widget_set_parent (child, parent);
}

static GtkLabel *
add_label (GtkWidget *parent, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  add (parent, label, class);
  return GTK_LABEL (label);
}

static SchoSnippet *
add_snippet (GtkWidget *parent, const char *class, int lines)
{
  GtkWidget *snippet = scho_snippet_new (lines);

  add (parent, snippet, class);
  return SCHO_SNIPPET (snippet);
}

static GtkWidget *
add_box (SchoPassageRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_parent (box, GTK_WIDGET (self));
  return box;
}

static void
scho_passage_row_init (SchoPassageRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)),
                                  GTK_ORIENTATION_VERTICAL);
  self->heading = add_box (self);
  self->title = add_label (self->heading, "heading");
  self->number = add_label (self->heading, "dim-label");
  self->words = add_snippet (widget, "passage-words", 4);
  self->memo = add_snippet (widget, "passage-memo", 3);
  self->facts_box = add_box (self);
  self->swatch = SCHO_SWATCH (scho_swatch_new (0));
  gtk_box_append (GTK_BOX (self->facts_box), GTK_WIDGET (self->swatch));
  self->facts = add_snippet (self->facts_box, "caption", 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "dim-label");
}

GtkWidget *
scho_passage_row_new (void)
{
  return g_object_new (SCHO_TYPE_PASSAGE_ROW, NULL);
}

static char *
dup_markup (const SchoPassage *passage)
{
  gboolean cut = g_utf8_strlen (passage->words, -1) > MOST_SHOWN;
  g_autofree char *shown = cut ? g_utf8_substring (passage->words, 0, MOST_SHOWN)
                               : g_strdup (passage->words);

  return g_markup_printf_escaped ("<span alpha=\"60%%\">%s</span>%s%s"
                                  "<span alpha=\"60%%\">%s</span>",
                                  passage->before, shown, cut ? "…" : "", passage->after);
}

static void
add_fact (GString *facts, const char *fact)
{
  if (fact[0] == '\0')
    return;
  if (facts->len > 0)
    g_string_append (facts, " · ");
  g_string_append (facts, fact);
}

static char *
dup_facts (const SchoPassage *passage, SchoPassageGroup group)
{
  GString *facts = g_string_new (NULL);
  g_autoptr (GDateTime) date = scho_passage_get_date (passage);
  /* Translators: day, month and year, as in “man strftime”. */
  g_autofree char *day = date != NULL ? g_date_time_format (date, _ ("%-d %b %Y")) : NULL;
  /* Translators: the number of a paragraph. */
  g_autofree char *paragraph = g_strdup_printf (_ ("paragraph %u"), passage->paragraph);
  /* Translators: of a passage, 0 to 100. */
  g_autofree char *weight = g_strdup_printf (_ ("weight %d"), passage->coding.weight);

  if (passage->code == NULL || group != SCHO_GROUP_CODE)
    add_fact (facts, scho_passage_get_code_name (passage));
  if (group != SCHO_GROUP_DOCUMENT)
    add_fact (facts, passage->document->title);
  add_fact (facts, paragraph);
  if (passage->coding.weight != SCHO_NO_WEIGHT)
    add_fact (facts, weight);
  if (passage->coder == NULL || group != SCHO_GROUP_CODER)
    add_fact (facts, scho_passage_get_coder_name (passage));
  if (day != NULL)
    add_fact (facts, day);
  return g_string_free (facts, FALSE);
}

static void
show_heading (SchoPassageRow *self, const SchoPassage *passage)
{
  g_autofree char *number = g_strdup_printf ("%u", passage->n);

  gtk_label_set_label (self->title, passage->heading);
  gtk_label_set_label (self->number, number);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), passage->heading);
}

static void
show_passage (SchoPassageRow *self, const SchoPassage *passage, SchoPassageGroup group)
{
  g_autofree char *markup = dup_markup (passage);
  g_autofree char *facts = dup_facts (passage, group);

  scho_snippet_set_markup (self->words, markup);
  scho_snippet_set_text (self->facts, facts);
  scho_tip_set (GTK_WIDGET (self->facts), facts);
  scho_snippet_set_text (self->memo,
                         passage->coding.memo != NULL ? passage->coding.memo : "");
  gtk_widget_set_visible (GTK_WIDGET (self->swatch), passage->code != NULL);
  if (passage->code != NULL)
    scho_swatch_set_colour (self->swatch, passage->code->colour);
}

void
scho_passage_row_show (SchoPassageRow *self,
                       const SchoPassage *passage,
                       SchoPassageGroup group)
{
  gboolean heading = passage->heading != NULL;

  gtk_widget_set_visible (self->heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->words), !heading);
  gtk_widget_set_visible (self->facts_box, !heading);
  gtk_widget_set_visible (GTK_WIDGET (self->memo),
                          !heading && passage->coding.memo != NULL);
  if (heading)
    show_heading (self, passage);
  else
    show_passage (self, passage, group);
}

char *
scho_passage_row_describe (const SchoPassage *passage)
{
  g_autofree char *facts = NULL;

  if (passage->heading != NULL)
    return g_strdup_printf ("%s, %u", passage->heading, passage->n);
  facts = dup_facts (passage, SCHO_GROUP_NONE);
  return passage->coding.memo != NULL
             ? g_strdup_printf ("%s. %s. %s", passage->words, passage->coding.memo, facts)
             : g_strdup_printf ("%s. %s", passage->words, facts);
}
