#include "refi-xml.h"

#include <string.h>

gboolean
refi_xml_is (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static xmlNode *
skip_words (xmlNode *node)
{
  while (node != NULL && node->type != XML_ELEMENT_NODE)
    node = node->next;
  return node;
}

xmlNode *
refi_xml_first (const xmlNode *node)
{
  return skip_words (node->children);
}

xmlNode *
refi_xml_next (const xmlNode *node)
{
  return skip_words (node->next);
}

static const xmlAttr *
find_attribute (const xmlNode *node, const char *name)
{
  const xmlAttr *attribute = node->properties;

  while (attribute != NULL
         && (attribute->ns != NULL || strcmp ((const char *) attribute->name, name) != 0))
    attribute = attribute->next;
  return attribute;
}

/* (nullable): where it is one piece, as it is but for entities. */
static const char *
peek (const xmlNode *node, const char *name)
{
  const xmlAttr *attribute = find_attribute (node, name);
  const xmlNode *words = attribute != NULL ? attribute->children : NULL;

  return words != NULL && words->next == NULL && words->type == XML_TEXT_NODE
             ? (const char *) words->content
             : NULL;
}

static char *
take (xmlChar *words)
{
  char *copy = words != NULL ? g_strdup ((const char *) words) : NULL;

  xmlFree (words);
  return copy;
}

char *
refi_xml_dup (const xmlNode *node, const char *name)
{
  const xmlAttr *attribute = find_attribute (node, name);
  const char *words = peek (node, name);

  if (attribute == NULL)
    return NULL;
  return words != NULL ? g_strdup (words)
         : attribute->children == NULL
             ? g_strdup ("")
             : take (xmlNodeListGetString (attribute->doc, attribute->children, 1));
}

char *
refi_xml_dup_words (const xmlNode *node)
{
  return take (xmlNodeGetContent (node));
}

char *
refi_xml_dup_filled (const xmlNode *node)
{
  g_autofree char *words = refi_xml_dup_words (node);

  return words != NULL && words[strspn (words, " \t\r\n")] != '\0'
             ? g_steal_pointer (&words)
             : NULL;
}

char *
refi_xml_dup_child (const xmlNode *node, const char *name)
{
  for (xmlNode *child = refi_xml_first (node); child; child = refi_xml_next (child))
    if (refi_xml_is (child, name))
      return refi_xml_dup_filled (child);
  return NULL;
}

gboolean
refi_xml_get_guid (const xmlNode *node, const char *name, SchoUuid *guid)
{
  const char *words = peek (node, name);

  memset (guid, 0, sizeof *guid);
  return words != NULL && scho_uuid_parse (words, guid);
}

gboolean
refi_xml_get_number (const xmlNode *node, const char *name, gint64 *number)
{
  const char *words = peek (node, name);
  char *end;

  if (words == NULL)
    return FALSE;
  *number = g_ascii_strtoll (words, &end, 10);
  return end != words;
}

/* How many bytes a character has; 0: XML 1.0 cannot hold it. */
static gsize
measure (const char *p, gsize n_bytes)
{
  gunichar c = g_utf8_get_char_validated (p, n_bytes);

  if ((gint32) c < 0 || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe
      || c == 0xffff)
    return 0;
  return g_utf8_skip[*(const guchar *) p];
}

static const char *
find_entity (char c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\r':
      return "&#13;";
    default:
      return NULL;
    }
}

void
refi_xml_escape (GString *out, const char *words, gssize n_bytes)
{
  const char *end = words + (n_bytes >= 0 ? (gsize) n_bytes : strlen (words));
  const char *plain = words;

  while (words < end)
    {
      const char *entity = find_entity (*words);
      guchar c = *words;

      if (entity == NULL && c >= 0x20 && c < 0x80)
        {
          words++;
          continue;
        }
      if (entity == NULL && measure (words, end - words) > 0)
        {
          words += measure (words, end - words);
          continue;
        }
      g_string_append_len (out, plain, words - plain);
      g_string_append (out, entity != NULL ? entity : "\xef\xbf\xbd");
      /* One for one, whether it is a byte or U+FFFE. */
      words += g_utf8_get_char_validated (words, end - words) < 0x110000
                   ? g_utf8_skip[(guchar) *words]
                   : 1;
      plain = words;
    }
  g_string_append_len (out, plain, end - plain);
}

/* In an attribute a reader makes spaces of line ends, unless they are written so. */
static void
escape_value (GString *out, const char *value)
{
  for (;;)
    {
      gsize n = strcspn (value, "\n\t");

      refi_xml_escape (out, value, n);
      if (value[n] == '\0')
        return;
      g_string_append (out, value[n] == '\n' ? "&#10;" : "&#9;");
      value += n + 1;
    }
}

void
refi_xml_put (GString *out, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
  escape_value (out, value);
  g_string_append_c (out, '"');
}

void
refi_xml_put_guid (GString *out, const char *name, const SchoUuid *guid)
{
  char words[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (guid, words);
  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
  g_string_append_len (out, words, SCHO_UUID_STRING_LENGTH);
  g_string_append_c (out, '"');
}

/* Where the file once lay: a folder of somebody's computer. */
static gboolean
is_private (const char *name, const char *value)
{
  return strcmp (name, "currentPath") == 0 && !g_str_has_prefix (value, "internal:")
         && !g_str_has_prefix (value, "relative:");
}

static void
write_attribute (const xmlNode *node, const char *name, GString *out)
{
  g_autofree char *value = refi_xml_dup (node, name);
  SchoUuid guid;

  if (value == NULL || is_private (name, value))
    return;
  if (strcmp (name, "name") != 0 && scho_uuid_parse (value, &guid))
    refi_xml_put_guid (out, name, &guid);
  else if (g_str_has_prefix (value, "internal://"))
    {
      g_autofree char *path = g_utf8_strdown (value, -1); /* as the file is called */

      refi_xml_put (out, name, path);
    }
  else
    refi_xml_put (out, name, value);
}

void
refi_xml_write_attributes (const xmlNode *node, GString *out, const char *const *without)
{
  for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
    if (a->ns == NULL
        && (without == NULL || !g_strv_contains (without, (const char *) a->name)))
      write_attribute (node, (const char *) a->name, out);
}

static void
write_words (const xmlNode *node, GString *out)
{
  if (!xmlIsBlankNode (node) || (node->next == NULL && node->prev == NULL))
    refi_xml_escape (out, (const char *) node->content, -1);
}

void
refi_xml_write (const xmlNode *node, GString *out, RefiXmlWants wants, gpointer data)
{
  const char *name = (const char *) node->name;

  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    {
      write_words (node, out);
      return;
    }
  if (node->type != XML_ELEMENT_NODE || (wants != NULL && !wants (node, data)))
    return;
  g_string_append_printf (out, "<%s", name);
  refi_xml_write_attributes (node, out, NULL);
  g_string_append_c (out, '>');
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    refi_xml_write (child, out, wants, data);
  g_string_append_printf (out, "</%s>", name);
}
