#include "code-row.h"

#include "dragged-passage.h"
#include "swatch.h"
#include "tip.h"

#include <glib/gi18n.h>

struct _SchoCodeRow
{
  GtkBox parent_instance;
  SchoCodeItem *item;
  gulong handler;
  gboolean counts_here; /* also in the document at hand */
  GtkWidget *swatch, *words;
  GtkLabel *name, *path, *key, *count;
  GtkEditable *entry; /* nullable: while it is renamed */
};

enum
{
  RENAMED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoCodeRow, scho_code_row, GTK_TYPE_BOX)

static void
append_total (GString *text, guint64 count, guint64 total)
{
  if (total != count)
    /* Translators: follows the number of a code's own codings. */
    g_string_append_printf (text, _ (", %lu with those of the codes below"),
                            (gulong) total);
}

char *
scho_code_row_dup_tooltip (SchoCodeRow *self)
{
  const SchoCode *code = scho_code_item_get_code (self->item);
  gulong count = scho_code_item_get_count (self->item);
  gulong here = scho_code_item_get_here (self->item);
  GString *text = g_string_new (code->name);

  if (code->definition != NULL)
    g_string_append_printf (text, "\n%s", code->definition);
  g_string_append_c (text, '\n');
  if (self->counts_here)
    {
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "In this document: %lu coding",
                                           "In this document: %lu codings", here),
                              here);
      append_total (text, here, scho_code_item_get_here_total (self->item));
      g_string_append_c (text, '\n');
    }
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "In the project: %lu coding",
                                       "In the project: %lu codings", count),
                          count);
  append_total (text, count, scho_code_item_get_total (self->item));
  return g_string_free (text, FALSE);
}

/* What a screen reader says of the row. */
static char *
dup_words (SchoCodeRow *self)
{
  const SchoCode *code = scho_code_item_get_code (self->item);
  gulong total = scho_code_item_get_total (self->item);
  gulong here = scho_code_item_get_here_total (self->item);
  gulong own = scho_code_item_get_count (self->item);
  GString *words = g_string_new (code->name);

  if (code->key != 0)
    /* Translators: follows the name of a code. */
    g_string_append_printf (words, _ (", key %u"), code->key);
  if (self->counts_here)
    /* Translators: follows the name of a code: how often it is used. */
    g_string_append_printf (words, _ (", %lu in this document, %lu in all"), here, total);
  else
    g_string_append_printf (words, ", %lu", total);
  if (own != total)
    /* Translators: follows the numbers before: how many of them are the code's own. */
    g_string_append_printf (words, _ (", of them %lu not of codes below it"), own);
  return g_string_free (words, FALSE);
}

static char *
dup_count (SchoCodeRow *self)
{
  gulong total = scho_code_item_get_total (self->item);
  gulong here = scho_code_item_get_here_total (self->item);

  if (total == 0)
    return g_strdup ("");
  if (!self->counts_here)
    return g_strdup_printf ("%lu", total);
  /* Translators: codings in the document, out of those in the whole project. */
  return g_strdup_printf (_ ("%lu of %lu"), here, total);
}

/* The list's own row has the focus, or in a tree the expander in it: they need the words.
 */
static void
name_list_row (SchoCodeRow *self, const char *words)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (GTK_IS_TREE_EXPANDER (parent))
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
      parent = gtk_widget_get_parent (parent);
    }
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
item_changed_cb (SchoCodeRow *self)
{
  const SchoCode *code = scho_code_item_get_code (self->item);
  g_autofree char *key = g_strdup_printf ("%u", code->key);
  g_autofree char *count = dup_count (self);
  g_autofree char *words = dup_words (self);

  scho_swatch_set_colour (SCHO_SWATCH (self->swatch), code->colour);
  scho_swatch_set_mark (SCHO_SWATCH (self->swatch), scho_code_item_get_mark (self->item));
  gtk_label_set_label (self->name, code->name);
  gtk_label_set_label (self->key, key);
  gtk_widget_set_visible (GTK_WIDGET (self->key), code->key != 0);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count[0] != '\0');
  name_list_row (self, words);
}

/* Made when it is asked for: a list binds many more rows than are looked at. */
static gboolean
query_tooltip_cb (SchoCodeRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *words = self->item != NULL ? scho_code_row_dup_tooltip (self) : NULL;

  gtk_tooltip_set_text (tooltip, words);
  return words != NULL && scho_tip_has_room (GTK_WIDGET (self));
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

/* Renaming */

static void
show_name (SchoCodeRow *self, GtkEditable *entry)
{
  gtk_box_remove (GTK_BOX (self->words), GTK_WIDGET (entry));
  gtk_widget_set_visible (GTK_WIDGET (self->name), TRUE);
}

static void
end_renaming (SchoCodeRow *self)
{
  GtkEditable *entry = g_steal_pointer (&self->entry);

  if (entry != NULL)
    show_name (self, entry);
}

/* The row keeps the focus, so that the keyboard goes on in the list. */
static void
return_focus (SchoCodeRow *self)
{
  GtkEditable *entry = g_steal_pointer (&self->entry); /* leaving it is no news */
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent != NULL)
    gtk_widget_grab_focus (parent);
  show_name (self, entry);
}

