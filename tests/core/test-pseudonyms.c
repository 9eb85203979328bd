/* test-pseudonyms.c - names become pseudonyms, all else stays where it was. */
#include <scholiast/pseudonym-text-private.h>
#include <scholiast/pseudonyms-private.h>
#include <scholiast/lookup.h>

#include <string.h>

#include "core-test.h"
#include "make-project.h"

static const struct
{
  const char *marked; /* as make_project () reads it */
  const char *key;    /* `code=pseudonym;…` */
  const char *text;
  const char *codings; /* `code:quote` with `|` between */
  guint64 n_told;      /* places that still tell */
} cases[] = {
  { "I met [Anna Meier:anna] in [May:when].", "anna=Ms A", "I met Ms A in May.",
    "when:May", 0 },
  { "[I met [Anna:anna]:stance] and [Anna:anna]", "anna=Beatrix",
    "I met Beatrix and Beatrix", "stance:I met Beatrix", 0 },
  /* The outer one is it. */
  { "[Dr [Anna:anna] Meier:full] said [so:stance]", "anna=Bea;full=Dr M", "Dr M said so",
    "stance:so", 0 },
  { "[Dr [Anna:anna] Meier:full] said [so:stance]", "anna=Bea", "Dr Bea Meier said so",
    "full:Dr Bea Meier|stance:so", 0 },
  /* What lies within is the whole of it. */
  { "[Anna [Lena:second] Meier:anna] 😀 [so:stance]", "anna=שלום 😀", "שלום 😀 😀 so",
    "second:שלום 😀|stance:so", 0 },
  { "[[Anna:anna]:person]", "anna=A", "A", "person:A", 0 },
  { "[Zoë:z] and Zoë, Zoëlla; [x:z]", "z=B", "B and Zoë, Zoëlla; B", "", 1 },
  { "no [name:x] here", "", "no name here", "x:name", 0 },
  { "[Anna Meier:anna], Frau Meier, Meiers, meier, Anna Meier", "anna=B",
    "B, Frau Meier, Meiers, meier, Anna Meier", "", 2 },
  { "[Anna:anna][Berta:berta]", "anna=1;berta=2", "12", "", 0 },
};

static const char **
make_table (SchoSnapshot *snapshot, char **pairs)
{
  const char **table = g_new0 (const char *, scho_snapshot_get_code_limit (snapshot) + 1);

  for (; *pairs != NULL; pairs++)
    {
      char *sign = strchr (*pairs, '=');
      const SchoCode *code;
      GError *error = NULL;

      if (sign == NULL)
        continue;
      *sign = '\0';
      code = scho_lookup_code (snapshot, *pairs, &error);
      assert_no_error (error);
      table[code->id] = sign + 1;
    }
  return table;
}

static char *
list_codings (SchoSnapshot *snapshot, SchoText *text, guint32 document)
{
  GString *out = g_string_new (NULL);
  gsize n;
  const SchoAnnotation *all = scho_snapshot_get_annotations (snapshot, document, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *quote = scho_text_dup_range (text, all[i].start, all[i].end);

      g_string_append_printf (out, "%s%s:%s", i > 0 ? "|" : "",
                              scho_snapshot_get_code (snapshot, all[i].code)->name,
                              quote);
    }
  return g_string_free (out, FALSE);
}

static guint64
count_told (SchoLosses *losses)
{
  guint64 n = 0;

  for (guint i = 0; i < scho_losses_get_n_items (losses); i++)
    n += scho_losses_get_item (losses, i)->count;
  return n;
}

START_TEST (replaces_names)
{
  char *folder = make_folder ();
  g_autoptr (SchoProject) project = make_project (folder, cases[_i].marked);
  SchoSnapshot *before = scho_project_get_snapshot (project);
  g_auto (GStrv) pairs = g_strsplit (cases[_i].key, ";", -1);
  g_autofree const char **table = make_table (before, pairs);
  g_autoptr (SchoLosses) losses = scho_losses_new ();
  g_autoptr (SchoSnapshot) after = NULL;
  g_autoptr (SchoText) text = NULL;
  g_autofree char *codings = NULL;
  GError *error = NULL;
  gsize n;
  const SchoDocument *const *documents;

  after = scho_pseudonyms_apply_table (before, table, losses, NULL, NULL, &error);
  assert_no_error (error);
  documents = scho_snapshot_get_documents (after, &n);
  text = scho_snapshot_read_text (after, documents[0]->id, NULL);
  codings = list_codings (after, text, documents[0]->id);
  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), cases[_i].text);
  ck_assert_str_eq (codings, cases[_i].codings);
  ck_assert_uint_eq (count_told (losses), cases[_i].n_told);
  g_clear_object (&project);
  remove_folder (folder);
}
END_TEST

