#include "window-private.h"

#include "attribute-page.h"
#include "memo-list.h"
#include "passage-list.h"

/* More tabs than this are nobody's memory of what was open. */
#define MOST_TABS 30

/* A program that is killed has forgotten no more than this. */
#define KEEP_SECONDS 5

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

/* Two tabs may ask the same. */
static const SchoUuid *
get_query_uuid (SchoPassageList *list)
{
  SchoUuid *uuid = g_object_get_data (G_OBJECT (list), "desk-uuid");

  if (uuid == NULL)
    {
      uuid = g_new (SchoUuid, 1);
      *uuid = scho_uuid_new ();
      g_object_set_data_full (G_OBJECT (list), "desk-uuid", uuid, g_free);
    }
  return uuid;
}

static gboolean
describe_list (SchoWindow *self, SchoPassageList *list, SchoDeskTab *tab)
{
  const SchoCode *code = scho_snapshot_get_code (
      scho_session_get_snapshot (self->session), scho_passage_list_get_code (list));

  if (code != NULL)
    *tab = (SchoDeskTab){ .kind = SCHO_DESK_PASSAGES, .uuid = code->uuid };
  else if (scho_passage_list_get_query (list) != NULL)
    *tab = (SchoDeskTab){ .kind = SCHO_DESK_QUERY, .uuid = *get_query_uuid (list) };
  else
    return FALSE;
  return TRUE;
}

static gboolean
describe_page (SchoWindow *self, SchoPage *page, SchoDeskTab *tab)
{
  const SchoDocument *document = get_document (self, page);

  if (document != NULL)
    *tab = (SchoDeskTab){ .kind = SCHO_DESK_DOCUMENT, .uuid = document->uuid };
  return document != NULL;
}

/* FALSE for what cannot be shown again, as the table of an analysis. */
static gboolean
describe (SchoWindow *self, GtkWidget *child, SchoDeskTab *tab)
{
  if (SCHO_IS_PAGE (child))
    return describe_page (self, SCHO_PAGE (child), tab);
  if (SCHO_IS_PASSAGE_LIST (child))
    return describe_list (self, SCHO_PASSAGE_LIST (child), tab);
  *tab = (SchoDeskTab){ .kind = SCHO_IS_MEMO_LIST (child) ? SCHO_DESK_MEMOS
                                                          : SCHO_DESK_ATTRIBUTES };
  return SCHO_IS_MEMO_LIST (child) || SCHO_IS_ATTRIBUTE_PAGE (child);
}

static void
keep_query (SchoWindow *self, SchoPassageList *list)
{
  if (scho_passage_list_get_query (list) != NULL)
    scho_desk_state_set_query (self->desk, get_query_uuid (list),
                               scho_passage_list_get_query (list));
}

static void
keep_tabs (SchoWindow *self)
{
  g_autoptr (GArray) tabs = g_array_new (FALSE, FALSE, sizeof (SchoDeskTab));
  AdwTabPage *front = adw_tab_view_get_selected_page (self->tabs);
  SchoDeskTab kept;

  if (self->tabs_to_restore == NULL)
    scho_desk_state_forget_queries (self->desk);
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);
      GtkWidget *child = adw_tab_page_get_child (tab);

      if (!describe (self, child, &kept))
        continue;
      if (SCHO_IS_PAGE (child))
        keep_place (self, SCHO_PAGE (child));
      else if (SCHO_IS_PASSAGE_LIST (child))
        keep_query (self, SCHO_PASSAGE_LIST (child));
      g_array_append_val (tabs, kept);
      /* Those that have not come back yet would be forgotten. */
      if (tab == front && self->tabs_to_restore == NULL)
        scho_desk_state_set_front (self->desk, &kept);
    }
  if (self->tabs_to_restore == NULL)
    scho_desk_state_set_tabs (self->desk, (SchoDeskTab *) tabs->data, tabs->len);
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

static const SchoCode *
find_code (SchoWindow *self, const SchoUuid *uuid)
{
  gsize n;
  const SchoCode *const *codes
      = scho_snapshot_get_codes (scho_session_get_snapshot (self->session), &n);

  for (gsize i = 0; i < n; i++)
    if (scho_uuid_equal (&codes[i]->uuid, uuid))
      return codes[i];
  return NULL;
}

