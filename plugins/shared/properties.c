#include "properties.h"

#include <string.h>

#define LONGEST_VALUE 2000 /* what is longer was written by a program */

void
properties_init (Properties *self, const PropertyName *names)
{
  self->names = names;
  self->attributes = import_attributes_new ();
  self->words = g_string_new (NULL);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
}

void
properties_clear (Properties *self)
{
  g_clear_pointer (&self->attributes, import_attributes_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->named, g_free);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);
  if (self->words != NULL)
    g_string_free (g_steal_pointer (&self->words), TRUE);
}

/* What Word and OpenDocument call the values of what an author named. */
static SchoAttributeType
find_type (const char *name)
{
  static const char *const numbers[]
      = { "float",  "vt:i1",   "vt:i2",  "vt:i4",      "vt:i8",
          "vt:int", "vt:uint", "vt:ui1", "vt:ui2",     "vt:ui4",
          "vt:ui8", "vt:r4",   "vt:r8",  "vt:decimal", NULL };
  static const char *const dates[] = { "date", "vt:filetime", "vt:date", NULL };
  static const char *const booleans[] = { "boolean", "vt:bool", NULL };

  return name == NULL                       ? SCHO_ATTRIBUTE_TEXT
         : g_strv_contains (numbers, name)  ? SCHO_ATTRIBUTE_NUMBER
         : g_strv_contains (dates, name)    ? SCHO_ATTRIBUTE_DATE
         : g_strv_contains (booleans, name) ? SCHO_ATTRIBUTE_YES_NO
                                            : SCHO_ATTRIBUTE_TEXT;
}

/* Office programs, and those that manage references, keep their own things there. */
static gboolean
is_of_a_program (const char *name, const char *value)
{
  static const char *const names[]
      = { "AppVersion",         "DocSecurity", "HyperlinksChanged",
          "LinksUpToDate",      "ScaleCrop",   "ShareDoc",
          "ContentTypeId",      "ICV",         "GrammarlyDocumentId",
          "KSOProductBuildVer", NULL };
  static const char *const begins[]
      = { "_", "MSIP_Label_", "ZOTERO_", "Mendeley", "MediaService", "Citavi", NULL };

  if (g_strv_contains (names, name) || strlen (value) > LONGEST_VALUE)
    return TRUE;
  for (guint i = 0; begins[i] != NULL; i++)
    if (g_str_has_prefix (name, begins[i]))
      return TRUE;
  return FALSE;
}

static const char *
say_yes_or_no (const char *words)
{
  return strcmp (words, "true") == 0 || strcmp (words, "1") == 0 ? "yes" : "no";
}

static void
add_named (Properties *self, SchoAttributeType type)
{
  const char *words = self->words->str;

  if (words[0] == '\0')
    return;
  if (is_of_a_program (self->named, words))
    g_ptr_array_add (self->left_out, g_strdup (self->named));
  else if (type == SCHO_ATTRIBUTE_TEXT)
    import_attributes_join (self->attributes, self->named, words);
  else
    import_attributes_add (self->attributes, self->named,
                           type == SCHO_ATTRIBUTE_YES_NO ? say_yes_or_no (words) : words,
                           type);
}

void
properties_begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Properties *self = data;

  g_autofree char *type = NULL;

  g_string_truncate (self->words, 0);
  if (strcmp (name, "meta:user-defined") != 0 && strcmp (name, "cup:property") != 0)
    return;
  type = xml_attributes_dup (attributes, "value-type");
  g_free (self->named);
  self->named = xml_attributes_dup (attributes, "name");
  self->type = find_type (type);
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
  if (self->named != NULL && g_str_has_prefix (name, "vt:"))
    add_named (self, find_type (name));
  else if (self->named != NULL)
    {
      add_named (self, self->type);
      g_clear_pointer (&self->named, g_free);
    }
  g_string_truncate (self->words, 0);
}

const XmlHandler properties_handler
    = { .begin = properties_begin, .end = properties_end, .text = properties_text };
