#include "find-bar.h"

#include <glib/gi18n.h>
#include <scholiast/job.h>

/* Searching in more bytes may be seen; an expression may take long in any. */
#define LARGE 2000000

/* Then it is said that it takes long, in milliseconds. */
#define SOON 300

struct _SchoFindBar
{
  GtkWidget parent_instance;
  SchoPage *page; /* weak */
  SchoSearchCache *cache;
  GArray *hits; /* of SchoHit */
  gssize current;
  char *fault;           /* nullable: what is wrong with the expression */
  GCancellable *looking; /* nullable: the search that runs */
  guint soon;
  gboolean everywhere;     /* Enter asks for all documents */
  gboolean open_with_page; /* it was open, and comes back with the next text */

  GtkSearchBar *bar;
  GtkEditable *entry;
  GtkLabel *count, *fault_label;
  GtkWidget *moves;
  GtkButton *everywhere_button, *code_hits_button;
  GtkToggleButton *match_case, *match_accents, *whole_words, *regex;
};

enum
{
  EVERYWHERE,
  OPEN_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoFindBar, scho_find_bar, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

static void
show_count (SchoFindBar *self)
{
  gboolean empty = self->page == NULL || scho_find_bar_get_pattern (self)[0] == '\0';
  gboolean none = self->hits->len == 0 && self->looking == NULL;
  g_autofree char *words = NULL;

  set_class (GTK_WIDGET (self->entry), "error", !empty && none);
  gtk_label_set_label (self->fault_label, self->fault != NULL ? self->fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), self->fault != NULL);
  gtk_widget_set_sensitive (self->moves, self->hits->len > 0);
  if (self->hits->len > 0)
    /* Translators: the place of a search hit, and how many there are. */
    words
        = g_strdup_printf (_ ("%u of %u"), (guint) (self->current + 1), self->hits->len);
  else if (!empty && none && self->fault == NULL)
    words = g_strdup (_ ("none"));
  gtk_label_set_label (self->count, words != NULL ? words : "");
}

static void
mark_hits (SchoFindBar *self, gboolean go)
{
  const SchoHit *hit;

  if (self->page == NULL)
    return;
  scho_page_set_hits (self->page, (const SchoHit *) self->hits->data, self->hits->len,
                      self->current);
  if (!go || self->current < 0)
    return;
  hit = &g_array_index (self->hits, SchoHit, self->current);
  scho_page_select (self->page, hit->start, hit->end);
  scho_page_scroll_to (self->page, hit->start, hit->end);
}

/* The first hit at or after the beginning of the selection, so that typing on stays
 * where one is. */
static gssize
find_current (SchoFindBar *self)
{
  guint32 start, end;

  if (self->hits->len == 0)
    return -1;
  scho_page_get_selection (self->page, &start, &end);
  for (guint i = 0; i < self->hits->len; i++)
    if (g_array_index (self->hits, SchoHit, i).start >= start)
      return i;
  return 0;
}

/* @hits: (transfer full) (nullable) */
static void
take_hits (SchoFindBar *self, GArray *hits, const GError *error, gboolean go)
{
  g_array_unref (self->hits);
  self->hits = hits != NULL ? hits : g_array_new (FALSE, FALSE, sizeof (SchoHit));
  g_free (self->fault);
  self->fault = error != NULL ? g_strdup (error->message) : NULL;
  self->current = self->page != NULL ? find_current (self) : -1;
  show_count (self);
  mark_hits (self, go);
}

/* Searching ------------------------------------------------------------------------- */

typedef struct
{
  SchoSearch *search;
  SchoSearchCache *cache;
  SchoText *text;
  guint32 document;
  gboolean go; /* to the hit */
} Look;

static void
look_free (gpointer data)
{
  Look *self = data;

  scho_search_free (self->search);
  scho_search_cache_unref (self->cache);
  scho_text_unref (self->text);
  g_free (self);
}

static gpointer
look_work (gpointer data,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  Look *look = data;
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));

  if (!scho_search_text (look->search, look->cache, look->text, look->document, hits,
                         error))
    return NULL;
  return g_steal_pointer (&hits);
}

static void
stop_looking (SchoFindBar *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_handle_id (&self->soon, g_source_remove);
}

