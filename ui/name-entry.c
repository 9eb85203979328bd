#include "name-entry.h"

#include "announce.h"
#include "matching.h"

#include <glib/gi18n.h>
#include <scholiast/attribute.h>
#include <scholiast/passage-query.h>
#include <scholiast/query-part.h>
#include <scholiast/saved-query.h>
#include <string.h>

#define MOST 50 /* names that are offered at once */

struct _SchoNameEntry
{
  GtkWidget parent_instance;
  SchoSession *session;
  SchoNames names;
  gboolean setting;  /* the program writes, not the user */
  gsize start, end;  /* bytes of the text that a chosen name takes the place of */
  GPtrArray *offers; /* of char: as they are written */
  GtkEntry *entry;
  GtkPopover *popover;
  GtkListBox *list;
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoNameEntry, scho_name_entry, GTK_TYPE_WIDGET)

/* What there is ------------------------------------------------------------------- */

static void
add_name (GPtrArray *names, const char *name, gboolean quoted, const char *suffix)
{
  g_autofree char *written = quoted ? scho_passage_query_quote (name) : g_strdup (name);

  g_ptr_array_add (names, g_strconcat (written, suffix, NULL));
}

static void
add_codes (GPtrArray *names, SchoSnapshot *snapshot, gboolean quoted)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label = scho_snapshot_dup_code_label (snapshot, codes[i]->id);

      add_name (names, label, quoted, "");
    }
}

static void
add_coders (GPtrArray *names, SchoSnapshot *snapshot, gboolean quoted)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    add_name (names, coders[i]->name, quoted, "");
}

static void
add_attributes (GPtrArray *names, SchoSnapshot *snapshot, gboolean quoted)
{
  g_autoptr (GArray) columns = scho_snapshot_list_attributes (snapshot);

  for (guint i = 0; i < columns->len; i++)
    add_name (names, g_array_index (columns, SchoAttributeColumn, i).name, quoted,
              quoted ? ":" : "");
}

static void
add_saved (GPtrArray *names, SchoSnapshot *snapshot, gboolean quoted)
{
  g_autoptr (GPtrArray) list = scho_saved_query_list (snapshot);

  for (guint i = 0; i < list->len; i++)
    {
      const char *name = ((const SchoAttachment *) list->pdata[i])->name;

      g_ptr_array_add (names, quoted ? scho_saved_query_quote (name) : g_strdup (name));
    }
}

/* Words of the language that stand before a value. */
static void
add_fields (GPtrArray *names)
{
  for (guint i = SCHO_QUERY_TITLE; i <= SCHO_QUERY_TEXT; i++)
    add_name (names, scho_query_field_get_word (i), FALSE, ":");
  add_name (names, "hit", FALSE, ":");
}

static GPtrArray *
list_names (SchoNameEntry *self, gboolean after_coder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  gboolean quoted = self->names == SCHO_NAMES_QUERY;

  if (self->names == SCHO_NAMES_CODERS || (quoted && after_coder))
    add_coders (names, snapshot, quoted);
  else if (self->names == SCHO_NAMES_ATTRIBUTES)
    add_attributes (names, snapshot, FALSE);
  else if (self->names == SCHO_NAMES_SAVED)
    add_saved (names, snapshot, FALSE);
  else
    add_codes (names, snapshot, quoted);
  if (quoted && !after_coder)
    {
      add_saved (names, snapshot, TRUE);
      add_attributes (names, snapshot, TRUE);
      add_fields (names);
    }
  return names;
}

/* What is typed ------------------------------------------------------------------- */

static gboolean
ends_word (char c)
{
  return c == ' ' || c == '(' || c == ')' || c == ':' || c == '=' || c == '\t'
         || c == '\n';
}

/* From the quotation mark that is open at @caret, or from the last delimiter on. */
static gsize
find_word (const char *text, gsize caret)
{
  gsize quote = 0, word = 0;
  gboolean open = FALSE;

  for (gsize i = 0; i < caret; i++)
    if (text[i] == '"')
      {
        open = !open;
        quote = i;
      }
    else if (ends_word (text[i]))
      word = i + 1;
  return open ? quote : word;
}

static void
find_place (SchoNameEntry *self)
{
  const char *text = scho_name_entry_get_text (self);
  int caret = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  self->start = 0;
  self->end = strlen (text);
  if (self->names != SCHO_NAMES_QUERY)
    return;
  self->end = (gsize) (g_utf8_offset_to_pointer (text, caret) - text);
  self->start = find_word (text, self->end);
}

static char *
dup_typed (SchoNameEntry *self)
{
  const char *text = scho_name_entry_get_text (self);
  g_autofree char *word = g_strndup (text + self->start, self->end - self->start);

  return scho_matching_fold (word[0] == '"' ? word + 1 : word);
}

