#include "page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

enum
{
  PROP_ZOOM = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CARET_MOVED,
  SELECTION_CHANGED,
  ANNOTATION_ACTIVATED,
  EDIT_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoPage, scho_page, GTK_TYPE_WIDGET)

gssize
scho_page_find_active (SchoPage *self)
{
  return self->has_active && self->codings != NULL
             ? scho_codings_find (self->codings, &self->active)
             : -1;
}

void
scho_page_update_lit (SchoPage *self)
{
  gssize active = scho_page_find_active (self);
  SchoAnnotation lit = { .end = 0 };

  scho_page_view_set_lit (self->view, active, self->hovered);
  scho_margin_set_lit (self->margin, active, self->hovered);
  if (scho_page_is_reading (self))
    scho_page_get_active (self, &lit);
  if (self->moving < 0)
    scho_page_view_set_handles (self->view, lit.start, lit.end, FALSE);
}

void
scho_page_update_codings (SchoPage *self)
{
  SchoTextEdit *edit = scho_page_get_edit (self);

  /* What the view still shows has the codings that it had. */
  if (self->snapshot == NULL || scho_page_is_filling (self))
    return;

  g_clear_pointer (&self->codings, scho_codings_unref);
  if (edit != NULL)
    self->codings = scho_codings_new_moved (self->snapshot, self->document, edit,
                                            &self->filter, self->theme);
  else
    self->codings = scho_codings_new (self->snapshot, self->document,
                                      scho_page_text_get_text (self->text), &self->filter,
                                      self->theme);
  self->hovered = -1;
  scho_page_view_set_codings (self->view, self->codings);
  scho_margin_update (self->margin);
  scho_overview_set_codings (SCHO_OVERVIEW (self->overview), self->codings,
                             scho_page_text_get_length (self->text));
  scho_page_update_lit (self);
}

/* Tells others once, however many marks GTK moves for it. */
void
scho_page_tell_selection (SchoPage *self)
{
  guint32 start, end, caret = scho_page_get_caret (self);

  scho_page_get_selection (self, &start, &end);
  if (start != self->told_start || end != self->told_end)
    {
      self->told_start = start;
      self->told_end = end;
      scho_page_tell_offer (self, FALSE);
      g_signal_emit (self, signals[SELECTION_CHANGED], 0);
    }
  if (caret != self->told_caret)
    {
      self->told_caret = caret;
      g_signal_emit (self, signals[CARET_MOVED], 0);
    }
}

static void
font_changed_cb (SchoPageView *view, SchoPage *self)
{
  if (!scho_page_has_size (self))
    scho_page_fit_margin (self);
  scho_page_settle (self);
}

static void
theme_changed_cb (SchoPage *self)
{
  self->theme = scho_page_style_set_theme (GTK_WIDGET (self));
  scho_page_update_codings (self);
}

static void
scrolled_cb (SchoPage *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->margin));
  gtk_widget_queue_draw (GTK_WIDGET (self->numbers));
  gtk_widget_queue_draw (self->overview);
  scho_page_tell_offer (self, FALSE);
  scho_page_parts_scrolled (self);
}

static void
hovered_cb (SchoMargin *margin, int coding, SchoPage *self)
{
  self->hovered = coding;
  scho_page_update_lit (self);
}

void
scho_page_activate (SchoPage *self, gssize coding)
{
  gsize n;
  SchoUuid uuid = scho_codings_get_all (self->codings, &n)[coding].uuid;

  g_signal_emit (self, signals[ANNOTATION_ACTIVATED], 0, &uuid);
}

static void
stripe_activated_cb (SchoMargin *margin, int coding, SchoPage *self)
{
  gsize n;
  const SchoAnnotation *annotation = &scho_codings_get_all (self->codings, &n)[coding];

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  scho_page_select (self, annotation->start, annotation->end);
  scho_page_activate (self, coding);
}

static void
jumped_cb (SchoOverview *overview, guint offset, SchoPage *self)
{
  scho_page_jump_now (self, offset);
}

static gboolean
scho_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SCHO_PAGE (widget)->view));
}

static void
scho_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SchoPage *self = SCHO_PAGE (object);

  if (id == PROP_ZOOM)
    g_value_set_uint (value, self->zoom);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
