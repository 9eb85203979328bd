#include "brat-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN 60 /* characters of what stands in a file, in a message */

static void
relation_clear (gpointer data)
{
  g_free (((BratRelation *) data)->type);
}

static void
span_free (gpointer data)
{
  BratSpan *span = data;

  g_free (span->type);
  g_array_unref (span->fragments);
  if (span->memo != NULL)
    g_string_free (span->memo, TRUE);
  g_free (span);
}

void
brat_file_clear (BratFile *self)
{
  g_clear_pointer (&self->spans, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->relations, g_array_unref);
}

void
brat_file_set_error (const BratFile *self,
                     guint line,
                     SchoError code,
                     GError **error,
                     const char *format,
                     ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: a line number, a file name, what is wrong there */
  g_set_error (error, SCHO_ERROR, code, _ ("Line %u of %s: %s"), line, self->name, text);
}

char *
brat_shorten (const char *words)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (words, -1) <= SHOWN)
    return g_strdup (words);
  start = g_utf8_substring (words, 0, SHOWN - 1);
  return g_strconcat (start, "…", NULL);
}

/* Cuts off what stands before @sign and returns the rest; %NULL where there is none. */
static char *
cut (char *text, char sign)
{
  char *found = strchr (text, sign);

  if (found == NULL)
    return NULL;
  *found = '\0';
  return found + 1;
}

static gboolean
parse_number (const char **p, guint32 *number)
{
  guint64 value = 0;

  if (!g_ascii_isdigit (**p))
    return FALSE;
  for (; g_ascii_isdigit (**p) && value <= G_MAXUINT32; (*p)++)
    value = 10 * value + (guint) (**p - '0');
  *number = (guint32) value;
  return value <= G_MAXUINT32;
}

/* `5 9;12 15` */
static gboolean
parse_fragments (const char *p, GArray *fragments)
{
  for (;; p++)
    {
      BratFragment fragment;

      if (!parse_number (&p, &fragment.start) || *p++ != ' '
          || !parse_number (&p, &fragment.end) || fragment.start >= fragment.end)
        return FALSE;
      g_array_append_val (fragments, fragment);
      if (*p != ';')
        return *p == '\0';
    }
}

/* @rest: `Type 5 9 TAB words` */
static gboolean
read_span (BratFile *self, guint line, const char *id, char *rest, GError **error)
{
  char *quote = cut (rest, '\t');
  char *positions = cut (rest, ' ');
  g_autoptr (SchoCode) code = scho_code_new (&(SchoCode){ .name = rest });
  g_autofree char *place = brat_shorten (positions != NULL ? positions : "");
  g_autofree char *name = brat_shorten (id);
  BratSpan *span = g_new0 (BratSpan, 1);
  gboolean is_there = g_hash_table_contains (self->ids, id);

  span->line = line;
  span->type = g_strdup (code->name);
  span->quote = quote;
  span->weight = SCHO_NO_WEIGHT;
  span->fragments = g_array_new (FALSE, FALSE, sizeof (BratFragment));
  if (span->type[0] == '\0')
    brat_file_set_error (self, line, SCHO_ERROR_INVALID, error, _ ("there is no type"));
  else if (positions == NULL || !parse_fragments (positions, span->fragments))
    brat_file_set_error (self, line, SCHO_ERROR_INVALID, error,
                         _ ("“%s” is not where a passage starts and ends"), place);
  else if (is_there)
    brat_file_set_error (self, line, SCHO_ERROR_INVALID, error,
                         _ ("the passage “%s” is there twice"), name);
  else
    {
      g_hash_table_insert (self->ids, (gpointer) id, span);
      g_ptr_array_add (self->spans, span);
      return TRUE;
    }
  span_free (span);
  return FALSE;
}

static void
add_memo (BratSpan *span, const char *label, const char *words)
{
  if (span->memo == NULL)
    span->memo = g_string_new (NULL);
  if (span->memo->len > 0)
    g_string_append_c (span->memo, '\n');
  g_string_append (span->memo, label);
  if (label[0] != '\0' && words[0] != '\0')
    g_string_append (span->memo, ": ");
  g_string_append (span->memo, words);
}

static gboolean
read_weight (BratSpan *span, const char *attribute, const char *value)
{
  guint64 weight;

  if (strcmp (attribute, BRAT_WEIGHT) != 0
      || !g_ascii_string_to_unsigned (value, 10, 0, 100, &weight, NULL))
    return FALSE;
  span->weight = (gint16) weight;
  return TRUE;
}

static void
add_relation (BratFile *self, const char *type, BratSpan *from, BratSpan *to)
{
  BratRelation relation = { .from = from, .to = to };
  g_autoptr (SchoCode) code = scho_code_new (&(SchoCode){ .name = type });

  if (from == NULL || to == NULL)
    {
      self->n_loose++;
      return;
    }
  relation.type = g_strdup (code->name);
  g_array_append_val (self->relations, relation);
}

/* `Arg1:T1` */
static BratSpan *
find_end (BratFile *self, const char *word)
{
  const char *id = strchr (word, ':');

  return g_hash_table_lookup (self->ids, id != NULL ? id + 1 : word);
}

/* @rest: `Said Arg1:T1 Arg2:T2`, or of an equivalence `Equiv T1 T2 T3`: from the first to
 * each of the others. */
