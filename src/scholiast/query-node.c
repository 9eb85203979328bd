/* query-node.c - a query as a tree, and the words that it is written in. */
#include <scholiast/query-node-private.h>

#include <string.h>

#include <scholiast/fold-private.h>

SchoQueryNode *
scho_query_node_new (SchoQueryKind kind, gsize start, gsize end)
{
  SchoQueryNode *self = g_new0 (SchoQueryNode, 1);

  self->kind = kind;
  self->span = (SchoQuerySpan){ start, end };
  return self;
}

void
scho_query_node_free (SchoQueryNode *self)
{
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->search, scho_search_free);
  g_free (self->name);
  g_free (self->value);
  g_free (self->folded);
  g_free (self);
}

static gboolean
is_condition (const SchoQueryNode *self)
{
  if (self->kind == SCHO_QUERY_NOT || self->kind == SCHO_QUERY_TERM)
    return TRUE;
  if (self->kind != SCHO_QUERY_AND && self->kind != SCHO_QUERY_OR)
    return FALSE;
  for (guint i = 0; i < self->children->len; i++)
    if (!scho_query_node_get (self, i)->is_condition)
      return FALSE;
  return TRUE;
}

static void
append (SchoQueryNode *self, SchoQueryNode *child)
{
  if (self->children == NULL)
    self->children
        = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_query_node_free);
  g_ptr_array_add (self->children, child);
  self->depth = MAX (self->depth, child->depth + 1);
}

void
scho_query_node_add (SchoQueryNode *self, SchoQueryNode *child)
{
  self->span.start = MIN (self->span.start, child->span.start);
  self->span.end = MAX (self->span.end, child->span.end);
  if (self->kind == child->kind
      && (self->kind == SCHO_QUERY_AND || self->kind == SCHO_QUERY_OR))
    {
      g_ptr_array_set_free_func (child->children, NULL);
      for (guint i = 0; i < child->children->len; i++)
        append (self, scho_query_node_get (child, i));
      scho_query_node_free (child);
    }
  else
    append (self, child);
  self->is_condition = is_condition (self);
}

/* Words --------------------------------------------------------------------------- */

static const char *const relation_words[] = {
  [SCHO_QUERY_OVERLAPS] = "overlaps", [SCHO_QUERY_INSIDE] = "inside",
  [SCHO_QUERY_CONTAINS] = "contains", [SCHO_QUERY_EQUALS] = "equals",
  [SCHO_QUERY_TOUCHES] = "touches",   [SCHO_QUERY_FOLLOWS] = "follows",
  [SCHO_QUERY_PRECEDES] = "precedes", [SCHO_QUERY_NEAR] = "near",
  [SCHO_QUERY_IN_SAME] = "in",
};

static const char *const unit_words[][2] = {
  [SCHO_UNIT_CHARACTER] = { "character", "characters" },
  [SCHO_UNIT_WORD] = { "word", "words" },
  [SCHO_UNIT_SENTENCE] = { "sentence", "sentences" },
  [SCHO_UNIT_PARAGRAPH] = { "paragraph", "paragraphs" },
  [SCHO_UNIT_SPEAKER_TURN] = { "turn", "turns" },
  [SCHO_QUERY_UNIT_DOCUMENT] = { "document", "documents" },
};

static const char *const field_words[] = {
  [SCHO_QUERY_TITLE] = "title",       [SCHO_QUERY_SOURCE] = "source",
  [SCHO_QUERY_LANGUAGE] = "language", [SCHO_QUERY_CODER] = "coder",
  [SCHO_QUERY_CODED] = "coded",       [SCHO_QUERY_WEIGHT] = "weight",
  [SCHO_QUERY_MEMO] = "memo",         [SCHO_QUERY_EXAMPLE] = "example",
  [SCHO_QUERY_TEXT] = "text",
};