scho_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SchoPage *self = SCHO_PAGE (object);

  if (id == PROP_ZOOM)
    scho_page_set_zoom (self, g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
scho_page_dispose (GObject *object)
{
  SchoPage *self = SCHO_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->edit_id, g_source_remove);
  scho_page_stop_filling (self);
  g_clear_pointer (&self->editor, scho_text_editor_free);
  g_clear_pointer (&self->jump, scho_jump_free);
  scho_edge_scroll_stop (self->edge);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->overview, gtk_widget_unparent);
  g_clear_pointer (&self->previous, gtk_widget_unparent);
  g_clear_pointer (&self->next, gtk_widget_unparent);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child); /* what others have popped up here */
  g_clear_pointer (&self->codings, scho_codings_unref);
  g_clear_pointer (&self->text, scho_page_text_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (scho_page_parent_class)->dispose (object);
}

static void
scho_page_finalize (GObject *object)
{
  SchoPage *self = SCHO_PAGE (object);

  g_clear_pointer (&self->edge, scho_edge_scroll_free);
  g_free (self->digest);
  g_free (self->filter.codes);
  g_free (self->filter.coders);
  G_OBJECT_CLASS (scho_page_parent_class)->finalize (object);
}

static void
scho_page_class_init (SchoPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = scho_page_get_property;
  object_class->set_property = scho_page_set_property;
  object_class->dispose = scho_page_dispose;
  object_class->finalize = scho_page_finalize;
  scho_page_class_add_layout (widget_class);
  widget_class->grab_focus = scho_page_grab_focus;

  properties[PROP_ZOOM] = g_param_spec_uint (
      "zoom", NULL, NULL, SCHO_ZOOM_LEAST, SCHO_ZOOM_MOST, SCHO_ZOOM_DEFAULT,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CARET_MOVED] = g_signal_new ("caret-moved", SCHO_TYPE_PAGE, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTION_CHANGED]
      = g_signal_new ("selection-changed", SCHO_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
  signals[ANNOTATION_ACTIVATED]
      = g_signal_new ("annotation-activated", SCHO_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[EDIT_CHANGED] = g_signal_new ("edit-changed", SCHO_TYPE_PAGE, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "scho-page");
  scho_page_class_add_signals (G_TYPE_FROM_CLASS (klass));
  scho_page_class_add_keys (widget_class);
}

static void
add_children (SchoPage *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  self->view = SCHO_PAGE_VIEW (scho_page_view_new ());
  self->margin = SCHO_MARGIN (scho_margin_new (self->view));
  gtk_text_view_set_gutter (GTK_TEXT_VIEW (self->view),
                            rtl ? GTK_TEXT_WINDOW_LEFT : GTK_TEXT_WINDOW_RIGHT,
                            GTK_WIDGET (self->margin));
  self->numbers = SCHO_PAGE_NUMBERS (scho_page_numbers_new (self->view));
  gtk_text_view_set_gutter (GTK_TEXT_VIEW (self->view),
                            rtl ? GTK_TEXT_WINDOW_RIGHT : GTK_TEXT_WINDOW_LEFT,
                            GTK_WIDGET (self->numbers));

  self->clamp = adw_clamp_scrollable_new ();
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (self->clamp),
                                  GTK_WIDGET (self->view));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->overview = scho_overview_new ();
  gtk_widget_set_parent (self->overview, GTK_WIDGET (self));
  scho_page_add_parts (self);
}

static void
scho_page_init (SchoPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *style;
  GtkAdjustment *adjustment;

  self->hovered = -1;
  self->zoom = SCHO_ZOOM_DEFAULT;
  scho_page_style_load (gtk_widget_get_display (widget));
  scho_page_style_set_zoom (widget, self->zoom);
  self->theme = scho_page_style_set_theme (widget);
  add_children (self);
  scho_page_add_input (self);
  self->jump = scho_jump_new (GTK_TEXT_VIEW (self->view));
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Text"), -1);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->view, "font-changed", G_CALLBACK (font_changed_cb), self);
  g_signal_connect (self->margin, "hovered", G_CALLBACK (hovered_cb), self);
  g_signal_connect (self->margin, "activated", G_CALLBACK (stripe_activated_cb), self);
  g_signal_connect (self->overview, "jumped", G_CALLBACK (jumped_cb), self);

  style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (theme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (theme_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

GtkWidget *
scho_page_new (void)
{
  return g_object_new (SCHO_TYPE_PAGE, NULL);
}

static void
show_text (SchoPage *self, SchoText *text)
{
  scho_page_stop_filling (self);
  scho_page_take_text (self, text, self->is_jump_waiting ? self->jump_offset : 0);
  g_free (self->digest);
  /* The text would have to read all of itself to tell. */
  self->digest
      = g_strdup (scho_snapshot_get_document (self->snapshot, self->document)->digest);
  self->is_filled = FALSE;
  scho_page_set_hits (self, NULL, 0, -1);
  if (scho_page_has_size (self))
    scho_page_fill (self);
  else
    scho_page_settle (self);
}

static void
set_snapshot (SchoPage *self, SchoSnapshot *snapshot)
{
  scho_snapshot_ref (snapshot);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  self->snapshot = snapshot;
}

void
scho_page_set_text (SchoPage *self,
                    SchoSnapshot *snapshot,
                    guint32 document,
                    SchoText *text)
{
  g_return_if_fail (SCHO_IS_PAGE (self) && text != NULL);

  set_snapshot (self, snapshot);
  self->document = document;
  self->start = self->end = 0;
  self->is_jump_waiting = FALSE;
  self->has_active = FALSE;
  scho_cover_reset (scho_page_view_get_cover (self->view));
  show_text (self, text);
  scho_page_tell_selection (self);
}

gboolean
scho_page_set_document (SchoPage *self,
                        SchoSnapshot *snapshot,
                        guint32 document,
                        GError **error)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document, error);

  if (text != NULL)
    scho_page_set_text (self, snapshot, document, text);
  return text != NULL;
}

/* Another text of the same document; start, end and jump_offset say where. */
static void
show_again (SchoPage *self, SchoSnapshot *snapshot, SchoText *text)
{
  guint32 length = scho_text_get_length (text);

  self->start = MIN (self->start, length);
  self->end = MIN (self->end, length);
  self->jump_offset = MIN (self->jump_offset, length);
  self->is_jump_waiting = TRUE;
  set_snapshot (self, snapshot);
  show_text (self, text);
  scho_page_tell_selection (self);
}

gboolean
scho_page_read_text (SchoPage *self, SchoSnapshot *snapshot, GError **error)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, self->document, error);

  if (text != NULL)
    show_again (self, snapshot, text);
  return text != NULL;
}

