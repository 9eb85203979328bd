#include "window-private.h"

/* More tabs than this are nobody's memory of what was open. */
#define MOST_TABS 30

/* A program that is killed has forgotten no more than this. */
#define KEEP_SECONDS 5

static SchoPage *
get_nth_page (SchoWindow *self, int n)
{
  GtkWidget *child = adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tabs, n));

  return SCHO_IS_PAGE (child) ? SCHO_PAGE (child) : NULL;
}

static const SchoDocument *
get_document (SchoWindow *self, SchoPage *page)
{
  return scho_snapshot_get_document (scho_session_get_snapshot (self->session),
                                     scho_page_get_document (page));
}

static void
keep_place (SchoWindow *self, SchoPage *page)
{
  const SchoDocument *document = get_document (self, page);
  SchoPlace place = { .top = scho_page_get_top (page) };

  if (document == NULL)
    return;
  scho_page_get_selection (page, &place.start, &place.end);
  scho_desk_state_set_place (self->desk, &document->uuid, &place);
}

void
scho_window_restore_place (SchoWindow *self, SchoPage *page)
{
  const SchoDocument *document = get_document (self, page);
  SchoPlace place;

  if (self->desk == NULL
      || !scho_desk_state_get_place (self->desk, &document->uuid, &place))
    return;
  if (place.start <= place.end && place.end <= document->length)
    scho_page_select (page, place.start, place.end);
  if (place.top > 0 && place.top <= document->length)
    scho_page_scroll_to (page, place.top, place.top);
}

static void
keep_tabs (SchoWindow *self)
{
  g_autoptr (GArray) tabs = g_array_new (FALSE, FALSE, sizeof (SchoUuid));
  SchoPage *front = scho_window_get_page (self);
  char front_uuid[SCHO_UUID_STRING_LENGTH + 1] = "";

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      SchoPage *page = get_nth_page (self, i);
      const SchoDocument *document = page != NULL ? get_document (self, page) : NULL;

      if (document == NULL)
        continue;
      keep_place (self, page);
      g_array_append_val (tabs, document->uuid);
      if (page == front)
        scho_uuid_format (&document->uuid, front_uuid);
    }
  /* Those that have not come back yet would be forgotten. */
  if (self->tabs_to_restore != NULL)
    return;
  scho_desk_state_set_tabs (self->desk, (SchoUuid *) tabs->data, tabs->len);
  if (front_uuid[0] != '\0')
    scho_desk_state_set_string (self->desk, "front", front_uuid);
}

static gboolean
is_shown (SchoWindow *self, const char *pane)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (self), pane);

  return g_variant_get_boolean (state);
}

static void
keep_panes (SchoWindow *self)
{
  const char *side = gtk_stack_get_visible_child_name (self->side_stack);

  scho_window_keep_side_width (self);
  scho_desk_state_set_int (self->desk, "sidebar-width",
                           gtk_paned_get_position (self->outer));
  scho_desk_state_set_int (self->desk, "documents-height",
                           gtk_paned_get_position (self->lists));
  scho_desk_state_set_int (self->desk, "side-pane-width", self->side_width);
  if (side != NULL)
    scho_desk_state_set_string (self->desk, "side", side);
  /* In a narrow window, or on the whole screen, it was not the user who folded them. */
  if (self->width_step > 0 || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return;
  scho_desk_state_set_int (self->desk, "sidebar", is_shown (self, "sidebar"));
  scho_desk_state_set_int (self->desk, "side-pane", is_shown (self, "side-pane"));
}

void
scho_window_keep_desk (SchoWindow *self)
{
  g_clear_handle_id (&self->keep, g_source_remove);
  if (self->session == NULL || self->desk == NULL)
    return;
  keep_tabs (self);
  keep_panes (self);
  scho_desk_state_save (self->desk);
}

static gboolean
keep_cb (gpointer data)
{
  SchoWindow *self = data;

  self->keep = 0;
  scho_window_keep_desk (self);
  return G_SOURCE_REMOVE;
}

static void
tab_selected_cb (SchoWindow *self)
{
  if (self->session != NULL && self->desk != NULL && self->keep == 0)
    self->keep = g_timeout_add_seconds (KEEP_SECONDS, keep_cb, self);
}

/* Where somebody was is known when the document is opened again. */
static gboolean
tab_closed_cb (SchoWindow *self, AdwTabPage *tab)
{
  GtkWidget *child = adw_tab_page_get_child (tab);

  if (self->session != NULL && self->desk != NULL && SCHO_IS_PAGE (child))
    keep_place (self, SCHO_PAGE (child));
  return GDK_EVENT_PROPAGATE;
}

static const SchoDocument *
find_document (SchoWindow *self, const SchoUuid *uuid)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (scho_session_get_snapshot (self->session), &n);

  for (gsize i = 0; i < n; i++)
    if (scho_uuid_equal (&documents[i]->uuid, uuid))
      return documents[i];
  return NULL;
}

