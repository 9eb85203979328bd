#include "code-hits.h"

#include "code-palette.h"
#include "gradual-model.h"
#include "hit-row.h"
#include "hit-ticks.h"
#include "large-step.h"
#include "row-model.h"
#include "spoken.h"
#include "swatch.h"

#include <glib/gi18n.h>
#include <scholiast/job.h>

/* Work that takes longer is shown, in milliseconds. */
#define SOON 300

struct _SchoCodeHits
{
  GtkWidget parent_instance;
  SchoSession *session;
  guint opening; /* the palette, soon */
  gulong handler;
  SchoSearchCache *cache;
  SchoHitQuery query;      /* its coding as chosen here */
  SchoHitPreview *preview; /* nullable */
  GPtrArray *shown;        /* of SchoHitRow: those that pass the filter; nullable */
  SchoHitTicks *ticks;
  SchoRowModel *rows;
  GPtrArray *bound; /* of GtkListItem: what is on screen */

  GCancellable *working; /* NULL when nothing is read or coded */
  gboolean again;        /* something has changed since it began */
  gboolean is_coding;
  gboolean wants_focus; /* the list is to have the keyboard when it comes */
  gboolean outdated;    /* the project has changed while the tab was behind */
  guint soon;

  GtkEditable *filter;
  GtkLabel *heading, *code_label, *count, *empty;
  GtkMenuButton *code_button;
  GtkPopover *code_popover;
  SchoCodePalette *palette;
  SchoSwatch *swatch;
  GtkDropDown *unit;
  GtkStack *stack;
  GtkListView *list;
  GtkSpinner *spinner;
  GtkWidget *all_button, *none_button, *apply_button;
};

enum
{
  PLACE_ACTIVATED,
  CODED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoCodeHits, scho_code_hits, GTK_TYPE_WIDGET)

/* Ticks ----------------------------------------------------------------------------- */

static guint
count_rows (SchoCodeHits *self)
{
  return self->preview != NULL ? self->preview->rows->len : 0;
}

static SchoHitRow *
get_row (SchoCodeHits *self, guint i)
{
  return g_ptr_array_index (self->preview->rows, i);
}

/* What is shown --------------------------------------------------------------------- */

static gboolean
has_code (SchoCodeHits *self)
{
  return self->query.coding.code != 0 || self->query.coding.name != NULL;
}

static void
show_code (SchoCodeHits *self)
{
  const SchoCode *code = scho_snapshot_get_code (
      scho_session_get_snapshot (self->session), self->query.coding.code);
  g_autofree char *label = NULL, *spoken = NULL;

  if (code != NULL)
    label = g_strdup (code->name);
  else if (self->query.coding.name != NULL)
    /* Translators: %s is the name of a code. */
    label = g_strdup_printf (_ ("New code “%s”"), self->query.coding.name);
  else
    label = g_strdup (_ ("Choose…"));
  gtk_label_set_label (self->code_label, label);
  /* Translators: a code, and which one was chosen. */
  spoken = g_strdup_printf (_ ("Code: %s"), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->code_button),
                               has_code (self) ? label : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->swatch), code != NULL);
  if (code != NULL)
    scho_swatch_set_colour (self->swatch, code->colour);
}

static void
show_ticks (SchoCodeHits *self)
{
  guint n_ticked = scho_code_hits_get_n_ticked (self);
  guint n = self->shown != NULL ? self->shown->len : 0;
  guint n_shown = n > 0 ? scho_hit_ticks_count (self->ticks, self->shown) : 0;
  g_autofree char *count = self->preview != NULL
                               ? scho_hit_preview_dup_count (self->preview, n_ticked, n)
                               : NULL;
  g_autofree char *label
      = n_ticked > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Code %u _passage",
                                                     "Code %u _passages", n_ticked),
                                        n_ticked)
                     : g_strdup (_ ("Code _passages"));

  gtk_label_set_label (self->count, count != NULL ? count : "");
  gtk_button_set_label (GTK_BUTTON (self->apply_button), label);
  gtk_widget_set_sensitive (self->apply_button,
                            n_ticked > 0 && has_code (self) && !self->is_coding);
  gtk_widget_set_tooltip_text (self->apply_button,
                               has_code (self) ? NULL : _ ("Choose a code first"));
  gtk_widget_set_sensitive (self->all_button, n_shown < n);
  gtk_widget_set_sensitive (self->none_button, n_shown > 0);
}

