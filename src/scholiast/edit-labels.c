#include <scholiast/edit-labels.h>

#include <glib/gi18n-lib.h>
#include <string.h>

/* What became of words that may be missing. */
typedef enum
{
  ADDED,
  CHANGED,
  REMOVED,
} Fate;

static gboolean
is_empty (const char *words)
{
  return words == NULL || words[0] == '\0';
}

static Fate
get_fate (const char *before, const char *after)
{
  return is_empty (before) ? ADDED : is_empty (after) ? REMOVED : CHANGED;
}

static gboolean
differ (const char *before, const char *after)
{
  return is_empty (before) != is_empty (after)
         || (!is_empty (before) && strcmp (before, after) != 0);
}

/* Attributes */

/* Counts those of @a that are not so in @b, also what is only in one of both; the last of
 * them in @last. */
static guint
count_other_attributes (const SchoDocument *a, const SchoDocument *b, const char **last)
{
  guint n = 0;

  for (gsize i = 0; i < a->n_attributes; i++)
    {
      const SchoAttribute *one = &a->attributes[i];
      const SchoAttribute *other = scho_document_find_attribute (b, one->name);

      if (other != NULL && one->type == other->type && !differ (one->value, other->value))
        continue;
      *last = one->name;
      n++;
    }
  return n;
}

static char *
dup_attribute_label (const SchoDocument *before, const SchoDocument *after)
{
  const char *gone = NULL, *come = NULL;
  guint n_before = count_other_attributes (before, after, &gone);
  guint n_after = count_other_attributes (after, before, &come);

  if (n_after == 1 && n_before == 0)
    /* Translators: an attribute, a document */
    return g_strdup_printf (_ ("Attribute “%s” of “%s” added"), come, after->title);
  if (n_after == 0 && n_before == 1)
    return g_strdup_printf (_ ("Attribute “%s” of “%s” removed"), gone, after->title);
  if (n_after == 1 && n_before == 1 && strcmp (come, gone) == 0)
    return g_strdup_printf (_ ("Attribute “%s” of “%s” changed"), come, after->title);
  return g_strdup_printf (_ ("Attributes of “%s” changed"), after->title);
}

static gboolean
has_other_attributes (const SchoDocument *before, const SchoDocument *after)
{
  const char *name;

  return count_other_attributes (before, after, &name) > 0
         || count_other_attributes (after, before, &name) > 0;
}

/* Documents */

static char *
dup_document_memo_label (const SchoDocument *before, const SchoDocument *after)
{
  switch (get_fate (before->memo, after->memo))
    {
    case ADDED:
      return g_strdup_printf (_ ("Memo of document “%s” added"), after->title);
    case REMOVED:
      return g_strdup_printf (_ ("Memo of document “%s” removed"), after->title);
    default:
      return g_strdup_printf (_ ("Memo of document “%s” changed"), after->title);
    }
}

char *
scho_edit_dup_document_label (const SchoDocument *before, const SchoDocument *after)
{
  gboolean memo = differ (before->memo, after->memo);
  gboolean source = differ (before->source, after->source);
  gboolean language = differ (before->language, after->language);
  gboolean attributes = has_other_attributes (before, after);

  if (strcmp (before->title, after->title) != 0)
    return g_strdup_printf (_ ("Document “%s” renamed to “%s”"), before->title,
                            after->title);
  if (memo + source + language + attributes > 1)
    return g_strdup_printf (_ ("Document “%s” changed"), after->title);
  if (source)
    return g_strdup_printf (_ ("Source of document “%s” changed"), after->title);
  if (language)
    return g_strdup_printf (_ ("Language of document “%s” changed"), after->title);
  if (attributes)
    return dup_attribute_label (before, after);
  return dup_document_memo_label (before, after);
}

/* Codes */

static char *
dup_code_memo_label (const SchoCode *before, const SchoCode *after)
{
  switch (get_fate (before->memo, after->memo))
    {
    case ADDED:
      return g_strdup_printf (_ ("Memo of code “%s” added"), after->name);
    case REMOVED:
      return g_strdup_printf (_ ("Memo of code “%s” removed"), after->name);
    default:
      return g_strdup_printf (_ ("Memo of code “%s” changed"), after->name);
    }
}

static char *
dup_code_name_label (const SchoCode *before, const SchoCode *after)
{
  if (strcmp (before->name, after->name) != 0)
    return g_strdup_printf (_ ("Code “%s” renamed to “%s”"), before->name, after->name);
  if (before->parent != after->parent || before->position != after->position)
    return g_strdup_printf (_ ("Code “%s” moved"), after->name);
  return NULL;
}

char *
scho_edit_dup_code_label (const SchoCode *before, const SchoCode *after)
{
  gboolean colour = before->colour != after->colour, key = before->key != after->key;
  gboolean blurred = before->blurred != after->blurred;
  gboolean definition = differ (before->definition, after->definition);
  gboolean use = differ (before->use_when, after->use_when)
                 || differ (before->use_not, after->use_not);
  gboolean pseudonym = differ (before->pseudonym, after->pseudonym);
  char *label = dup_code_name_label (before, after);

  if (label != NULL)
    return label;
  if (colour + key + blurred + pseudonym + definition + use
          + differ (before->memo, after->memo)
      > 1)
    return g_strdup_printf (_ ("Code “%s” changed"), after->name);
  if (colour)
    return g_strdup_printf (_ ("Colour of code “%s” changed"), after->name);
  if (key)
    return g_strdup_printf (_ ("Key of code “%s” changed"), after->name);
  if (blurred)
    return g_strdup_printf (after->blurred
                                ? _ ("Passages of code “%s” blurred")
                                : _ ("Passages of code “%s” no longer blurred"),
                            after->name);
  if (pseudonym)
    return g_strdup_printf (after->pseudonym != NULL
                                ? _ ("Pseudonym for code “%s” chosen")
                                : _ ("Pseudonym for code “%s” removed"),
                            after->name);
  if (definition)
    return g_strdup_printf (_ ("Definition of code “%s” changed"), after->name);
  if (use)
    return g_strdup_printf (_ ("Use of code “%s” described"), after->name);
  return dup_code_memo_label (before, after);
}

/* The project, codings */

char *
scho_edit_dup_info_label (const SchoProjectInfo *before, const SchoProjectInfo *after)
{
  if (strcmp (before->title, after->title) != 0)
    return g_strdup_printf (_ ("Project renamed to “%s”"), after->title);
  switch (get_fate (before->memo, after->memo))
    {
    case ADDED:
      return g_strdup (_ ("Memo of the project added"));
    case REMOVED:
      return g_strdup (_ ("Memo of the project removed"));
    default:
      return g_strdup (_ ("Memo of the project changed"));
    }
}

char *
scho_edit_dup_coding_memo_label (const char *code, const char *before, const char *after)
{
  /* Translators: a code */
  switch (get_fate (before, after))
    {
    case ADDED:
      return g_strdup_printf (_ ("Memo of a passage “%s” added"), code);
    case REMOVED:
      return g_strdup_printf (_ ("Memo of a passage “%s” removed"), code);
    default:
      return g_strdup_printf (_ ("Memo of a passage “%s” changed"), code);
    }
}