static gboolean
is_there (SchoWindow *self, const SchoDeskTab *kept)
{
  g_autofree char *query = NULL;

  if (kept->kind == SCHO_DESK_DOCUMENT)
    return find_document (self, &kept->uuid) != NULL;
  if (kept->kind == SCHO_DESK_QUERY)
    return (query = scho_desk_state_dup_query (self->desk, &kept->uuid)) != NULL;
  return kept->kind != SCHO_DESK_PASSAGES || find_code (self, &kept->uuid) != NULL;
}

static AdwTabPage *
find_tab (SchoWindow *self, const SchoDeskTab *kept)
{
  SchoDeskTab other;

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);

      if (describe (self, adw_tab_page_get_child (tab), &other)
          && scho_desk_tab_equal (&other, kept))
        return tab;
    }
  return NULL;
}

static void
open_query (SchoWindow *self, const SchoDeskTab *kept)
{
  g_autofree char *query = scho_desk_state_dup_query (self->desk, &kept->uuid);

  if (find_tab (self, kept) == NULL)
    g_object_set_data_full (G_OBJECT (scho_window_list_query (self, query)), "desk-uuid",
                            g_memdup2 (&kept->uuid, sizeof kept->uuid), g_free);
}

static void
open_tab (SchoWindow *self, const SchoDeskTab *kept)
{
  if (!is_there (self, kept))
    return;
  if (kept->kind == SCHO_DESK_DOCUMENT)
    scho_window_open_document (self, find_document (self, &kept->uuid)->id);
  else if (kept->kind == SCHO_DESK_PASSAGES)
    scho_window_list_code (self, find_code (self, &kept->uuid)->id);
  else if (kept->kind == SCHO_DESK_QUERY)
    open_query (self, kept);
  else if (kept->kind == SCHO_DESK_MEMOS)
    scho_window_list_memos (self);
  else
    scho_window_show_attributes (self);
}

/* FALSE while its text is being read. */
static gboolean
open_behind (SchoWindow *self, const SchoDeskTab *kept)
{
  if (scho_window_is_reading (self))
    return FALSE;
  self->is_restoring = TRUE;
  open_tab (self, kept);
  self->is_restoring = FALSE;
  if (scho_window_is_reading (self))
    return FALSE;
  scho_window_forget_long (self);
  return TRUE;
}

/* One at a time, since each reads a text. The front one is there already, and those
 * before it in the list go before it. */
static gboolean
restore_tab_cb (gpointer data)
{
  SchoWindow *self = data;
  guint i = self->next_tab;
  const SchoDeskTab *kept;
  AdwTabPage *tab;

  if (self->tabs_to_restore == NULL || i >= MIN (self->tabs_to_restore->len, MOST_TABS))
    {
      g_clear_pointer (&self->tabs_to_restore, g_array_unref);
      self->restore = 0;
      return G_SOURCE_REMOVE;
    }
  kept = &g_array_index (self->tabs_to_restore, SchoDeskTab, i);
  if (!open_behind (self, kept))
    {
      self->restore = 0;
      return G_SOURCE_REMOVE;
    }
  self->next_tab++;
  tab = find_tab (self, kept);
  if (tab != NULL)
    adw_tab_view_reorder_page (self->tabs, tab,
                               MIN ((int) i, adw_tab_view_get_n_pages (self->tabs) - 1));
  return G_SOURCE_CONTINUE;
}

void
scho_window_go_on_restoring (SchoWindow *self, gboolean skip)
{
  if (self->tabs_to_restore == NULL)
    return;
  self->next_tab += skip;
  if (self->restore == 0)
    self->restore = g_idle_add_full (G_PRIORITY_LOW, restore_tab_cb, self, NULL);
}

/* So that the others have the places that they had. */
static void
leave_out_gone (SchoWindow *self, GArray *tabs)
{
  for (guint i = tabs->len; i-- > 0;)
    if (!is_there (self, &g_array_index (tabs, SchoDeskTab, i)))
      g_array_remove_index (tabs, i);
}

static void
restore_tabs (SchoWindow *self)
{
  SchoDeskTab front;

  self->tabs_to_restore = scho_desk_state_dup_tabs (self->desk);
  self->next_tab = 0;
  leave_out_gone (self, self->tabs_to_restore);
  if (scho_desk_state_get_front (self->desk, &front) && is_there (self, &front))
    open_tab (self, &front);
  else if (self->tabs_to_restore->len > 0)
    open_tab (self, &g_array_index (self->tabs_to_restore, SchoDeskTab, 0));
  /* After the first frame with it. */
  scho_window_go_on_restoring (self, FALSE);
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
