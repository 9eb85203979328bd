#include "split-page.h"

#include "large-step.h"
#include "letters.h"
#include "quotes.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>

struct _SchoSplitPage
{
  GtkWidget parent_instance;
  SchoSession *session;
  gulong handler;
  guint32 code;
  GStrv words;               /* nullable: what is filtered for */
  GHashTable *ticked;        /* a set of UUIDs */
  GCancellable *cancellable; /* nullable: while the passages are read */
  gboolean filling;          /* the program ticks, not the user */

  GtkLabel *title, *told, *empty;
  GtkEditable *name, *filter;
  GtkCheckButton *all;
  GtkWidget *apply;
  GtkStack *stack;
  GtkListView *list;
  GListStore *quotes; /* of SchoQuote */
  GtkFilterListModel *filtered;
};

enum
{
  PLACE_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoSplitPage, scho_split_page, GTK_TYPE_WIDGET)

static const SchoCode *
get_code (SchoSplitPage *self)
{
  return scho_snapshot_get_code (scho_session_get_snapshot (self->session), self->code);
}

static gboolean
is_ticked (SchoSplitPage *self, SchoQuote *quote)
{
  return g_hash_table_contains (self->ticked, &scho_quote_get_coding (quote)->uuid);
}

static void
tick (SchoSplitPage *self, SchoQuote *quote, gboolean ticked)
{
  const SchoUuid *uuid = &scho_quote_get_coding (quote)->uuid;

  if (ticked)
    g_hash_table_add (self->ticked, g_memdup2 (uuid, sizeof *uuid));
  else
    g_hash_table_remove (self->ticked, uuid);
}

/* Head */

static guint
count_ticked (SchoSplitPage *self, GListModel *list)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SchoQuote) quote = g_list_model_get_item (list, i);
      n += is_ticked (self, quote);
    }
  return n;
}

static void
update_head (SchoSplitPage *self)
{
  GListModel *shown = G_LIST_MODEL (self->filtered);
  guint n = count_ticked (self, G_LIST_MODEL (self->quotes));
  guint n_shown = g_list_model_get_n_items (shown);
  guint n_both = count_ticked (self, shown);
  g_autofree char *label
      = n == 0 ? g_strdup (_ ("Split off"))
               : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Split off %u passage",
                                               "Split off %u passages", n),
                                  n);

  gtk_button_set_label (GTK_BUTTON (self->apply), label);
  gtk_widget_set_sensitive (self->apply,
                            n > 0 && gtk_editable_get_text (self->name)[0] != '\0');
  self->filling = TRUE;
  gtk_check_button_set_active (self->all, n_shown > 0 && n_both == n_shown);
  gtk_check_button_set_inconsistent (self->all, n_both > 0 && n_both < n_shown);
  gtk_widget_set_sensitive (GTK_WIDGET (self->all), n_shown > 0);
  self->filling = FALSE;
}

static void
update_stack (SchoSplitPage *self)
{
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  gtk_label_set_label (self->empty,
                       self->words != NULL
                           ? _ ("No passage has these words.")
                           : _ ("No passage is coded with this code itself."));
  gtk_stack_set_visible_child_name (self->stack, some ? "list" : "empty");
}

static void
update_title (SchoSplitPage *self)
{
  const SchoCode *code = get_code (self);
  g_autofree char *title = NULL;

  if (code == NULL)
    {
      gtk_label_set_label (self->title, _ ("This code is no longer there"));
      return;
    }
  /* Translators: %s is the name of a code. */
  title = g_strdup_printf (_ ("Which passages of “%s” go to a new code?"), code->name);
  gtk_label_set_label (self->title, title);
}

/* Rows */

typedef struct
{
  GtkCheckButton *check;
  GtkLabel *words, *facts;
  SchoQuote *quote; /* while it is bound; not owned */
} Row;

static Row *
get_row (GtkListItem *list_item)
{
  return g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "row");
}

static void
row_toggled_cb (SchoSplitPage *self, GtkCheckButton *check)
{
  Row *row = g_object_get_data (G_OBJECT (check), "row");

  if (self->filling || row->quote == NULL)
    return;
  tick (self, row->quote, gtk_check_button_get_active (check));
  update_head (self);
}

static void
go_clicked_cb (SchoSplitPage *self, GtkWidget *button)
{
  Row *row = g_object_get_data (G_OBJECT (button), "row");
  const SchoAnnotation *coding;

  if (row->quote == NULL)
    return;
  coding = scho_quote_get_coding (row->quote);
  g_signal_emit (self, signals[PLACE_ACTIVATED], 0, coding->document, coding->start,
                 coding->end);
}

static GtkLabel *
add_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
new_go_button (SchoSplitPage *self, Row *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-jump-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Show in the text"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show in the text"), -1);
  g_object_set_data (G_OBJECT (button), "row", row);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (go_clicked_cb), self);
  return button;
}

