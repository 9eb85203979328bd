#include "speakers.h"

#include "turns.h"

#include <glib/gi18n-lib.h>

#define MAX_TOLD 12 /* names */

static char *
join (GPtrArray *names)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < MAX_TOLD; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            (const char *) names->pdata[i]);
  g_string_append (out, names->len > MAX_TOLD ? ", …" : "");
  return g_string_free (out, FALSE);
}

static void
tell_speakers (SchoStep *step, const char *name, const Turns *turns)
{
  g_autofree char *speakers = join (turns->speakers);
  g_autofree char *doubtful = join (turns->doubtful);

  if (turns->speakers->len > 0)
    /* Translators: a file, a number of turns, a list of names */
    scho_step_add_note (step, _ ("“%s”: turns of speakers: %u, by %s"), name,
                        turns->n_turns, speakers);
  else
    scho_step_add_note (step, _ ("“%s”: no speakers were found."), name);
  if (turns->doubtful->len > 0)
    scho_step_add_note (step, _ ("“%s”: named once only, so not taken for speakers: %s"),
                        name, doubtful);
}

static SchoText *
merge (SchoText *text, const Turns *turns, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  gsize n, n_bytes;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);

  if (n > 0)
    g_array_append_vals (all, stretches, n);
  if (turns->stretches->len > 0)
    g_array_append_vals (all, turns->stretches->data, turns->stretches->len);
  return scho_text_new_take (g_memdup2 (utf8, n_bytes + 1), n_bytes,
                             (SchoStretch *) all->data, all->len, error);
}

SchoText *
speakers_add (SchoText *text,
              SchoOptions *options,
              SchoStep *step,
              const char *name,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (SchoText) owned = text;
  gboolean speakers = scho_options_get_boolean (options, "speakers");
  gboolean times = scho_options_get_boolean (options, "times");
  g_auto (Turns) turns = { 0 };
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);

  if (!speakers && !times)
    return g_steal_pointer (&owned);
  if (!turns_find (&turns, utf8, n_bytes, speakers, times, cancellable, error))
    return NULL;
  if (speakers)
    tell_speakers (step, name, &turns);
  if (times)
    scho_step_add_note (step, _ ("“%s”: times: %u"), name, turns.n_times);
  return merge (text, &turns, error);
}
