/* test-query-run.c - which passages a query finds, on a project that can be read. */
#include <scholiast/passage-query.h>

#include <string.h>

#include "core-test.h"
#include "make-project.h"

/* 0         1         2         3         4         5         6         7         8
 * 012345678901234567890123456789012345678901234567890123456789012345678901234567890123
 * I think so. You agree, she said.
 * But who? Nobody knows the police here. Ärger!
 *
 * The end, I think.
 */
#define TEXT                                                                             \
  "I think so. You agree, she said.\n"                                                   \
  "But who? Nobody knows the police here. Ärger!\n"                                     \
  "\n"                                                                                   \
  "The end, I think.\n"
#define OTHER "Police, police. The police again, and the end."

#define MAY 1715000000000  /* 2024-05-06T12:53:20Z */
#define JUNE 1717600000000 /* 2024-06-05T15:06:40Z */

static const struct
{
  guint document;
  const char *code, *coder;
  guint32 start, end;
  const char *memo;
  gint16 weight;
  gint64 time;
  guint16 flags;
} codings[] = {
  { 0, "stance", "Asha", 0, 11, "a question, is it?", 80, MAY, 0 }, /* I think so. */
  { 0, "agree", "Asha", 2, 7, NULL, SCHO_NO_WEIGHT, MAY, 0 },       /* think */
  { 0, "stance", "Björn", 0, 11, NULL, 20, JUNE, SCHO_ANNOTATION_EXAMPLE },
  { 0, "agree", "Björn", 12, 32, "Émile", SCHO_NO_WEIGHT, JUNE, 0 }, /* You agree, … */
  { 0, "anger", "Asha", 28, 41, NULL, SCHO_NO_WEIGHT, JUNE, 0 },     /* said. But who? */
  { 0, "blame", "Asha", 42, 71, NULL, SCHO_NO_WEIGHT, MAY, 0 },  /* Nobody … here. */
  { 0, "anger", "Björn", 72, 78, NULL, SCHO_NO_WEIGHT, MAY, 0 }, /* Ärger! */
  { 0, "stance", "Asha", 89, 96, NULL, 50, JUNE, 0 },            /* I think */
  { 1, "blame", "Björn", 0, 15, NULL, SCHO_NO_WEIGHT, MAY, 0 },  /* Police, police. */
  { 1, "anger", "Björn", 16, 46, NULL, SCHO_NO_WEIGHT, MAY, 0 }, /* The police … */
};

static char *folder;
static SchoProject *project;
static SchoSnapshot *snapshot; /* not owned */

static guint32
add_code (SchoStep *step, guint32 parent, const char *name)
{
  return scho_step_add_code (step, &(SchoCode){ .parent = parent, .name = name });
}

/* reactions (anger, blame (subtle)), stance (agree) */
static void
add_codes (SchoStep *step)
{
  guint32 reactions = add_code (step, 0, "reactions");
  guint32 stance = add_code (step, 0, "stance");

  add_code (step, reactions, "anger");
  add_code (step, add_code (step, reactions, "blame"), "subtle");
  add_code (step, stance, "agree");
}

static const SchoAttribute article[] = {
  { "outlet", "The Guardian", SCHO_ATTRIBUTE_TEXT },
  { "published", "2024-05-31", SCHO_ATTRIBUTE_DATE },
  { "pages", "12", SCHO_ATTRIBUTE_NUMBER },
  { "checked", "yes", SCHO_ATTRIBUTE_YES_NO },
  { "year", "1999", SCHO_ATTRIBUTE_TEXT },
  { "title", "Dr", SCHO_ATTRIBUTE_TEXT },
};

static const SchoAttribute interview[] = {
  { "published", "2024-06-01T10:00", SCHO_ATTRIBUTE_DATE },
  { "pages", "3.5", SCHO_ATTRIBUTE_NUMBER },
  { "checked", "no", SCHO_ATTRIBUTE_YES_NO },
  { "outlet", "", SCHO_ATTRIBUTE_TEXT },
};

