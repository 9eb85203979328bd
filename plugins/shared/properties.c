#include "properties.h"

#include <string.h>

void
properties_init (Properties *self, const PropertyName *names)
{
  self->names = names;
  self->attributes = import_attributes_new ();
  self->words = g_string_new (NULL);
}

void
properties_clear (Properties *self)
{
  g_clear_pointer (&self->attributes, import_attributes_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->named, g_free);
  if (self->words != NULL)
    g_string_free (g_steal_pointer (&self->words), TRUE);
}

void
properties_begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Properties *self = data;

  g_string_truncate (self->words, 0);
  if (strcmp (name, "meta:user-defined") != 0)
    return;
  g_free (self->named);
  self->named = xml_attributes_dup (attributes, "name");
}

void
properties_text (gpointer data, const char *utf8, gsize n_bytes)
{
  g_string_append_len (((Properties *) data)->words, utf8, (gssize) n_bytes);
}

static void
add (Properties *self, const PropertyName *property)
{
  gsize n_bytes = property->n_bytes > 0 ? property->n_bytes : self->words->len;
  g_autofree char *value = g_strndup (self->words->str, n_bytes);

  if (property->type == SCHO_ATTRIBUTE_TEXT)
    import_attributes_join (self->attributes, property->name, value);
  else
    import_attributes_add (self->attributes, property->name, value, property->type);
}

void
properties_end (gpointer data, const char *name)
{
  Properties *self = data;

  for (const PropertyName *property = self->names; property->element != NULL; property++)
    if (strcmp (name, property->element) == 0)
      add (self, property);
  if (strcmp (name, "dc:language") == 0 && self->language == NULL && self->words->len > 0)
    self->language = g_strstrip (g_strdup (self->words->str));
  if (strcmp (name, "meta:generator") == 0 || strcmp (name, "ep:Application") == 0)
    self->is_ours = strcmp (self->words->str, "Scholiast") == 0;
  if (self->named != NULL)
    import_attributes_join (self->attributes, self->named, self->words->str);
  g_clear_pointer (&self->named, g_free);
  g_string_truncate (self->words, 0);
}

const XmlHandler properties_handler
    = { .begin = properties_begin, .end = properties_end, .text = properties_text };
