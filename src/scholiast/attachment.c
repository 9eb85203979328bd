/* attachment.c - what is kept with a project beside its texts and codings. */
#include <scholiast/attachment.h>

#include <glib/gi18n-lib.h>
#include <scholiast/error.h>
#include <scholiast/words-private.h>

static void
clear (SchoAttachment *self)
{
  g_free ((char *) self->kind);
  g_free ((char *) self->name);
  g_free ((char *) self->text);
  g_free ((char *) self->media_type);
  g_free ((char *) self->digest);
}

SchoAttachment *
scho_attachment_new (const SchoAttachment *values)
{
  SchoAttachment *self = g_atomic_rc_box_new (SchoAttachment);

  *self = *values;
  if (scho_uuid_is_null (&values->uuid))
    self->uuid = scho_uuid_new ();
  self->kind = scho_name_dup (values->kind != NULL ? values->kind : "");
  self->name = scho_name_dup (values->name != NULL ? values->name : "");
  self->text = g_strdup (values->text);
  self->media_type = g_strdup (values->media_type);
  self->digest = g_strdup (values->digest);
  self->size = values->digest != NULL ? values->size : 0;
  return self;
}

SchoAttachment *
scho_attachment_ref (const SchoAttachment *self)
{
  return g_atomic_rc_box_acquire ((SchoAttachment *) self);
}

void
scho_attachment_unref (SchoAttachment *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

gboolean
scho_attachment_equal (const SchoAttachment *a, const SchoAttachment *b)
{
  return a == b
         || (a->id == b->id && scho_uuid_compare (&a->uuid, &b->uuid) == 0
             && a->document == b->document && a->size == b->size
             && g_strcmp0 (a->kind, b->kind) == 0 && g_strcmp0 (a->name, b->name) == 0
             && g_strcmp0 (a->text, b->text) == 0
             && g_strcmp0 (a->media_type, b->media_type) == 0
             && g_strcmp0 (a->digest, b->digest) == 0);
}

gboolean
scho_attachment_check_size (const char *name, guint64 size, GError **error)
{
  g_autofree char *has = NULL, *most = NULL;

  if (size <= SCHO_ATTACHMENT_LARGEST)
    return TRUE;
  has = g_format_size (size);
  most = g_format_size (SCHO_ATTACHMENT_LARGEST);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
               /* Translators: a name, two sizes */
               _ ("“%s” has %s; a project keeps files of up to %s"), name, has, most);
  return FALSE;
}