static void
show_list (SchoCodeHits *self)
{
  gboolean coded = self->preview->n_coded > 0;

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown
      = scho_hit_preview_filter (self->preview, gtk_editable_get_text (self->filter));
  scho_row_model_set_rows (self->rows, self->shown);
  gtk_label_set_label (self->empty, count_rows (self) > 0
                                        ? _ ("No passage has these words.")
                                    : coded ? _ ("All of these are coded so already.")
                                            : _ ("Nothing was found."));
  gtk_stack_set_visible_child_name (self->stack, self->shown->len > 0 ? "list" : "empty");
  show_ticks (self);
  if (self->wants_focus && self->shown->len > 0)
    {
      self->wants_focus = FALSE;
      if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (self->list));
    }
}

static void
show_heading (SchoCodeHits *self)
{
  const SchoDocument *document = scho_snapshot_get_document (
      scho_session_get_snapshot (self->session), self->query.document);
  g_autofree char *words
      = self->query.document == 0
            /* Translators: what was looked for. */
            ? g_strdup_printf (_ ("All hits of “%s” in all documents"),
                               self->query.pattern)
            : g_strdup_printf (
                /* Translators: what was looked for, and the title of a document. */
                _ ("All hits of “%s” in “%s”"), self->query.pattern,
                document != NULL ? document->title : "");

  gtk_label_set_label (self->heading, words);
}

/* Work on another thread ------------------------------------------------------------ */

typedef struct
{
  SchoSnapshot *snapshot;
  SchoSearchCache *cache;
  SchoHitQuery query;
  GArray *places; /* of SchoHit; what is to be coded, or NULL: a look */
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  scho_snapshot_unref (self->snapshot);
  scho_search_cache_unref (self->cache);
  scho_hit_query_clear (&self->query);
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self);
}

static Order *
order_new (SchoCodeHits *self)
{
  Order *order = g_new0 (Order, 1);

  order->snapshot = scho_snapshot_ref (scho_session_get_snapshot (self->session));
  order->cache = scho_search_cache_ref (self->cache);
  scho_hit_query_copy (&order->query, &self->query);
  g_free ((char *) order->query.coding.coder);
  order->query.coding.coder = g_strdup (scho_session_get_coder (self->session));
  return order;
}

static gboolean
soon_cb (gpointer data)
{
  SchoCodeHits *self = data;

  self->soon = 0;
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
begin_work (SchoCodeHits *self)
{
  self->working = g_cancellable_new ();
  self->soon = g_timeout_add (SOON, soon_cb, self);
}

/* FALSE when the tab was closed meanwhile. */
static gboolean
end_work (SchoCodeHits *self, const GError *error)
{
  g_clear_object (&self->working);
  g_clear_handle_id (&self->soon, g_source_remove);
  if (self->session == NULL)
    return FALSE;
  gtk_spinner_stop (self->spinner);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  return TRUE;
}

static gpointer
look_work (gpointer data,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  Order *order = data;

  return scho_hit_preview_new (order->snapshot, order->cache, &order->query, progress,
                               cancellable, error);
}

static void look_again (SchoCodeHits *self);

static void
look_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchoCodeHits) self = data;
  g_autoptr (GError) error = NULL;
  SchoHitPreview *preview = scho_job_run_finish (result, &error);

  if (!end_work (self, error))
    {
      g_clear_pointer (&preview, scho_hit_preview_free);
      return;
    }
  if (preview != NULL)
    {
      g_clear_pointer (&self->preview, scho_hit_preview_free);
      self->preview = preview;
      show_list (self);
    }
  if (self->again)
    look_again (self);
}

/* One at a time; what comes meanwhile is looked at after it. */
static void
look_again (SchoCodeHits *self)
{
  self->again = self->working != NULL;
  if (self->again)
    {
      if (!self->is_coding)
        g_cancellable_cancel (self->working);
      return;
    }
  begin_work (self);
  scho_job_run_async (look_work, order_new (self), order_free, scho_hit_preview_free,
                      self->working, NULL, look_done, g_object_ref (self));
}

static SchoStep *
make_step (SchoSnapshot *snapshot, gpointer data, GError **error)
{
  Order *order = data;

  /* The places are whole passages already. */
  order->query.coding.unit = SCHO_UNIT_CHARACTER;
  return scho_edit_code_hits (snapshot, &order->query.coding, order->places, NULL, NULL,
                              error);
}