/* In the text of the project, by what stands there now. */
START_TEST (tells_places)
{
  char *folder = make_folder ();
  g_autoptr (SchoProject) project
      = make_project (folder, "[Anna Meier:anna], Meier, Anna Meier; [so:stance]");
  SchoSnapshot *before = scho_project_get_snapshot (project);
  g_auto (GStrv) pairs = g_strsplit ("anna=[A.]", ";", -1);
  g_autofree const char **table = make_table (before, pairs);
  g_autoptr (SchoLosses) losses = scho_losses_new ();
  g_autoptr (SchoSnapshot) after = NULL;
  const SchoLoss *loss;
  GError *error = NULL;

  after = scho_pseudonyms_apply_table (before, table, losses, NULL, NULL, &error);
  assert_no_error (error);
  ck_assert_uint_eq (scho_losses_get_n_items (losses), 2);
  loss = scho_losses_get_item (losses, 0);
  ck_assert_ptr_nonnull (strstr (loss->what, "part of a name"));
  ck_assert (g_str_has_suffix (loss->examples[0], ", 12–17: [A.]"));
  loss = scho_losses_get_item (losses, 1);
  ck_assert (g_str_has_suffix (loss->examples[0], ", 19–29: [A.]"));
  g_clear_object (&project);
  remove_folder (folder);
}
END_TEST

/* What is no text of anybody's: names that were given to things. */
START_TEST (tells_names_of_things)
{
  static const char *const places[]
      = { "coder “Anna Meier”", "link “with Anna Meier”", "name of an attribute of “" };
  char *folder = make_folder ();
  g_autoptr (SchoProject) project = make_project (folder, "[Anna Meier:anna] said");
  SchoSnapshot *before = scho_project_get_snapshot (project);
  g_autoptr (SchoStep) step = scho_step_new (before, "Names");
  SchoDocument document = *scho_snapshot_get_document (before, 1);
  SchoAttribute attribute = { "is Anna Meier", "yes", SCHO_ATTRIBUTE_YES_NO };
  g_autofree const char **table = NULL;
  g_auto (GStrv) pairs = g_strsplit ("anna=A.", ";", -1);
  g_autoptr (SchoLosses) losses = scho_losses_new ();
  g_autoptr (SchoSnapshot) after = NULL;
  const SchoLoss *loss;

  document.attributes = &attribute;
  document.n_attributes = 1;
  scho_step_replace_document (step, &document, NULL);
  scho_step_add_coder (step, &(SchoCoder){ .name = "Anna Meier" });
  scho_step_add_attachment (
      step, &(SchoAttachment){ .kind = SCHO_ATTACHMENT_LINK, .name = "with Anna Meier" },
      NULL);
  ck_assert (scho_project_apply (project, step, NULL));
  before = scho_project_get_snapshot (project);
  table = make_table (before, pairs);
  after = scho_pseudonyms_apply_table (before, table, losses, NULL, NULL, NULL);
  ck_assert_uint_eq (count_told (losses), G_N_ELEMENTS (places));
  loss = scho_losses_get_item (losses, 0);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    ck_assert_msg (g_str_has_prefix (loss->examples[i], places[i]), "%s",
                   loss->examples[i]);
  g_clear_object (&project);
  remove_folder (folder);
}
END_TEST

/* Against one that looks at every character. */
typedef struct
{
  guint32 *place;    /* by old position: of the new character */
  gboolean *covered; /* by old position */
  GString *text;
} Oracle;

static gboolean
begins_here (const SchoPseudonymPassage *passages, gsize n, guint32 at)
{
  gboolean begins = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (passages[i].start < at && passages[i].end > at)
        return FALSE;
      begins |= passages[i].start == at;
    }
  return begins;
}

static gboolean
is_covered (const SchoPseudonymPassage *passages, gsize n, guint32 at)
{
  for (gsize i = 0; i < n; i++)
    if (passages[i].start <= at && at < passages[i].end)
      return TRUE;
  return FALSE;
}

