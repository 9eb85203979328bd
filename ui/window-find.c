#include "window-private.h"

#include "attribute-page.h"
#include "code-hits.h"
#include "listing.h"
#include "memo-list.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_FROM_SELECTION 60 /* characters that one may look for again */

/* The find bar */

/* (nullable) */
static char *
dup_selected_words (SchoWindow *self)
{
  SchoPage *page = scho_window_get_page (self);
  g_autofree char *words = NULL;
  guint32 start, end;

  if (page == NULL || !scho_page_get_selection (page, &start, &end)
      || end - start > MOST_FROM_SELECTION)
    return NULL;
  words = scho_text_dup_range (scho_page_get_text (page), start, end);
  /* A passage is rarely what one looks for again. */
  return strchr (words, '\n') == NULL ? g_steal_pointer (&words) : NULL;
}

static GtkWidget *
get_front (SchoWindow *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tabs);

  return tab != NULL ? adw_tab_page_get_child (tab) : NULL;
}

/* A list has a filter of its own, which is meant while one is in the list. */
static gboolean
focus_filter (SchoWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self)), *front = get_front (self);

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->history_list)))
    return scho_history_filter_focus (scho_history_list_get_filter (self->history_list));
  if (front != NULL && SCHO_IS_PASSAGE_LIST (front))
    scho_passage_list_focus_filter (SCHO_PASSAGE_LIST (front));
  else if (front != NULL && SCHO_IS_MEMO_LIST (front))
    scho_memo_list_focus_filter (SCHO_MEMO_LIST (front));
  else if (front != NULL && SCHO_IS_ATTRIBUTE_PAGE (front))
    scho_attribute_page_focus_filter (SCHO_ATTRIBUTE_PAGE (front));
  else if (front != NULL && SCHO_IS_CODE_HITS (front))
    scho_code_hits_focus_filter (SCHO_CODE_HITS (front));
  else if (front != NULL && SCHO_IS_TABLE_PAGE (front))
    scho_table_page_focus_filter (SCHO_TABLE_PAGE (front));
  else
    return FALSE;
  return TRUE;
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autofree char *words = NULL;

  if (focus_filter (self))
    return;
  words = dup_selected_words (self);
  scho_find_bar_open (self->find_bar, words);
}

static void
find_bar_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoWindow *self = data;
  gboolean open = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  if (open == scho_find_bar_is_open (self->find_bar))
    return;
  if (open)
    find_cb (action, NULL, self);
  else
    scho_find_bar_close (self->find_bar);
}

/* It also closes and opens by itself, as with Escape. */
static void
open_changed_cb (SchoWindow *self)
{
  gboolean open = scho_find_bar_is_open (self->find_bar);

  g_action_group_change_action_state (G_ACTION_GROUP (self), "find-bar",
                                      g_variant_new_boolean (open));
  if (!open)
    scho_window_focus_front (self);
}

static void
find_text_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_find_bar_open (((SchoWindow *) data)->find_bar,
                      g_variant_get_string (parameter, NULL));
}

static void
find_everywhere_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autofree char *words = NULL;

  if (!scho_find_bar_is_open (self->find_bar))
    {
      words = dup_selected_words (self);
      scho_find_bar_open_everywhere (self->find_bar, words);
    }
  scho_find_bar_look_everywhere (self->find_bar);
}

static void
find_next_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_find_bar_move (((SchoWindow *) data)->find_bar, 1);
}

static void
find_previous_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_find_bar_move (((SchoWindow *) data)->find_bar, -1);
}

/* Hits in all documents: a tab for each that was looked for */

typedef struct
{
  SchoSnapshot *snapshot;
  SchoSearchCache *cache;
  SchoHitQuery query;
  gboolean is_asked; /* by somebody who waits for it */
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  scho_snapshot_unref (self->snapshot);
  scho_search_cache_unref (self->cache);
  scho_hit_query_clear (&self->query);
  g_free (self);
}