static void
look_and_stay_done (SchoFindBar *self, GAsyncResult *result, gboolean go)
{
  g_autoptr (GError) error = NULL;
  GArray *hits = scho_job_run_finish (result, &error);

  /* Another search was begun, or the bar closed. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      stop_looking (self);
      take_hits (self, hits, error, go);
    }
  else
    g_clear_pointer (&hits, g_array_unref);
  g_object_unref (self);
}

static void
look_done (GObject *source, GAsyncResult *result, gpointer data)
{
  look_and_stay_done (data, result, FALSE);
}

static void
look_and_go_done (GObject *source, GAsyncResult *result, gpointer data)
{
  look_and_stay_done (data, result, TRUE);
}

static gboolean
soon_cb (gpointer data)
{
  SchoFindBar *self = data;

  self->soon = 0;
  gtk_label_set_label (self->count, _ ("searching…"));
  return G_SOURCE_REMOVE;
}

static gboolean
may_take_long (SchoFindBar *self, SchoText *text)
{
  gsize n_bytes;

  scho_text_get_utf8 (text, &n_bytes);
  return n_bytes > LARGE || (scho_find_bar_get_flags (self) & SCHO_SEARCH_REGEX) != 0;
}

static void
start_looking (SchoFindBar *self, Look *look)
{
  g_autoptr (GError) error = NULL;
  GArray *hits;

  if (!may_take_long (self, look->text))
    {
      hits = look_work (look, NULL, NULL, &error);
      take_hits (self, hits, error, look->go);
      look_free (look);
      return;
    }
  self->looking = g_cancellable_new ();
  self->soon = g_timeout_add (SOON, soon_cb, self);
  scho_job_run_async (look_work, look, look_free, (GDestroyNotify) g_array_unref,
                      self->looking, NULL, look->go ? look_and_go_done : look_done,
                      g_object_ref (self));
}

static void
look (SchoFindBar *self, gboolean go)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoSearch) search = NULL;
  SchoText *text = self->page != NULL ? scho_page_get_text (self->page) : NULL;
  const char *pattern = scho_find_bar_get_pattern (self);
  Look *order;

  stop_looking (self);
  if (pattern[0] != '\0')
    search = scho_search_new (pattern, scho_find_bar_get_flags (self), &error);
  if (search == NULL || text == NULL)
    {
      take_hits (self, NULL, error, go);
      return;
    }
  order = g_new0 (Look, 1);
  order->search = g_steal_pointer (&search);
  order->cache = scho_search_cache_ref (self->cache);
  order->text = scho_text_ref (text);
  order->document = scho_page_get_document (self->page);
  order->go = go;
  start_looking (self, order);
}

/* What the user does ---------------------------------------------------------------- */

static void
look_cb (SchoFindBar *self)
{
  if (scho_find_bar_is_open (self))
    look (self, !self->everywhere);
}

static void
activate_cb (SchoFindBar *self)
{
  if (self->everywhere)
    scho_find_bar_look_everywhere (self);
  else
    scho_find_bar_move (self, 1);
}

static void
next_cb (SchoFindBar *self)
{
  scho_find_bar_move (self, 1);
}

static void
previous_cb (SchoFindBar *self)
{
  scho_find_bar_move (self, -1);
}

static void
everywhere_cb (SchoFindBar *self)
{
  scho_find_bar_look_everywhere (self);
}

static void
stop_cb (SchoFindBar *self)
{
  scho_find_bar_close (self);
}

static gboolean
key_pressed_cb (SchoFindBar *self, guint keyval, guint code, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape || !scho_find_bar_is_open (self))
    return GDK_EVENT_PROPAGATE;
  scho_find_bar_close (self);
  return GDK_EVENT_STOP;
}

static void
mode_changed_cb (SchoFindBar *self)
{
  if (!scho_find_bar_is_open (self))
    {
      stop_looking (self);
      self->everywhere = FALSE;
      take_hits (self, NULL, NULL, FALSE);
    }
  g_signal_emit (self, signals[OPEN_CHANGED], 0);
}

/* The class ------------------------------------------------------------------------- */

static void
scho_find_bar_dispose (GObject *object)
{
  SchoFindBar *self = SCHO_FIND_BAR (object);
  GtkWidget *child;

  stop_looking (self);
  g_clear_weak_pointer (&self->page);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_find_bar_parent_class)->dispose (object);
}

static void
scho_find_bar_finalize (GObject *object)
{
  SchoFindBar *self = SCHO_FIND_BAR (object);

  g_array_unref (self->hits);
  scho_search_cache_unref (self->cache);
  g_free (self->fault);
  G_OBJECT_CLASS (scho_find_bar_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/org/scholiast/Scholiast/find-bar.ui");
  gtk_widget_class_bind_template_child (klass, SchoFindBar, bar);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, entry);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, count);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, fault_label);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, moves);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, everywhere_button);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, code_hits_button);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, match_case);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, match_accents);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, whole_words);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, regex);
  gtk_widget_class_bind_template_callback (klass, look_cb);
  gtk_widget_class_bind_template_callback (klass, activate_cb);
  gtk_widget_class_bind_template_callback (klass, next_cb);
  gtk_widget_class_bind_template_callback (klass, previous_cb);
  gtk_widget_class_bind_template_callback (klass, everywhere_cb);
  gtk_widget_class_bind_template_callback (klass, stop_cb);
  gtk_widget_class_bind_template_callback (klass, mode_changed_cb);
  gtk_widget_class_bind_template_callback (klass, key_pressed_cb);
}

static void
scho_find_bar_class_init (SchoFindBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_find_bar_finalize;
  signals[EVERYWHERE]
      = g_signal_new ("everywhere", SCHO_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  signals[OPEN_CHANGED]
      = g_signal_new ("open-changed", SCHO_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

/* GTK's own button of the search bar has an icon only, and newer versions leave a screen
 * reader without a word for it. */
static gboolean
name_close_button (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "close"))
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Close"), -1);
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (name_close_button (child))
      return TRUE;
  return FALSE;
}

/* Rather than push what is below it out of a narrow window; the tooltip says it all. */
static void
let_shorten (GtkButton *button)
{
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (button)),
                           PANGO_ELLIPSIZE_END);
}

