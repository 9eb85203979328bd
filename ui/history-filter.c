#include "history-filter.h"

#include "matching.h"
#include "spoken.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  SchoKinds kinds;
} kinds[] = {
  { N_ ("Everything"), 0 },
  { N_ ("Codings"), SCHO_KIND_CODINGS },
  { N_ ("Memos"), SCHO_KIND_MEMOS },
  { N_ ("Codes"), SCHO_KIND_CODES },
  { N_ ("Documents"), SCHO_KIND_DOCUMENTS },
  { N_ ("Project and coders"), SCHO_KIND_PROJECT },
};

static const struct
{
  const char *title;
  guint days;
} times[] = {
  { N_ ("At any time"), 0 },
  { N_ ("Today"), 1 },
  { N_ ("In the last 7 days"), 7 },
  { N_ ("In the last 30 days"), 30 },
  { N_ ("In the last 12 months"), 365 },
};

struct _SchoHistoryFilter
{
  GtkWidget parent_instance;
  SchoSession *session;
  GArray *coders;   /* of ids, as the choice has them after “everybody” */
  char *folded;     /* the words */
  gint64 since;     /* milliseconds since 1970; 0: for ever */
  gboolean filling; /* the program sets the choices, not the user */

  GtkWidget *box;
  GtkEditable *words;
  GtkMenuButton *button;
  GtkDropDown *who, *what, *when;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoHistoryFilter, scho_history_filter, GTK_TYPE_WIDGET)

/* The beginning of the first day that counts. */
static gint64
find_since (guint days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) first = g_date_time_add_days (now, 1 - (int) days);
  int year, month, day;
  g_autoptr (GDateTime) midnight = NULL;

  if (days == 0)
    return 0;
  g_date_time_get_ymd (first, &year, &month, &day);
  midnight = g_date_time_new_local (year, month, day, 0, 0, 0);
  return midnight != NULL ? g_date_time_to_unix (midnight) * 1000 : 0;
}

static void
changed_cb (SchoHistoryFilter *self)
{
  guint chosen = gtk_drop_down_get_selected (self->when);

  if (self->filling)
    return;
  g_free (self->folded);
  self->folded = scho_matching_fold (gtk_editable_get_text (self->words));
  self->since = find_since (chosen < G_N_ELEMENTS (times) ? times[chosen].days : 0);
  /* Who does not open it sees that something is left out. */
  if (gtk_drop_down_get_selected (self->who) + gtk_drop_down_get_selected (self->what)
          + chosen
      > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "accent");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill_coders (SchoHistoryFilter *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gsize n = 0;
  const SchoCoder *const *coders = NULL;

  self->filling = TRUE;
  g_array_set_size (self->coders, 0);
  gtk_string_list_append (names, _ ("By everybody"));
  if (self->session != NULL)
    coders = scho_snapshot_get_coders (scho_session_get_snapshot (self->session), &n);
  for (gsize i = 0; i < n; i++)
    {
      gtk_string_list_append (names, coders[i]->name);
      g_array_append_val (self->coders, coders[i]->id);
    }
  gtk_drop_down_set_model (self->who, G_LIST_MODEL (names));
  self->filling = FALSE;
}

/* There may be another coder now; the one that was chosen stays so. */
static void
popover_shown_cb (SchoHistoryFilter *self)
{
  guint chosen = gtk_drop_down_get_selected (self->who);

  if (self->session == NULL)
    return;
  fill_coders (self);
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->who, MIN (chosen, self->coders->len));
  self->filling = FALSE;
}

static void
scho_history_filter_dispose (GObject *object)
{
  SchoHistoryFilter *self = SCHO_HISTORY_FILTER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->coders, g_array_unref);
  g_clear_pointer (&self->folded, g_free);
  G_OBJECT_CLASS (scho_history_filter_parent_class)->dispose (object);
}

