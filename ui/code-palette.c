#include "code-palette.h"

#include "code-row.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_MATCHES 50

/* Pixels: of the list; what the rest takes; what is enough below the selection. */
#define MOST_LIST_HEIGHT 300
#define ENTRY_ROOM 110
#define LEAST_ROOM 280
#define GAP 8

struct _SchoCodePalette
{
  GtkWidget parent_instance;
  SchoSession *session;
  GtkEditable *entry;
  GtkListView *list;
  GtkWidget *scrolled, *create;
  GtkLabel *create_label;
  GListStore *matches; /* of SchoCodeItem, the best first */
  GtkSingleSelection *selection;
  gboolean exact; /* one has just this name */
};

enum
{
  CHOSEN,
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoCodePalette, scho_code_palette, GTK_TYPE_WIDGET)

static gboolean
has_letters_in_order (const char *name, const char *letters)
{
  while (*letters != '\0' && *name != '\0')
    {
      if (g_utf8_get_char (name) == g_utf8_get_char (letters))
        letters = g_utf8_next_char (letters);
      name = g_utf8_next_char (name);
    }
  return *letters == '\0';
}

/* 0: equal, 1: begins so, 2: a word of it does, 3: has it within, 4: has the letters in
 * this order (`vb` finds victim-blaming), 5: not at all. */
static guint
rank (const char *name, const char *letters)
{
  const char *found = strstr (name, letters);

  if (found == NULL)
    return has_letters_in_order (name, letters) ? 4 : 5;
  if (found == name)
    return name[strlen (letters)] == '\0' ? 0 : 1;
  return g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (found))) ? 3 : 2;
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  gtk_list_item_set_child (list_item, scho_code_row_new ());
}

static void
bind_row_cb (SchoCodePalette *self, GtkListItem *list_item)
{
  scho_code_row_bind (list_item, scho_session_get_snapshot (self->session));
}

static void
unbind_row_cb (SchoCodePalette *self, GtkListItem *list_item)
{
  scho_code_row_unbind (list_item);
}

static void
collect_matches (SchoCodePalette *self, const char *folded, GPtrArray *best)
{
  GListModel *all = scho_code_model_get_all (scho_session_get_codes (self->session));
  guint n = g_list_model_get_n_items (all);
  g_autofree guint8 *ranks = g_malloc (n + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SchoCodeItem) item = g_list_model_get_item (all, i);
      g_autofree char *name = g_utf8_casefold (scho_code_item_get_code (item)->name, -1);

      ranks[i] = (guint8) (folded[0] != '\0' ? rank (name, folded) : 1);
      self->exact |= ranks[i] == 0;
    }
  for (guint r = 0; r < 5; r++)
    for (guint i = 0; i < n && best->len < MOST_MATCHES; i++)
      if (ranks[i] == r)
        g_ptr_array_add (best, g_list_model_get_item (all, i));
}

/* As a selected row: it is what Enter does. */
static void
mark_create (SchoCodePalette *self, gboolean is_meant)
{
  if (is_meant)
    gtk_widget_add_css_class (self->create, "meant");
  else
    gtk_widget_remove_css_class (self->create, "meant");
}

static void
entry_changed_cb (SchoCodePalette *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GPtrArray) best = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *label = NULL;

  self->exact = FALSE;
  if (self->session != NULL)
    collect_matches (self, folded, best);
  g_list_store_splice (self->matches, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->matches)),
                       best->pdata, best->len);
  gtk_single_selection_set_selected (self->selection, 0);
  /* After the last matches it may stand anywhere. */
  if (best->len > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  gtk_widget_set_visible (self->scrolled, best->len > 0);
  mark_create (self, best->len == 0);
  gtk_widget_set_visible (self->create, text[0] != '\0' && !self->exact);
  /* Translators: %s is the name of a code. */
  label = g_strdup_printf (_ ("New code “%s”"), text);
  gtk_label_set_label (self->create_label, label);
}

static void
close_palette (SchoCodePalette *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
close_cb (SchoCodePalette *self)
{
  close_palette (self);
}

static void
focus_left_cb (SchoCodePalette *self)
{
  close_palette (self);
}

/* @keep: another code for the same passage comes next. */
static void
choose (SchoCodePalette *self, guint32 code, const char *name, gboolean keep)
{
  g_autofree char *kept = g_strdup (name);

  if (keep)
    gtk_editable_set_text (self->entry, "");
  else
    close_palette (self);
  g_signal_emit (self, signals[CHOSEN], 0, code, kept);
}

static void
create (SchoCodePalette *self, gboolean keep)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (text[0] != '\0')
    choose (self, 0, text, keep);
}