static guint32
add_document (SchoStep *step,
              const char *title,
              const char *language,
              const char *words,
              const SchoAttribute *attributes,
              gsize n_attributes)
{
  g_autoptr (SchoText) text = scho_text_new (words, NULL);

  return scho_step_add_document (step,
                                 &(SchoDocument){ .title = title,
                                                  .source = "a.txt",
                                                  .language = language,
                                                  .attributes = attributes,
                                                  .n_attributes = n_attributes },
                                 text);
}

static guint32
find_code (SchoStep *step, const char *name)
{
  guint32 id = 0;

  for (guint32 parent = 0; id == 0 && parent < 6; parent++)
    id = scho_step_find_code (step, parent, name);
  return id;
}

static void
add_codings (SchoStep *step, const guint32 *documents)
{
  for (guint i = 0; i < G_N_ELEMENTS (codings); i++)
    scho_step_add_annotation (
        step, &(SchoAnnotation){ .uuid = scho_uuid_new_at (codings[i].time),
                                 .document = documents[codings[i].document],
                                 .code = find_code (step, codings[i].code),
                                 .coder = scho_step_ensure_coder (step, codings[i].coder),
                                 .start = codings[i].start,
                                 .end = codings[i].end,
                                 .memo = codings[i].memo,
                                 .weight = codings[i].weight,
                                 .flags = codings[i].flags });
}

static void
setup (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *path = NULL;
  guint32 documents[2];

  folder = make_folder ();
  path = g_build_filename (folder, "p.scholia", NULL);
  project = scho_project_create (path, "Test", &error);
  assert_no_error (error);
  step = scho_step_new (scho_project_get_snapshot (project), "All");
  add_codes (step);
  documents[0] = add_document (step, "News of May", "en-GB", TEXT, article,
                               G_N_ELEMENTS (article));
  documents[1] = add_document (step, "Interview", NULL, OTHER, interview,
                               G_N_ELEMENTS (interview));
  add_document (step, "Empty of codings", "en", OTHER, NULL, 0);
  add_codings (step, documents);
  scho_project_apply (project, step, &error);
  assert_no_error (error);
  snapshot = scho_project_get_snapshot (project);
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

/* `stance.A` and where it begins; in the second document with 1: before it. */
static char *
tell (GArray *matches)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    {
      const SchoMatch *match = &g_array_index (matches, SchoMatch, i);

      g_string_append (told, i > 0 ? " " : "");
      if (match->document != 1)
        g_string_append_printf (told, "%u:", match->document - 1);
      if (match->annotation != NULL)
        g_string_append_printf (
            told, "%s.%c%u",
            scho_snapshot_get_code (snapshot, match->annotation->code)->name,
            scho_snapshot_get_coder (snapshot, match->annotation->coder)->name[0],
            match->start);
      else
        g_string_append_printf (told, "%u-%u", match->start, match->end);
    }
  return g_string_free (told, FALSE);
}