static void
setup_row_cb (SchoSplitPage *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Row *row = g_new0 (Row, 1);

  row->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (row->check), GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (row->check), "row", row);
  g_signal_connect_swapped (row->check, "toggled", G_CALLBACK (row_toggled_cb), self);
  row->words = add_label (words);
  gtk_label_set_wrap (row->words, TRUE);
  gtk_label_set_wrap_mode (row->words, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (row->words, 3);
  row->facts = add_label (words);
  gtk_widget_add_css_class (GTK_WIDGET (row->facts), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (row->facts), "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->check));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), new_go_button (self, row));
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (list_item, box);
}

static char *
dup_markup (SchoQuote *quote)
{
  return g_markup_printf_escaped (
      "<span alpha=\"60%%\">%s</span><b>%s</b><span alpha=\"60%%\">%s</span>",
      scho_quote_get_before (quote), scho_quote_get_words (quote),
      scho_quote_get_after (quote));
}

static void
bind_row_cb (SchoSplitPage *self, GtkListItem *list_item)
{
  Row *row = get_row (list_item);
  SchoQuote *quote = gtk_list_item_get_item (list_item);
  g_autofree char *markup = dup_markup (quote);
  g_autofree char *facts = g_strdup_printf ("%s · %s", scho_quote_get_document (quote),
                                            scho_quote_get_coder (quote));

  row->quote = quote;
  gtk_label_set_markup (row->words, markup);
  gtk_label_set_label (row->facts, facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  scho_quote_get_words (quote), -1);
  self->filling = TRUE;
  gtk_check_button_set_active (row->check, is_ticked (self, quote));
  self->filling = FALSE;
}

static void
unbind_row_cb (SchoSplitPage *self, GtkListItem *list_item)
{
  get_row (list_item)->quote = NULL;
}

/* A press beside the box ticks it as well. */
static void
row_activated_cb (SchoSplitPage *self, guint position)
{
  g_autoptr (SchoQuote) quote
      = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  tick (self, quote, !is_ticked (self, quote));
  g_list_model_items_changed (G_LIST_MODEL (self->filtered), position, 1, 1);
  update_head (self);
}

/* What is shown */

static gboolean
is_wanted (gpointer item, gpointer data)
{
  SchoSplitPage *self = data;

  return scho_letters_match (scho_quote_get_folded (item),
                             (const char *const *) self->words);
}

static void
filter_changed_cb (SchoSplitPage *self)
{
  g_clear_pointer (&self->words, g_strfreev);
  self->words = scho_letters_split (gtk_editable_get_text (self->filter));
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
  update_head (self);
}

static void
name_changed_cb (SchoSplitPage *self)
{
  update_head (self);
}

static void
show_ticks (SchoSplitPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  g_list_model_items_changed (G_LIST_MODEL (self->filtered), 0, n, n);
  update_head (self);
}

static void
all_toggled_cb (SchoSplitPage *self)
{
  GListModel *shown = G_LIST_MODEL (self->filtered);

  if (self->filling)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (SchoQuote) quote = g_list_model_get_item (shown, i);
      tick (self, quote, gtk_check_button_get_active (self->all));
    }
  show_ticks (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) quotes = scho_quotes_read_finish (result, &error);
  SchoSplitPage *self = data;

  if (quotes == NULL)
    return; /* cancelled: @data may be gone */
  g_clear_object (&self->cancellable);
  g_list_store_splice (self->quotes, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->quotes)),
                       quotes->pdata, quotes->len);
  update_stack (self);
  update_head (self);
}

static void
stop_reading (SchoSplitPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_passages (SchoSplitPage *self)
{
  stop_reading (self);
  update_title (self);
  self->cancellable = g_cancellable_new ();
  scho_quotes_read (scho_session_get_snapshot (self->session), self->code, FALSE,
                    self->cancellable, read_cb, self);
}

static gboolean
is_touched (SchoSplitPage *self, SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);

  if (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) > 0)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i);
      const SchoAnnotation *before = change.before, *after = change.after;

      if ((before != NULL && before->code == self->code)
          || (after != NULL && after->code == self->code))
        return TRUE;
    }
  return FALSE;
}

static void
project_changed_cb (SchoSplitPage *self, SchoStep *step)
{
  if (is_touched (self, step))
    read_passages (self);
  else if (scho_step_get_n_changes (step, SCHO_NOUN_CODE) > 0)
    update_title (self);
}

static void
tell_done (SchoSplitPage *self, const char *name, guint n)
{
  g_autofree char *words
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage is now coded “%s”.",
                                      "%u passages are now coded “%s”.", n),
                         n, name);

  gtk_label_set_label (self->told, words);
  gtk_widget_set_visible (GTK_WIDGET (self->told), TRUE);
}