static void
read_relation (BratFile *self, char *rest)
{
  g_auto (GStrv) words = g_strsplit (g_strchomp (rest), " ", -1);
  guint n = g_strv_length (words);
  BratSpan *first = n > 1 ? find_end (self, words[1]) : NULL;

  for (guint i = 2; i < n; i++)
    add_relation (self, words[0], first, find_end (self, words[i]));
  self->n_loose += n < 3;
}

/* @rest: `Reaction:T3 Agent:T1 Cause:E2`: from the passage that names the event to each
 * of its parts. */
static void
read_event (BratFile *self, char *rest)
{
  g_auto (GStrv) words = g_strsplit (g_strchomp (rest), " ", -1);
  BratSpan *trigger = words[0] != NULL ? find_end (self, words[0]) : NULL;

  self->n_events++;
  self->n_loose += trigger == NULL;
  for (guint i = 1; trigger != NULL && words[0] != NULL && words[i] != NULL; i++)
    {
      BratSpan *part = find_end (self, words[i]);
      char *end = strchr (words[i], ':');

      if (words[i][0] == '\0')
        continue;
      if (end != NULL)
        *end = '\0';
      add_relation (self, words[i], trigger, part);
    }
}

/* What is said of an event is said of the passage that names it. */
static void
name_event (BratFile *self, const char *id, const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, " ", 2);
  BratSpan *trigger = words[0] != NULL ? find_end (self, words[0]) : NULL;

  if (trigger != NULL && !g_hash_table_contains (self->ids, id))
    g_hash_table_insert (self->ids, (gpointer) id, trigger);
}

/* @rest: `AnnotatorNotes T1 TAB words`, `Confidence T1 High`, `Reference T1 Wikipedia:12
 * TAB name`. What annotators wrote stands alone. */
static void
read_remark (BratFile *self, char kind, char *rest)
{
  char *words = cut (rest, '\t');
  char *target = cut (rest, ' ');
  char *value = target != NULL ? cut (target, ' ') : NULL;
  BratSpan *span = target != NULL ? g_hash_table_lookup (self->ids, target) : NULL;
  g_autoptr (GString) all = g_string_new (value);

  if (span == NULL)
    {
      self->n_elsewhere++;
      return;
    }
  if (words != NULL && words[0] != '\0')
    g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", words);
  if (kind == 'A' && read_weight (span, rest, all->str))
    return;
  if (kind != '#' || all->len > 0)
    add_memo (span, kind == '#' ? "" : rest, all->str);
}

static void
read_other (BratFile *self, char kind, char *rest)
{
  switch (kind)
    {
    case '#':
    case 'A':
    case 'M':
    case 'N':
      read_remark (self, kind, rest);
      break;
    case 'R':
    case '*':
      read_relation (self, rest);
      break;
    case 'E':
      read_event (self, rest);
      break;
    default:
      self->n_unknown++;
    }
}

typedef enum
{
  BRAT_PASSAGES,
  BRAT_EVENTS,
  BRAT_OTHERS,
} BratTurn;

static gboolean
is_turn (char kind, BratTurn turn)
{
  return turn == BRAT_PASSAGES ? kind == 'T'
         : turn == BRAT_EVENTS ? kind == 'E'
                               : kind != 'T';
}

static gboolean
read_line (BratFile *self, guint line, char *id, BratTurn turn, GError **error)
{
  char kind = id[0];
  gboolean is_named = turn == BRAT_OTHERS && kind == 'E'; /* cut already */
  char *rest = is_named ? id + strlen (id) + 1 : cut (id, '\t');

  if (rest == NULL)
    {
      g_autofree char *start = brat_shorten (id);

      brat_file_set_error (self, line, SCHO_ERROR_INVALID, error,
                           _ ("“%s” is no annotation of brat: it has no tab"), start);
      return FALSE;
    }
  if (turn == BRAT_PASSAGES)
    return read_span (self, line, id, rest, error);
  if (turn == BRAT_EVENTS)
    name_event (self, id, rest);
  else
    read_other (self, kind, rest);
  return TRUE;
}

/* Lines may speak of what comes later: so passages come first, then names of events. */
static gboolean
read_lines (
    BratFile *self, GPtrArray *lines, BratTurn turn, GCancellable *c, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      char *id = lines->pdata[i];
      GError *problem = NULL;

      if (id[0] == '\0' || !is_turn (id[0], turn))
        continue;
      if (i % 4096 == 0 && g_cancellable_set_error_if_cancelled (c, error))
        return FALSE;
      if (read_line (self, i + 1, id, turn, &problem))
        continue;
      if (self->faults == NULL)
        {
          g_propagate_error (error, problem);
          return FALSE;
        }
      g_ptr_array_add (self->faults, problem);
      id[0] = '\0'; /* no turn looks at it again */
    }
  return TRUE;
}

static void
chomp (char *line)
{
  gsize length = strlen (line);

  if (length > 0 && line[length - 1] == '\r')
    line[length - 1] = '\0';
}

gboolean
brat_file_read (BratFile *self, char *utf8, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  self->spans = g_ptr_array_new_with_free_func (span_free);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->relations = g_array_new (FALSE, FALSE, sizeof (BratRelation));
  g_array_set_clear_func (self->relations, relation_clear);
  for (char *line = utf8, *next; line != NULL; line = next)
    {
      next = cut (line, '\n');
      chomp (line);
      g_ptr_array_add (lines, line);
    }
  return read_lines (self, lines, BRAT_PASSAGES, cancellable, error)
         && read_lines (self, lines, BRAT_EVENTS, cancellable, error)
         && read_lines (self, lines, BRAT_OTHERS, cancellable, error);
}
