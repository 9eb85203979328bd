/* fuzz-query.c - the language of queries against any bytes.
 *
 * What is understood must come back the same from its plainest form; what is not has a
 * sentence, and a place that is in the text.
 */
#include <scholiast/query-part.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n);

static void
check_plain (SchoPassageQuery *query)
{
  g_autofree char *plain = scho_passage_query_dup_text (query);
  g_autofree char *again_plain = NULL;
  g_autoptr (SchoPassageQuery) again = scho_passage_query_parse (plain, NULL, NULL);

  if (again == NULL)
    g_error ("“%s” is not understood", plain);
  again_plain = scho_passage_query_dup_text (again);
  if (strcmp (plain, again_plain) != 0)
    g_error ("“%s” came back as “%s”", plain, again_plain);
}

/* Taken apart and put together, unless that takes too many parentheses. */
static void
check_parts (SchoPassageQuery *query)
{
  g_autoptr (SchoQueryPart) part = scho_passage_query_take_apart (query);
  g_autofree char *written = scho_query_part_write (part);
  g_autofree char *plain = scho_passage_query_dup_text (query), *again_plain = NULL;
  g_autoptr (SchoPassageQuery) again = scho_passage_query_parse (written, NULL, NULL);

  if (again == NULL)
    return;
  again_plain = scho_passage_query_dup_text (again);
  if (strcmp (plain, again_plain) != 0)
    g_error ("“%s” came back as “%s”", plain, again_plain);
}

static void
check_refusal (const char *text, const SchoQueryPlace *place, const GError *error)
{
  g_autofree char *drawn = NULL;

  if (error == NULL || !g_utf8_validate (error->message, -1, NULL))
    g_error ("no sentence for “%s”", text);
  if (!g_utf8_validate (text, -1, NULL))
    return;
  if (place->start + place->length > (gulong) g_utf8_strlen (text, -1))
    g_error ("a place outside “%s”", text);
  drawn = scho_query_place_draw (place, text);
  if (strchr (drawn, '^') == NULL && place->length == 0)
    g_error ("no place in “%s”", drawn);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n)
{
  g_autofree char *text = g_strndup ((const char *) bytes, n);
  g_autoptr (GError) error = NULL;
  SchoQueryPlace place = { 0, 0 };
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse (text, &place, &error);

  if (query != NULL)
    {
      check_plain (query);
      check_parts (query);
    }
  else
    check_refusal (text, &place, error);
  return 0;
}