static void
tell_name (SchoCodeRow *self, const char *name)
{
  const SchoCode *code = scho_code_item_get_code (self->item);

  if (!g_str_equal (name, code->name))
    g_signal_emit (self, signals[RENAMED], 0, code->id, name);
}

static void
entry_activated_cb (SchoCodeRow *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (self->entry));

  return_focus (self);
  tell_name (self, name);
}

static gboolean
entry_key_cb (SchoCodeRow *self, guint keyval, guint code, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  return_focus (self);
  return GDK_EVENT_STOP;
}

typedef struct
{
  SchoCodeRow *row;
  SchoCodeItem *item; /* it was about */
  GtkEditable *entry;
} Left;

static gboolean
left_cb (gpointer data)
{
  Left *left = data;

  if (left->row->entry == left->entry && left->row->item == left->item)
    {
      g_autofree char *name = g_strdup (gtk_editable_get_text (left->entry));

      end_renaming (left->row);
      tell_name (left->row, name);
    }
  return G_SOURCE_REMOVE;
}

static void
left_free (gpointer data)
{
  Left *left = data;

  g_object_unref (left->row);
  g_object_unref (left->item);
  g_object_unref (left->entry);
  g_free (left);
}

/* Not now: GTK is about to move the focus, and does not like what it leaves to go. */
static void
entry_left_cb (SchoCodeRow *self)
{
  Left *left;

  if (self->entry == NULL || self->item == NULL)
    return;
  left = g_new0 (Left, 1);
  left->row = g_object_ref (self);
  left->item = g_object_ref (self->item);
  left->entry = g_object_ref (self->entry);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, left_cb, left, left_free);
}

static GtkEditable *
new_name_entry (SchoCodeRow *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_add_css_class (entry, "code-name");
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the code"), -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entry_activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entry_left_cb), self);
  gtk_widget_add_controller (entry, focus);
  return GTK_EDITABLE (entry);
}

void
scho_code_row_rename (SchoCodeRow *self)
{
  if (self->item == NULL || self->entry != NULL)
    return;
  self->entry = new_name_entry (self, scho_code_item_get_code (self->item)->name);
  gtk_box_prepend (GTK_BOX (self->words), GTK_WIDGET (self->entry));
  gtk_widget_set_visible (GTK_WIDGET (self->name), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
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
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "code");
  signals[RENAMED]
      = g_signal_new ("renamed", SCHO_TYPE_CODE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
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
  GtkWidget *words = self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
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
  if (self->item != item)
    end_renaming (self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  gtk_label_set_label (self->path, path != NULL ? path : "");
  gtk_widget_set_visible (GTK_WIDGET (self->path), path != NULL && path[0] != '\0');
  self->handler
      = g_signal_connect_swapped (item, "changed", G_CALLBACK (item_changed_cb), self);
  item_changed_cb (self);
}

void
scho_code_row_bind (GtkListItem *list_item, SchoSnapshot *snapshot)
{
  SchoCodeItem *item = gtk_list_item_get_item (list_item);
  const SchoCode *code = scho_code_item_get_code (item);
  g_autofree char *place
      = code->parent != 0 ? scho_snapshot_dup_code_path (snapshot, code->parent) : NULL;

  scho_code_row_set_item (SCHO_CODE_ROW (gtk_list_item_get_child (list_item)), item,
                          place);
}

void
scho_code_row_unbind (GtkListItem *list_item)
{
  scho_code_row_set_item (SCHO_CODE_ROW (gtk_list_item_get_child (list_item)), NULL,
                          NULL);
}

SchoCodeItem *
scho_code_row_get_item (SchoCodeRow *self)
{
  return self->item;
}

void
scho_code_row_set_counts_here (SchoCodeRow *self, gboolean counts_here)
{
  if (self->counts_here == counts_here)
    return;
  self->counts_here = counts_here;
  if (self->item != NULL)
    item_changed_cb (self);
}

GtkWidget *
scho_code_row_get_swatch (SchoCodeRow *self)
{
  return self->swatch;
}

GtkWidget *
scho_code_row_get_name (SchoCodeRow *self)
{
  return GTK_WIDGET (self->name);
}