static const struct
{
  const char *query;
  const char *found; /* or the message, with the place before it */
} runs[] = {
  /* Codes */
  { "stance", "stance.A0 stance.B0 stance.A89" },
  { "Stance", "stance.A0 stance.B0 stance.A89" }, /* nearly: the case is not it */
  { "reactions", "" },
  { "reactions/*", "anger.A28 blame.A42 anger.B72 1:blame.B0 1:anger.B16" },
  { "below reactions", "anger.A28 blame.A42 anger.B72 1:blame.B0 1:anger.B16" },
  { "stance/*", "stance.A0 stance.B0 agree.A2 agree.B12 stance.A89" },
  { "below stance", "agree.A2 agree.B12" },
  { "below \"reactions/blame\"", "" },
  { "reactions/anger", "anger.A28 anger.B72 1:anger.B16" },
  { "agree or blame", "agree.A2 agree.B12 blame.A42 1:blame.B0" },
  { "agree or agree", "agree.A2 agree.B12" },
  /* Conditions */
  { "coder:Asha", "stance.A0 agree.A2 anger.A28 blame.A42 stance.A89" },
  { "coder=asha and stance", "stance.A0 stance.A89" },
  { "stance and coder!=Asha", "stance.B0" },
  { "* and not coder:Asha", "stance.B0 agree.B12 anger.B72 1:blame.B0 1:anger.B16" },
  { "memo:QUESTION", "stance.A0" },
  { "memo:emile", "agree.B12" },
  { "memo=\"a question, is it?\"", "stance.A0" },
  { "stance and memo=\"\"", "stance.B0 stance.A89" },
  { "memo!=\"\"", "stance.A0 agree.B12" },
  { "weight>=50", "stance.A0 stance.A89" },
  { "weight<50", "stance.B0" },
  { "stance/* and weight!=20", "stance.A0 agree.A2 agree.B12 stance.A89" },
  { "example:yes", "stance.B0" },
  { "stance and example:no", "stance.A0 stance.A89" },
  { "stance and coded:2024-05", "stance.A0" },
  { "stance and coded>2024-05", "stance.B0 stance.A89" },
  { "stance and coded>=2024-05", "stance.A0 stance.B0 stance.A89" },
  { "stance and coded<2024-06", "stance.A0" },
  { "stance and coded<=2024-05-06", "stance.A0" },
  { "stance and coded<2024-05-06", "" },
  { "stance and coded!=2024-05-06", "stance.B0 stance.A89" },
  { "stance and coded=2024", "stance.A0 stance.B0 stance.A89" },
  { "stance and coded=2024-05-06T12:53", "stance.A0" },
  { "stance and coded=2024-05-06T12:53:20Z", "stance.A0" },
  { "stance and coded=2024-05-06T12:54", "" },
  { "title:may and anger", "anger.A28 anger.B72" },
  { "title=interview", "1:blame.B0 1:anger.B16" },
  { "source:A.TXT and blame", "blame.A42 1:blame.B0" },
  { "language:en and blame", "blame.A42" },
  { "language=en and blame", "" },
  { "language=EN-gb and blame", "blame.A42" },
  { "language=\"\" and blame", "1:blame.B0" },
  { "language:e and blame", "" },
  /* Attributes */
  { "blame and outlet:guardian", "blame.A42" },
  { "blame and Outlet=\"the guardian\"", "blame.A42" },
  { "blame and outlet=guardian", "" },
  { "blame and outlet!=\"The Guardian\"", "1:blame.B0" },
  { "blame and outlet=\"\"", "1:blame.B0" },
  { "blame and year=\"\"", "1:blame.B0" },
  { "blame and pages=12.0", "blame.A42" },
  { "blame and pages>3", "blame.A42 1:blame.B0" },
  { "blame and pages<12", "1:blame.B0" },
  { "blame and pages<=12", "blame.A42 1:blame.B0" },
  { "blame and pages:1", "blame.A42" },
  { "blame and published=2024-05", "blame.A42" },
  { "blame and published=2024-06-01", "1:blame.B0" },
  { "blame and published>2024-05", "1:blame.B0" },
  { "blame and published<=2024", "blame.A42 1:blame.B0" },
  { "blame and published>2024", "" },
  { "blame and checked=TRUE", "blame.A42" },
  { "blame and checked=no", "1:blame.B0" },
  { "blame and year<2000", "blame.A42" },
  { "blame and year>=2000", "" },
  { "blame and outlet>3", "" },
  { "blame and \"title\":dr", "blame.A42" },
  /* Words */
  { "text:police", "blame.A42 1:blame.B0 1:anger.B16" },
  { "text:POLICE and not text:again", "blame.A42 1:blame.B0" },
  { "text:\"arger\"", "anger.B72" },
  { "text~\"^Police\"", "1:blame.B0" },
  { "hit:police", "59-65 1:0-6 1:8-14 1:20-26 2:0-6 2:8-14 2:20-26" },
  { "hit:police and title:may", "59-65" },
  { "hit:police and not blame", "1:20-26 2:0-6 2:8-14 2:20-26" },
  { "hit:police and coder:Asha", "" },
  { "hit:police and blame", "59-65 1:0-6 1:8-14" },
  { "hit:police inside anger", "1:20-26" },
  { "anger contains hit:police", "1:anger.B16" },
  /* Together */
  { "stance and agree", "2-7" },
  { "stance and agree and anger", "" },
  { "agree and anger", "28-32" },
  { "agree and anger and coder:Björn", "" },
  { "stance and stance", "0-11 89-96" },
  { "(stance and agree) or anger", "2-7 anger.A28 anger.B72 1:anger.B16" },
  { "stance and not agree", "stance.A89" },
  { "stance and not not agree", "stance.A0 stance.B0" },
  { "stance and not (agree and coder:Björn)", "stance.A0 stance.B0 stance.A89" },
  { "not stance/* and not anger", "blame.A42 1:blame.B0" },
  { "anger and (coder:Asha or outlet:guardian)", "anger.A28 anger.B72" },
  /* Relations */
  { "stance overlaps agree", "stance.A0 stance.B0" },
  { "stance not overlaps agree", "stance.A89" },
  { "agree overlaps stance", "agree.A2" },
  { "stance overlaps stance", "stance.A0 stance.B0" }, /* not with itself */
  { "agree inside stance", "agree.A2" },
  { "stance contains agree", "stance.A0 stance.B0" },
  { "stance equals stance", "stance.A0 stance.B0" },
  { "stance equals (stance and coder:Asha)", "stance.B0" },
  { "stance inside stance", "stance.A0 stance.B0" },
  { "agree touches *", "" },
  { "agree follows stance", "agree.B12" },
  { "agree follows stance within 1 character", "agree.B12" },
  { "agree follows stance within 0 characters", "" },
  { "agree follows agree within 4 characters", "" },
  { "agree follows agree within 5 characters", "agree.B12" },
  { "agree follows agree within 0 words", "" },
  { "agree follows agree within 1 word", "agree.B12" }, /* so */
  { "agree follows stance within 0 words", "agree.B12" },
  { "agree follows agree within 0 sentences", "" },
  { "agree follows agree within 1 sentence", "agree.B12" },
  { "agree follows agree within 0 paragraphs", "agree.B12" },
  { "blame follows agree within 0 paragraphs", "" },
  { "blame follows agree within 1 paragraph", "blame.A42" },
  { "stance follows blame within 1 paragraph", "stance.A89" },
  { "stance follows agree within 1 paragraph", "" },
  { "stance follows agree within 2 paragraphs", "stance.A89" },
  { "stance precedes blame", "stance.A0 stance.B0" },
  { "stance precedes blame within 1 paragraph", "stance.A0 stance.B0" },
  { "stance precedes blame within 31 characters", "stance.A0 stance.B0" },
  { "stance precedes blame within 30 characters", "" },
  { "agree near anger within 0 words", "agree.B12" },
  { "anger near blame within 1 characters", "anger.A28 anger.B72 1:anger.B16" },
  { "anger in same paragraph as blame", "anger.A28 anger.B72 1:anger.B16" },
  { "anger in same paragraph as agree", "anger.A28" },
  { "anger in same sentence as agree", "anger.A28" },
  { "anger in same sentence as blame", "" },
  { "anger in same turn as agree", "anger.A28" },
  { "blame in same document as stance", "blame.A42" },
  { "blame not in same document as stance", "1:blame.B0" },
  { "stance in same document as (stance and coder:Björn)", "stance.A0 stance.A89" },
  { "(stance overlaps agree) and coder:Björn", "stance.B0" },
  { "agree overlaps stance overlaps agree", "" },
  { "coder:Björn overlaps coder:Asha", "stance.B0 agree.B12" },
  /* What is not there */
  { "stnace", "0,6 There is no code “stnace”. Near to it: “stance”" },
  { "stance and below bla", "17,3 There is no code “bla”. Near to it: “blame”" },
  { "ä", "0,1 There is no code “ä”" },
  { "stance or coder:ash", "16,3 There is no coder “ash”. Near to it: “Asha”" },
  { "oulet:x", "0,5 No document has an attribute “oulet”. Near to it: “outlet”" },
  { "codr:x", "0,4 No document has an attribute “codr”. Near to it: “coder”" },
};

