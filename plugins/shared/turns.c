#include "turns.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NAME 40  /* characters */
#define MAX_WORDS 5  /* of a name */
#define MAX_LINE 200 /* bytes of a line that are looked at */

#define STAMP "(?:\\d{1,2}:)?\\d{1,2}:[0-5]\\d(?:[.,]\\d{1,3}|-\\d)?"
#define ANY_STAMP "(?:[\\[({<#]\\s*" STAMP "\\s*[\\])}>#]|" STAMP ")"

typedef struct
{
  gsize line;       /* where it begins */
  const char *name; /* of the chunk */
} Begin;

typedef struct
{
  Turns *turns;
  const char *utf8;
  gsize n_bytes;
  GRegex *speaker, *bracketed, *bare;
  GArray *begins;    /* of Begin */
  GHashTable *names; /* name → how often */
  gsize byte;        /* up to here characters are counted: */
  guint32 offset;
} Finder;

void
turns_clear (Turns *self)
{
  g_clear_pointer (&self->stretches, g_array_unref);
  g_clear_pointer (&self->labels, g_string_chunk_free);
  g_clear_pointer (&self->speakers, g_ptr_array_unref);
  g_clear_pointer (&self->doubtful, g_ptr_array_unref);
}

/* Only forwards. */
static guint32
to_offset (Finder *self, gsize byte)
{
  self->offset += g_utf8_pointer_to_offset (self->utf8 + self->byte, self->utf8 + byte);
  self->byte = byte;
  return self->offset;
}

static gboolean
is_name (const char *name)
{
  guint n_words = 1;
  gboolean has_letter = FALSE;

  if (g_utf8_strlen (name, -1) > MAX_NAME)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      n_words += *p == ' ';
      has_letter |= g_unichar_isalpha (g_utf8_get_char (p));
    }
  return has_letter && n_words <= MAX_WORDS;
}

static void
look_for_speaker (Finder *self, const char *line, gsize n)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  Begin begin = { .line = line - self->utf8 };
  guint n_before;

  if (!g_regex_match_full (self->speaker, line, n, 0, 0, &match, NULL))
    return;
  for (int i = 1; name == NULL || name[0] == '\0'; i++)
    {
      if (i >= g_match_info_get_match_count (match))
        return;
      g_free (name);
      name = g_match_info_fetch (match, i);
    }
  g_strstrip (name);
  if (!is_name (name))
    return;
  begin.name = g_string_chunk_insert_const (self->turns->labels, name);
  n_before = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, begin.name));
  g_hash_table_insert (self->names, (gpointer) begin.name,
                       GUINT_TO_POINTER (n_before + 1));
  g_array_append_val (self->begins, begin);
}

/* `1:02` is 00:01:02; `#00:01:02-3#` has tenths. */
static char *
dup_label (const char *stamp)
{
  const char *p = stamp + strcspn (stamp, "0123456789");
  gsize n = strspn (p, "0123456789:");
  g_autofree char *clock = g_strndup (p, n);
  g_auto (GStrv) parts = g_strsplit (clock, ":", 3);
  guint n_parts = g_strv_length (parts);
  int values[3] = { 0 };
  gsize n_fraction;

  for (guint i = 0; i < n_parts; i++)
    values[3 - n_parts + i] = atoi (parts[i]);
  p += n;
  n_fraction
      = p[0] != '\0' && strchr (".,-", p[0]) != NULL ? strspn (p + 1, "0123456789") : 0;
  return n_fraction > 0
             ? g_strdup_printf ("%02d:%02d:%02d.%.*s", values[0], values[1], values[2],
                                (int) n_fraction, p + 1)
             : g_strdup_printf ("%02d:%02d:%02d", values[0], values[1], values[2]);
}

static void
add_time (Finder *self, gsize from, gsize to)
{
  g_autofree char *stamp = g_strndup (self->utf8 + from, to - from);
  g_autofree char *label = dup_label (stamp);
  SchoStretch stretch = { .kind = SCHO_STRETCH_TIME_CODE };

  stretch.start = to_offset (self, from);
  stretch.end = to_offset (self, to);
  stretch.label = g_string_chunk_insert (self->turns->labels, label);
  g_array_append_val (self->turns->stretches, stretch);
  self->turns->n_times++;
}