static void
query_free (gpointer data)
{
  scho_hit_query_clear (data);
  g_free (data);
}

/* (nullable): of a tab with hits. */
static SchoHitQuery *
get_query (GtkWidget *child)
{
  return child != NULL ? g_object_get_data (G_OBJECT (child), "hit-query") : NULL;
}

static GtkWidget *
find_hits_tab (SchoWindow *self, const SchoHitQuery *query)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      GtkWidget *child
          = adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tabs, i));
      const SchoHitQuery *other = get_query (child);

      if (other != NULL && other->flags == query->flags
          && g_str_equal (other->pattern, query->pattern))
        return child;
    }
  return NULL;
}

static gpointer
listing_work (gpointer data,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  Order *order = data;

  return scho_listing_new_for_search (order->snapshot, order->cache, order->query.pattern,
                                      order->query.flags, progress, cancellable, error);
}

static void
place_activated_cb (SchoWindow *self, const SchoHit *place)
{
  const SchoDocument *document = scho_snapshot_get_document (
      scho_session_get_snapshot (self->session), place->document);

  if (document == NULL || place->end > document->length)
    scho_window_toast (self, _ ("The document is no longer there."));
  else
    scho_window_show_place (self, place->document, place->start, place->end);
}

static GtkWidget *
new_hits_tab (SchoWindow *self, const SchoHitQuery *query)
{
  GtkWidget *page = scho_table_page_new (_ ("A click or Enter goes to the hit."), NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Code hits…"));
  SchoHitQuery *mine = g_new0 (SchoHitQuery, 1);

  scho_hit_query_copy (mine, query);
  g_object_set_data_full (G_OBJECT (page), "hit-query", mine, query_free);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.code-hits");
  gtk_widget_set_tooltip_text (
      button,
      _ ("Give a code to all hits, or to the sentences they are in (Ctrl+Shift+K)"));
  scho_table_page_add_button (SCHO_TABLE_PAGE (page), button);
  scho_window_fill_menus (self);
  scho_table_page_set_export_menu (SCHO_TABLE_PAGE (page),
                                   G_MENU_MODEL (self->table_menu));
  g_signal_connect_object (page, "place-activated", G_CALLBACK (place_activated_cb), self,
                           G_CONNECT_SWAPPED);
  scho_window_add_tab (self, page, query->pattern);
  return page;
}

static void
listing_done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  SchoWindow *self = owner;
  Order *order = data;
  g_autoptr (SchoListing) listing = result;
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  g_autofree char *title = NULL;
  GtkWidget *page;

  if (listing == NULL || self->session == NULL)
    {
      if (error != NULL)
        scho_window_toast (self, error->message);
      return;
    }
  if ((page = find_hits_tab (self, &order->query)) == NULL)
    page = new_hits_tab (self, &order->query);
  g_ptr_array_add (tables, scho_table_ref (listing->table));
  scho_table_page_set_tables (SCHO_TABLE_PAGE (page), tables, listing->places);
  /* Translators: what was looked for, and how many passages have it. */
  title = g_strdup_printf (_ ("%s: %u"), scho_table_get_title (listing->table),
                           listing->places->len);
  scho_window_set_tab_title (self, page, title);
  if (order->is_asked && page == get_front (self))
    scho_window_focus_front (self);
}

static void
list_hits (SchoWindow *self, const SchoHitQuery *query, gboolean is_asked)
{
  Order *order = g_new0 (Order, 1);

  order->snapshot = scho_snapshot_ref (scho_session_get_snapshot (self->session));
  order->cache = scho_search_cache_ref (scho_find_bar_get_cache (self->find_bar));
  scho_hit_query_copy (&order->query, query);
  order->is_asked = is_asked;
  scho_job_bar_run (self->job_bar, _ ("Collecting passages"), listing_work, order,
                    order_free, (GDestroyNotify) scho_listing_free, listing_done,
                    G_OBJECT (self));
}

