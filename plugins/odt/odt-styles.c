#include "odt-styles.h"

#include "../shared/numerals.h"

#include <string.h>

typedef struct
{
  char *prefix, *suffix;
  gboolean numbered;
  NumeralStyle style;
  int start, shown; /* levels that are shown with it */
} Level;

typedef struct
{
  Level levels[ODT_LEVELS];
} List;

struct _OdtStyles
{
  GHashTable *lists;  /* name → List; "" is that of headings */
  GHashTable *hidden; /* names of styles */
  List *list;
  char *style; /* that is open */
};

static void
list_free (gpointer data)
{
  List *list = data;

  for (guint i = 0; i < ODT_LEVELS; i++)
    {
      g_free (list->levels[i].prefix);
      g_free (list->levels[i].suffix);
    }
  g_free (list);
}

static void
begin_list (OdtStyles *self, char *name)
{
  self->list = g_new0 (List, 1);
  for (guint i = 0; i < ODT_LEVELS; i++)
    self->list->levels[i].start = self->list->levels[i].shown = 1;
  g_hash_table_replace (self->lists, name, self->list);
}

static void
read_level (OdtStyles *self, const XmlAttributes *attributes)
{
  static const struct
  {
    const char *format;
    NumeralStyle style;
  } formats[] = {
    { "1", NUMERAL_DECIMAL },      { "a", NUMERAL_LOWER_LETTER },
    { "A", NUMERAL_UPPER_LETTER }, { "i", NUMERAL_LOWER_ROMAN },
    { "I", NUMERAL_UPPER_ROMAN },
  };
  int number = xml_attributes_get_int (attributes, "level", 0);
  g_autofree char *format = xml_attributes_dup (attributes, "num-format");
  Level *level;

  if (number < 1 || number > ODT_LEVELS)
    return;
  level = &self->list->levels[number - 1];
  level->numbered = format != NULL && format[0] != '\0';
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (format, formats[i].format) == 0)
      level->style = formats[i].style;
  level->start = xml_attributes_get_int (attributes, "start-value", 1);
  level->shown
      = CLAMP (xml_attributes_get_int (attributes, "display-levels", 1), 1, ODT_LEVELS);
  g_free (level->prefix);
  level->prefix = xml_attributes_dup (attributes, "num-prefix");
  g_free (level->suffix);
  level->suffix = xml_attributes_dup (attributes, "num-suffix");
}

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  OdtStyles *self = data;

  if (strcmp (name, "text:list-style") == 0)
    {
      char *style = xml_attributes_dup (attributes, "name");

      begin_list (self, style != NULL ? style : g_strdup ("?"));
    }
  else if (strcmp (name, "text:outline-style") == 0)
    begin_list (self, g_strdup (""));
  else if (self->list != NULL
           && (strcmp (name, "text:list-level-style-number") == 0
               || strcmp (name, "text:outline-level-style") == 0))
    read_level (self, attributes);
  else if (strcmp (name, "style:style") == 0)
    {
      g_free (self->style);
      self->style = xml_attributes_dup (attributes, "name");
    }
  else if (strcmp (name, "style:text-properties") == 0 && self->style != NULL
           && xml_attributes_is (attributes, "display", "none"))
    g_hash_table_add (self->hidden, g_strdup (self->style));
}

static void
end (gpointer data, const char *name)
{
  OdtStyles *self = data;

  if (strcmp (name, "text:list-style") == 0 || strcmp (name, "text:outline-style") == 0)
    self->list = NULL;
  else if (strcmp (name, "style:style") == 0)
    g_clear_pointer (&self->style, g_free);
}

OdtStyles *
odt_styles_new (const OdtParts *parts,
                const char *name,
                GCancellable *cancellable,
                GError **error)
{
  static const XmlHandler handler = { .begin = begin, .end = end };
  g_autoptr (OdtStyles) self = g_new0 (OdtStyles, 1);

  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (parts->styles != NULL && parts->n_styles > 0
      && !xml_read (parts->styles, parts->n_styles, odt_namespaces, &handler, self, name,
                    cancellable, error))
    return NULL;
  if (parts->content != parts->styles
      && !xml_read (parts->content, parts->n_content, odt_namespaces, &handler, self,
                    name, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
odt_styles_free (OdtStyles *self)
{
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->hidden);
  g_free (self->style);
  g_free (self);
}

static const Level *
get_level (OdtStyles *self, const char *style, guint level)
{
  List *list = g_hash_table_lookup (self->lists, style != NULL ? style : "");

  return list != NULL && level < ODT_LEVELS ? &list->levels[level] : NULL;
}

int
odt_styles_get_start (OdtStyles *self, const char *style, guint level)
{
  const Level *found = get_level (self, style, level);

  return found != NULL ? found->start : 1;
}

char *
odt_styles_format (OdtStyles *self,
                   const char *style,
                   const int counts[ODT_LEVELS],
                   guint level)
{
  const Level *inner = get_level (self, style, level);
  GString *out;

  if (inner == NULL || !inner->numbered)
    return NULL;
  out = g_string_new (inner->prefix);
  for (guint i = level + 1 - MIN ((guint) inner->shown, level + 1); i <= level; i++)
    {
      const Level *one = get_level (self, style, i);
      g_autofree char *number = numeral_dup (counts[i], one->style);

      if (!one->numbered)
        continue;
      g_string_append (out, number);
      if (i < level)
        g_string_append_c (out, '.');
    }
  g_string_append (out, inner->suffix != NULL ? inner->suffix : "");
  return g_strstrip (g_string_free (out, FALSE));
}

gboolean
odt_styles_is_hidden (OdtStyles *self, const char *style)
{
  return style != NULL && g_hash_table_contains (self->hidden, style);
}
