#include "cues.h"

#include "../shared/lost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_HOURS 9999
#define MAX_TAG 1000

typedef struct
{
  const char *p, *end;
  gboolean vtt;
  const char *name; /* of the file */
  SchoLosses *losses;
} Source;

static void
clear_voice (gpointer data)
{
  Voice *voice = data;

  g_free (voice->speaker);
  g_free (voice->words);
}

static void
cue_free (gpointer data)
{
  Cue *cue = data;

  g_array_unref (cue->voices);
  g_free (cue);
}

/* (nullable) (transfer full): without its end, LF, CR LF or CR */
static char *
take_line (Source *self)
{
  const char *from = self->p;
  char *line;

  if (self->p >= self->end)
    return NULL;
  while (self->p < self->end && *self->p != '\n' && *self->p != '\r')
    self->p++;
  line = g_strndup (from, self->p - from);
  if (self->p + 1 < self->end && self->p[0] == '\r' && self->p[1] == '\n')
    self->p++;
  self->p++;
  return line;
}

/* `[hours:]minutes:seconds,thousandths`, or a dot. */
static gboolean
parse_time (const char **p, gint64 *time)
{
  gint64 parts[3] = { 0 };
  guint n = 0;
  gint64 fraction = 0, unit = 100;
  const char *s = *p;

  do
    {
      if (!g_ascii_isdigit (*s) || n == 3)
        return FALSE;
      for (parts[n] = 0; g_ascii_isdigit (*s) && parts[n] <= MAX_HOURS; s++)
        parts[n] = parts[n] * 10 + (*s - '0');
      n++;
    }
  while (*s == ':' && s++);
  if (n < 2 || parts[0] > MAX_HOURS)
    return FALSE;
  if (*s == ',' || *s == '.')
    for (s++; g_ascii_isdigit (*s); s++, unit /= 10)
      fraction += unit * (*s - '0');
  if (n == 2)
    {
      parts[2] = parts[1];
      parts[1] = parts[0];
      parts[0] = 0;
    }
  *time = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + fraction;
  *p = s;
  return TRUE;
}

static gboolean
parse_times (const char *line, Cue *cue)
{
  const char *p = line + strspn (line, " \t");

  if (!parse_time (&p, &cue->from))
    return FALSE;
  p += strspn (p, " \t");
  if (strncmp (p, "-->", 3) != 0)
    return FALSE;
  p += 3;
  p += strspn (p, " \t");
  return parse_time (&p, &cue->to) && (*p == '\0' || g_ascii_isspace (*p));
}

static void
finish_voice (Cue *cue, char **speaker, GString *words)
{
  Voice voice;

  g_strstrip (words->str);
  if (words->str[0] != '\0')
    {
      voice.speaker = g_strdup (*speaker);
      voice.words = g_strdup (words->str);
      g_array_append_val (cue->voices, voice);
    }
  g_string_truncate (words, 0);
}

/* `<v.loud Esme>` → Esme; not `<video>`. */
static gboolean
is_voice (const char *tag, gsize n)
{
  return n > 1 && tag[0] == 'v' && strchr (". \t", tag[1]) != NULL;
}

static char *
dup_speaker (const char *tag, gsize n)
{
  const char *space = memchr (tag, ' ', n);
  char *name = space != NULL ? g_strndup (space, tag + n - space) : g_strdup ("");

  g_strstrip (name);
  if (name[0] == '\0')
    g_clear_pointer (&name, g_free);
  return name;
}

/* WebVTT has nothing but tags between < and >; in SubRip only these few are. */
static gboolean
is_tag (const Source *self, const char *tag, gsize n)
{
  static const char *const known[] = { "i", "b", "u", "s", "font" };
  gsize from = n > 0 && tag[0] == '/';
  gsize length = 0;

  if (self->vtt)
    return TRUE;
  while (from + length < n && g_ascii_isalpha (tag[from + length]))
    length++;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (length == strlen (known[i])
        && g_ascii_strncasecmp (tag + from, known[i], length) == 0)
      return TRUE;
  return is_voice (tag, n) || (n == 2 && memcmp (tag, "/v", 2) == 0);
}

