/* page-settings.c - the page follows how the user reads, and what the window shows. */
#include "page-private.h"

static void
reading_changed_cb (SchoPage *self)
{
  g_autofree char *family = scho_reading_dup_family (self->reading);

  scho_page_style_set_family (GTK_WIDGET (self), family);
  scho_page_view_set_layout (self->view, scho_reading_get_spacing (self->reading),
                             scho_reading_get_measure (self->reading));
  scho_page_numbers_set_kind (self->numbers, scho_reading_get_numbers (self->reading));
  scho_page_settle (self);
}

void
scho_page_set_reading (SchoPage *self, SchoReading *reading)
{
  g_return_if_fail (SCHO_IS_PAGE (self) && self->reading == NULL);

  self->reading = g_object_ref (reading);
  g_signal_connect_object (reading, "notify", G_CALLBACK (reading_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (reading, "zoom", self, "zoom",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  reading_changed_cb (self);
}

gboolean
scho_page_uncover (SchoPage *self, guint32 offset)
{
  SchoCover *cover = scho_page_view_get_cover (self->view);

  if (self->codings == NULL || !scho_cover_open_at (cover, self->codings, offset))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  return GDK_EVENT_STOP;
}

/* The character after the caret, or else the one before it: the end of a passage counts.
 */
static gboolean
uncover_key_cb (SchoPage *self, guint keyval, guint code, GdkModifierType state)
{
  guint32 caret;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0
      || (keyval != GDK_KEY_space && keyval != GDK_KEY_Return
          && keyval != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;
  caret = scho_page_get_caret (self);
  return scho_page_uncover (self, caret)
         || (caret > 0 && scho_page_uncover (self, caret - 1));
}

/* Before the text view, whose input method takes the space bar. */
void
scho_page_add_uncover_keys (SchoPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (uncover_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
copy_flags (gboolean **to, guint32 *n_to, const gboolean *from, guint32 n)
{
  g_free (*to);
  *to = from != NULL ? g_memdup2 (from, n * sizeof *from) : NULL;
  *n_to = n;
}

static void
visibility_changed_cb (SchoPage *self, SchoVisibility *visibility)
{
  guint32 n_codes, n_coders;
  const gboolean *codes = scho_visibility_get_codes (visibility, &n_codes);
  const gboolean *coders = scho_visibility_get_coders (visibility, &n_coders);

  copy_flags (&self->filter.codes, &self->filter.n_codes, codes, n_codes);
  copy_flags (&self->filter.coders, &self->filter.n_coders, coders, n_coders);
  scho_cover_set_open (scho_page_view_get_cover (self->view),
                       scho_visibility_has_blurred (visibility));
  scho_page_update_codings (self);
}

void
scho_page_follow_visibility (SchoPage *self, SchoVisibility *visibility)
{
  g_return_if_fail (SCHO_IS_PAGE (self));

  g_signal_connect_object (visibility, "changed", G_CALLBACK (visibility_changed_cb),
                           self, G_CONNECT_SWAPPED);
  visibility_changed_cb (self, visibility);
}

void
scho_page_set_visible_codes (SchoPage *self, const gboolean *by_id, guint32 n)
{
  copy_flags (&self->filter.codes, &self->filter.n_codes, by_id, n);
  scho_page_update_codings (self);
}

void
scho_page_set_visible_coders (SchoPage *self, const gboolean *by_id, guint32 n)
{
  copy_flags (&self->filter.coders, &self->filter.n_coders, by_id, n);
  scho_page_update_codings (self);
}