static const char *
find_longest (const SchoPseudonymPassage *passages, gsize n, guint32 start, guint32 end)
{
  const SchoPseudonymPassage *longest = NULL;

  for (gsize i = 0; i < n; i++)
    if (passages[i].start >= start && passages[i].end <= end
        && (longest == NULL
            || passages[i].end - passages[i].start > longest->end - longest->start))
      longest = &passages[i];
  return longest->words;
}

static guint32
find_end (const SchoPseudonymPassage *passages, gsize n, guint32 at)
{
  guint32 end = at + 1;

  while (is_covered (passages, n, end) && !begins_here (passages, n, end))
    end++;
  return end;
}

static int
compare_passages (const void *first, const void *second)
{
  const SchoPseudonymPassage *a = first, *b = second;

  return a->start != b->start ? (a->start < b->start ? -1 : 1)
                              : (a->end > b->end) - (a->end < b->end);
}

static gsize
make_random (GRand *random, SchoPseudonymPassage *passages, guint32 length)
{
  static const char *const words[] = { "A", "Ms 😀", "Bertha" };
  gsize n = g_rand_int_range (random, 0, 6);

  for (gsize i = 0; i < n; i++)
    {
      passages[i].start = g_rand_int_range (random, 0, length);
      passages[i].end = MIN (length, passages[i].start + g_rand_int_range (random, 1, 6));
      passages[i].words = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
    }
  qsort (passages, n, sizeof *passages, compare_passages);
  return n;
}

START_TEST (agrees_with_every_character)
{
  guint32 seed = get_test_seed ();
  GRand *random = g_rand_new_with_seed (seed);
  g_autoptr (SchoText) before = scho_text_new ("aé😀dשf\nhijklmno", NULL);
  guint32 length = scho_text_get_length (before);

  for (guint round = 0; round < 2000; round++)
    {
      SchoPseudonymPassage passages[6];
      gsize n = make_random (random, passages, length);
      g_autoptr (SchoOriginals) originals = scho_originals_new ();
      g_autoptr (SchoPseudonymText) text
          = scho_pseudonym_text_new (before, passages, n, originals, NULL);
      g_autoptr (GString) expected = g_string_new (NULL);

      for (guint32 at = 0, end; at < length; at = end)
        {
          g_autofree char *piece = NULL;
          guint32 start = at, mapped_end = at + 1;

          end = is_covered (passages, n, at) ? find_end (passages, n, at) : at + 1;
          piece = is_covered (passages, n, at)
                      ? g_strdup (find_longest (passages, n, at, end))
                      : scho_text_dup_range (before, at, end);
          ck_assert_seed (scho_pseudonym_text_map (text, &start, &mapped_end), seed);
          ck_assert_seed (start == g_utf8_strlen (expected->str, -1), seed);
          g_string_append (expected, piece);
          ck_assert_seed (mapped_end == g_utf8_strlen (expected->str, -1), seed);
        }
      ck_assert_seed (strcmp (expected->str,
                              scho_text_get_utf8 (scho_pseudonym_text_get (text), NULL))
                          == 0,
                      seed);
    }
  g_rand_free (random);
}
END_TEST

/* The key is gone, and what was below it is above. */
START_TEST (leaves_the_key_out)
{
  char *folder = make_folder ();
  g_autoptr (SchoProject) project
      = make_project (folder, "[Anna:anna] went [home:place]");
  g_autoptr (SchoStep) step = scho_step_new (scho_project_get_snapshot (project), "Move");
  SchoSnapshot *before = scho_project_get_snapshot (project);
  SchoCode place = *scho_lookup_code (before, "place", NULL);
  static const SchoAttribute attributes[] = { { "who", "Anna" }, { "with", "Anna, Bo" } };
  SchoDocument document;
  g_autofree const char **table = NULL;
  g_auto (GStrv) pairs = g_strsplit ("anna=B", ";", -1);
  g_autoptr (SchoLosses) losses = scho_losses_new ();
  g_autoptr (SchoSnapshot) after = NULL;
  gsize n;

  place.parent = scho_lookup_code (before, "anna", NULL)->id;
  place.memo = "as Anna said";
  scho_step_replace_code (step, &place);
  document = *scho_snapshot_get_documents (before, &n)[0];
  document.title = "Talk with Anna";
  document.memo = "Annabel and anna are others";
  document.attributes = attributes;
  document.n_attributes = G_N_ELEMENTS (attributes);
  scho_step_replace_document (step, &document, NULL);
  scho_step_add_attachment (
      step, &(SchoAttachment){ .kind = SCHO_ATTACHMENT_FILE, .name = "Anna.ogg" }, NULL);
  scho_step_add_attachment (
      step, &(SchoAttachment){ .kind = SCHO_ATTACHMENT_LINK, .name = "", .text = "{}" },
      NULL);
  ck_assert (scho_project_apply (project, step, NULL));

  before = scho_project_get_snapshot (project);
  table = make_table (before, pairs);
  after = scho_pseudonyms_apply_table (before, table, losses, NULL, NULL, NULL);
  ck_assert_ptr_nonnull (after);
  ck_assert_uint_eq (scho_snapshot_get_codes (after, &n)[0]->parent, 0);
  ck_assert_uint_eq (n, 1);
  ck_assert_uint_eq (count_told (losses), 4);
  ck_assert_str_eq (
      scho_document_get_attribute (scho_snapshot_get_documents (after, &n)[0], "who"),
      "B");
  scho_snapshot_get_attachments (after, &n);
  ck_assert_uint_eq (n, 1);
  g_clear_object (&project);
  remove_folder (folder);
}
END_TEST