static gsize
append_entity (const Source *self, const char *p, GString *words)
{
  static const struct
  {
    const char *name, *utf8;
  } entities[] = {
    { "&amp;", "&" },       { "&lt;", "<" },       { "&gt;", ">" },
    { "&nbsp;", "\u00a0" }, { "&lrm;", "\u200e" }, { "&rlm;", "\u200f" },
    { "&quot;", "\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (p, entities[i].name))
      {
        g_string_append (words, entities[i].utf8);
        return strlen (entities[i].name);
      }
  g_string_append_c (words, '&');
  return 1;
}

/* (nullable): the end of the tag that may begin here; no tag is long. */
static const char *
find_close (const char *p)
{
  if (*p != '<' && *p != '{')
    return NULL;
  return memchr (p, *p == '<' ? '>' : '}', strnlen (p, MAX_TAG));
}

static void
lose (const Source *self, const char *what, const char *words)
{
  lost_add (self->losses, 1, what, self->name, words);
}

/* Plays the markup: what is said, by whom. */
static void
read_payload (const Source *self, const char *payload, Cue *cue)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *speaker = NULL;

  for (const char *p = payload; *p != '\0';)
    {
      const char *close = find_close (p);

      if (*p == '<' && close != NULL && is_tag (self, p + 1, close - p - 1))
        {
          if (is_voice (p + 1, close - p - 1))
            {
              finish_voice (cue, &speaker, words);
              g_free (speaker);
              speaker = dup_speaker (p + 1, close - p - 1);
            }
          else if (g_ascii_isdigit (p[1]))
            {
              g_autofree char *time = g_strndup (p + 1, (gsize) (close - p - 1));

              lose (self, _ ("Times within cues"), time);
            }
          p = close + 1;
        }
      else if (*p == '{' && close != NULL && p[1] == '\\') /* {\an8}: a place */
        p = close + 1;
      else if (*p == '&')
        p += append_entity (self, p, words);
      else
        g_string_append_c (words, *p++);
    }
  finish_voice (cue, &speaker, words);
}

/* Where each line begins with a dash, two speak: a line each. */
static void
read_lines (const Source *self, GPtrArray *lines, Cue *cue)
{
  gboolean dialogue = lines->len > 1;
  g_autoptr (GString) payload = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    dialogue = dialogue
               && (g_str_has_prefix (lines->pdata[i], "-")
                   || g_str_has_prefix (lines->pdata[i], "–"));
  for (guint i = 0; i < lines->len; i++)
    if (dialogue)
      read_payload (self, lines->pdata[i], cue);
    else
      g_string_append_printf (payload, "%s%s", i > 0 ? " " : "",
                              (const char *) lines->pdata[i]);
  read_payload (self, payload->str, cue);
}

static void
take_cue (Source *self, Cue *cue, GPtrArray *cues)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  char *line;

  while ((line = take_line (self)) != NULL && line[strspn (line, " \t")] != '\0')
    g_ptr_array_add (lines, line);
  g_free (line);
  cue->voices = g_array_new (FALSE, FALSE, sizeof (Voice));
  g_array_set_clear_func (cue->voices, clear_voice);
  read_lines (self, lines, cue);
  cue->to = MAX (cue->from, cue->to);
  if (cue->voices->len > 0)
    g_ptr_array_add (cues, cue);
  else
    cue_free (cue);
}

static gboolean
is_aside (const Source *self, const char *line)
{
  static const char *const names[] = { "WEBVTT", "NOTE", "STYLE", "REGION" };

  for (guint i = 0; self->vtt && i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (line, names[i]))
      {
        char next = line[strlen (names[i])];

        return next == '\0' || next == ' ' || next == '\t';
      }
  return FALSE;
}

/* What a file says of itself, or somebody of the film. How it looks is no loss. */
static void
lose_aside (const Source *self, const char *line, gboolean is_comment)
{
  g_autofree char *words = g_strstrip (g_strdup (line + strspn (line, " \t-")));

  if (words[0] != '\0')
    lose (self, is_comment ? _ ("Lines of comments") : _ ("Lines of the header"), words);
}

static void
skip_block (Source *self, const char *first)
{
  gboolean is_header = g_str_has_prefix (first, "WEBVTT");
  gboolean is_comment = g_str_has_prefix (first, "NOTE");
  char *line;

  if (is_header || is_comment)
    lose_aside (self, first + strlen (is_header ? "WEBVTT" : "NOTE"), is_comment);
  while ((line = take_line (self)) != NULL && line[0] != '\0')
    {
      if (is_header || is_comment)
        lose_aside (self, line, is_comment);
      g_free (line);
    }
  g_free (line);
}

/* An identifier, as most have, is a line right before the times. */
static gboolean
is_identifier (const Source *self)
{
  Source ahead = *self;
  g_autofree char *line = take_line (&ahead);
  Cue cue;

  return line != NULL && parse_times (line, &cue);
}

/* Most cues have only numbers for names. */
static void
lose_line (const Source *self, const char *line)
{
  if (!is_identifier (self))
    lose (self, _ ("Lines that are of no cue"), line);
  else if (line[strspn (line, "0123456789 \t")] != '\0')
    lose (self, _ ("Names of cues"), line);
}

GPtrArray *
cues_parse (const char *utf8, gsize n_bytes, const char *name, SchoLosses *losses)
{
  Source source = { utf8, utf8 + n_bytes, FALSE, name, losses };
  GPtrArray *cues = g_ptr_array_new_with_free_func (cue_free);
  char *line;

  source.vtt = g_str_has_prefix (utf8, "WEBVTT");
  while ((line = take_line (&source)) != NULL)
    {
      Cue times = { 0 };

      if (parse_times (line, &times))
        take_cue (&source, g_memdup2 (&times, sizeof times), cues);
      else if (is_aside (&source, line))
        skip_block (&source, line);
      else if (line[strspn (line, " \t")] != '\0')
        lose_line (&source, line);
      g_free (line);
    }
  return cues;
}