static void
look_for_times (Finder *self, const char *line, gsize n)
{
  gsize from = line - self->utf8;
  g_autoptr (GMatchInfo) match = NULL;
  int start, end;

  if (g_regex_match_full (self->bare, line, n, 0, 0, &match, NULL)
      && g_match_info_fetch_pos (match, 1, &start, &end))
    {
      add_time (self, from + start, from + end);
      return;
    }
  g_clear_pointer (&match, g_match_info_free);
  g_regex_match_full (self->bracketed, line, n, 0, 0, &match, NULL);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    if (g_match_info_fetch_pos (match, 0, &start, &end))
      add_time (self, from + start, from + end);
}

static gboolean
counts (Finder *self, const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);
  g_autofree char *lower = g_utf8_strdown (name, -1);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name)) > 1
         || (strcmp (upper, name) == 0 && strcmp (lower, name) != 0);
}

static void
keep_speaker (GPtrArray *list, const char *name)
{
  if (!g_ptr_array_find (list, name, NULL))
    g_ptr_array_add (list, (gpointer) name);
}

static void
add_turn (Finder *self, const Begin *begin, gsize end)
{
  SchoStretch stretch = { .kind = SCHO_STRETCH_SPEAKER_TURN, .label = begin->name };

  while (end > begin->line && g_ascii_isspace (self->utf8[end - 1]))
    end--;
  stretch.start = to_offset (self, begin->line);
  stretch.end = to_offset (self, end);
  g_array_append_val (self->turns->stretches, stretch);
  keep_speaker (self->turns->speakers, begin->name);
  self->turns->n_turns++;
}

static void
add_turns (Finder *self)
{
  const Begin *open = NULL;

  self->byte = self->offset = 0;
  for (guint i = 0; i < self->begins->len; i++)
    {
      const Begin *begin = &g_array_index (self->begins, Begin, i);

      if (!counts (self, begin->name))
        {
          keep_speaker (self->turns->doubtful, begin->name);
          continue;
        }
      if (open != NULL)
        add_turn (self, open, begin->line);
      open = begin;
    }
  if (open != NULL)
    add_turn (self, open, self->n_bytes);
}

/* A cut line ends where a character does. */
static gsize
cut (const char *line, gsize n)
{
  if (n <= MAX_LINE)
    return n;
  for (n = MAX_LINE; ((guint8) line[n] & 0xc0) == 0x80; n--)
    ;
  return n;
}

static gboolean
look_at_lines (Finder *self,
               gboolean speakers,
               gboolean times,
               GCancellable *cancellable,
               GError **error)
{
  const char *end = self->utf8 + self->n_bytes;

  for (const char *line = self->utf8; line < end;)
    {
      const char *feed = memchr (line, '\n', end - line);
      gsize n = (feed != NULL ? feed : end) - line;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (speakers)
        look_for_speaker (self, line, cut (line, n));
      if (times)
        look_for_times (self, line, n);
      line += n + 1;
    }
  return TRUE;
}

gboolean
turns_find (Turns *self,
            const char *utf8,
            gsize n_bytes,
            gboolean speakers,
            gboolean times,
            GCancellable *cancellable,
            GError **error)
{
  Finder finder = { .turns = self, .utf8 = utf8, .n_bytes = n_bytes };
  gboolean done;

  self->stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  self->labels = g_string_chunk_new (1024);
  self->speakers = g_ptr_array_new ();
  self->doubtful = g_ptr_array_new ();
  finder.speaker = g_regex_new (
      "^\\s*(?:" ANY_STAMP "\\s*)?(?:\\[(\\p{Lu}[^\\]:]*|\\p{L}+\\d+)\\](?=\\s)|"
      "([\\p{L}\\p{N}][^\\n:：\\[\\](){}<>?!;\"“”#*_]*?)\\*{0,2}\\s*"
      "(?:\\([^)]{0,40}\\)|" ANY_STAMP ")?\\s*(?::\\*{0,2}(?=\\s|$)|：))",
      0, 0, NULL);
  finder.bracketed
      = g_regex_new ("[\\[({<#]\\s*" STAMP "\\s*[\\])}>#]", G_REGEX_OPTIMIZE, 0, NULL);
  finder.bare = g_regex_new ("^\\s*(" STAMP ")(?=\\s|$)", 0, 0, NULL);
  finder.begins = g_array_new (FALSE, FALSE, sizeof (Begin));
  finder.names = g_hash_table_new (g_str_hash, g_str_equal);

  done = look_at_lines (&finder, speakers, times, cancellable, error);
  if (done)
    add_turns (&finder);
  g_regex_unref (finder.speaker);
  g_regex_unref (finder.bracketed);
  g_regex_unref (finder.bare);
  g_array_unref (finder.begins);
  g_hash_table_unref (finder.names);
  return done;
}
