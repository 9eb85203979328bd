#include "attribute-filter.h"

#include "letters.h"

#include <string.h>

typedef struct
{
  char *word;         /* all of it, as a word */
  char *name, *value; /* nullable */
  gboolean is_exact;
} Term;

struct _SchoAttributeFilter
{
  GPtrArray *terms; /* of Term */
};

static void
term_free (gpointer data)
{
  Term *self = data;

  g_free (self->word);
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static gboolean
is_mark (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e;
}

/* Up to the next space that is not between quotation marks; these are left out. */
static char *
take_word (const char **rest)
{
  GString *word = g_string_new (NULL);
  gboolean quoted = FALSE;
  const char *p = *rest;

  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_mark (c))
        quoted = !quoted;
      else if (!quoted && g_unichar_isspace (c))
        break;
      else
        g_string_append_unichar (word, c);
    }
  *rest = p;
  return g_string_free (word, FALSE);
}

static void
add_term (SchoAttributeFilter *self, const char *word)
{
  gsize n = strcspn (word, ":=");
  Term *term = g_new0 (Term, 1);
  g_autofree char *name = g_strndup (word, n);

  term->word = scho_letters_fold (word);
  if (n > 0 && word[n] != '\0')
    {
      term->is_exact = word[n] == '=';
      term->name = scho_letters_fold (name);
      term->value = scho_letters_fold (word + n + 1);
    }
  g_ptr_array_add (self->terms, term);
}

SchoAttributeFilter *
scho_attribute_filter_new (const char *typed)
{
  g_autoptr (SchoAttributeFilter) self = g_new0 (SchoAttributeFilter, 1);
  const char *rest = typed;

  self->terms = g_ptr_array_new_with_free_func (term_free);
  while (*rest != '\0')
    {
      g_autofree char *word = take_word (&rest);

      if (word[0] != '\0')
        add_term (self, word);
    }
  return self->terms->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
scho_attribute_filter_free (SchoAttributeFilter *self)
{
  g_ptr_array_unref (self->terms);
  g_free (self);
}

static gboolean
has_value (const Term *term, const char *value)
{
  g_autofree char *folded = scho_letters_fold (value);

  if (term->value[0] == '\0')
    return folded[0] == '\0';
  return term->is_exact ? strcmp (folded, term->value) == 0
                        : strstr (folded, term->value) != NULL;
}

static gboolean
has_attribute (const Term *term, const SchoDocument *document)
{
  if (term->name == NULL)
    return FALSE;
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      g_autofree char *name = scho_letters_fold (document->attributes[i].name);

      if (strcmp (name, term->name) == 0)
        return has_value (term, document->attributes[i].value);
    }
  return term->value[0] == '\0';
}

static gboolean
has_word (const Term *term, const SchoDocument *document)
{
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      g_autofree char *value = scho_letters_fold (document->attributes[i].value);

      if (strstr (value, term->word) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
passes (const SchoAttributeFilter *self,
        const char *title,
        const SchoDocument *document,
        gboolean everywhere)
{
  for (guint i = 0; self != NULL && i < self->terms->len; i++)
    {
      const Term *term = self->terms->pdata[i];

      if (strstr (title, term->word) == NULL && !has_attribute (term, document)
          && !(everywhere && has_word (term, document)))
        return FALSE;
    }
  return TRUE;
}

gboolean
scho_attribute_filter_matches (const SchoAttributeFilter *self,
                               const char *title,
                               const SchoDocument *document)
{
  return passes (self, title, document, FALSE);
}

gboolean
scho_attribute_filter_finds (const SchoAttributeFilter *self,
                             const char *title,
                             const SchoDocument *document)
{
  return passes (self, title, document, TRUE);
}
