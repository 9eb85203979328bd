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