/* The code that came with the step is no longer new. */
static void
find_new_code (SchoCodeHits *self)
{
  gsize n = 0;
  const SchoCode *const *codes
      = scho_snapshot_get_codes (scho_session_get_snapshot (self->session), &n);

  for (gsize i = 0; i < n && self->query.coding.code == 0; i++)
    if (codes[i]->parent == 0 && g_strcmp0 (codes[i]->name, self->query.coding.name) == 0)
      scho_code_hits_set_code (self, codes[i]->id, NULL);
}

static void
code_done (gpointer owner, gpointer data, SchoStep *step)
{
  SchoCodeHits *self = owner;

  self->is_coding = FALSE;
  if (!end_work (self, NULL))
    return;
  if (step != NULL)
    {
      find_new_code (self);
      g_signal_emit (self, signals[CODED], 0, scho_step_get_label (step));
    }
  show_ticks (self);
  look_again (self);
}

static void
project_changed_cb (SchoCodeHits *self)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);

  if (scho_snapshot_get_code (snapshot, self->query.coding.code) == NULL)
    self->query.coding.code = 0;
  show_code (self);
  show_heading (self);
  /* Nobody looks at a tab behind. */
  self->outdated = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->outdated)
    look_again (self);
}

/* Rows ------------------------------------------------------------------------------ */

static void
row_ticked_cb (SchoHitRowView *view, gboolean ticked, GtkListItem *list_item)
{
  SchoCodeHits *self = g_object_get_data (G_OBJECT (view), "owner");

  scho_hit_ticks_set (self->ticks, scho_row_get (gtk_list_item_get_item (list_item)),
                      ticked);
  show_ticks (self);
}

static void
setup_row_cb (SchoCodeHits *self, GtkListItem *list_item)
{
  GtkWidget *view = scho_hit_row_view_new ();

  g_object_set_data (G_OBJECT (view), "owner", self);
  g_signal_connect (view, "ticked", G_CALLBACK (row_ticked_cb), list_item);
  gtk_list_item_set_child (list_item, view);
}

static void
bind_row_cb (SchoCodeHits *self, GtkListItem *list_item)
{
  SchoHitRow *row = scho_row_get (gtk_list_item_get_item (list_item));
  GtkWidget *view = gtk_list_item_get_child (list_item);

  scho_hit_row_view_show (SCHO_HIT_ROW_VIEW (view), row,
                          scho_hit_ticks_has (self->ticks, row));
  g_ptr_array_add (self->bound, list_item);
}

static void
unbind_row_cb (SchoCodeHits *self, GtkListItem *list_item)
{
  g_ptr_array_remove_fast (self->bound, list_item);
}

static void
row_activated_cb (SchoCodeHits *self, guint position)
{
  SchoHitRow *row = scho_row_model_get_row (self->rows, position);

  if (row != NULL)
    g_signal_emit (self, signals[PLACE_ACTIVATED], 0, &row->place);
}

/* After ticks have changed by other means than their boxes. */
static void
show_ticks_in_rows (SchoCodeHits *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *list_item = g_ptr_array_index (self->bound, i);
      SchoHitRow *row = scho_row_get (gtk_list_item_get_item (list_item));

      scho_hit_row_view_set_ticked (
          SCHO_HIT_ROW_VIEW (gtk_list_item_get_child (list_item)),
          scho_hit_ticks_has (self->ticks, row));
    }
  show_ticks (self);
}

static gboolean
key_pressed_cb (SchoCodeHits *self, guint keyval, guint code, GdkModifierType state)
{
  GtkSingleSelection *selection
      = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list));
  guint position = gtk_single_selection_get_selected (selection);

  SchoHitRow *row = scho_row_model_get_row (self->rows, position);

  if (keyval != GDK_KEY_space || (state & gtk_accelerator_get_default_mod_mask ()) != 0
      || row == NULL)
    return GDK_EVENT_PROPAGATE;
  scho_hit_ticks_set (self->ticks, row, !scho_hit_ticks_has (self->ticks, row));
  show_ticks_in_rows (self);
  return GDK_EVENT_STOP;
}

/* Code and unit --------------------------------------------------------------------- */

static gboolean
open_palette_cb (gpointer data)
{
  SchoCodeHits *self = data;

  self->opening = 0;
  scho_code_palette_open (self->palette, NULL);
  gtk_widget_set_margin_top (GTK_WIDGET (self->palette), 0);
  return G_SOURCE_REMOVE;
}

/* GTK moves the focus about while a popover comes up; the palette would take it as left
 * and close. */
static void
popover_shown_cb (SchoCodeHits *self)
{
  if (self->opening == 0)
    self->opening = g_idle_add (open_palette_cb, self);
}

