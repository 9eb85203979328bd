#include "docx-numbering.h"

#include "../shared/numerals.h"

#include <string.h>

#define N_LEVELS 9

typedef struct
{
  gboolean known, bullet, none;
  gboolean legal; /* all numbers in it are figures */
  int start;
  NumeralStyle style;
  char *text; /* `%1.%2` */
} Level;

/* What lists are made after; lists of the same one go on counting. */
typedef struct
{
  Level levels[N_LEVELS];
  int counts[N_LEVELS];
  gboolean begun[N_LEVELS];
} Pattern;

typedef struct
{
  int pattern;
  int start[N_LEVELS]; /* -1: as the pattern says */
  gboolean started[N_LEVELS];
  Level levels[N_LEVELS]; /* those known replace the pattern's */
} List;

struct _DocxNumbering
{
  GHashTable *patterns, *lists; /* id → Pattern, List */
  Pattern *pattern;             /* while reading */
  List *list;
  Level *level;
  int override;
};

static void
pattern_free (gpointer data)
{
  Pattern *pattern = data;

  for (guint i = 0; i < N_LEVELS; i++)
    g_free (pattern->levels[i].text);
  g_free (pattern);
}

static void
list_free (gpointer data)
{
  List *list = data;

  for (guint i = 0; i < N_LEVELS; i++)
    g_free (list->levels[i].text);
  g_free (list);
}

static void
begin_pattern (DocxNumbering *self, const XmlAttributes *attributes)
{
  self->pattern = g_new0 (Pattern, 1);
  g_hash_table_replace (
      self->patterns,
      GINT_TO_POINTER (xml_attributes_get_int (attributes, "abstractNumId", -1)),
      self->pattern);
}

static void
begin_list (DocxNumbering *self, const XmlAttributes *attributes)
{
  self->list = g_new0 (List, 1);
  self->list->pattern = -1;
  for (guint i = 0; i < N_LEVELS; i++)
    self->list->start[i] = -1;
  g_hash_table_replace (
      self->lists, GINT_TO_POINTER (xml_attributes_get_int (attributes, "numId", -1)),
      self->list);
}

static void
begin_level (DocxNumbering *self, const XmlAttributes *attributes)
{
  int i = xml_attributes_get_int (attributes, "ilvl", -1);
  Level *levels = self->list != NULL      ? self->list->levels
                  : self->pattern != NULL ? self->pattern->levels
                                          : NULL;

  if (i < 0 || i >= N_LEVELS || levels == NULL)
    return;
  self->level = &levels[i];
  self->level->known = TRUE;
  self->level->start = 1;
}

static void
read_format (Level *level, const XmlAttributes *attributes)
{
  static const struct
  {
    const char *name;
    NumeralStyle style;
  } formats[] = {
    { "decimalZero", NUMERAL_DECIMAL_ZERO },
    { "lowerLetter", NUMERAL_LOWER_LETTER },
    { "upperLetter", NUMERAL_UPPER_LETTER },
    { "lowerRoman", NUMERAL_LOWER_ROMAN },
    { "upperRoman", NUMERAL_UPPER_ROMAN },
    { "russianLower", NUMERAL_LOWER_RUSSIAN },
    { "russianUpper", NUMERAL_UPPER_RUSSIAN },
    { "decimalEnclosedCircle", NUMERAL_CIRCLED },
    { "decimalEnclosedCircleChinese", NUMERAL_CIRCLED },
    { "chineseCounting", NUMERAL_CHINESE },
    { "chineseCountingThousand", NUMERAL_CHINESE },
    { "japaneseCounting", NUMERAL_CHINESE },
    { "taiwaneseCounting", NUMERAL_CHINESE },
    { "taiwaneseCountingThousand", NUMERAL_CHINESE },
  };
  g_autofree char *format = xml_attributes_dup (attributes, "val");

  level->bullet = g_strcmp0 (format, "bullet") == 0;
  level->none = g_strcmp0 (format, "none") == 0;
  level->style = NUMERAL_DECIMAL;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (format, formats[i].name) == 0)
      level->style = formats[i].style;
}