START_TEST (finds)
{
  g_autoptr (GError) error = NULL;
  SchoQueryPlace place = { 0, 0 };
  g_autoptr (SchoPassageQuery) query
      = scho_passage_query_parse (runs[_i].query, &place, &error);
  g_autoptr (GArray) matches = NULL;
  g_autofree char *told = NULL;

  ck_assert_msg (query != NULL, "%s: %s", runs[_i].query,
                 error != NULL ? error->message : "");
  matches = scho_passage_query_run (query, snapshot, NULL, NULL, &place, &error);
  ck_assert_int_eq (matches != NULL, error == NULL);
  ck_assert_int_eq (scho_passage_query_check (query, snapshot, NULL, NULL),
                    matches != NULL);
  told = matches != NULL
             ? tell (matches)
             : g_strdup_printf ("%u,%u %s", place.start, place.length, error->message);
  ck_assert_msg (strcmp (told, runs[_i].found) == 0, "%s\n  finds    %s\n  not      %s",
                 runs[_i].query, told, runs[_i].found);
}
END_TEST

static const struct
{
  const char *query;
  gboolean of_documents;
  const char *found; /* a letter for each document: yes or no */
} wheres[] = {
  { "outlet:guardian", TRUE, "ynn" },
  { "not outlet:guardian", TRUE, "nyy" },
  { "language:en and not (title:news or source=b.txt)", TRUE, "nny" },
  { "pages>3", TRUE, "yyn" },
  { "stance", FALSE, "ynn" },
  { "blame", FALSE, "yyn" },
  { "blame and pages<12", FALSE, "nyn" },
  { "hit:police", FALSE, "yyy" },
  { "not stance", FALSE, "yyn" },
  { "coder:Asha", FALSE, "ynn" },
};

