#include "refi-counted.h"

#include <glib/gi18n-lib.h>

#define MAX_LISTED 3

struct _RefiCounted
{
  RefiReading reading;
  RefiEvidence evidence;
  guint n;
  GString *titles;
};

void
refi_counted_free (RefiCounted *self)
{
  g_string_free (self->titles, TRUE);
  g_free (self);
}

static RefiCounted *
find (RefiReader *self, RefiReading reading, RefiEvidence evidence)
{
  RefiCounted *counted;

  for (guint i = 0; i < self->counted->len; i++)
    {
      counted = self->counted->pdata[i];
      if (counted->reading == reading && counted->evidence == evidence)
        return counted;
    }
  counted = g_new0 (RefiCounted, 1);
  counted->reading = reading;
  counted->evidence = evidence;
  counted->titles = g_string_new (NULL);
  g_ptr_array_add (self->counted, counted);
  return counted;
}

void
refi_counted_add (RefiReader *self,
                  RefiReading reading,
                  RefiEvidence evidence,
                  const char *title)
{
  RefiCounted *counted = reading != 0 ? find (self, reading, evidence) : NULL;

  if (counted == NULL || counted->n++ > MAX_LISTED)
    return;
  g_string_append_printf (counted->titles, "%s%s", counted->n > 1 ? ", " : "",
                          counted->n <= MAX_LISTED ? title : "…");
}

/* “in UTF-16 units, with the byte-order mark” (transfer full) */
static char *
dup_way (RefiReading reading)
{
  static const struct
  {
    RefiReading reading;
    const char *words;
  } ways[] = {
    { REFI_UTF16, N_ ("in UTF-16 units") },
    { REFI_CRLF_IS_ONE, N_ ("with the ends of Windows lines as one character") },
    { REFI_COUNTS_MARK, N_ ("with the byte-order mark") },
  };
  GString *way = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (reading & ways[i].reading)
      g_string_append_printf (way, "%s%s", way->len > 0 ? ", " : "", _ (ways[i].words));
  return g_string_free (way, FALSE);
}

/* (transfer full) */
static char *
dup_evidence (RefiReader *self, RefiEvidence evidence)
{
  switch (evidence)
    {
    case REFI_BY_QUOTES:
      return g_strdup (_ ("the quotes of passages show"));
    case REFI_BY_BORDERS:
      return g_strdup (_ ("the borders of words show"));
    case REFI_BY_OTHERS:
      return g_strdup (_ ("the other texts of the file show"));
    case REFI_BY_USE:
      /* Translators: a program */
      return g_strdup_printf (_ ("is usual for “%s”"), self->origin);
    default:
      return g_strdup (_ ("the file says of itself"));
    }
}

static void
tell (RefiReader *self, const RefiCounted *counted)
{
  g_autofree char *way = dup_way (counted->reading);
  g_autofree char *evidence = dup_evidence (self, counted->evidence);

  scho_step_add_note (self->step,
                      /* Translators: “in UTF-16 units”, a number, titles, “the quotes of
                         passages show” */
                      ngettext ("Positions are counted %s in %u text (%s), as %s.",
                                "Positions are counted %s in %u texts (%s), as %s.",
                                counted->n),
                      way, counted->n, counted->titles->str, evidence);
}

void
refi_counted_tell (RefiReader *self)
{
  for (guint i = 0; i < self->counted->len; i++)
    tell (self, self->counted->pdata[i]);
}
