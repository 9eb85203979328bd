#include "tei-entities.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* A book's special characters need a few kilobytes; a bomb needs gigabytes. */
#define MAX_DEPTH 16
#define MAX_EXPANDED (4 * 1024 * 1024)
#define MAX_STEPS 1000000

struct _TeiEntities
{
  GHashTable *contents; /* name → content, or NULL */
  GHashTable *known;    /* of those asked for: name → character of HTML, or 0 */
  gsize n_expanded;     /* bytes so far */
  guint n_steps;
};

TeiEntities *
tei_entities_new (void)
{
  TeiEntities *self = g_new0 (TeiEntities, 1);

  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
tei_entities_free (TeiEntities *self)
{
  g_hash_table_unref (self->contents);
  g_hash_table_unref (self->known);
  g_free (self);
}

void
tei_entities_declare (TeiEntities *self, const char *name, const char *content)
{
  if (!g_hash_table_contains (self->contents, name))
    g_hash_table_insert (self->contents, g_strdup (name), g_strdup (content));
}

static TeiEntityResult
append (TeiEntities *self, GString *out, const char *bytes, gsize n)
{
  g_string_append_len (out, bytes, n);
  self->n_expanded += n;
  return self->n_expanded > MAX_EXPANDED ? TEI_ENTITY_HUGE : TEI_ENTITY_GOOD;
}

static TeiEntityResult
append_character (TeiEntities *self, GString *out, gunichar c)
{
  char utf8[6];

  /* As with all references: what XML has no character for is none. */
  if (c == 0 || c == '\r' || !g_unichar_validate (c))
    return TEI_ENTITY_UNKNOWN;
  return append (self, out, utf8, g_unichar_to_utf8 (c, utf8));
}

/* libxml2 compares with each name that HTML has, one after another. */
static gunichar
look_up_known (TeiEntities *self, const char *name)
{
  gpointer character;

  if (!g_hash_table_lookup_extended (self->known, name, NULL, &character))
    {
      const htmlEntityDesc *known = htmlEntityLookup ((const xmlChar *) name);

      character = GUINT_TO_POINTER (known != NULL ? known->value : 0);
      g_hash_table_insert (self->known, g_strdup (name), character);
    }
  return GPOINTER_TO_UINT (character);
}

/* `#233`, `#xe9`, or what everybody knows: the names of XML and HTML. */
static TeiEntityResult
append_known (TeiEntities *self, GString *out, const char *name)
{
  if (name[0] == '#' && (name[1] == 'x' || name[1] == 'X'))
    return append_character (self, out, g_ascii_strtoull (name + 2, NULL, 16));
  if (name[0] == '#')
    return append_character (self, out, g_ascii_strtoull (name + 1, NULL, 10));
  if (g_str_equal (name, "apos"))
    return append_character (self, out, '\'');
  return append_character (self, out, look_up_known (self, name));
}

static TeiEntityResult
expand (TeiEntities *self, const char *name, GString *out, guint depth);

/* A reference at @p; *@end: behind it. */
static TeiEntityResult
expand_reference (
    TeiEntities *self, const char *p, const char **end, GString *out, guint depth)
{
  const char *semicolon = strchr (p, ';');
  g_autofree char *name = NULL;
  TeiEntityResult result;

  if (semicolon == NULL || semicolon - p > 256)
    {
      *end = p + 1;
      return append (self, out, "&", 1);
    }
  name = g_strndup (p + 1, semicolon - p - 1);
  *end = semicolon + 1;
  result = expand (self, name, out, depth + 1);
  return result == TEI_ENTITY_UNKNOWN ? TEI_ENTITY_GOOD : result;
}

static TeiEntityResult
expand (TeiEntities *self, const char *name, GString *out, guint depth)
{
  TeiEntityResult result = TEI_ENTITY_GOOD;
  gpointer content;
  gboolean declared = g_hash_table_lookup_extended (self->contents, name, NULL, &content);

  /* Also those that are nothing take their time when there are 10 million. */
  if ((declared || depth > 0) && ++self->n_steps > MAX_STEPS)
    return TEI_ENTITY_HUGE;
  if (!declared)
    return append_known (self, out, name);
  if (content == NULL)
    return TEI_ENTITY_OUTSIDE;
  if (depth > MAX_DEPTH)
    return TEI_ENTITY_HUGE;
  for (const char *p = content; *p != '\0' && result == TEI_ENTITY_GOOD;)
    {
      gsize n = strcspn (p, "&<");

      result = append (self, out, p, n);
      p += n;
      if (result != TEI_ENTITY_GOOD || *p == '\0')
        break;
      if (*p == '&')
        result = expand_reference (self, p, &p, out, depth);
      else if ((p = strchr (p, '>')) != NULL)
        p++;
      else
        break;
    }
  return result;
}

TeiEntityResult
tei_entities_expand (TeiEntities *self, const char *name, GString *out)
{
  return expand (self, name, out, 0);
}