/* One at a time, since each reads a text. The front one is there already, and those
 * before it in the list go before it. */
static gboolean
restore_tab_cb (gpointer data)
{
  SchoWindow *self = data;
  guint i = self->next_tab++;
  const SchoDocument *document;
  AdwTabPage *tab;

  if (self->tabs_to_restore == NULL || i >= MIN (self->tabs_to_restore->len, MOST_TABS))
    {
      g_clear_pointer (&self->tabs_to_restore, g_array_unref);
      self->restore = 0;
      return G_SOURCE_REMOVE;
    }
  document = find_document (self, &g_array_index (self->tabs_to_restore, SchoUuid, i));
  if (document == NULL)
    return G_SOURCE_CONTINUE;
  self->is_restoring = TRUE;
  tab = scho_window_open_document (self, document->id);
  self->is_restoring = FALSE;
  if (tab != NULL)
    adw_tab_view_reorder_page (self->tabs, tab,
                               MIN ((int) i, adw_tab_view_get_n_pages (self->tabs) - 1));
  return G_SOURCE_CONTINUE;
}

static const SchoDocument *
find_front (SchoWindow *self)
{
  g_autofree char *name = scho_desk_state_dup_string (self->desk, "front");
  const SchoDocument *front = NULL;
  SchoUuid uuid;

  if (name != NULL && scho_uuid_parse (name, &uuid))
    front = find_document (self, &uuid);
  for (guint i = 0; front == NULL && i < self->tabs_to_restore->len; i++)
    front = find_document (self, &g_array_index (self->tabs_to_restore, SchoUuid, i));
  return front;
}

static void
restore_tabs (SchoWindow *self)
{
  const SchoDocument *front;

  self->tabs_to_restore = scho_desk_state_dup_tabs (self->desk);
  self->next_tab = 0;
  front = find_front (self);
  if (front != NULL)
    scho_window_open_document (self, front->id);
  /* After the first frame with it. */
  self->restore = g_idle_add_full (G_PRIORITY_LOW, restore_tab_cb, self, NULL);
}

static void
show_pane (SchoWindow *self, const char *pane)
{
  if (self->width_step > 0)
    return;
  g_action_group_change_action_state (
      G_ACTION_GROUP (self), pane,
      g_variant_new_boolean (scho_desk_state_get_int (self->desk, pane, 0, 1, 1)));
}

static void
restore_panes (SchoWindow *self)
{
  g_autofree char *side = scho_desk_state_dup_string (self->desk, "side");

  gtk_paned_set_position (self->outer,
                          scho_desk_state_get_int (self->desk, "sidebar-width", 100, 4000,
                                                   gtk_paned_get_position (self->outer)));
  gtk_paned_set_position (
      self->lists, scho_desk_state_get_int (self->desk, "documents-height", 60, 4000,
                                            gtk_paned_get_position (self->lists)));
  self->side_width = scho_desk_state_get_int (self->desk, "side-pane-width", 100, 4000,
                                              self->side_width);
  scho_window_place_side_pane (self);
  if (side != NULL && gtk_stack_get_child_by_name (self->side_stack, side) != NULL)
    gtk_stack_set_visible_child_name (self->side_stack, side);
  show_pane (self, "sidebar");
  show_pane (self, "side-pane");
}

void
scho_window_restore_desk (SchoWindow *self)
{
  const SchoProjectInfo *info
      = scho_snapshot_get_info (scho_session_get_snapshot (self->session));

  scho_window_forget_desk (self);
  self->desk = scho_desk_state_load (&info->uuid);
  restore_panes (self);
  restore_tabs (self);
}

void
scho_window_forget_desk (SchoWindow *self)
{
  g_clear_handle_id (&self->keep, g_source_remove);
  g_clear_handle_id (&self->restore, g_source_remove);
  g_clear_pointer (&self->tabs_to_restore, g_array_unref);
  g_clear_pointer (&self->desk, scho_desk_state_free);
}

void
scho_window_init_desk (SchoWindow *self)
{
  g_signal_connect_object (self->tabs, "notify::selected-page",
                           G_CALLBACK (tab_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "close-page", G_CALLBACK (tab_closed_cb), self,
                           G_CONNECT_SWAPPED);
}
