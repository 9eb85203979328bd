#include "asked-page.h"

#include "letters.h"
#include "spoken.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>

struct _SchoAskedPage
{
  GtkBox parent_instance;

  SchoSession *session;
  GArray *coders;     /* ids, as the choice lists them */
  guint32 coder;      /* 0: the project has none */
  GHashTable *ticked; /* of document ids */
  GStrv words;        /* of the filter; nullable */
  gboolean is_filling;

  GtkDropDown *choice;
  GtkCheckButton *asked[SCHO_ASKED_YES + 1]; /* by SchoAsked */
  GtkWidget *documents;                      /* what is there only to name some */
  GtkSearchEntry *filter;
  GtkFilterListModel *filtered;
  GtkListView *view;
  GtkLabel *count;
  GtkWidget *keep;
};

G_DEFINE_FINAL_TYPE (SchoAskedPage, scho_asked_page, GTK_TYPE_BOX)

static guint32
get_id (gpointer item)
{
  return scho_document_item_get_document (item)->id;
}

static SchoAsked
get_asked (SchoAskedPage *self)
{
  for (guint i = SCHO_ASKED_NO; i <= SCHO_ASKED_YES; i++)
    if (gtk_check_button_get_active (self->asked[i]))
      return (SchoAsked) i;
  return SCHO_ASKED_UNSAID;
}

static SchoStep *
make_step (SchoAskedPage *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->ticked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      guint32 number = GPOINTER_TO_UINT (id);

      g_array_append_val (ids, number);
    }
  return scho_edit_ask (scho_session_get_snapshot (self->session), self->coder,
                        get_asked (self), (const guint32 *) (gpointer) ids->data,
                        ids->len);
}

static gsize
count_documents (SchoAskedPage *self)
{
  gsize n;

  scho_snapshot_get_documents (scho_session_get_snapshot (self->session), &n);
  return n;
}

/* The button is there for what would change something. */
static void
show_state (SchoAskedPage *self)
{
  gsize all = count_documents (self);
  /* Translators: how many are ticked, of how many documents */
  g_autofree char *words = g_strdup_printf (
      _ ("%u of %u asked for"), g_hash_table_size (self->ticked), (guint) all);
  g_autoptr (SchoStep) step = self->coder != 0 ? make_step (self) : NULL;

  gtk_label_set_label (self->count, words);
  gtk_widget_set_sensitive (self->documents, get_asked (self) == SCHO_ASKED_NO);
  gtk_widget_set_sensitive (self->keep, step != NULL && !scho_step_is_empty (step));
}

/* Of the rows that are there; the others look when they are bound. */
static void
show_rows (SchoAskedPage *self)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  gboolean was_filling = self->is_filling;

  self->is_filling = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *button = gtk_widget_get_first_child (row);
      gpointer id
          = button != NULL ? g_object_get_data (G_OBJECT (button), "document") : NULL;

      const SchoDocument *document
          = scho_snapshot_get_document (snapshot, GPOINTER_TO_UINT (id));

      if (document == NULL)
        continue;
      gtk_check_button_set_label (GTK_CHECK_BUTTON (button), document->title);
      scho_spoken_name_list_row (button, document->title);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                                   g_hash_table_contains (self->ticked, id));
    }
  self->is_filling = was_filling;
}

static void
load_coder (SchoAskedPage *self, guint32 id)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  const SchoCoder *coder = scho_snapshot_get_coder (snapshot, id);
  SchoAsked said = SCHO_ASKED_UNSAID;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  self->coder = coder != NULL ? id : 0;
  g_hash_table_remove_all (self->ticked);
  if (coder != NULL && coder->asked != NULL)
    said = g_str_equal (coder->asked, SCHO_ASKED_ALL) ? SCHO_ASKED_YES : SCHO_ASKED_NO;
  for (gsize i = 0; said == SCHO_ASKED_NO && i < n; i++)
    if (scho_coder_get_asked (coder, &documents[i]->uuid) == SCHO_ASKED_YES)
      g_hash_table_add (self->ticked, GUINT_TO_POINTER (documents[i]->id));
  self->is_filling = TRUE;
  gtk_check_button_set_active (self->asked[said], TRUE);
  self->is_filling = FALSE;
  show_rows (self);
  show_state (self);
}