static void
code_chosen_cb (SchoCodeHits *self, guint code, const char *name)
{
  gtk_popover_popdown (self->code_popover);
  scho_code_hits_set_code (self, code, name);
}

static void
palette_closed_cb (SchoCodeHits *self)
{
  gtk_popover_popdown (self->code_popover);
}

static void
unit_changed_cb (SchoCodeHits *self)
{
  self->query.coding.unit = (SchoTextUnit) gtk_drop_down_get_selected (self->unit);
  if (self->session != NULL)
    look_again (self);
}

static void
filter_changed_cb (SchoCodeHits *self)
{
  if (self->preview != NULL)
    show_list (self);
}

/* Enter and Escape go to the list. */
static void
filter_done_cb (SchoCodeHits *self)
{
  filter_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
filter_left_cb (SchoCodeHits *self)
{
  gtk_editable_set_text (self->filter, "");
  filter_done_cb (self);
}

static void
all_clicked_cb (SchoCodeHits *self)
{
  scho_code_hits_tick_all (self, TRUE);
}

static void
none_clicked_cb (SchoCodeHits *self)
{
  scho_code_hits_tick_all (self, FALSE);
}

static void
apply_clicked_cb (SchoCodeHits *self)
{
  scho_code_hits_apply (self);
}

/* The class ------------------------------------------------------------------------- */

static void
scho_code_hits_dispose (GObject *object)
{
  SchoCodeHits *self = SCHO_CODE_HITS (object);
  GtkWidget *child;

  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  g_clear_handle_id (&self->soon, g_source_remove);
  g_clear_handle_id (&self->opening, g_source_remove);
  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, scho_session_get_project (self->session));
  g_clear_object (&self->session);
  if (self->palette != NULL)
    scho_code_palette_set_session (self->palette, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->palette = NULL;
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (scho_code_hits_parent_class)->dispose (object);
}

/* The list, as soon as there is one. */
static gboolean
scho_code_hits_grab_focus (GtkWidget *widget)
{
  SchoCodeHits *self = SCHO_CODE_HITS (widget);

  self->wants_focus = self->shown == NULL || self->shown->len == 0;
  return gtk_widget_grab_focus (self->wants_focus ? GTK_WIDGET (self->code_button)
                                                  : GTK_WIDGET (self->list));
}

static void
scho_code_hits_map (GtkWidget *widget)
{
  SchoCodeHits *self = SCHO_CODE_HITS (widget);

  GTK_WIDGET_CLASS (scho_code_hits_parent_class)->map (widget);
  if (self->outdated && self->session != NULL)
    look_again (self);
  self->outdated = FALSE;
}

static void
scho_code_hits_finalize (GObject *object)
{
  SchoCodeHits *self = SCHO_CODE_HITS (object);

  g_clear_pointer (&self->preview, scho_hit_preview_free);
  g_clear_pointer (&self->cache, scho_search_cache_unref);
  scho_hit_ticks_free (self->ticks);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_ptr_array_unref (self->bound);
  scho_hit_query_clear (&self->query);
  G_OBJECT_CLASS (scho_code_hits_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (SCHO_TYPE_SWATCH);
  g_type_ensure (SCHO_TYPE_CODE_PALETTE);
  gtk_widget_class_set_template_from_resource (klass,
                                               "/org/scholiast/Scholiast/code-hits.ui");
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, filter);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, heading);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, code_label);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, count);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, empty);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, code_button);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, code_popover);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, palette);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, swatch);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, unit);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, stack);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, list);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, spinner);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, all_button);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, none_button);
  gtk_widget_class_bind_template_child (klass, SchoCodeHits, apply_button);
  gtk_widget_class_bind_template_callback (klass, popover_shown_cb);
  gtk_widget_class_bind_template_callback (klass, code_chosen_cb);
  gtk_widget_class_bind_template_callback (klass, palette_closed_cb);
  gtk_widget_class_bind_template_callback (klass, unit_changed_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, key_pressed_cb);
  gtk_widget_class_bind_template_callback (klass, filter_changed_cb);
  gtk_widget_class_bind_template_callback (klass, filter_done_cb);
  gtk_widget_class_bind_template_callback (klass, filter_left_cb);
  gtk_widget_class_bind_template_callback (klass, all_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, none_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, apply_clicked_cb);
}