static void
everywhere_cb (SchoWindow *self, const char *pattern, guint flags)
{
  SchoHitQuery query = { .pattern = (char *) pattern, .flags = (SchoSearchFlags) flags };
  GtkWidget *page = find_hits_tab (self, &query);

  if (page != NULL)
    adw_tab_view_set_selected_page (self->tabs, adw_tab_view_get_page (self->tabs, page));
  list_hits (self, &query, TRUE);
}

void
scho_window_update_hits (SchoWindow *self, SchoStep *step)
{
  /* Codings do not change what is found. */
  if (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) == 0)
    return;
  scho_find_bar_look_again (self->find_bar);
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      const SchoHitQuery *query = get_query (
          adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tabs, i)));

      if (query != NULL)
        list_hits (self, query, FALSE);
    }
}

/* A code for all hits */

static void
coded_cb (SchoWindow *self, const char *label)
{
  scho_window_toast_undo (self, label);
}

static void
failed_cb (SchoWindow *self, const char *message)
{
  scho_window_toast (self, message);
}

static AdwTabPage *
find_code_hits_tab (SchoWindow *self, const SchoHitQuery *query)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);
      GtkWidget *child = adw_tab_page_get_child (tab);

      if (SCHO_IS_CODE_HITS (child)
          && scho_code_hits_is_for (SCHO_CODE_HITS (child), query))
        return tab;
    }
  return NULL;
}

static void
open_code_hits (SchoWindow *self, const SchoHitQuery *query)
{
  AdwTabPage *tab = find_code_hits_tab (self, query);
  g_autofree char *title = NULL;
  GtkWidget *page;
  guint32 code;

  if (tab == NULL)
    {
      /* Translators: what was looked for. */
      title = g_strdup_printf (_ ("Code “%s”"), query->pattern);
      page = scho_code_hits_new (self->session, scho_find_bar_get_cache (self->find_bar),
                                 query);
      g_signal_connect_object (page, "place-activated", G_CALLBACK (place_activated_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "coded", G_CALLBACK (coded_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "failed", G_CALLBACK (failed_cb), self,
                               G_CONNECT_SWAPPED);
      code = scho_code_tree_get_selected (self->code_tree);
      if (code != 0)
        scho_code_hits_set_code (SCHO_CODE_HITS (page), code, NULL);
      tab = scho_window_add_tab (self, page, title);
    }
  adw_tab_view_set_selected_page (self->tabs, tab);
  scho_window_focus_front (self);
}

/* Of the tab with hits in front; else of the bar, in the document at hand. */
static void
code_hits_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  const SchoHitQuery *listed = get_query (get_front (self));
  SchoHitQuery query = {
    .pattern = (char *) scho_find_bar_get_pattern (self->find_bar),
    .flags = scho_find_bar_get_flags (self->find_bar),
    .document = page != NULL ? scho_page_get_document (page) : 0,
  };

  if (listed != NULL)
    open_code_hits (self, listed);
  else if (scho_find_bar_is_open (self->find_bar) && query.pattern[0] != '\0')
    open_code_hits (self, &query);
  else
    find_cb (action, NULL, self);
}

static const GActionEntry actions[] = {
  { .name = "find", .activate = find_cb },
  { .name = "find-bar", .state = "false", .change_state = find_bar_cb },
  { .name = "find-text", .activate = find_text_cb, .parameter_type = "s" },
  { .name = "find-everywhere", .activate = find_everywhere_cb },
  { .name = "find-next", .activate = find_next_cb },
  { .name = "find-previous", .activate = find_previous_cb },
  { .name = "code-hits", .activate = code_hits_cb },
};

void
scho_window_install_find_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}

void
scho_window_init_find (SchoWindow *self)
{
  g_signal_connect_object (self->find_bar, "everywhere", G_CALLBACK (everywhere_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find_bar, "open-changed", G_CALLBACK (open_changed_cb),
                           self, G_CONNECT_SWAPPED);
}