static void
begin_in_level (Level *level, const char *name, const XmlAttributes *attributes)
{
  if (strcmp (name, "w:start") == 0)
    level->start = xml_attributes_get_int (attributes, "val", 1);
  else if (strcmp (name, "w:isLgl") == 0)
    level->legal = !xml_attributes_is (attributes, "val", "0")
                   && !xml_attributes_is (attributes, "val", "false");
  else if (strcmp (name, "w:numFmt") == 0)
    read_format (level, attributes);
  else if (strcmp (name, "w:lvlText") == 0)
    {
      g_free (level->text);
      level->text = xml_attributes_dup (attributes, "val");
    }
}

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  DocxNumbering *self = data;

  if (strcmp (name, "w:abstractNum") == 0)
    begin_pattern (self, attributes);
  else if (strcmp (name, "w:num") == 0)
    begin_list (self, attributes);
  else if (strcmp (name, "w:lvlOverride") == 0)
    self->override = xml_attributes_get_int (attributes, "ilvl", -1);
  else if (strcmp (name, "w:lvl") == 0)
    begin_level (self, attributes);
  else if (self->level != NULL)
    begin_in_level (self->level, name, attributes);
  else if (self->list != NULL && strcmp (name, "w:abstractNumId") == 0)
    self->list->pattern = xml_attributes_get_int (attributes, "val", -1);
  else if (self->list != NULL && strcmp (name, "w:startOverride") == 0
           && self->override >= 0 && self->override < N_LEVELS)
    self->list->start[self->override] = xml_attributes_get_int (attributes, "val", 1);
}

static void
end (gpointer data, const char *name)
{
  DocxNumbering *self = data;

  if (strcmp (name, "w:abstractNum") == 0)
    self->pattern = NULL;
  else if (strcmp (name, "w:num") == 0)
    self->list = NULL;
  else if (strcmp (name, "w:lvl") == 0)
    self->level = NULL;
}

DocxNumbering *
docx_numbering_new (Package *package,
                    const char *part,
                    const char *name,
                    GCancellable *cancellable,
                    GError **error)
{
  static const XmlHandler handler = { .begin = begin, .end = end };
  g_autoptr (DocxNumbering) self = g_new0 (DocxNumbering, 1);

  self->patterns = g_hash_table_new_full (NULL, NULL, NULL, pattern_free);
  self->lists = g_hash_table_new_full (NULL, NULL, NULL, list_free);
  if (!docx_read_part (package, part, &handler, self, name, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
docx_numbering_free (DocxNumbering *self)
{
  g_hash_table_unref (self->patterns);
  g_hash_table_unref (self->lists);
  g_free (self);
}

static const Level *
get_level (const List *list, const Pattern *pattern, int i)
{
  return list->levels[i].known ? &list->levels[i] : &pattern->levels[i];
}

static void
count (List *list, Pattern *pattern, int level)
{
  if (list->start[level] >= 0 && !list->started[level])
    pattern->counts[level] = list->start[level];
  else if (!pattern->begun[level])
    pattern->counts[level] = get_level (list, pattern, level)->start;
  else if (pattern->counts[level] < G_MAXINT)
    pattern->counts[level]++;
  list->started[level] = pattern->begun[level] = TRUE;
  for (int i = level + 1; i < N_LEVELS; i++)
    pattern->begun[i] = FALSE;
}

static char *
format (const List *list, const Pattern *pattern, const Level *how)
{
  GString *out = g_string_new (NULL);

  for (const char *p = how->text; *p != '\0'; p++)
    {
      int i = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ? p[1] - '1' : -1;
      const Level *level = i >= 0 ? get_level (list, pattern, i) : NULL;
      g_autofree char *number = NULL;

      if (level == NULL)
        {
          g_string_append_c (out, *p);
          continue;
        }
      number = numeral_dup (pattern->begun[i] ? pattern->counts[i] : level->start,
                            how->legal && level->style != NUMERAL_DECIMAL_ZERO
                                ? NUMERAL_DECIMAL
                                : level->style);
      g_string_append (out, number);
      p++;
    }
  return g_string_free (out, FALSE);
}

char *
docx_numbering_next (DocxNumbering *self, int list_id, int level)
{
  List *list = g_hash_table_lookup (self->lists, GINT_TO_POINTER (list_id));
  Pattern *pattern
      = list ? g_hash_table_lookup (self->patterns, GINT_TO_POINTER (list->pattern))
             : NULL;
  const Level *how;

  if (pattern == NULL || level < 0 || level >= N_LEVELS)
    return NULL;
  how = get_level (list, pattern, level);
  count (list, pattern, level);
  if (!how->known || how->bullet || how->none || how->text == NULL
      || how->text[0] == '\0')
    return NULL;
  return format (list, pattern, how);
}
