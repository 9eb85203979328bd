#include "exchange.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {
  "she",
  "said",
  "“never”",
  "🙂",
  "👩‍👩‍👧",
  "e\xcc\x81t\xc3\xa9",
  "<b>",
  "&amp;",
  "back\\slash",
  "\"x\"",
  "tab\there",
  "𝒜lpha",
  "不可以",
  "[1]",
  "a|b_c",
  "->",
  "100%",
  "it's",
};

guint32
exchange_seed (void)
{
  const char *fixed = g_getenv ("SCHOLIAST_SEED");
  guint32 seed = fixed != NULL ? (guint32) strtoul (fixed, NULL, 10) : g_random_int ();

  printf ("SCHOLIAST_SEED=%u\n", seed);
  fflush (stdout);
  return seed;
}

static SchoText *
make_text (GRand *random)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 120; i++)
    {
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      g_string_append (text, g_rand_int_range (random, 0, 8) == 0 ? ".\n" : " ");
    }
  return scho_text_new (text->str, NULL);
}

static void
add_coding (SchoStep *step, GRand *random, const guint32 *lengths, guint n_coders)
{
  static const char *const memos[]
      = { NULL, NULL, "a memo", "two\nlines 🙂", "\"quoted\"\t& <so>" };
  guint32 document = g_rand_int_range (random, 1, 4);
  guint32 start = g_rand_int_range (random, 0, lengths[document] - 1);
  guint32 length = g_rand_int_range (random, 1, 60);
  guint32 end = MIN (lengths[document], start + length);
  SchoUuid uuid
      = scho_uuid_new_at (1700000000000 + g_rand_int_range (random, 0, 1000000));

  scho_step_add_annotation (
      step, &(SchoAnnotation){ .uuid = uuid,
                               .document = document,
                               .start = start,
                               .end = end,
                               .code = g_rand_int_range (random, 1, 5),
                               .coder = g_rand_int_range (random, 1, n_coders + 1),
                               .weight = g_rand_int_range (random, SCHO_NO_WEIGHT, 101),
                               .memo = memos[g_rand_int_range (random, 0, 5)] });
}

void
exchange_fill (Fixture *self, guint32 seed, guint n_codings, const char *const *coders)
{
  static const char *const names[] = { "blame", "sup port", "c/d \"e\"", "Über🙂" };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (self), "random");
  guint32 lengths[4] = { 0 };
  guint n_coders = 0;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("d%u.txt", i);
      g_autoptr (SchoText) text = make_text (random);

      lengths[i] = scho_text_get_length (text);
      scho_step_add_document (step, &(SchoDocument){ .title = title, .language = "en" },
                              text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    scho_step_add_code (
        step, &(SchoCode){ .parent = i == 3 ? 1 : 0, .name = names[i], .colour = i + 1 });
  for (; coders != NULL && coders[n_coders] != NULL; n_coders++)
    scho_step_ensure_coder (step, coders[n_coders]);
  for (guint i = 0; i < n_codings; i++)
    add_coding (step, random, lengths, n_coders);
  fixture_apply (self, step);
}

