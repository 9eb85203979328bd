#include "find-bar.h"

#include <glib/gi18n.h>

struct _SchoFindBar
{
  GtkWidget parent_instance;
  SchoPage *page; /* weak */
  GArray *hits;   /* of SchoHit */
  gssize current;

  GtkSearchBar *bar;
  GtkEditable *entry;
  GtkLabel *count;
  GtkCheckButton *match_case, *whole_words, *regex;
};

enum
{
  EVERYWHERE,
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoFindBar, scho_find_bar, GTK_TYPE_WIDGET)

static SchoSearchFlags
get_flags (SchoFindBar *self)
{
  return (gtk_check_button_get_active (self->match_case) ? SCHO_SEARCH_MATCH_CASE : 0)
         | (gtk_check_button_get_active (self->whole_words) ? SCHO_SEARCH_WHOLE_WORDS : 0)
         | (gtk_check_button_get_active (self->regex) ? SCHO_SEARCH_REGEX : 0);
}

static void
show_count (SchoFindBar *self, const GError *error)
{
  g_autofree char *words = NULL;
  gboolean empty = self->page == NULL || gtk_editable_get_text (self->entry)[0] == '\0';

  if (error != NULL || (!empty && self->hits->len == 0))
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry),
                               error != NULL ? error->message : NULL);
  if (self->hits->len > 0)
    /* Translators: the place of a search hit, and how many there are. */
    words
        = g_strdup_printf (_ ("%u of %u"), (guint) (self->current + 1), self->hits->len);
  else if (!empty)
    words = g_strdup (error != NULL ? _ ("faulty") : _ ("none"));
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

static void
look (SchoFindBar *self, gboolean go)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoSearch) search = NULL;
  const char *pattern = gtk_editable_get_text (self->entry);

  g_array_set_size (self->hits, 0);
  self->current = -1;
  if (self->page != NULL && scho_page_get_text (self->page) != NULL && pattern[0] != '\0'
      && (search = scho_search_new (pattern, get_flags (self), &error)) != NULL)
    {
      scho_search_text (search, NULL, scho_page_get_text (self->page),
                        scho_page_get_document (self->page), self->hits, &error);
      self->current = find_current (self);
    }
  show_count (self, error);
  mark_hits (self, go);
}

static void
look_cb (SchoFindBar *self)
{
  if (scho_find_bar_is_open (self))
    look (self, TRUE);
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
mode_changed_cb (SchoFindBar *self)
{
  if (gtk_search_bar_get_search_mode (self->bar))
    return;
  g_array_set_size (self->hits, 0);
  self->current = -1;
  mark_hits (self, FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
scho_find_bar_dispose (GObject *object)
{
  SchoFindBar *self = SCHO_FIND_BAR (object);
  GtkWidget *child;

  g_clear_weak_pointer (&self->page);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (scho_find_bar_parent_class)->dispose (object);
}

static void
scho_find_bar_finalize (GObject *object)
{
  g_array_unref (SCHO_FIND_BAR (object)->hits);
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
  gtk_widget_class_bind_template_child (klass, SchoFindBar, match_case);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, whole_words);
  gtk_widget_class_bind_template_child (klass, SchoFindBar, regex);
  gtk_widget_class_bind_template_callback (klass, look_cb);
  gtk_widget_class_bind_template_callback (klass, next_cb);
  gtk_widget_class_bind_template_callback (klass, previous_cb);
  gtk_widget_class_bind_template_callback (klass, everywhere_cb);
  gtk_widget_class_bind_template_callback (klass, mode_changed_cb);
}

static void
scho_find_bar_class_init (SchoFindBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_find_bar_finalize;
  signals[EVERYWHERE]
      = g_signal_new ("everywhere", SCHO_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  signals[CLOSED] = g_signal_new ("closed", SCHO_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
scho_find_bar_init (SchoFindBar *self)
{
  self->hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  self->current = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, self->entry);
}

void
scho_find_bar_set_page (SchoFindBar *self, SchoPage *page)
{
  if (self->page == page)
    return;
  if (self->page != NULL)
    scho_page_set_hits (self->page, NULL, 0, -1);
  g_set_weak_pointer (&self->page, page);
  if (scho_find_bar_is_open (self))
    look (self, FALSE);
}

void
scho_find_bar_open (SchoFindBar *self, const char *words)
{
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  if (words != NULL && words[0] != '\0')
    gtk_editable_set_text (self->entry, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
  look (self, FALSE);
}

void
scho_find_bar_close (SchoFindBar *self)
{
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
  show_count (self, NULL);
  mark_hits (self, TRUE);
}

guint
scho_find_bar_get_n_hits (SchoFindBar *self)
{
  return self->hits->len;
}

void
scho_find_bar_look_everywhere (SchoFindBar *self)
{
  const char *pattern = gtk_editable_get_text (self->entry);

  if (pattern[0] != '\0')
    g_signal_emit (self, signals[EVERYWHERE], 0, pattern, (guint) get_flags (self));
}