/* What a query leaves out is not told either. */
START_TEST (knows_the_codings_that_were_left_out)
{
  char *folder = make_folder ();
  g_autoptr (SchoProject) project
      = make_project (folder, "[Anna:anna] and [Ben said [yes:stance]:talk]");
  SchoSnapshot *whole = scho_project_get_snapshot (project);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SchoSnapshot) narrow = scho_snapshot_narrow (whole, NULL, none);
  g_auto (GStrv) pairs = g_strsplit ("anna=B;talk=C", ";", -1);
  g_autofree const char **table = make_table (whole, pairs);
  g_autoptr (SchoSnapshot) after
      = scho_pseudonyms_apply_table (narrow, table, NULL, NULL, NULL, NULL);
  g_autoptr (SchoText) text = NULL;
  gsize n;

  ck_assert_ptr_nonnull (after);
  text = scho_snapshot_read_text (after, scho_snapshot_get_documents (after, &n)[0]->id,
                                  NULL);
  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), "B and C");
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (after), 0);
  g_clear_object (&project);
  remove_folder (folder);
}
END_TEST

/* A result is not changed, but says which cells tell. */
START_TEST (looks_at_tables)
{
  char *folder = make_folder ();
  g_autoptr (SchoProject) project
      = make_project (folder, "[Anna Meier:who] said so, [the Anna of whom we know:who]");
  g_autoptr (SchoStep) step = scho_step_new (scho_project_get_snapshot (project), "Key");
  SchoCode who = *scho_lookup_code (scho_project_get_snapshot (project), "who", NULL);
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  SchoTable *table = scho_table_new ("words", "Words");
  g_autoptr (SchoLosses) losses = scho_losses_new ();

  g_ptr_array_add (tables, table);
  scho_table_add_column (table, "word", NULL, SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "count", NULL, SCHO_COLUMN_INTEGER);
  scho_table_set_text (table, scho_table_add_row (table), 0, "Anna");
  scho_table_set_text (table, scho_table_add_row (table), 0, "Annabel");
  scho_table_set_text (table, scho_table_add_row (table), 0, "as Anna Meier said");
  scho_table_set_text (table, scho_table_add_row (table), 0, "meier");
  scho_table_set_text (table, scho_table_add_row (table), 0, "whom we know");
  scho_table_add_row (table);
  ck_assert (scho_pseudonyms_tell_tables (scho_project_get_snapshot (project), tables,
                                          losses, NULL, NULL));
  ck_assert (scho_losses_is_empty (losses));

  who.pseudonym = "Beatrix";
  scho_step_replace_code (step, &who);
  ck_assert (scho_project_apply (project, step, NULL));
  ck_assert (scho_pseudonyms_tell_tables (scho_project_get_snapshot (project), tables,
                                          losses, NULL, NULL));
  ck_assert_uint_eq (count_told (losses), 3);
  g_clear_object (&project);
  remove_folder (folder);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("pseudonyms");
  TCase *tests = tcase_create ("pseudonyms");

  tcase_add_loop_test (tests, replaces_names, 0, G_N_ELEMENTS (cases));
  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, agrees_with_every_character);
  tcase_add_test (tests, tells_places);
  tcase_add_test (tests, tells_names_of_things);
  tcase_add_test (tests, leaves_the_key_out);
  tcase_add_test (tests, knows_the_codings_that_were_left_out);
  tcase_add_test (tests, looks_at_tables);
  suite_add_tcase (suite, tests);
  return run_suite (suite);
}