static void
fill_choice (SchoAskedPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;
  gsize n;
  const SchoCoder *const *coders
      = scho_snapshot_get_coders (scho_session_get_snapshot (self->session), &n);

  g_array_set_size (self->coders, 0);
  for (gsize i = 0; i < n; i++)
    {
      if (coders[i]->id == self->coder)
        chosen = (guint) i;
      gtk_string_list_append (names, coders[i]->name);
      g_array_append_val (self->coders, coders[i]->id);
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, n > 0 ? chosen : GTK_INVALID_LIST_POSITION);
  self->is_filling = FALSE;
  if (n == 0 || coders[chosen]->id != self->coder)
    load_coder (self, n > 0 ? coders[chosen]->id : 0);
}

/* What is ticked and not yet kept stays, as long as nothing else is said of the coder. */
static void
update_coders (SchoAskedPage *self, SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_CODER);

  if (n > 0)
    fill_choice (self);
  for (gsize i = 0; i < n; i++)
    {
      const SchoCoder *after = scho_step_get_change (step, SCHO_NOUN_CODER, i).after;

      if (after != NULL && after->id == self->coder)
        load_coder (self, after->id);
    }
}

static gboolean
is_removed (gpointer id, gpointer value, gpointer snapshot)
{
  return scho_snapshot_get_document (snapshot, GPOINTER_TO_UINT (id)) == NULL;
}

static void
forget_removed (SchoAskedPage *self)
{
  g_hash_table_foreach_remove (self->ticked, is_removed,
                               scho_session_get_snapshot (self->session));
}

static void
project_changed_cb (SchoAskedPage *self, SchoStep *step)
{
  update_coders (self, step);
  if (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) > 0)
    {
      forget_removed (self);
      show_rows (self);
      show_state (self);
    }
}

static void
coder_chosen_cb (SchoAskedPage *self)
{
  guint i = gtk_drop_down_get_selected (self->choice);

  if (!self->is_filling && i < self->coders->len)
    load_coder (self, g_array_index (self->coders, guint32, i));
}

static void
asked_changed_cb (SchoAskedPage *self)
{
  if (!self->is_filling)
    show_state (self);
}

static gboolean
is_wanted (gpointer item, gpointer data)
{
  SchoAskedPage *self = data;

  return self->words == NULL
         || scho_letters_match (scho_document_item_get_folded (item),
                                (const char *const *) self->words);
}

static void
filter_changed_cb (SchoAskedPage *self)
{
  g_clear_pointer (&self->words, g_strfreev);
  self->words = scho_letters_split (gtk_editable_get_text (GTK_EDITABLE (self->filter)));
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
}

static void
tick (SchoAskedPage *self, guint32 document, gboolean is_ticked)
{
  if (is_ticked)
    g_hash_table_add (self->ticked, GUINT_TO_POINTER (document));
  else
    g_hash_table_remove (self->ticked, GUINT_TO_POINTER (document));
}

/* Rows */

static void
ticked_cb (SchoAskedPage *self, GParamSpec *spec, GtkCheckButton *button)
{
  guint32 document = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "document"));

  if (self->is_filling || document == 0)
    return;
  tick (self, document, gtk_check_button_get_active (button));
  show_state (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchoAskedPage *self)
{
  GtkWidget *button = gtk_check_button_new ();

  g_signal_connect_object (button, "notify::active", G_CALLBACK (ticked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, button);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SchoAskedPage *self)
{
  GtkWidget *button = gtk_list_item_get_child (item);
  const SchoDocument *document
      = scho_document_item_get_document (gtk_list_item_get_item (item));
  gpointer id = GUINT_TO_POINTER (document->id);

  g_object_set_data (G_OBJECT (button), "document", NULL);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (button), document->title);
  scho_spoken_name_list_row (button, document->title);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                               g_hash_table_contains (self->ticked, id));
  g_object_set_data (G_OBJECT (button), "document", id);
}

/* The widget */

static void
keep_cb (SchoAskedPage *self)
{
  if (self->coder != 0)
    scho_session_apply (self->session, make_step (self), NULL);
}

static void
all_cb (SchoAskedPage *self)
{
  scho_asked_page_tick_shown (self, TRUE);
}

static void
none_cb (SchoAskedPage *self)
{
  scho_asked_page_tick_shown (self, FALSE);
}

static GtkWidget *
add_button (SchoAskedPage *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_head (SchoAskedPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Coder"));

  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->choice));
  scho_spoken_name_choice (self->choice, _ ("Coder"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->choice), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->choice), GTK_ALIGN_START);
  g_signal_connect_swapped (self->choice, "notify::selected",
                            G_CALLBACK (coder_chosen_cb), self);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->choice));
  self->keep = add_button (self, head, _ ("_Keep"), G_CALLBACK (keep_cb));
  gtk_widget_add_css_class (self->keep, "suggested-action");
  gtk_box_append (GTK_BOX (self), head);
}

