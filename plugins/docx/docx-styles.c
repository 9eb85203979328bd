#include "docx-styles.h"

#include <string.h>

#define MAX_BASES 20 /* styles that build on each other */
#define MAX_HEADING 6

typedef struct
{
  char *base;
  int outline, list, level; /* -1: says nothing */
  guint heading;            /* by its name */
} Entry;

struct _DocxStyles
{
  GHashTable *entries; /* id → Entry */
  char *standard;
  Entry *open;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->base);
  g_free (entry);
}

static void
begin_style (DocxStyles *self, const XmlAttributes *attributes)
{
  char *id = xml_attributes_dup (attributes, "styleId");
  Entry *entry;

  self->open = NULL;
  if (id == NULL || !xml_attributes_is (attributes, "type", "paragraph"))
    {
      g_free (id);
      return;
    }
  if (self->standard == NULL
      && (xml_attributes_is (attributes, "default", "1")
          || xml_attributes_is (attributes, "default", "true")))
    self->standard = g_strdup (id);
  entry = g_new0 (Entry, 1);
  entry->outline = entry->list = entry->level = -1;
  g_hash_table_replace (self->entries, id, entry);
  self->open = entry;
}

/* These names are the same in every language of Word. */
static guint
find_heading (const char *name)
{
  if (name == NULL)
    return 0;
  if (g_ascii_strcasecmp (name, "title") == 0)
    return 1;
  if (g_ascii_strncasecmp (name, "heading ", 8) == 0 && g_ascii_isdigit (name[8])
      && name[8] != '0')
    return MIN (name[8] - '0', MAX_HEADING);
  return 0;
}

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  DocxStyles *self = data;
  Entry *entry = self->open;

  if (strcmp (name, "w:style") == 0)
    begin_style (self, attributes);
  else if (entry == NULL)
    return;
  else if (strcmp (name, "w:name") == 0)
    {
      g_autofree char *value = xml_attributes_dup (attributes, "val");

      entry->heading = find_heading (value);
    }
  else if (strcmp (name, "w:basedOn") == 0 && entry->base == NULL)
    entry->base = xml_attributes_dup (attributes, "val");
  else if (strcmp (name, "w:outlineLvl") == 0)
    entry->outline = xml_attributes_get_int (attributes, "val", -1);
  else if (strcmp (name, "w:numId") == 0)
    entry->list = xml_attributes_get_int (attributes, "val", -1);
  else if (strcmp (name, "w:ilvl") == 0)
    entry->level = xml_attributes_get_int (attributes, "val", -1);
}

static void
end (gpointer data, const char *name)
{
  DocxStyles *self = data;

  if (strcmp (name, "w:style") == 0)
    self->open = NULL;
}

DocxStyles *
docx_styles_new (Package *package,
                 const char *part,
                 const char *name,
                 GCancellable *cancellable,
                 GError **error)
{
  static const XmlHandler handler = { .begin = begin, .end = end };
  g_autoptr (DocxStyles) self = g_new0 (DocxStyles, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  if (!docx_read_part (package, part, &handler, self, name, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
docx_styles_free (DocxStyles *self)
{
  g_hash_table_unref (self->entries);
  g_free (self->standard);
  g_free (self);
}

/* Outline levels count from 0; 9 is text. */
static void
add_entry (DocxStyle *style, const Entry *entry, gboolean *has_heading)
{
  if (!*has_heading && entry->outline >= 0)
    {
      style->heading = entry->outline < 9 ? MIN (entry->outline + 1, MAX_HEADING) : 0;
      *has_heading = TRUE;
    }
  if (!*has_heading && entry->heading > 0)
    {
      style->heading = entry->heading;
      *has_heading = TRUE;
    }
  if (style->list < 0)
    style->list = entry->list;
  if (style->level < 0)
    style->level = entry->level;
}

DocxStyle
docx_styles_get (DocxStyles *self, const char *id)
{
  DocxStyle style = { 0, -1, -1 };
  gboolean has_heading = FALSE;
  const Entry *entry;

  if (id == NULL)
    id = self->standard;
  for (guint i = 0; i < MAX_BASES && id != NULL; i++)
    {
      if ((entry = g_hash_table_lookup (self->entries, id)) == NULL)
        {
          /* Files made by other programs may name a style and not describe it. */
          if (i == 0 && g_ascii_strncasecmp (id, "Heading", 7) == 0
              && g_ascii_isdigit (id[7]) && id[7] != '0')
            style.heading = MIN (id[7] - '0', MAX_HEADING);
          break;
        }
      add_entry (&style, entry, &has_heading);
      id = entry->base;
    }
  return style;
}