static void
scho_find_bar_init (SchoFindBar *self)
{
  self->hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  self->cache = scho_search_cache_new ();
  self->current = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  name_close_button (GTK_WIDGET (self->bar));
  let_shorten (self->everywhere_button);
  let_shorten (self->code_hits_button);
}

/* Opening and closing --------------------------------------------------------------- */

static void
come_back (SchoFindBar *self)
{
  if (self->page != NULL && self->open_with_page)
    gtk_search_bar_set_search_mode (self->bar, TRUE);
  else if (self->page == NULL && scho_find_bar_is_open (self) && !self->everywhere)
    {
      scho_find_bar_close (self);
      self->open_with_page = TRUE;
    }
}

void
scho_find_bar_set_page (SchoFindBar *self, SchoPage *page)
{
  if (self->page == page)
    return;
  if (self->page != NULL)
    scho_page_set_hits (self->page, NULL, 0, -1);
  g_set_weak_pointer (&self->page, page);
  come_back (self);
  if (scho_find_bar_is_open (self))
    look (self, FALSE);
}

void
scho_find_bar_refresh (SchoFindBar *self)
{
  if (scho_find_bar_is_open (self))
    look (self, FALSE);
}

static void
open_bar (SchoFindBar *self, const char *words, gboolean everywhere)
{
  self->everywhere = everywhere || self->page == NULL;
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  g_object_set (self->entry, "placeholder-text",
                self->everywhere ? _ ("Find in all documents…") : _ ("Find…"), NULL);
  if (words != NULL && words[0] != '\0')
    gtk_editable_set_text (self->entry, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
  look (self, FALSE);
}

void
scho_find_bar_open (SchoFindBar *self, const char *words)
{
  open_bar (self, words, FALSE);
}

void
scho_find_bar_open_everywhere (SchoFindBar *self, const char *words)
{
  open_bar (self, words, TRUE);
}

void
scho_find_bar_close (SchoFindBar *self)
{
  self->open_with_page = FALSE;
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

gboolean
scho_find_bar_is_open (SchoFindBar *self)
{
  return gtk_search_bar_get_search_mode (self->bar);
}

void
scho_find_bar_move (SchoFindBar *self, int by)
{
  gssize n = self->hits->len;

  if (n == 0)
    return;
  self->current = (self->current + by + n) % n;
  show_count (self);
  mark_hits (self, TRUE);
}

const char *
scho_find_bar_get_pattern (SchoFindBar *self)
{
  return gtk_editable_get_text (self->entry);
}

SchoSearchFlags
scho_find_bar_get_flags (SchoFindBar *self)
{
  return (gtk_toggle_button_get_active (self->match_case) ? SCHO_SEARCH_MATCH_CASE : 0)
         | (gtk_toggle_button_get_active (self->match_accents) ? SCHO_SEARCH_MATCH_ACCENTS
                                                               : 0)
         | (gtk_toggle_button_get_active (self->whole_words) ? SCHO_SEARCH_WHOLE_WORDS
                                                             : 0)
         | (gtk_toggle_button_get_active (self->regex) ? SCHO_SEARCH_REGEX : 0);
}

void
scho_find_bar_set_flags (SchoFindBar *self, SchoSearchFlags flags)
{
  gtk_toggle_button_set_active (self->match_case, (flags & SCHO_SEARCH_MATCH_CASE) != 0);
  gtk_toggle_button_set_active (self->match_accents,
                                (flags & SCHO_SEARCH_MATCH_ACCENTS) != 0);
  gtk_toggle_button_set_active (self->whole_words,
                                (flags & SCHO_SEARCH_WHOLE_WORDS) != 0);
  gtk_toggle_button_set_active (self->regex, (flags & SCHO_SEARCH_REGEX) != 0);
}

guint
scho_find_bar_get_n_hits (SchoFindBar *self)
{
  return self->hits->len;
}

gboolean
scho_find_bar_is_busy (SchoFindBar *self)
{
  return self->looking != NULL;
}

const char *
scho_find_bar_get_fault (SchoFindBar *self)
{
  return self->fault;
}

void
scho_find_bar_look_everywhere (SchoFindBar *self)
{
  const char *pattern = scho_find_bar_get_pattern (self);

  if (pattern[0] == '\0')
    return;
  self->everywhere = FALSE;
  g_signal_emit (self, signals[EVERYWHERE], 0, pattern,
                 (guint) scho_find_bar_get_flags (self));
}

void
scho_find_bar_look_again (SchoFindBar *self)
{
  if (scho_find_bar_is_open (self))
    look (self, FALSE);
}

SchoSearchCache *
scho_find_bar_get_cache (SchoFindBar *self)
{
  return self->cache;
}

void
scho_find_bar_forget (SchoFindBar *self)
{
  stop_looking (self);
  scho_search_cache_unref (self->cache);
  self->cache = scho_search_cache_new ();
}