static void
add_ways (SchoAskedPage *self)
{
  static const char *const words[] = {
    N_ ("It is not _said what this coder was asked to code"),
    N_ ("These _documents:"),
    N_ ("All documents, also those that come _later"),
  };
  static const SchoAsked order[] = { SCHO_ASKED_UNSAID, SCHO_ASKED_YES, SCHO_ASKED_NO };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      GtkWidget *button = gtk_check_button_new_with_mnemonic (_ (words[order[i]]));

      self->asked[order[i]] = GTK_CHECK_BUTTON (button);
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->asked[order[0]]);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (asked_changed_cb), self);
      gtk_box_append (GTK_BOX (self), button);
    }
}

static void
add_tools (SchoAskedPage *self)
{
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->filter = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->filter, "placeholder-text", _ ("Filter documents…"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filter documents"),
                                  -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->filter), TRUE);
  g_signal_connect_swapped (self->filter, "search-changed",
                            G_CALLBACK (filter_changed_cb), self);
  gtk_box_append (GTK_BOX (tools), GTK_WIDGET (self->filter));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->count, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (tools), GTK_WIDGET (self->count));
  add_button (self, tools, _ ("_All"), G_CALLBACK (all_cb));
  add_button (self, tools, _ ("_None"), G_CALLBACK (none_cb));
  gtk_box_append (GTK_BOX (self->documents), tools);
}

static void
add_list (SchoAskedPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Documents"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->documents), scrolled);
}

static void
scho_asked_page_dispose (GObject *object)
{
  SchoAskedPage *self = SCHO_ASKED_PAGE (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (scho_session_get_project (self->session),
                                            self);
      gtk_filter_list_model_set_filter (self->filtered, NULL);
      gtk_list_view_set_model (self->view, NULL);
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (scho_asked_page_parent_class)->dispose (object);
}

static void
scho_asked_page_finalize (GObject *object)
{
  SchoAskedPage *self = SCHO_ASKED_PAGE (object);

  g_array_unref (self->coders);
  g_hash_table_unref (self->ticked);
  g_strfreev (self->words);
  G_OBJECT_CLASS (scho_asked_page_parent_class)->finalize (object);
}

static void
scho_asked_page_class_init (SchoAskedPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_asked_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_asked_page_finalize;
}

static void
scho_asked_page_init (SchoAskedPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "asked");
  self->coders = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ticked = g_hash_table_new (NULL, NULL);
  add_head (self);
  add_ways (self);
  self->documents = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  add_tools (self);
  add_list (self);
  gtk_box_append (GTK_BOX (self), self->documents);
}

GtkWidget *
scho_asked_page_new (SchoSession *session)
{
  SchoAskedPage *self = g_object_new (SCHO_TYPE_ASKED_PAGE, NULL);
  GListModel *all = scho_document_model_get_all (scho_session_get_documents (session));
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  GtkNoSelection *selection;

  self->session = g_object_ref (session);
  self->filtered = gtk_filter_list_model_new (g_object_ref (all), filter);
  selection = gtk_no_selection_new (G_LIST_MODEL (self->filtered));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  fill_choice (self);
  g_signal_connect_swapped (scho_session_get_project (session), "changed",
                            G_CALLBACK (project_changed_cb), self);
  return GTK_WIDGET (self);
}

void
scho_asked_page_choose_coder (SchoAskedPage *self, guint32 coder)
{
  for (guint i = 0; i < self->coders->len; i++)
    if (g_array_index (self->coders, guint32, i) == coder)
      gtk_drop_down_set_selected (self->choice, i);
}

void
scho_asked_page_set_asked (SchoAskedPage *self, SchoAsked asked)
{
  gtk_check_button_set_active (self->asked[asked], TRUE);
}

void
scho_asked_page_tick (SchoAskedPage *self, guint32 document, gboolean is_ticked)
{
  tick (self, document, is_ticked);
  show_rows (self);
  show_state (self);
}

void
scho_asked_page_tick_shown (SchoAskedPage *self, gboolean is_ticked)
{
  GListModel *model = G_LIST_MODEL (self->filtered);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      tick (self, get_id (item), is_ticked);
    }
  show_rows (self);
  show_state (self);
}

void
scho_asked_page_filter (SchoAskedPage *self, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), words);
  filter_changed_cb (self);
}

void
scho_asked_page_keep (SchoAskedPage *self)
{
  keep_cb (self);
}