START_TEST (matches_documents)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoPassageQuery) query
      = scho_passage_query_parse (wheres[_i].query, NULL, &error);
  g_autofree gboolean *matches = NULL;

  assert_no_error (error);
  ck_assert_int_eq (scho_passage_query_is_of_documents (query), wheres[_i].of_documents);
  matches
      = scho_passage_query_match_documents (query, snapshot, NULL, NULL, NULL, &error);
  assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    ck_assert_int_eq (matches[i + 1], wheres[_i].found[i] == 'y');
}
END_TEST

static const struct
{
  const char *query;
  const char *on_first; /* the codings on the first passage */
} lists[] = {
  { "stance", "stance.A" },
  { "stance and agree", "stance.A stance.B agree.A" },
  { "stance and agree and coder:Asha", "stance.A agree.A" },
  { "(stance and coder:Björn) and agree", "" },
  { "(stance or anger) and agree", "stance.A stance.B agree.A" },
  { "hit:police", "" },
  { "hit:police and blame", "blame.A" },
  { "(agree overlaps stance) and anger", "" },
  { "(agree and anger) overlaps *", "agree.B anger.A" },
};

START_TEST (lists_what_lies_on_it)
{
  g_autoptr (SchoPassageQuery) query
      = scho_passage_query_parse (lists[_i].query, NULL, NULL);
  g_autoptr (GArray) matches
      = scho_passage_query_run (query, snapshot, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) all = scho_passage_query_list_codings (
      query, snapshot, (const SchoMatch *) (gpointer) matches->data, matches->len, NULL,
      NULL);
  g_autoptr (GString) told = g_string_new (NULL);

  ck_assert_uint_eq (all->len, matches->len);
  for (guint i = 0; all->len > 0 && i < ((GPtrArray *) all->pdata[0])->len; i++)
    {
      const SchoAnnotation *each = ((GPtrArray *) all->pdata[0])->pdata[i];

      g_string_append_printf (told, "%s%s.%c", told->len > 0 ? " " : "",
                              scho_snapshot_get_code (snapshot, each->code)->name,
                              scho_snapshot_get_coder (snapshot, each->coder)->name[0]);
    }
  ck_assert_str_eq (told->str, lists[_i].on_first);
}
END_TEST