static const char *const signs[] = {
  [SCHO_QUERY_HAS] = ":",       [SCHO_QUERY_IS] = "=",       [SCHO_QUERY_IS_NOT] = "!=",
  [SCHO_QUERY_LESS] = "<",      [SCHO_QUERY_AT_MOST] = "<=", [SCHO_QUERY_MORE] = ">",
  [SCHO_QUERY_AT_LEAST] = ">=", [SCHO_QUERY_MATCHES] = "~",
};

const char *
scho_query_relation_get_word (SchoQueryRelation relation)
{
  return relation_words[relation];
}

const char *
scho_query_unit_get_word (SchoTextUnit unit, gboolean plural)
{
  return unit_words[unit][plural ? 1 : 0];
}

const char *
scho_query_field_get_word (SchoQueryField field)
{
  return field_words[field];
}

const char *
scho_query_sign_get_text (SchoQuerySign sign)
{
  return signs[sign];
}

/* Units are none: they stand only where no name can. */
gboolean
scho_query_is_word (const char *name)
{
  static const char *const others[] = { "and", "or", "not", "below", "within" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strcasecmp (name, others[i]) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (relation_words); i++)
    if (g_ascii_strcasecmp (name, relation_words[i]) == 0)
      return TRUE;
  return FALSE;
}

char *
scho_query_fold (const char *words)
{
  g_autoptr (SchoFold) fold = scho_fold_new (words, strlen (words), SCHO_FOLD_ALL);

  return scho_fold_dup_utf8 (fold);
}

/* Times --------------------------------------------------------------------------- */

#define MILLISECONDS 1000

static gint64
get_milliseconds (guint year, guint month, guint day)
{
  g_autoptr (GDateTime) time
      = g_date_time_new_utc ((int) year, (int) month, (int) day, 0, 0, 0);

  return g_date_time_to_unix (time) * MILLISECONDS;
}

/* Exactly @n digits. */
static gboolean
read_digits (const char **p, guint n, guint *value)
{
  for (*value = 0; n > 0; n--, ++*p)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *value = *value * 10 + (guint) g_ascii_digit_value (**p);
    }
  return TRUE;
}

/* How long one of the smallest unit that is named is: a minute or a second. */
static gboolean
parse_moment (const char *string, SchoQueryTime *time)
{
  const char *hours = strpbrk (string, "Tt ");
  gboolean has_seconds = hours != NULL && strlen (hours) >= 9 && hours[6] == ':';
  gboolean has_minutes = hours != NULL && strlen (hours) >= 6 && hours[3] == ':';
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *whole = NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (!has_minutes)
    return FALSE;
  whole = has_seconds ? g_strdup (string)
                      : g_strdup_printf ("%.*s:00%s", (int) (hours + 6 - string), string,
                                         hours + 6);
  if (!(moment = g_date_time_new_from_iso8601 (whole, utc)))
    return FALSE;
  time->from = g_date_time_to_unix (moment) * MILLISECONDS;
  time->to = time->from + (has_seconds ? 1 : 60) * MILLISECONDS;
  return TRUE;
}

gboolean
scho_query_time_parse (const char *string, SchoQueryTime *time)
{
  const char *p = string;
  guint year, month = 1, day = 1, n = 1;

  if (!read_digits (&p, 4, &year) || year == 0 || year >= 9999)
    return FALSE;
  if (*p == '-')
    {
      p++;
      if (!read_digits (&p, 2, &month) || month < 1 || month > 12)
        return FALSE;
      n++;
    }
  if (n == 2 && *p == '-')
    {
      p++;
      if (!read_digits (&p, 2, &day) || !g_date_valid_dmy (day, month, year))
        return FALSE;
      n++;
    }
  if (*p != '\0')
    return n == 3 && parse_moment (string, time);
  time->from = get_milliseconds (year, month, day);
  if (n == 3)
    time->to = time->from + 24 * 60 * 60 * MILLISECONDS;
  else if (n == 2 && month < 12)
    time->to = get_milliseconds (year, month + 1, 1);
  else
    time->to = get_milliseconds (year + 1, 1, 1);
  return TRUE;
}
