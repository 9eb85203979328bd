#include "refi-inside.h"

#include <check.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

static char *
dup_value (const xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp ((xmlNode *) node, (const xmlChar *) name);
  char *copy = value != NULL ? g_ascii_strdown ((const char *) value, -1) : NULL;

  xmlFree (value);
  if (copy != NULL && copy[0] == '#' && strlen (copy) == 4)
    {
      char *longer = g_strdup_printf ("#%c%c%c%c%c%c", copy[1], copy[1], copy[2], copy[2],
                                      copy[3], copy[3]);

      g_free (copy);
      copy = longer;
    }
  return copy != NULL ? g_strstrip (g_strdelimit (copy, "{}", ' ')) : NULL;
}

/* `Name guid`, or of a reference `Name target in guid`. (nullable) */
static char *
dup_key (const xmlNode *node)
{
  g_autofree char *guid = dup_value (node, "guid");
  g_autofree char *target = dup_value (node, "targetGUID");
  g_autofree char *parent
      = node->parent->type == XML_ELEMENT_NODE ? dup_value (node->parent, "guid") : NULL;

  if (guid != NULL)
    return g_strdup_printf ("%s %s", node->name, guid);
  return target != NULL ? g_strdup_printf ("%s %s in %s", node->name, target, parent)
                        : NULL;
}

static void
list_nodes (xmlNode *node, GHashTable *table)
{
  for (; node != NULL; node = node->next)
    {
      char *key = node->type == XML_ELEMENT_NODE ? dup_key (node) : NULL;

      if (key != NULL)
        g_hash_table_insert (table, key, node);
      list_nodes (node->children, table);
    }
}

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return g_strv_contains (words, word);
}

/* Memos have notes of their own, and passages their words as names. */
static gboolean
may_differ (const xmlNode *node, const char *attribute)
{
  static const char *const always[] = { "plainTextPath", "startPosition", "endPosition",
                                        "basePath",      "isCodable",     NULL };
  static const char *const of_passages[]
      = { "name",          "creatingUser",     "creationDateTime",
          "modifyingUser", "modifiedDateTime", NULL };
  static const char *const passages[] = { "PlainTextSelection", "Coding", NULL };

  return is_one_of (attribute, always)
         || (is_one_of ((const char *) node->name, passages)
             && is_one_of (attribute, of_passages));
}

static void
compare_attributes (const xmlNode *a, const xmlNode *b, const char *key, GString *missing)
{
  for (const xmlAttr *attribute = a->properties; attribute; attribute = attribute->next)
    {
      const char *name = (const char *) attribute->name;
      g_autofree char *before = dup_value (a, name);
      g_autofree char *after = dup_value (b, name);

      if (!may_differ (a, name) && g_strcmp0 (before, after) != 0)
        g_string_append_printf (missing, "%s: %s=%s is %s\n", key, name, before, after);
    }
}

static gboolean
is_note (const xmlNode *node)
{
  static const char *const names[] = { "Note", "NoteRef", "MemberNote", NULL };

  return is_one_of ((const char *) node->name, names);
}

char *
refi_list_missing (const char *before, const char *after)
{
  xmlDoc *a = xmlReadMemory (before, (int) strlen (before), NULL, NULL, 0);
  xmlDoc *b = xmlReadMemory (after, (int) strlen (after), NULL, NULL, 0);
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *missing = g_string_new (NULL);
  GHashTableIter iter;
  gpointer key, node;

  ck_assert (a != NULL && b != NULL);
  list_nodes (xmlDocGetRootElement (a)->children, wanted);
  list_nodes (xmlDocGetRootElement (b)->children, found);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, &node))
    {
      const xmlNode *there = g_hash_table_lookup (found, key);

      if (is_note (node))
        continue;
      if (there == NULL)
        g_string_append_printf (missing, "%s\n", (const char *) key);
      else
        compare_attributes (node, there, key, missing);
    }
  g_hash_table_unref (wanted);
  g_hash_table_unref (found);
  xmlFreeDoc (a);
  xmlFreeDoc (b);
  return g_string_free (missing, FALSE);
}