void
exchange_open_copy (Fixture *self, guint32 seed)
{
  fixture_open (self);
  exchange_fill (self, seed, 0, NULL);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* As brat would have it. */
static char *
dup_type (SchoSnapshot *snapshot, guint32 code)
{
  const char *name = scho_snapshot_get_code (snapshot, code)->name;
  GString *type = g_string_new (NULL);

  if (strrchr (name, '/') != NULL && name[0] == 'b')
    name = strrchr (name, '/') + 1; /* a path that became a name */
  for (; *name != '\0'; name = g_utf8_next_char (name))
    if (g_unichar_isalnum (g_utf8_get_char (name)))
      g_string_append_unichar (type, g_utf8_get_char (name));
    else if (type->len > 0 && type->str[type->len - 1] != '_')
      g_string_append_c (type, '_');
  return g_string_free (type, FALSE);
}

static void
add_line (GPtrArray *lines,
          SchoSnapshot *snapshot,
          const SchoAnnotation *a,
          guint32 start,
          guint32 end,
          ExchangeFlags flags)
{
  const SchoDocument *document = scho_snapshot_get_document (snapshot, a->document);
  g_autofree char *code = flags & EXCHANGE_TYPES
                              ? dup_type (snapshot, a->code)
                              : scho_snapshot_dup_code_label (snapshot, a->code);
  char uuid[SCHO_UUID_STRING_LENGTH + 1] = "";

  if (flags & EXCHANGE_UUIDS)
    scho_uuid_format (&a->uuid, uuid);
  g_ptr_array_add (
      lines,
      g_strdup_printf ("%s %u-%u %s by %s “%s” %d %s\n", document->title, start, end,
                       code, scho_snapshot_get_coder (snapshot, a->coder)->name,
                       flags & EXCHANGE_MEMOS && a->memo != NULL ? a->memo : "",
                       flags & EXCHANGE_WEIGHTS ? a->weight : 0, uuid));
}

/* One line for each part between line feeds. */
static void
add_pieces (GPtrArray *lines,
            SchoSnapshot *snapshot,
            const SchoAnnotation *a,
            SchoText *text,
            ExchangeFlags flags)
{
  guint32 from = a->start;

  for (guint32 at = a->start; at <= a->end; at++)
    {
      g_autofree char *sign = scho_text_dup_range (text, at, at + 1);

      if (at < a->end && sign[0] != '\n')
        continue;
      if (at > from)
        add_line (lines, snapshot, a, from, at, flags);
      from = at + 1;
    }
}

char *
exchange_dump (SchoSnapshot *snapshot, ExchangeFlags flags, const char *coder)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (NULL);
  gsize n_documents, n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);

  for (gsize i = 0; i < n_documents; i++)
    {
      g_autoptr (SchoText) text
          = scho_snapshot_read_text (snapshot, documents[i]->id, NULL);
      const SchoAnnotation *a
          = scho_snapshot_get_annotations (snapshot, documents[i]->id, &n);

      for (gsize k = 0; k < n; k++)
        if (coder != NULL
            && strcmp (scho_snapshot_get_coder (snapshot, a[k].coder)->name, coder) != 0)
          continue;
        else if (flags & EXCHANGE_PIECES)
          add_pieces (lines, snapshot, &a[k], text, flags);
        else
          add_line (lines, snapshot, &a[k], a[k].start, a[k].end, flags);
    }
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (all, lines->pdata[i]);
  return g_string_free (all, FALSE);
}

void
exchange_compare (const char *before, const char *after)
{
  g_auto (GStrv) a = g_strsplit (before, "\n", -1);
  g_auto (GStrv) b = g_strsplit (after, "\n", -1);
  guint i = 0;

  while (a[i] != NULL && g_strcmp0 (a[i], b[i]) == 0)
    i++;
  ck_assert_msg (g_strcmp0 (a[i], b[i]) == 0, "line %u\n%s\nbecame\n%s", i,
                 a[i] != NULL ? a[i] : "", b[i] != NULL ? b[i] : "");
}

void
exchange_export (Fixture *self,
                 const char *exporter,
                 const char *path,
                 const char *const *set)
{
  g_autoptr (GError) error = NULL;
  const SchoExporter *found
      = scho_plugins_find_exporter (self->plugins, exporter, &error);
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);
  g_autoptr (SchoOptions) options = NULL;

  ck_assert_msg (found != NULL, "%s", error != NULL ? error->message : "");
  options = scho_options_new (found->options);
  for (; set != NULL && *set != NULL; set++)
    ck_assert (scho_options_set_from (options, *set, NULL));
  ck_assert_msg (
      found->write (fixture_snapshot (self), output, options, NULL, NULL, &error)
          && scho_output_commit (output, &error),
      "%s", error != NULL ? error->message : "");
}
