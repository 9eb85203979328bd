#include "lost-list.h"

#include "quotation.h"
#include "swatch.h"

#include <glib/gi18n.h>

#define MOST_ROWS 200
#define MOST_QUOTED 120 /* characters */

struct _SchoLostList
{
  GtkWidget parent_instance;
  GtkListBox *rows;
  GtkLabel *more;

  GPtrArray *shown;       /* of SchoAnnotation of the snapshot */
  SchoSnapshot *snapshot; /* nullable */
};

enum
{
  PASSAGE_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoLostList, scho_lost_list, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *words, const char *style, gboolean expand)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, expand);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static char *
dup_quote (SchoText *text, const SchoAnnotation *coding)
{
  g_autofree char *words = scho_text_dup_range (
      text, coding->start, MIN (coding->end, coding->start + MOST_QUOTED));

  g_strdelimit (words, "\n\t", ' ');
  return scho_quotation_mark (g_strstrip (words));
}

static void
add_row (SchoLostList *self, const SchoAnnotation *coding, SchoText *text)
{
  const SchoCode *code = scho_snapshot_get_code (self->snapshot, coding->code);
  const SchoCoder *coder = scho_snapshot_get_coder (self->snapshot, coding->coder);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *quote = dup_quote (text, coding);
  const char *code_name = code != NULL ? code->name : "";
  const char *coder_name = coder != NULL ? coder->name : _ ("unknown");
  /* Translators: the words of a passage, its code, who coded it. */
  g_autofree char *all
      = g_strdup_printf (_ ("%s, %s, by %s"), quote, code_name, coder_name);

  gtk_box_append (GTK_BOX (box), scho_swatch_new (code != NULL ? code->colour : 0));
  gtk_box_append (GTK_BOX (box), new_label (code_name, NULL, FALSE));
  gtk_box_append (GTK_BOX (box), new_label (quote, NULL, TRUE));
  gtk_box_append (GTK_BOX (box), new_label (coder_name, "dim-label", FALSE));
  if (coding->memo != NULL)
    gtk_box_append (GTK_BOX (box), new_label (_ ("with a memo"), "dim-label", FALSE));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, coding->memo != NULL ? coding->memo : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  all, -1);
  gtk_list_box_append (self->rows, row);
}

static void
row_activated_cb (SchoLostList *self, GtkListBoxRow *row)
{
  const SchoAnnotation *coding
      = g_ptr_array_index (self->shown, gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[PASSAGE_CHOSEN], 0, coding->start);
}

static void
scho_lost_list_dispose (GObject *object)
{
  SchoLostList *self = SCHO_LOST_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  G_OBJECT_CLASS (scho_lost_list_parent_class)->dispose (object);
}

static void
scho_lost_list_finalize (GObject *object)
{
  g_ptr_array_unref (SCHO_LOST_LIST (object)->shown);
  G_OBJECT_CLASS (scho_lost_list_parent_class)->finalize (object);
}

static void
scho_lost_list_class_init (SchoLostListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_lost_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_lost_list_finalize;
  signals[PASSAGE_CHOSEN]
      = g_signal_new ("passage-chosen", SCHO_TYPE_LOST_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

static void
scho_lost_list_init (SchoLostList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->shown = g_ptr_array_new ();
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "lost-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Passages that lose their text"), -1);
  g_signal_connect_swapped (self->rows, "row-activated", G_CALLBACK (row_activated_cb),
                            self);
  self->more = GTK_LABEL (new_label ("", "dim-label", FALSE));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static gboolean
is_shown (SchoLostList *self, GPtrArray *lost, SchoSnapshot *snapshot)
{
  if (snapshot != self->snapshot || lost->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < lost->len; i++)
    if (lost->pdata[i] != self->shown->pdata[i])
      return FALSE;
  return TRUE;
}

void
scho_lost_list_set (SchoLostList *self,
                    GPtrArray *lost,
                    SchoSnapshot *snapshot,
                    SchoText *text)
{
  GtkWidget *child;
  guint hidden = lost->len > MOST_ROWS ? lost->len - MOST_ROWS : 0;
  g_autofree char *words = NULL;

  if (is_shown (self, lost, snapshot))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);
  scho_snapshot_ref (snapshot);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  self->snapshot = snapshot;
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < lost->len; i++)
    {
      g_ptr_array_add (self->shown, lost->pdata[i]);
      if (i < MOST_ROWS)
        add_row (self, lost->pdata[i], text);
    }
  words = g_strdup_printf (ngettext ("and %u more", "and %u more", hidden), hidden);
  gtk_label_set_label (self->more, words);
  gtk_widget_set_visible (GTK_WIDGET (self->more), hidden > 0);
}