static void
scho_history_filter_class_init (SchoHistoryFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_history_filter_dispose;
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_HISTORY_FILTER, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

static GtkDropDown *
add_choice (SchoHistoryFilter *self, GtkBox *box, const char *name)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  scho_spoken_name_choice (GTK_DROP_DOWN (choice), name);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (changed_cb), self);
  gtk_box_append (box, choice);
  return GTK_DROP_DOWN (choice);
}

static void
fill_choices (SchoHistoryFilter *self)
{
  g_autoptr (GtkStringList) what = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) when = gtk_string_list_new (NULL);

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (what, _ (kinds[i].title));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    gtk_string_list_append (when, _ (times[i].title));
  gtk_drop_down_set_model (self->what, G_LIST_MODEL (what));
  gtk_drop_down_set_model (self->when, G_LIST_MODEL (when));
  self->filling = FALSE;
}

static void
add_button (SchoHistoryFilter *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "view-more-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Who, what, when"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Who, what, when"),
                                  -1);
  self->who = add_choice (self, GTK_BOX (box), _ ("Who"));
  self->what = add_choice (self, GTK_BOX (box), _ ("What"));
  self->when = add_choice (self, GTK_BOX (box), _ ("When"));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (popover_shown_cb), self);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->button));
}

static void
scho_history_filter_init (SchoHistoryFilter *self)
{
  GtkWidget *words = gtk_search_entry_new ();

  self->coders = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->folded = g_strdup ("");
  self->words = GTK_EDITABLE (words);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_object_set (words, "placeholder-text", _ ("Filter steps…"), "search-delay", 100,
                "width-chars", 8, "hexpand", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (words), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter steps"), -1);
  g_signal_connect_swapped (words, "search-changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self->box), words);
  add_button (self);
  fill_choices (self);
  fill_coders (self);
}

void
scho_history_filter_set_session (SchoHistoryFilter *self, SchoSession *session)
{
  if (g_set_object (&self->session, session))
    fill_coders (self);
}

static guint32
get_coder (SchoHistoryFilter *self)
{
  guint chosen = gtk_drop_down_get_selected (self->who);

  return chosen > 0 && chosen <= self->coders->len
             ? g_array_index (self->coders, guint32, chosen - 1)
             : 0;
}

static SchoKinds
get_kinds (SchoHistoryFilter *self)
{
  guint chosen = gtk_drop_down_get_selected (self->what);

  return chosen < G_N_ELEMENTS (kinds) ? kinds[chosen].kinds : 0;
}

gboolean
scho_history_filter_is_open (SchoHistoryFilter *self)
{
  return self->folded[0] == '\0' && self->since == 0 && get_coder (self) == 0
         && get_kinds (self) == 0;
}

gboolean
scho_history_filter_passes (SchoHistoryFilter *self,
                            const SchoHistoryEntry *entry,
                            const char *folded)
{
  guint32 coder = get_coder (self);
  SchoKinds wanted = get_kinds (self);

  return (coder == 0 || entry->coder == coder)
         && (wanted == 0 || (entry->kinds & wanted) != 0) && entry->time >= self->since
         && scho_matching_has (folded, self->folded);
}

void
scho_history_filter_choose (SchoHistoryFilter *self,
                            const char *words,
                            guint32 coder,
                            SchoKinds wanted,
                            guint days)
{
  guint who = 0, what = 0, when = 0;

  fill_coders (self);
  for (guint i = 0; i < self->coders->len; i++)
    if (g_array_index (self->coders, guint32, i) == coder)
      who = i + 1;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kinds == wanted)
      what = i;
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (times[i].days == days)
      when = i;
  self->filling = TRUE;
  gtk_editable_set_text (self->words, words);
  gtk_drop_down_set_selected (self->who, who);
  gtk_drop_down_set_selected (self->what, what);
  gtk_drop_down_set_selected (self->when, when);
  self->filling = FALSE;
  changed_cb (self);
}

gboolean
scho_history_filter_focus (SchoHistoryFilter *self)
{
  return gtk_widget_grab_focus (GTK_WIDGET (self->words));
}
