/* coder.c - who coded. */
#include <scholiast/coder.h>

#include <scholiast/words-private.h>

static void
clear (SchoCoder *self)
{
  g_free ((char *) self->name);
}

SchoCoder *
scho_coder_new (const SchoCoder *values)
{
  SchoCoder *self = g_atomic_rc_box_new (SchoCoder);

  *self = *values;
  if (scho_uuid_is_null (&values->uuid))
    self->uuid = scho_uuid_new ();
  self->name = scho_name_dup (values->name);
  return self;
}

SchoCoder *
scho_coder_ref (const SchoCoder *self)
{
  return g_atomic_rc_box_acquire ((SchoCoder *) self);
}

void
scho_coder_unref (SchoCoder *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

gboolean
scho_coder_equal (const SchoCoder *a, const SchoCoder *b)
{
  return a == b
         || (a->id == b->id && scho_uuid_compare (&a->uuid, &b->uuid) == 0
             && g_strcmp0 (a->name, b->name) == 0);
}
