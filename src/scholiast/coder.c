/* coder.c - who coded. */
#include <scholiast/coder.h>

#include <scholiast/words-private.h>
#include <stdlib.h>
#include <string.h>

static void
clear (SchoCoder *self)
{
  g_free ((char *) self->name);
  g_free ((char *) self->asked);
  g_free ((SchoUuid *) self->documents);
}

static int
compare_uuids (gconstpointer a, gconstpointer b)
{
  return scho_uuid_compare (a, b);
}

/* What is no UUID is none that a document has. */
static void
list_documents (SchoCoder *self)
{
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (SchoUuid));

  for (const char *word = self->asked; word != NULL && *word != '\0';)
    {
      gsize n_bytes = strcspn (word, " ");
      char string[SCHO_UUID_STRING_LENGTH + 1];
      SchoUuid uuid;

      g_strlcpy (string, word, MIN (n_bytes + 1, sizeof string));
      if (n_bytes == SCHO_UUID_STRING_LENGTH && scho_uuid_parse (string, &uuid))
        g_array_append_val (documents, uuid);
      word += n_bytes + strspn (word + n_bytes, " ");
    }
  g_array_sort (documents, compare_uuids);
  self->n_documents = documents->len;
  self->documents = (SchoUuid *) g_array_free (g_steal_pointer (&documents), FALSE);
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
  list_documents (self);
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
  if (self->asked == NULL)
    return SCHO_ASKED_UNSAID;
  if (g_str_equal (self->asked, SCHO_ASKED_ALL))
    return SCHO_ASKED_YES;
  return self->n_documents > 0
                 && bsearch (document, self->documents, self->n_documents,
                             sizeof (SchoUuid), compare_uuids)
                        != NULL
             ? SCHO_ASKED_YES
             : SCHO_ASKED_NO;
}
