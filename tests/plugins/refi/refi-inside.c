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

/* Texts are in files, which are called by their identities; a folder of somebody's
 * computer does not go out; a code that came without a colour has got one. */
static gboolean
may_differ (const xmlNode *node, const char *attribute)
{
  static const char *const always[]
      = { "plainTextPath", "startPosition", "endPosition", "basePath",
          "currentPath",   "origin",        "position",    NULL };

  return is_one_of (attribute, always)
         || (g_str_equal (attribute, "name") /* the project has one already */
             && g_str_equal ((const char *) node->name, "Project"));
}

/* Without white space. */
static char *
squeeze (const char *words)
{
  GString *out = g_string_new (NULL);

  for (const char *p = words; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* A passage that is called by its words may be so in fewer of them, or now is. */
static gboolean
is_cut (const xmlNode *node, const char *before, const char *after)
{
  g_autofree char *whole = squeeze (before != NULL ? before : "");
  g_autofree char *part = squeeze (after != NULL ? after : "");
  gsize n = g_str_has_suffix (part, "…") ? strlen (part) - 3 : strlen (part);

  return g_str_has_suffix ((const char *) node->name, "Selection")
         && (whole[0] == '\0' || strncmp (whole, part, n) == 0);
}

static void
compare_attributes (const xmlNode *a, const xmlNode *b, const char *key, GString *missing)
{
  for (const xmlAttr *attribute = a->properties; attribute; attribute = attribute->next)
    {
      const char *name = (const char *) attribute->name;
      g_autofree char *before = dup_value (a, name);
      g_autofree char *after = dup_value (b, name);

      if (!may_differ (a, name) && g_strcmp0 (before, after) != 0
          && !(g_str_equal (name, "name") && is_cut (a, before, after)))
        g_string_append_printf (missing, "%s: %s=%s is %s\n", key, name, before, after);
    }
}

/* (nullable): the words of a child */
static char *
dup_child (const xmlNode *node, const char *name)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && strcmp ((const char *) child->name, name) == 0)
      {
        xmlChar *words = xmlNodeGetContent (child);
        char *copy = g_strstrip (g_strdup ((const char *) words));

        xmlFree (words);
        if (copy[0] != '\0')
          return copy;
        g_free (copy);
      }
  return NULL;
}

static void
compare_words (const xmlNode *a, const xmlNode *b, const char *key, GString *missing)
{
  static const char *const names[] = { "Description", "PlainTextContent" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *before = dup_child (a, names[i]);
      g_autofree char *after = dup_child (b, names[i]);
      gboolean in_file = i == 1 && strcmp ((const char *) a->name, "Note") != 0;

      if (!in_file && g_strcmp0 (before, after) != 0)
        g_string_append_printf (missing, "%s: %s “%s” is “%s”\n", key, names[i],
                                before ? before : "", after ? after : "");
    }
}

static void
compare_parents (const xmlNode *a, const xmlNode *b, const char *key, GString *missing)
{
  g_autofree char *before
      = a->parent->type == XML_ELEMENT_NODE ? dup_value (a->parent, "guid") : NULL;
  g_autofree char *after
      = b->parent->type == XML_ELEMENT_NODE ? dup_value (b->parent, "guid") : NULL;

  if (g_strcmp0 (before, after) != 0)
    g_string_append_printf (missing, "%s: in %s is in %s\n", key, before, after);
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
  compare_attributes (xmlDocGetRootElement (a), xmlDocGetRootElement (b), "Project",
                      missing);
  compare_words (xmlDocGetRootElement (a), xmlDocGetRootElement (b), "Project", missing);
  list_nodes (xmlDocGetRootElement (a)->children, wanted);
  list_nodes (xmlDocGetRootElement (b)->children, found);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, &node))
    {
      const xmlNode *there = g_hash_table_lookup (found, key);

      if (there == NULL)
        g_string_append_printf (missing, "%s\n", (const char *) key);
      else
        {
          compare_attributes (node, there, key, missing);
          compare_words (node, there, key, missing);
          compare_parents (node, there, key, missing);
        }
    }
  g_hash_table_unref (wanted);
  g_hash_table_unref (found);
  xmlFreeDoc (a);
  xmlFreeDoc (b);
  return g_string_free (missing, FALSE);
}
