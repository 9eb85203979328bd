/* coder.c - who coded. */
#include <scholiast/coder.h>

#include <scholiast/words-private.h>
#include <string.h>

static void
clear (SchoCoder *self)
{
  g_free ((char *) self->name);
  g_free ((char *) self->asked);
}

SchoCoder *
scho_coder_new (const SchoCoder *values)
{
  SchoCoder *self = g_atomic_rc_box_new (SchoCoder);

  *self = *values;
  if (scho_uuid_is_null (&values->uuid))
    self->uuid = scho_uuid_new ();
  self->name = scho_name_dup (values->name);
  self->asked = g_strdup (values->asked);
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
             && g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->asked, b->asked) == 0);
}

SchoAsked
scho_coder_get_asked (const SchoCoder *self, const SchoUuid *document)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  if (self->asked == NULL)
    return SCHO_ASKED_UNSAID;
  if (g_str_equal (self->asked, SCHO_ASKED_ALL))
    return SCHO_ASKED_YES;
  scho_uuid_format (document, uuid);
  return strstr (self->asked, uuid) != NULL ? SCHO_ASKED_YES : SCHO_ASKED_NO;
}
