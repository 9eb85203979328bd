/* abbreviation.c - points that end a word and no sentence.
 *
 * ICU has such lists (CLDR's suppressions), but theirs for English lacks “Dr.” and holds
 * “To.”, does not look where a word begins, and takes long to load.
 */
#include <scholiast/abbreviation-private.h>

#include <string.h>

#define LONGEST 8

/* Words that go on after their point, so that it ends no sentence; small letters. What
 * may stand at a sentence's end, such as “etc.”, is not among them. */
static const struct
{
  const char *language; /* NULL: any */
  const char *word;
} abbreviations[] = {
  { NULL, "dr" },   { NULL, "prof" },   { NULL, "mr" },     { NULL, "mrs" },
  { NULL, "ms" },   { NULL, "st" },     { NULL, "vs" },     { NULL, "e.g" },
  { NULL, "i.e" },  { NULL, "cf" },     { NULL, "ca" },     { NULL, "vol" },
  { NULL, "fig" },  { NULL, "nr" },     { NULL, "pp" },     { NULL, "p" },
  { "en", "sgt" },  { "en", "capt" },   { "en", "col" },    { "en", "gen" },
  { "en", "lt" },   { "en", "rev" },    { "en", "sen" },    { "en", "gov" },
  { "en", "hon" },  { "en", "messrs" }, { "en", "approx" }, { "en", "viz" },
  { "de", "z.b" },  { "de", "d.h" },    { "de", "u.a" },    { "de", "bzw" },
  { "de", "hr" },   { "de", "fr" },     { "de", "abs" },    { "de", "jhd" },
  { "de", "evtl" }, { "de", "ggf" },    { "de", "sog" },    { "de", "vgl" },
  { "de", "dipl" }, { "de", "inkl" },   { "de", "bspw" },   { "de", "geb" },
  { "fr", "mme" },  { "fr", "mlle" },   { "fr", "mm" },     { "fr", "av" },
  { "fr", "env" },  { "fr", "p.ex" },   { "es", "sr" },     { "es", "sra" },
  { "es", "srta" }, { "es", "ud" },     { "es", "uds" },    { "es", "p.ej" },
  { "es", "dra" },  { "es", "núm" },    { "it", "sig" },    { "it", "dott" },
  { "it", "ing" },  { "it", "avv" },    { "it", "pag" },    { "pt", "sr" },
  { "pt", "sra" },  { "pt", "dra" },    { "pt", "exmo" },   { "nl", "dhr" },
  { "nl", "mevr" }, { "nl", "bijv" },   { "nl", "drs" },    { "sv", "t.ex" },
  { "sv", "bl.a" }, { "sv", "dvs" },    { "da", "f.eks" },  { "da", "bl.a" },
  { "pl", "np" },   { "pl", "tzn" },    { "pl", "ul" },     { "ru", "гл" },
  { "ru", "ул" },   { "ru", "им" },     { "ru", "проф" },   { "ru", "т.е" },
};

static gboolean
is_of_language (const char *mine, const char *language)
{
  gsize length;

  if (mine == NULL)
    return TRUE;
  if (language == NULL) /* then most likely */
    return strcmp (mine, "en") == 0;
  length = strlen (mine);
  return g_ascii_strncasecmp (mine, language, length) == 0
         && !g_ascii_isalnum (language[length]);
}

/* One letter with a point: of a name, unless it is English's word for oneself. */
static gboolean
is_initial (const char *word, const char *language)
{
  gunichar c = g_utf8_get_char (word);

  return *g_utf8_next_char (word) == '\0' && g_unichar_isupper (c)
         && (c != 'I' || !is_of_language ("en", language));
}

static gboolean
is_abbreviation (const char *word, const char *language)
{
  g_autofree char *small = g_utf8_strdown (word, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (strcmp (abbreviations[i].word, small) == 0
        && is_of_language (abbreviations[i].language, language))
      return TRUE;
  return is_initial (word, language);
}

/* The letters and points that end at @end; empty where they are too many. */
static gsize
find_word_start (const char *utf8, gsize limit, gsize end)
{
  gsize start = end;

  for (guint n = 0; start > limit; n++)
    {
      const char *last = g_utf8_prev_char (utf8 + start);
      gunichar c = g_utf8_get_char (last);

      if (!g_unichar_isalpha (c) && c != '.')
        break;
      if (n == LONGEST)
        return end;
      start = last - utf8;
    }
  return start;
}

gboolean
scho_abbreviation_is_before (const char *utf8,
                             gsize limit,
                             gsize byte,
                             const char *language)
{
  gsize start, end = byte;
  g_autofree char *word = NULL;

  while (end > limit
         && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (utf8 + end))))
    end = g_utf8_prev_char (utf8 + end) - utf8;
  if (end == limit || end == byte || utf8[end - 1] != '.')
    return FALSE;
  start = find_word_start (utf8, limit, --end);
  if (start == end)
    return FALSE;
  word = g_strndup (utf8 + start, end - start);
  return is_abbreviation (word, language);
}