/* What became of the text elsewhere, as by undo. */
static gboolean
follow_text (SchoPage *self, SchoSnapshot *snapshot, GError **error)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, self->document, error);

  if (text == NULL)
    return FALSE;
  if (scho_page_patch (self, snapshot, text))
    return TRUE;
  self->jump_offset = scho_page_get_top (self);
  scho_page_get_selection (self, &self->start, &self->end);
  show_again (self, snapshot, text);
  return TRUE;
}

void
scho_page_take_shown (SchoPage *self, SchoSnapshot *snapshot, SchoText *text)
{
  set_snapshot (self, snapshot);
  scho_page_text_set_text (self->text, text);
  g_free (self->digest);
  self->digest = g_strdup (scho_snapshot_get_document (snapshot, self->document)->digest);
}

gboolean
scho_page_set_snapshot (SchoPage *self, SchoSnapshot *snapshot, GError **error)
{
  const SchoDocument *document;

  g_return_val_if_fail (SCHO_IS_PAGE (self) && self->snapshot != NULL, FALSE);

  if (self->editor != NULL)
    {
      scho_page_follow_edit (self, snapshot);
      return TRUE;
    }
  document = scho_snapshot_get_document (snapshot, self->document);
  if (document == NULL || g_strcmp0 (document->digest, self->digest) != 0)
    return follow_text (self, snapshot, error);

  set_snapshot (self, snapshot);
  scho_page_update_codings (self);
  return TRUE;
}

guint32
scho_page_get_document (SchoPage *self)
{
  return self->document;
}

SchoSnapshot *
scho_page_get_snapshot (SchoPage *self)
{
  return self->snapshot;
}

SchoText *
scho_page_get_text (SchoPage *self)
{
  return self->text != NULL ? scho_page_text_get_text (self->text) : NULL;
}

void
scho_page_set_hits (SchoPage *self, const SchoHit *hits, gsize n_hits, gssize current)
{
  scho_page_view_set_hits (self->view, hits, n_hits, current);
  scho_overview_set_hits (SCHO_OVERVIEW (self->overview), hits, n_hits);
}

void
scho_page_set_active (SchoPage *self, const SchoUuid *annotation)
{
  self->has_active = annotation != NULL;
  self->is_guessed = FALSE;
  if (annotation != NULL)
    self->active = *annotation;
  scho_page_update_lit (self);
}

gboolean
scho_page_is_active_guessed (SchoPage *self)
{
  return self->has_active && self->is_guessed;
}

void
scho_page_set_menu (SchoPage *self, GMenuModel *menu)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (menu == NULL)
    return;
  self->popover = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

guint
scho_page_get_zoom (SchoPage *self)
{
  return self->zoom;
}

void
scho_page_set_zoom (SchoPage *self, guint per_cent)
{
  guint zoom = scho_zoom_get_step (per_cent, 0);

  if (zoom == self->zoom)
    return;
  self->zoom = zoom;
  scho_page_style_set_zoom (GTK_WIDGET (self), zoom);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}