/* All codings of a snapshot as tell() says them. */
static char *
tell_all (SchoSnapshot *narrow)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (SchoMatch));
  gsize n_documents;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (narrow, &n_documents);

  for (gsize i = 0; i < n_documents; i++)
    {
      gsize n;
      const SchoAnnotation *all
          = scho_snapshot_get_annotations (narrow, documents[i]->id, &n);

      for (gsize k = 0; k < n; k++)
        {
          SchoMatch match = { all[k].document, all[k].start, all[k].end, &all[k], NULL };

          g_array_append_val (matches, match);
        }
    }
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (narrow), matches->len);
  return tell (matches);
}

static const struct
{
  const char *query;
  const char *left;
} narrowed[] = {
  { "stance", "stance.A0 stance.B0 stance.A89" },
  { "stance and agree", "stance.A0 stance.B0 agree.A2" },
  { "(stance and agree) or stance", "stance.A0 stance.B0 agree.A2 stance.A89" },
  { "hit:police and blame", "blame.A42 1:blame.B0" },
  { "hit:police", "" },
  { "anger overlaps agree", "anger.A28" },
  { "memo:emile", "agree.B12" },
};

START_TEST (narrows)
{
  g_autoptr (SchoPassageQuery) query
      = scho_passage_query_parse (narrowed[_i].query, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoSnapshot) narrow
      = scho_passage_query_narrow (query, snapshot, NULL, NULL, NULL, &error);
  g_autofree char *told = NULL;
  gsize n;

  assert_no_error (error);
  told = tell_all (narrow);
  ck_assert_str_eq (told, narrowed[_i].left);
  scho_snapshot_get_documents (narrow, &n);
  ck_assert_uint_eq (n, 3);
  scho_snapshot_get_codes (narrow, &n);
  ck_assert_uint_eq (n, 6);
}
END_TEST

START_TEST (narrows_to_documents)
{
  gboolean stay[] = { FALSE, FALSE, TRUE, TRUE };
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse ("blame", NULL, NULL);
  g_autoptr (SchoSnapshot) narrow = scho_snapshot_narrow (snapshot, stay, NULL);
  g_autoptr (SchoSnapshot) narrower
      = scho_passage_query_narrow (query, narrow, NULL, NULL, NULL, NULL);
  g_autoptr (SchoText) text = scho_snapshot_read_text (narrow, 2, NULL);
  g_autofree char *told = tell_all (narrow), *less = tell_all (narrower);
  gsize n;

  ck_assert_str_eq (told, "1:blame.B0 1:anger.B16");
  ck_assert_str_eq (less, "1:blame.B0");
  scho_snapshot_get_documents (narrow, &n);
  ck_assert_uint_eq (n, 2);
  ck_assert_ptr_null (scho_snapshot_get_document (narrow, 1));
  ck_assert_ptr_null (scho_snapshot_get_annotations (narrow, 1, &n));
  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), OTHER);
  scho_snapshot_get_annotations (snapshot, 1, &n);
  ck_assert_uint_eq (n, 8);
}
END_TEST

static void
cancel_cb (double fraction, const char *what, gpointer data)
{
  if (fraction > 0)
    g_cancellable_cancel (data);
}

START_TEST (can_be_cancelled)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SchoProgress progress = { cancel_cb, cancellable };
  g_autoptr (SchoPassageQuery) query = scho_passage_query_parse ("*", NULL, NULL);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      scho_passage_query_run (query, snapshot, &progress, cancellable, NULL, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-run");
  TCase *tc = tcase_create ("query-run");

  tcase_add_unchecked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, finds, 0, G_N_ELEMENTS (runs));
  tcase_add_loop_test (tc, matches_documents, 0, G_N_ELEMENTS (wheres));
  tcase_add_loop_test (tc, lists_what_lies_on_it, 0, G_N_ELEMENTS (lists));
  tcase_add_loop_test (tc, narrows, 0, G_N_ELEMENTS (narrowed));
  tcase_add_test (tc, narrows_to_documents);
  tcase_add_test (tc, can_be_cancelled);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
