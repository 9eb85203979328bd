#include "code-row.h"

#include "dragged-passage.h"
#include "swatch.h"

#include <glib/gi18n.h>

struct _SchoCodeRow
{
  GtkBox parent_instance;
  SchoCodeItem *item;
  gulong handler;
  GtkWidget *swatch;
  GtkLabel *name, *path, *key, *count;
};

G_DEFINE_FINAL_TYPE (SchoCodeRow, scho_code_row, GTK_TYPE_BOX)

static char *
dup_tooltip (const SchoCode *code, guint64 count, guint64 total)
{
  GString *text = g_string_new (code->name);

  if (code->definition != NULL)
    g_string_append_printf (text, "\n%s", code->definition);
  g_string_append_c (text, '\n');
  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%lu coding", "%lu codings", (gulong) count),
      (gulong) count);
  if (total != count)
    /* Translators: follows the number of a code's own codings. */
    g_string_append_printf (text, _ (", %lu with the codes below"), (gulong) total);
  return g_string_free (text, FALSE);
}

/* The list's own row has the focus, so it needs the words. */
static void
name_list_row (SchoCodeRow *self, const char *words)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (GTK_IS_TREE_EXPANDER (parent))
    parent = gtk_widget_get_parent (parent);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
item_changed_cb (SchoCodeRow *self)
{
  const SchoCode *code = scho_code_item_get_code (self->item);
  guint64 total = scho_code_item_get_total (self->item);
  g_autofree char *key = g_strdup_printf ("%u", code->key);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, total);
  g_autofree char *tooltip
      = dup_tooltip (code, scho_code_item_get_count (self->item), total);
  g_autofree char *words = g_strdup_printf ("%s, %s", code->name, count);

  scho_swatch_set_colour (SCHO_SWATCH (self->swatch), code->colour);
  gtk_label_set_label (self->name, code->name);
  gtk_label_set_label (self->key, key);
  gtk_widget_set_visible (GTK_WIDGET (self->key), code->key != 0);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), total != 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  name_list_row (self, words);
}

/* The window codes it. */
static gboolean
passage_dropped_cb (
    GtkDropTarget *target, const GValue *value, double x, double y, SchoCodeRow *self)
{
  const SchoDraggedPassage *passage = g_value_get_boxed (value);

  return self->item != NULL && passage != NULL
         && gtk_widget_activate_action (GTK_WIDGET (self), "win.code-passage", "(uuuu)",
                                        scho_code_item_get_code (self->item)->id,
                                        passage->document, passage->start, passage->end);
}

static void
accept_passages (SchoCodeRow *self)
{
  GtkDropTarget *target
      = gtk_drop_target_new (SCHO_TYPE_DRAGGED_PASSAGE, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (passage_dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
scho_code_row_dispose (GObject *object)
{
  scho_code_row_set_item (SCHO_CODE_ROW (object), NULL, NULL);
  G_OBJECT_CLASS (scho_code_row_parent_class)->dispose (object);
}

static void
scho_code_row_class_init (SchoCodeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_code_row_dispose;
}

static GtkLabel *
add_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
scho_code_row_init (SchoCodeRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 8);
  self->swatch = scho_swatch_new (0);
  gtk_box_append (GTK_BOX (self), self->swatch);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (self), words);
  self->name = add_label (GTK_BOX (words), NULL);
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_vexpand (GTK_WIDGET (self->name), TRUE);
  self->path = add_label (GTK_BOX (words), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->path), "dim-label");
  gtk_label_set_xalign (self->path, 0);
  gtk_label_set_ellipsize (self->path, PANGO_ELLIPSIZE_MIDDLE);
  self->key = add_label (GTK_BOX (self), "keycap");
  self->count = add_label (GTK_BOX (self), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  accept_passages (self);
}

GtkWidget *
scho_code_row_new (void)
{
  return g_object_new (SCHO_TYPE_CODE_ROW, NULL);
}

void
scho_code_row_set_item (SchoCodeRow *self, SchoCodeItem *item, const char *path)
{
  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  gtk_label_set_label (self->path, path != NULL ? path : "");
  gtk_widget_set_visible (GTK_WIDGET (self->path), path != NULL && path[0] != '\0');
  self->handler
      = g_signal_connect_swapped (item, "changed", G_CALLBACK (item_changed_cb), self);
  item_changed_cb (self);
}

SchoCodeItem *
scho_code_row_get_item (SchoCodeRow *self)
{
  return self->item;
}