static void
scho_code_hits_class_init (SchoCodeHitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = scho_code_hits_dispose;
  G_OBJECT_CLASS (klass)->finalize = scho_code_hits_finalize;
  GTK_WIDGET_CLASS (klass)->map = scho_code_hits_map;
  GTK_WIDGET_CLASS (klass)->grab_focus = scho_code_hits_grab_focus;
  signals[PLACE_ACTIVATED]
      = g_signal_new ("place-activated", SCHO_TYPE_CODE_HITS, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CODED] = g_signal_new ("coded", SCHO_TYPE_CODE_HITS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", SCHO_TYPE_CODE_HITS, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
scho_code_hits_init (SchoCodeHits *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->ticks = scho_hit_ticks_new ();
  self->bound = g_ptr_array_new ();
  self->rows = scho_row_model_new (scho_hit_row_ref, scho_hit_row_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  scho_spoken_name_choice (self->unit, _ ("Passage"));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self,
                           G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (
      scho_gradual_model_new (G_LIST_MODEL (self->rows), SCHO_WRAPPED_ROWS))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  /* In the popover it needs no frame of its own. */
  gtk_widget_remove_css_class (GTK_WIDGET (self->palette), "palette");
  gtk_widget_remove_css_class (GTK_WIDGET (self->palette), "background");
}

GtkWidget *
scho_code_hits_new (SchoSession *session,
                    SchoSearchCache *cache,
                    const SchoHitQuery *query)
{
  SchoCodeHits *self = g_object_new (SCHO_TYPE_CODE_HITS, NULL);

  self->session = g_object_ref (session);
  self->cache = scho_search_cache_ref (cache);
  scho_hit_query_copy (&self->query, query);
  scho_code_palette_set_session (self->palette, session);
  self->handler = g_signal_connect_swapped (scho_session_get_project (session), "changed",
                                            G_CALLBACK (project_changed_cb), self);
  show_heading (self);
  show_code (self);
  show_ticks (self);
  look_again (self);
  return GTK_WIDGET (self);
}

gboolean
scho_code_hits_is_for (SchoCodeHits *self, const SchoHitQuery *query)
{
  return self->query.document == query->document && self->query.flags == query->flags
         && g_str_equal (self->query.pattern, query->pattern);
}

void
scho_code_hits_set_code (SchoCodeHits *self, guint32 code, const char *name)
{
  SchoHitCoding *coding = &self->query.coding;

  coding->code = code;
  g_free ((char *) coding->name);
  coding->name = code == 0 && name != NULL ? g_strstrip (g_strdup (name)) : NULL;
  show_code (self);
  show_ticks (self);
  look_again (self);
}

void
scho_code_hits_set_unit (SchoCodeHits *self, SchoTextUnit unit)
{
  gtk_drop_down_set_selected (self->unit, unit);
}

const SchoHitPreview *
scho_code_hits_get_preview (SchoCodeHits *self)
{
  return self->preview;
}

void
scho_code_hits_set_ticked (SchoCodeHits *self, guint row, gboolean ticked)
{
  g_return_if_fail (row < count_rows (self));

  scho_hit_ticks_set (self->ticks, get_row (self, row), ticked);
  show_ticks_in_rows (self);
}

void
scho_code_hits_tick_all (SchoCodeHits *self, gboolean ticked)
{
  for (guint i = 0; self->shown != NULL && i < self->shown->len; i++)
    scho_hit_ticks_set (self->ticks, self->shown->pdata[i], ticked);
  show_ticks_in_rows (self);
}

guint
scho_code_hits_get_n_ticked (SchoCodeHits *self)
{
  return self->preview != NULL ? scho_hit_ticks_count (self->ticks, self->preview->rows)
                               : 0;
}

gboolean
scho_code_hits_apply (SchoCodeHits *self)
{
  Order *order;

  if (!has_code (self) || self->is_coding || scho_code_hits_get_n_ticked (self) == 0)
    return FALSE;
  if (self->working != NULL) /* what is listed will change */
    return FALSE;
  order = order_new (self);
  order->places = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  for (guint i = 0; i < count_rows (self); i++)
    if (scho_hit_ticks_has (self->ticks, get_row (self, i)))
      g_array_append_val (order->places, get_row (self, i)->place);
  self->is_coding = TRUE;
  show_ticks (self);
  begin_work (self);
  /* Few of them may be in long texts, which have to be read. */
  scho_session_make_step (self->session, G_MAXSIZE, make_step, order, order_free,
                          code_done, self);
  return TRUE;
}

gboolean
scho_code_hits_is_busy (SchoCodeHits *self)
{
  return self->working != NULL;
}

void
scho_code_hits_focus_filter (SchoCodeHits *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
  gtk_editable_select_region (self->filter, 0, -1);
}
