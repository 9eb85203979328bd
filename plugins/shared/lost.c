#include "lost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of the words before a place, in characters: enough to search for. */
#define MOST_BEFORE 40

/* Kept short, as it stands beside the name of a file. */
#define MOST_WORDS 60

static char *
shorten (const char *words)
{
  g_autofree char *valid = g_strstrip (g_utf8_make_valid (words, -1));
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (valid, -1) <= MOST_WORDS)
    return g_steal_pointer (&valid);
  cut = g_utf8_substring (valid, 0, MOST_WORDS - 1);
  return g_strconcat (cut, "…", NULL);
}

void
lost_add (
    SchoLosses *losses, guint n, const char *what, const char *name, const char *which)
{
  g_autofree char *words = which != NULL ? shorten (which) : NULL;
  g_autofree char *example = NULL;

  if (words == NULL || words[0] == '\0')
    example = g_strdup (name);
  else
    /* Translators: a file, words in it */
    example = g_strdup_printf (_ ("%s: “%s”"), name, words);
  scho_losses_add (losses, n, what, example);
}

/* The last line up to here, without the word that is cut. */
static char *
dup_before (TextBuilder *builder)
{
  gsize n_bytes;
  const char *text = text_builder_peek (builder, &n_bytes);
  const char *end = text + n_bytes, *from = end;
  const char *space = NULL;

  for (guint i = 0; i < MOST_BEFORE && from > text; i++)
    {
      const char *before = g_utf8_prev_char (from);

      if (*before == '\n')
        return g_strndup (from, (gsize) (end - from));
      if (*before == ' ')
        space = from;
      from = before;
    }
  if (from > text && space != NULL)
    from = space;
  return g_strndup (from, (gsize) (end - from));
}

void
lost_add_here (SchoLosses *losses,
               const char *what,
               const char *name,
               TextBuilder *builder)
{
  g_autofree char *before = g_strstrip (dup_before (builder));
  g_autofree char *example = NULL;

  if (before[0] == '\0')
    example = g_strdup (name);
  else
    /* Translators: a file, the words in it after which something stood */
    example = g_strdup_printf (_ ("%s: after “%s”"), name, before);
  scho_losses_add (losses, 1, what, example);
}

void
lost_add_picture (SchoLosses *losses,
                  const char *name,
                  const char *words,
                  TextBuilder *builder)
{
  if (words != NULL && words[0] != '\0')
    lost_add (losses, 1, _ ("Pictures"), name, words);
  else
    lost_add_here (losses, _ ("Pictures"), name, builder);
}

void
lost_add_pictures (SchoLosses *losses, guint n, const char *name)
{
  lost_add (losses, n, _ ("Pictures"), name, NULL);
}

/* Links -------------------------------------------------------------------------- */

/* What the reader would see of it: without the scheme. (nullable) */
static const char *
get_shown (const char *address)
{
  static const char *const schemes[]
      = { "http://", "https://", "ftp://", "mailto:", "doi:" };

  for (guint i = 0; address != NULL && i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
      return address + strlen (schemes[i]);
  return NULL;
}

void
lost_link_clear (LostLink *self)
{
  g_clear_pointer (&self->address, g_free);
}

void
lost_link_begin (LostLink *self, const char *address, TextBuilder *builder)
{
  lost_link_clear (self);
  if (get_shown (address) == NULL)
    return;
  self->address = g_strstrip (g_strdup (address));
  text_builder_peek (builder, &self->from);
}

void
lost_link_end (LostLink *self, SchoLosses *losses, const char *name, TextBuilder *builder)
{
  g_autofree char *address = g_steal_pointer (&self->address);
  const char *shown = get_shown (address), *text;
  gsize n_bytes, n_shown;

  if (shown == NULL)
    return;
  n_shown = strlen (shown);
  if (n_shown > 0 && shown[n_shown - 1] == '/')
    n_shown--;
  text = text_builder_peek (builder, &n_bytes);
  if (n_shown > 0
      && memmem (text + self->from, n_bytes - self->from, shown, n_shown) == NULL)
    lost_add (losses, 1, _ ("Addresses of links"), name, address);
}
