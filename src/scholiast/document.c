/* document.c - a text with title, source, language and attributes. */
#include <scholiast/document.h>

#include <string.h>

#include <scholiast/words-private.h>

static SchoAttribute *
copy_attributes (const SchoAttribute *attributes, gsize n)
{
  SchoAttribute *copies = n > 0 ? g_new0 (SchoAttribute, n) : NULL;

  for (gsize i = 0; i < n; i++)
    {
      const char *value = attributes[i].value;

      copies[i].name = scho_name_dup (attributes[i].name);
      copies[i].value = g_utf8_make_valid (value != NULL ? value : "", -1);
      copies[i].type = attributes[i].type;
    }
  return copies;
}

static void
clear (SchoDocument *self)
{
  for (gsize i = 0; i < self->n_attributes; i++)
    {
      g_free ((char *) self->attributes[i].name);
      g_free ((char *) self->attributes[i].value);
    }
  g_free ((SchoAttribute *) self->attributes);
  g_free ((char *) self->title);
  g_free ((char *) self->source);
  g_free ((char *) self->language);
  g_free ((char *) self->memo);
  g_free ((char *) self->encoding);
  g_free ((char *) self->digest);
  g_free ((char *) self->report);
}

SchoDocument *
scho_document_new (const SchoDocument *values)
{
  SchoDocument *self = g_atomic_rc_box_new (SchoDocument);

  *self = *values;
  if (scho_uuid_is_null (&values->uuid))
    self->uuid = scho_uuid_new ();
  self->title = scho_name_dup (values->title);
  self->source = scho_words_dup (values->source);
  self->language = scho_words_dup (values->language);
  self->memo = scho_words_dup (values->memo);
  self->encoding = scho_words_dup (values->encoding);
  self->digest = g_strdup (values->digest != NULL ? values->digest : "");
  self->report = scho_words_dup (values->report);
  self->byte_order_mark = values->byte_order_mark != FALSE;
  self->attributes = copy_attributes (values->attributes, values->n_attributes);
  return self;
}

SchoDocument *
scho_document_ref (const SchoDocument *self)
{
  return g_atomic_rc_box_acquire ((SchoDocument *) self);
}

void
scho_document_unref (SchoDocument *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

static gboolean
equal_attributes (const SchoDocument *a, const SchoDocument *b)
{
  if (a->n_attributes != b->n_attributes)
    return FALSE;
  for (gsize i = 0; i < a->n_attributes; i++)
    if (a->attributes[i].type != b->attributes[i].type
        || strcmp (a->attributes[i].name, b->attributes[i].name) != 0
        || strcmp (a->attributes[i].value, b->attributes[i].value) != 0)
      return FALSE;
  return TRUE;
}

gboolean
scho_document_equal (const SchoDocument *a, const SchoDocument *b)
{
  return a == b
         || (a->id == b->id && scho_uuid_compare (&a->uuid, &b->uuid) == 0
             && a->line_ends == b->line_ends && a->byte_order_mark == b->byte_order_mark
             && a->length == b->length && g_strcmp0 (a->digest, b->digest) == 0
             && g_strcmp0 (a->title, b->title) == 0
             && g_strcmp0 (a->source, b->source) == 0
             && g_strcmp0 (a->language, b->language) == 0
             && g_strcmp0 (a->memo, b->memo) == 0
             && g_strcmp0 (a->encoding, b->encoding) == 0
             && g_strcmp0 (a->report, b->report) == 0 && equal_attributes (a, b));
}

const char *
scho_document_get_attribute (const SchoDocument *self, const char *name)
{
  const SchoAttribute *attribute = scho_document_find_attribute (self, name);

  return attribute != NULL ? attribute->value : NULL;
}

const SchoAttribute *
scho_document_find_attribute (const SchoDocument *self, const char *name)
{
  for (gsize i = 0; i < self->n_attributes; i++)
    if (strcmp (self->attributes[i].name, name) == 0)
      return &self->attributes[i];
  return NULL;
}