/* What the new code gets. */
typedef struct
{
  guint32 code;
  char *name;
  GPtrArray *quotes; /* of SchoQuote; they keep the codings */
  GPtrArray *given;  /* of SchoAnnotation */
} Split;

static Split *
split_new (SchoSplitPage *self)
{
  Split *split = g_new0 (Split, 1);
  GListModel *list = G_LIST_MODEL (self->quotes);

  split->code = self->code;
  split->name = g_strdup (gtk_editable_get_text (self->name));
  split->quotes = g_ptr_array_new_with_free_func (g_object_unref);
  split->given = g_ptr_array_new ();
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SchoQuote) quote = g_list_model_get_item (list, i);

      if (!is_ticked (self, quote))
        continue;
      g_ptr_array_add (split->given, (gpointer) scho_quote_get_coding (quote));
      g_ptr_array_add (split->quotes, g_steal_pointer (&quote));
    }
  return split;
}

static void
split_free (gpointer data)
{
  Split *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->quotes);
  g_ptr_array_unref (self->given);
  g_free (self);
}

static SchoStep *
make_split (SchoSnapshot *snapshot, gpointer data, GError **error)
{
  Split *split = data;

  return scho_edit_split_code (snapshot, split->code, split->name,
                               (const SchoAnnotation *const *) split->given->pdata,
                               split->given->len, error);
}

static void
split_done (gpointer owner, gpointer data, SchoStep *step)
{
  SchoSplitPage *self = owner;
  Split *split = data;

  if (step == NULL || self->session == NULL)
    return;
  g_hash_table_remove_all (self->ticked);
  gtk_editable_set_text (self->name, "");
  /* Undo means the split now, not the letters of its name. */
  gtk_editable_set_enable_undo (self->name, FALSE);
  gtk_editable_set_enable_undo (self->name, TRUE);
  tell_done (self, split->name, split->given->len);
}

static void
apply_cb (SchoSplitPage *self)
{
  Split *split = split_new (self);

  scho_session_make_step (self->session, split->given->len, make_split, split, split_free,
                          split_done, self);
}

static gboolean
scho_split_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SCHO_SPLIT_PAGE (widget)->name));
}

static void
scho_split_page_dispose (GObject *object)
{
  SchoSplitPage *self = SCHO_SPLIT_PAGE (object);
  GtkWidget *child;

  stop_reading (self);
  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->quotes);
  G_OBJECT_CLASS (scho_split_page_parent_class)->dispose (object);
}

static void
scho_split_page_finalize (GObject *object)
{
  SchoSplitPage *self = SCHO_SPLIT_PAGE (object);

  g_strfreev (self->words);
  g_hash_table_unref (self->ticked);
  G_OBJECT_CLASS (scho_split_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/org/scholiast/Scholiast/split-page.ui");
  gtk_widget_class_bind_template_child (klass, SchoSplitPage, title);
  gtk_widget_class_bind_template_child (klass, SchoSplitPage, told);
  gtk_widget_class_bind_template_child (klass, SchoSplitPage, empty);
  gtk_widget_class_bind_template_child (klass, SchoSplitPage, name);
  gtk_widget_class_bind_template_child (klass, SchoSplitPage, filter);
  gtk_widget_class_bind_template_child (klass, SchoSplitPage, all);
  gtk_widget_class_bind_template_child (klass, SchoSplitPage, apply);
  gtk_widget_class_bind_template_child (klass, SchoSplitPage, stack);
  gtk_widget_class_bind_template_child (klass, SchoSplitPage, list);
  gtk_widget_class_bind_template_callback (klass, name_changed_cb);
  gtk_widget_class_bind_template_callback (klass, filter_changed_cb);
  gtk_widget_class_bind_template_callback (klass, all_toggled_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, apply_cb);
}

static void
scho_split_page_class_init (SchoSplitPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_split_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_split_page_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = scho_split_page_grab_focus;
  signals[PLACE_ACTIVATED]
      = g_signal_new ("place-activated", SCHO_TYPE_SPLIT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
scho_split_page_init (SchoSplitPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) none = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->ticked = g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, g_free, NULL);
  self->quotes = g_list_store_new (SCHO_TYPE_QUOTE);
  self->filtered = gtk_filter_list_model_new (
      g_object_ref (G_LIST_MODEL (self->quotes)),
      GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL)));
  none = gtk_no_selection_new (G_LIST_MODEL (self->filtered));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (none));
  update_head (self);
}

GtkWidget *
scho_split_page_new (SchoSession *session, guint32 code)
{
  SchoSplitPage *self = g_object_new (SCHO_TYPE_SPLIT_PAGE, NULL);

  self->session = g_object_ref (session);
  self->code = code;
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  read_passages (self);
  return GTK_WIDGET (self);
}

guint32
scho_split_page_get_code (SchoSplitPage *self)
{
  return self->code;
}
