#include "xml-reader.h"

#include <string.h>

/* What has no namespace of ours cannot be written again, and nobody wants it. */
static gboolean
is_known (const char *name)
{
  return name[0] != '?';
}

void
xml_recorder_start (XmlRecorder *self, const char *root, const XmlNamespace *names)
{
  self->out = g_string_new (NULL);
  self->depth = 0;
  g_string_append_printf (self->out, "<%s", root);
  for (guint i = 0; names[i].uri != NULL; i++)
    {
      gboolean is_first = TRUE;

      for (guint k = 0; k < i; k++)
        is_first = is_first && strcmp (names[k].prefix, names[i].prefix) != 0;
      if (is_first)
        g_string_append_printf (self->out, " xmlns:%s=\"%s\"", names[i].prefix,
                                names[i].uri);
    }
  g_string_append_c (self->out, '>');
}

void
xml_recorder_begin (XmlRecorder *self, const char *name, const XmlAttributes *attributes)
{
  self->depth++;
  if (!is_known (name))
    return;
  g_string_append_printf (self->out, "<%s", name);
  xml_attributes_write (attributes, self->out);
  g_string_append_c (self->out, '>');
}

void
xml_recorder_text (XmlRecorder *self, const char *utf8, gsize n_bytes)
{
  g_autofree char *escaped = g_markup_escape_text (utf8, (gssize) n_bytes);

  g_string_append (self->out, escaped);
}

gboolean
xml_recorder_end (XmlRecorder *self, const char *name)
{
  if (self->depth == 0)
    return FALSE;
  self->depth--;
  if (is_known (name))
    g_string_append_printf (self->out, "</%s>", name);
  return TRUE;
}

char *
xml_recorder_finish (XmlRecorder *self, const char *root, gsize *n_bytes)
{
  g_string_append_printf (self->out, "</%s>", root);
  *n_bytes = self->out->len;
  return g_string_free (g_steal_pointer (&self->out), FALSE);
}