static void
create_cb (SchoCodePalette *self)
{
  create (self, FALSE);
}

static void
choose_selected (SchoCodePalette *self, gboolean keep)
{
  SchoCodeItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    choose (self, scho_code_item_get_code (item)->id, NULL, keep);
  else
    create (self, keep);
}

static void
row_activated_cb (SchoCodePalette *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  choose_selected (self, FALSE);
}

static void
move_selection (SchoCodePalette *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->matches));
  guint place = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  place = (place + n + (guint) by) % n;
  gtk_single_selection_set_selected (self->selection, place);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", place);
}

static gboolean
key_pressed_cb (SchoCodePalette *self, guint keyval, guint code, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (state & GDK_CONTROL_MASK)
        create (self, (state & GDK_SHIFT_MASK) != 0);
      else
        choose_selected (self, (state & GDK_SHIFT_MASK) != 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      close_palette (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
scho_code_palette_dispose (GObject *object)
{
  SchoCodePalette *self = SCHO_CODE_PALETTE (object);
  GtkWidget *child;

  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->matches);
  G_OBJECT_CLASS (scho_code_palette_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/org/scholiast/Scholiast/code-palette.ui");
  gtk_widget_class_bind_template_child (klass, SchoCodePalette, entry);
  gtk_widget_class_bind_template_child (klass, SchoCodePalette, list);
  gtk_widget_class_bind_template_child (klass, SchoCodePalette, scrolled);
  gtk_widget_class_bind_template_child (klass, SchoCodePalette, create);
  gtk_widget_class_bind_template_child (klass, SchoCodePalette, create_label);
  gtk_widget_class_bind_template_callback (klass, entry_changed_cb);
  gtk_widget_class_bind_template_callback (klass, close_cb);
  gtk_widget_class_bind_template_callback (klass, key_pressed_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, create_cb);
  gtk_widget_class_bind_template_callback (klass, focus_left_cb);
}

static void
scho_code_palette_class_init (SchoCodePaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_code_palette_dispose;
  signals[CHOSEN]
      = g_signal_new ("chosen", SCHO_TYPE_CODE_PALETTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", SCHO_TYPE_CODE_PALETTE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
scho_code_palette_init (SchoCodePalette *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->matches = g_list_store_new (SCHO_TYPE_CODE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self,
                           G_CONNECT_SWAPPED);
  self->selection
      = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->matches)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection); /* the list has it */
}

void
scho_code_palette_set_session (SchoCodePalette *self, SchoSession *session)
{
  g_set_object (&self->session, session);
  g_list_store_remove_all (self->matches);
}

static void
set_place (SchoCodePalette *self, const GdkRectangle *place)
{
  GtkWidget *widget = GTK_WIDGET (self), *parent = gtk_widget_get_parent (widget);
  int width = gtk_widget_get_width (parent), height = gtk_widget_get_height (parent);
  int above = place->y, below = height - place->y - place->height, natural, x;
  gboolean is_below = below >= MIN (LEAST_ROOM, above);

  if (MAX (above, below) < ENTRY_ROOM)
    return;
  gtk_scrolled_window_set_max_content_height (
      GTK_SCROLLED_WINDOW (self->scrolled),
      CLAMP ((is_below ? below : above) - ENTRY_ROOM, 60, MOST_LIST_HEIGHT));
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  x = CLAMP (place->x, 6, MAX (width - natural - 6, 6));
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = MAX (width - natural - x, 6);
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_widget_set_margin_start (widget, x);
  gtk_widget_set_valign (widget, is_below ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_margin_top (widget, is_below ? height - below + GAP : 0);
  gtk_widget_set_margin_bottom (widget, is_below ? 0 : height - above + GAP);
}

/* At the top, in the middle. */
static void
reset_place (SchoCodePalette *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                              MOST_LIST_HEIGHT);
  gtk_widget_set_halign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_widget_set_margin_start (widget, 0);
  gtk_widget_set_margin_top (widget, 18);
  gtk_widget_set_margin_bottom (widget, 0);
}

void
scho_code_palette_open (SchoCodePalette *self, const GdkRectangle *place)
{
  gtk_editable_set_text (self->entry, "");
  entry_changed_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  reset_place (self);
  if (place != NULL)
    set_place (self, place);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