/* Of a query: the value of `coder:` stands here. */
static gboolean
is_after_coder (SchoNameEntry *self)
{
  const char *text = scho_name_entry_get_text (self);
  static const char *const before[] = { "coder:", "coder=" };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      gsize length = strlen (before[i]);

      if (self->start >= length
          && g_ascii_strncasecmp (text + self->start - length, before[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The list ------------------------------------------------------------------------ */

static void
close_list (SchoNameEntry *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_popover_popdown (self->popover);
}

static void
offer_names (SchoNameEntry *self, GPtrArray *names, const char *typed)
{
  GtkWidget *row;

  g_ptr_array_set_size (self->offers, 0);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < names->len && self->offers->len < MOST; i++)
    {
      g_autofree char *folded = scho_matching_fold (names->pdata[i]);
      GtkWidget *label;

      if (!scho_matching_has (folded, typed))
        continue;
      label = gtk_label_new (names->pdata[i]);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_list_box_append (self->list, label);
      g_ptr_array_add (self->offers, g_strdup (names->pdata[i]));
    }
}

/* @all: also where nothing is typed. */
static void
open_list (SchoNameEntry *self, gboolean all)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *typed = NULL, *only = NULL;

  find_place (self);
  typed = dup_typed (self);
  if (typed[0] == '\0' && !all)
    {
      close_list (self);
      return;
    }
  names = list_names (self, is_after_coder (self));
  offer_names (self, names, typed);
  if (self->offers->len == 1)
    only = scho_matching_fold (self->offers->pdata[0]);
  if (self->offers->len == 0 || g_strcmp0 (only, typed) == 0)
    close_list (self);
  else
    {
      gtk_widget_set_size_request (GTK_WIDGET (self->popover),
                                   gtk_widget_get_width (GTK_WIDGET (self)), -1);
      gtk_popover_popup (self->popover);
    }
}

static void
take (SchoNameEntry *self, guint i)
{
  const char *text = scho_name_entry_get_text (self);
  g_autofree char *before = g_strndup (text, self->start);
  g_autofree char *all
      = g_strconcat (before, self->offers->pdata[i], text + self->end, NULL);
  glong caret = g_utf8_strlen (before, -1) + g_utf8_strlen (self->offers->pdata[i], -1);

  close_list (self);
  scho_name_entry_set_text (self, all);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), (int) caret);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
row_activated_cb (SchoNameEntry *self, GtkListBoxRow *row)
{
  take (self, (guint) gtk_list_box_row_get_index (row));
}

static void
select_row (SchoNameEntry *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int n = (int) self->offers->len;
  int i = row != NULL ? gtk_list_box_row_get_index (row) + by : by > 0 ? 0 : n - 1;
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list);
  graphene_rect_t bounds;

  i = (i + n) % n;
  row = gtk_list_box_get_row_at_index (self->list, i);
  gtk_list_box_select_row (self->list, row);
  scho_announce (GTK_WIDGET (self->entry), self->offers->pdata[i]);
  if (adjustment != NULL
      && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

/* The entry ----------------------------------------------------------------------- */

static gboolean
key_pressed_cb (SchoNameEntry *self, guint keyval, guint code, GdkModifierType state)
{
  gboolean is_open = gtk_widget_get_visible (GTK_WIDGET (self->popover));
  GtkListBoxRow *row = is_open ? gtk_list_box_get_selected_row (self->list) : NULL;

  if (keyval == GDK_KEY_Down && !is_open)
    open_list (self, TRUE);
  else if (is_open && (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up))
    select_row (self, keyval == GDK_KEY_Down ? 1 : -1);
  else if (is_open && keyval == GDK_KEY_Escape)
    close_list (self);
  else if (row != NULL
           && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter
               || keyval == GDK_KEY_Tab))
    take (self, (guint) gtk_list_box_row_get_index (row));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
text_changed_cb (SchoNameEntry *self)
{
  if (self->setting)
    return;
  open_list (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activate_cb (SchoNameEntry *self)
{
  close_list (self);
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static gboolean
scho_name_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SCHO_NAME_ENTRY (widget)->entry));
}

static void
scho_name_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchoNameEntry *self = SCHO_NAME_ENTRY (widget);

  gtk_widget_allocate (GTK_WIDGET (self->entry), width, height, baseline, NULL);
  gtk_popover_present (self->popover);
}

static void
scho_name_entry_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (SCHO_NAME_ENTRY (widget)->entry), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
scho_name_entry_dispose (GObject *object)
{
  SchoNameEntry *self = SCHO_NAME_ENTRY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (scho_name_entry_parent_class)->dispose (object);
}

static void
scho_name_entry_class_init (SchoNameEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_name_entry_dispose;
  widget_class->grab_focus = scho_name_entry_grab_focus;
  widget_class->measure = scho_name_entry_measure;
  widget_class->size_allocate = scho_name_entry_size_allocate;
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_NAME_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", SCHO_TYPE_NAME_ENTRY, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_popover (SchoNameEntry *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->popover = GTK_POPOVER (gtk_popover_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "menu");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_set_can_focus (GTK_WIDGET (self->popover), FALSE);
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_popover_set_position (self->popover, GTK_POS_BOTTOM);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 200);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_popover_set_child (self->popover, scroller);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
scho_name_entry_init (SchoNameEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->offers = g_ptr_array_new_with_free_func (g_free);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (close_list), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  add_popover (self);
}

GtkWidget *
scho_name_entry_new (SchoSession *session, SchoNames names, const char *label)
{
  SchoNameEntry *self = g_object_new (SCHO_TYPE_NAME_ENTRY, NULL);

  self->session = g_object_ref (session);
  self->names = names;
  gtk_entry_set_placeholder_text (self->entry, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

const char *
scho_name_entry_get_text (SchoNameEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
scho_name_entry_set_text (SchoNameEntry *self, const char *text)
{
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  self->setting = FALSE;
}

GtkEntry *
scho_name_entry_get_entry (SchoNameEntry *self)
{
  return self->entry;
}
