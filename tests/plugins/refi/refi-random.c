#include "refi-random.h"

#include <check.h>
#include <string.h>

static const char *const pieces[] = {
  "words",      "<b>&amp;", "😀",    "👩🏽‍💻",
  "\"quoted\"", "a\tb",     "]]>",  "Ünïcödé",
  "e\xcc\x81",  "\n",       "\n\n", "  ",
  "naïve",      "…",        "'x'",  "語",
};

static char *
make_words (GRand *random, guint most)
{
  GString *words = g_string_new ("w");
  guint n = g_rand_int_range (random, 0, most);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (words, "%s%s", g_rand_boolean (random) ? " " : "",
                            pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (words, FALSE);
}

/* %NULL as often as not. */
static char *
maybe_words (GRand *random)
{
  return g_rand_boolean (random) ? make_words (random, 12) : NULL;
}

static void
add_codes (SchoStep *step, GRand *random, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *words = make_words (random, 3);
      g_autofree char *name = g_strdup_printf ("c%u %s", i, words);
      g_autofree char *definition = maybe_words (random), *memo = maybe_words (random);
      g_autofree char *use_when = maybe_words (random), *use_not = maybe_words (random);

      scho_step_add_code (step, &(SchoCode){ .parent = g_rand_int_range (random, 0, i),
                                             .position = (gint32) i,
                                             .colour = g_rand_int (random) & 0xffffff,
                                             .name = name,
                                             .definition = definition,
                                             .use_when = use_when,
                                             .use_not = use_not,
                                             .memo = memo });
    }
}

static void
add_document (SchoStep *step, GRand *random, guint i)
{
  static const char *const numbers[] = { "12", "-3", "4.5" };
  static const char *const dates[] = { "2026-11-20", "1999-01-31" };
  g_autofree char *title = g_strdup_printf ("d%u <&>", i);
  g_autofree char *memo = maybe_words (random), *town = make_words (random, 2);
  g_autofree char *body = make_words (random, 200);
  g_autoptr (SchoText) text = scho_text_new (body, NULL);
  const SchoAttribute attributes[] = {
    { "age", numbers[g_rand_int_range (random, 0, 3)], SCHO_ATTRIBUTE_NUMBER },
    { "met", dates[g_rand_int_range (random, 0, 2)], SCHO_ATTRIBUTE_DATE },
    { "member", g_rand_boolean (random) ? "yes" : "no", SCHO_ATTRIBUTE_YES_NO },
    { "town", g_strdelimit (town, "\n\t ", '_'), SCHO_ATTRIBUTE_TEXT },
  };

  scho_step_add_document (
      step,
      &(SchoDocument){ .title = title,
                       .memo = memo,
                       .attributes = attributes,
                       .n_attributes = g_rand_int_range (random, 0, 5) },
      text);
}

static void
add_coding (SchoStep *step, GRand *random, guint n_documents, guint n_codes)
{
  guint32 document = g_rand_int_range (random, 1, n_documents + 1);
  guint32 length = scho_step_get_document (step, document)->length;
  guint32 start = g_rand_int_range (random, 0, length);
  g_autofree char *memo = maybe_words (random);

  scho_step_add_annotation (
      step,
      &(SchoAnnotation){ .document = document,
                         .start = start,
                         .end = start + g_rand_int_range (random, 1, length - start + 1),
                         .code = g_rand_int_range (random, 1, n_codes + 1),
                         .coder = g_rand_int_range (random, 1, 4),
                         .weight = SCHO_NO_WEIGHT,
                         .memo = memo });
}

void
refi_random_fill (Fixture *self, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (self), "random");
  guint n_codes = g_rand_int_range (random, 1, 12);

  scho_step_ensure_coder (step, "Ana");
  scho_step_ensure_coder (step, "Ben & <Co>");
  scho_step_ensure_coder (step, "Cleo “C”");
  add_codes (step, random, n_codes);
  for (guint i = 1; i <= 3; i++)
    add_document (step, random, i);
  for (guint i = g_rand_int_range (random, 0, 80); i > 0; i--)
    add_coding (step, random, 3, n_codes);
  fixture_apply (self, step);
}

static void
add_line (GPtrArray *lines, const SchoUuid *uuid, char *rest)
{
  char words[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (uuid, words);
  g_ptr_array_add (lines, g_strdup_printf ("%s %s", words, rest));
  g_free (rest);
}

static void
dump_nouns (SchoSnapshot *snapshot, GPtrArray *lines)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    add_line (lines, &coders[i]->uuid, g_strdup (coders[i]->name));

  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = scho_snapshot_dup_code_path (snapshot, codes[i]->id);

      add_line (lines, &codes[i]->uuid,
                g_strdup_printf ("%zu %s #%06x d=%s w=%s n=%s m=%s", i, path,
                                 codes[i]->colour, codes[i]->definition,
                                 codes[i]->use_when, codes[i]->use_not, codes[i]->memo));
    }
}

static void
dump_annotations (SchoSnapshot *snapshot, const SchoDocument *document, GPtrArray *lines)
{
  gsize n;
  const SchoAnnotation *list = scho_snapshot_get_annotations (snapshot, document->id, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *code = scho_snapshot_dup_code_path (snapshot, list[i].code);

      add_line (lines, &list[i].uuid,
                g_strdup_printf ("%s %u-%u %s by %s m=%s", document->title, list[i].start,
                                 list[i].end, code,
                                 scho_snapshot_get_coder (snapshot, list[i].coder)->name,
                                 list[i].memo));
    }
}

static void
dump_document (SchoSnapshot *snapshot, const SchoDocument *document, GPtrArray *lines)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document->id, NULL);
  GString *words = g_string_new (document->title);

  g_string_append_printf (words, " m=%s t=%s", document->memo,
                          scho_text_get_utf8 (text, NULL));
  for (gsize i = 0; i < document->n_attributes; i++)
    g_string_append_printf (words, " %s:%d=%s", document->attributes[i].name,
                            document->attributes[i].type, document->attributes[i].value);
  add_line (lines, &document->uuid, g_string_free (words, FALSE));
  dump_annotations (snapshot, document, lines);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char *
refi_dump (SchoSnapshot *snapshot)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  dump_nouns (snapshot, lines);
  for (gsize i = 0; i < n; i++)
    dump_document (snapshot, documents[i], lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
