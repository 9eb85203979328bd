/* query-lexer.c - the words of a query, one after another. */
#include <scholiast/query-lexer-private.h>

#include <string.h>

#include <glib/gi18n-lib.h>

static gboolean
is_quotation_mark (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e;
}

/* Of the single ones: '…', ‘…’ and ‚…‘. They begin where a word may, and so a word may
 * have them within. */
static gboolean
is_single_opening (gunichar c)
{
  return c == '\'' || c == 0x2018 || c == 0x201a;
}

static gboolean
is_sign (gunichar c)
{
  return c == ':' || c == '=' || c == '!' || c == '<' || c == '>' || c == '~';
}

static gboolean
is_bare (gunichar c, gboolean of_value)
{
  return c != 0 && !g_unichar_isspace (c) && c != '(' && c != ')'
         && !is_quotation_mark (c) && (of_value || !is_sign (c));
}

static gunichar
get_char (const SchoQueryLexer *self)
{
  return g_utf8_get_char (self->text + self->at);
}

static void
advance (SchoQueryLexer *self)
{
  self->at = g_utf8_next_char (self->text + self->at) - self->text;
}

/* "…", “…”, „…“ and „…”; the single ones the same way. */
static gboolean
is_closing (gunichar opening, gunichar c)
{
  if (opening == '"' || opening == '\'')
    return c == opening;
  if (is_single_opening (opening))
    return c == 0x2019 || (opening == 0x201a && c == 0x2018);
  return c == 0x201d || (opening == 0x201e && c == 0x201c);
}

/* What stands before a letter is an apostrophe. */
static gboolean
closes (const SchoQueryLexer *self, gunichar opening)
{
  return is_closing (opening, get_char (self))
         && !(is_single_opening (opening)
              && g_unichar_isalnum (
                  g_utf8_get_char (g_utf8_next_char (self->text + self->at))));
}

/* What a backslash may stand before. */
static gboolean
may_be_meant (gunichar opening, gunichar c)
{
  return c == '\\' || is_quotation_mark (c)
         || (is_single_opening (opening) && (c == opening || is_closing (opening, c)));
}

static gboolean
refuse (SchoQuerySpan *place, gsize start, gsize end, GError **error, const char *words)
{
  *place = (SchoQuerySpan){ start, end };
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID, words);
  return FALSE;
}

/* A backslash stands before a quotation mark or backslash that is meant as such. */
static gboolean
read_quoted (SchoQueryLexer *self, SchoQuerySpan *place, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gsize start = self->at;
  gunichar opening = get_char (self), c;

  for (advance (self); (c = get_char (self)) != 0 && !closes (self, opening);
       advance (self))
    {
      if (c == '\\'
          && may_be_meant (opening, g_utf8_get_char (self->text + self->at + 1)))
        {
          advance (self);
          c = get_char (self);
        }
      g_string_append_unichar (name, c);
    }
  if (c == 0)
    return refuse (place, start, g_utf8_next_char (self->text + start) - self->text,
                   error, _ ("The quotation marks that begin here do not end"));
  advance (self);
  self->token.kind = SCHO_QUERY_TOKEN_QUOTED;
  self->token.name = g_string_free (g_steal_pointer (&name), FALSE);
  return TRUE;
}

static gboolean
read_bare (SchoQueryLexer *self, gboolean of_value)
{
  gsize start = self->at;
  gboolean is_saved = !of_value && get_char (self) == '@'; /* @'…' */

  while (is_bare (get_char (self), of_value)
         && !(is_saved && self->at == start + 1 && is_single_opening (get_char (self))))
    advance (self);
  self->token.kind = SCHO_QUERY_TOKEN_NAME;
  self->token.name = g_strndup (self->text + start, self->at - start);
  return TRUE;
}

static gboolean
read_sign (SchoQueryLexer *self, SchoQuerySpan *place, GError **error)
{
  /* The longer ones first. */
  static const SchoQuerySign signs[] = { SCHO_QUERY_IS_NOT,   SCHO_QUERY_AT_MOST,
                                         SCHO_QUERY_AT_LEAST, SCHO_QUERY_HAS,
                                         SCHO_QUERY_IS,       SCHO_QUERY_LESS,
                                         SCHO_QUERY_MORE,     SCHO_QUERY_MATCHES };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *words = scho_query_sign_get_text (signs[i]);

      if (!g_str_has_prefix (self->text + self->at, words))
        continue;
      self->token.kind = SCHO_QUERY_TOKEN_SIGN;
      self->token.sign = signs[i];
      self->at += strlen (words);
      return TRUE;
    }
  return refuse (place, self->at, self->at + 1, error,
                 _ ("There is no “!”; “not” is written before what must not be, and “!=” "
                    "for what differs"));
}

static gboolean
read_token (SchoQueryLexer *self, gboolean of_value, SchoQuerySpan *place, GError **error)
{
  gunichar c = get_char (self);

  if (c == 0)
    {
      self->token.kind = SCHO_QUERY_TOKEN_END;
      return TRUE;
    }
  if (c == '(' || c == ')')
    {
      self->token.kind = c == '(' ? SCHO_QUERY_TOKEN_OPEN : SCHO_QUERY_TOKEN_CLOSE;
      self->at++;
      return TRUE;
    }
  if (c == 0x201d)
    return refuse (place, self->at, self->at + 3, error,
                   _ ("Quotation marks end here that have not begun"));
  if (is_quotation_mark (c) || is_single_opening (c))
    return read_quoted (self, place, error);
  if (!of_value && is_sign (c))
    return read_sign (self, place, error);
  return read_bare (self, of_value);
}

static gboolean
read_next (SchoQueryLexer *self, gboolean of_value, SchoQuerySpan *place, GError **error)
{
  g_clear_pointer (&self->token.name, g_free);
  self->token.has_star = FALSE;
  while (g_unichar_isspace (get_char (self)))
    advance (self);
  self->token.span.start = self->at;
  if (!read_token (self, of_value, place, error))
    return FALSE;
  if (self->token.kind == SCHO_QUERY_TOKEN_QUOTED && !of_value
      && g_str_has_prefix (self->text + self->at, "/*"))
    {
      self->token.has_star = TRUE;
      self->at += 2;
    }
  self->token.span.end = self->at;
  return TRUE;
}

gboolean
scho_query_lexer_next (SchoQueryLexer *self, SchoQuerySpan *place, GError **error)
{
  return read_next (self, FALSE, place, error);
}

gboolean
scho_query_lexer_next_value (SchoQueryLexer *self, SchoQuerySpan *place, GError **error)
{
  return read_next (self, TRUE, place, error);
}

void
scho_query_lexer_clear (SchoQueryLexer *self)
{
  g_clear_pointer (&self->token.name, g_free);
}
