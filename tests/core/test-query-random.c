/* test-query-random.c - random queries on random projects, against the plainest reading
 * of what their words mean. */
#include <scholiast/passage-query.h>
#include <scholiast/text-unit.h>

#include <string.h>

#include "core-test.h"
#include "make-project.h"

#define N_CODES 5
#define N_CODERS 3
#define N_DOCUMENTS 3

/* A query as the oracle has it: what is written in it is made from this. */
typedef enum
{
  AND,
  OR,
  NOT,
  RELATION,
  CODE,
  CODER,
  WEIGHT,
  ATTRIBUTE,
  TEXT,
  HIT,
} Kind;

typedef struct _Node Node;
struct _Node
{
  Kind kind;
  Node *children[3];
  guint n_children;
  const char *relation;
  gboolean is_negated;
  int within; /* -1: not said */
  SchoTextUnit unit;
  guint32 number;
  const char *scope; /* of a code: what stands around it, as “below %s” */
  const char *word;
};

/* A passage as the oracle finds it. */
typedef struct
{
  guint32 start, end;
  const SchoAnnotation *annotation;
} Passage;

static const char *const words[] = { "red", "green", "blue", "so" };
static const char *const unit_names[]
    = { "characters", "words", "sentences", "paragraphs", "turns", "documents" };

static char *folder;
static GRand *rand_;
static guint most_codings; /* of a document */
static SchoProject *project;
static SchoSnapshot *snapshot; /* not owned */

/* Of the document at hand */
static guint32 document;
static SchoText *text;

static gboolean
chance (guint one_in)
{
  return g_rand_int_range (rand_, 0, (gint32) one_in) == 0;
}

static guint
below (guint n)
{
  return (guint) g_rand_int_range (rand_, 0, (gint32) n);
}

/* Projects ------------------------------------------------------------------------ */

static SchoText *
make_text (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  guint start = 0;

  for (guint n = 3 + below (30); n > 0; n--)
    {
      g_string_append (all, words[below (G_N_ELEMENTS (words))]);
      if (chance (6))
        {
          g_string_append_c (all, '\n');
          if (chance (2) && all->len > start + 1)
            {
              SchoStretch turn
                  = { start, (guint32) all->len - 1, SCHO_STRETCH_SPEAKER_TURN, 0, "A" };

              g_array_append_val (turns, turn);
            }
          if (chance (2))
            start = (guint) all->len;
        }
      else
        g_string_append (all, chance (5) ? ". So " : " ");
    }
  return scho_text_new_take (g_strdup (all->str), all->len,
                             (const SchoStretch *) (gpointer) turns->data, turns->len,
                             NULL);
}

/* 1 (2 (3), 4), 5 */
static void
add_codes (SchoStep *step)
{
  static const guint32 parents[N_CODES] = { 0, 1, 2, 1, 0 };

  for (guint i = 0; i < N_CODES; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i + 1);

      scho_step_add_code (step, &(SchoCode){ .name = name, .parent = parents[i] });
    }
}

static void
add_codings (SchoStep *step, guint32 where, guint32 length)
{
  guint longest = 2 + below (length);

  for (guint n = below (most_codings); n > 0; n--)
    {
      guint32 start = below (length);
      guint32 reach = 1 + below (longest), end = MIN (length, start + reach);

      if (chance (4)) /* at the same places */
        {
          start = start / 8 * 8;
          end = MIN (length, start + 8);
        }
      scho_step_add_annotation (step,
                                &(SchoAnnotation){ .document = where,
                                                   .start = start,
                                                   .end = MAX (end, start + 1),
                                                   .code = 1 + below (N_CODES),
                                                   .coder = 1 + below (N_CODERS),
                                                   .weight = (gint16) below (101) });
    }
}

static void
make_random_project (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;

  folder = make_folder ();
  path = g_build_filename (folder, "p.scholia", NULL);
  project = scho_project_create (path, "Test", &error);
  assert_no_error (error);
  step = scho_step_new (scho_project_get_snapshot (project), "All");
  add_codes (step);
  for (guint i = 0; i < N_CODERS; i++)
    scho_step_add_coder (step, &(SchoCoder){ .name = i == 0   ? "k1"
                                                     : i == 1 ? "k2"
                                                              : "k3" });
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (SchoText) words_of = make_text ();
      SchoAttribute age = { "age", i == 0 ? "1" : "2", SCHO_ATTRIBUTE_NUMBER };
      guint32 id = scho_step_add_document (
          step,
          &(SchoDocument){ .title = "d", .attributes = &age, .n_attributes = i < 2 },
          words_of);

      add_codings (step, id, scho_text_get_length (words_of));
    }
  scho_project_apply (project, step, &error);
  assert_no_error (error);
  snapshot = scho_project_get_snapshot (project);
}

static void
drop_project (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

/* Queries ------------------------------------------------------------------------- */

static void
node_free (Node *self)
{
  for (guint i = 0; i < self->n_children; i++)
    node_free (self->children[i]);
  g_free (self);
}

static Node *
make_leaf (void)
{
  static const char *const scopes[] = { "%s", "%s", "below %s", "%s/*", "*" };
  Node *self = g_new0 (Node, 1);

  self->kind = chance (2) ? CODE : CODE + below (HIT - CODE + 1);
  self->scope = scopes[below (G_N_ELEMENTS (scopes))];
  self->number = 1
                 + below (self->kind == CODE     ? N_CODES
                          : self->kind == CODER  ? N_CODERS
                          : self->kind == WEIGHT ? 100
                                                 : 2);
  self->word = words[below (G_N_ELEMENTS (words))];
  return self;
}

static Node *make_node (guint depth);

static void
make_relation (Node *self)
{
  static const char *const relations[]
      = { "overlaps", "inside",  "contains", "equals", "touches",
          "in same",  "follows", "precedes", "near" };
  guint which = below (G_N_ELEMENTS (relations));

  self->relation = relations[which];
  self->is_negated = chance (4);
  self->within = -1;
  if (which == 5)
    self->unit = SCHO_UNIT_SENTENCE + below (4);
  else if (which > 5 && (which == 8 || chance (2)))
    {
      self->unit = below (5);
      self->within = (int) below (self->unit == SCHO_UNIT_CHARACTER ? 30 : 4);
    }
}

static Node *
make_node (guint depth)
{
  Node *self;

  if (depth == 0 || chance (4))
    return make_leaf ();
  self = g_new0 (Node, 1);
  self->kind = below (4);
  self->n_children = self->kind == NOT ? 1 : self->kind == RELATION ? 2 : 2 + below (2);
  for (guint i = 0; i < self->n_children; i++)
    self->children[i] = make_node (depth - 1);
  if (self->kind == RELATION)
    make_relation (self);
  return self;
}

/* Everything in parentheses: what binds how is the other test's. */
static void
write_node (GString *query, const Node *self)
{
  g_autofree char *code = NULL;

  switch (self->kind)
    {
    case CODE:
      code = g_strdup_printf ("c%u", self->number);
      for (const char *p = self->scope; *p != '\0'; p++)
        if (*p == '%')
          g_string_append (query, code), p++;
        else
          g_string_append_c (query, *p);
      return;
    case CODER:
      g_string_append_printf (query, "coder:k%u", self->number);
      return;
    case WEIGHT:
      g_string_append_printf (query, "weight>=%u", self->number);
      return;
    case ATTRIBUTE:
      g_string_append_printf (query, "age=%u", self->number);
      return;
    case TEXT:
    case HIT:
      g_string_append_printf (query, "%s:%s", self->kind == TEXT ? "text" : "hit",
                              self->word);
      return;
    default:
      break;
    }
  g_string_append (query, self->kind == NOT ? "(not " : "(");
  for (guint i = 0; i < self->n_children; i++)
    {
      if (i > 0 && self->kind == RELATION)
        {
          g_string_append_printf (query, "%s %s ", self->is_negated ? " not" : "",
                                  self->relation);
          if (strcmp (self->relation, "in same") == 0)
            g_string_append_printf (query, "%s as ", unit_names[self->unit]);
        }
      else if (i > 0)
        g_string_append (query, self->kind == AND ? " and " : " or ");
      write_node (query, self->children[i]);
    }
  if (self->kind == RELATION && self->within >= 0)
    g_string_append_printf (query, " within %d %s", self->within, unit_names[self->unit]);
  g_string_append_c (query, ')');
}

/* The oracle ---------------------------------------------------------------------- */

static gboolean
is_condition (const Node *self)
{
  if (self->kind >= CODER && self->kind <= TEXT)
    return TRUE;
  if (self->kind == NOT)
    return TRUE;
  if (self->kind != AND && self->kind != OR)
    return FALSE;
  for (guint i = 0; i < self->n_children; i++)
    if (!is_condition (self->children[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_one_of (const Node *self, guint32 code)
{
  gboolean itself = code == self->number;

  if (strcmp (self->scope, "*") == 0)
    return TRUE;
  if (strcmp (self->scope, "%s") == 0)
    return itself;
  if (strcmp (self->scope, "below %s") == 0 && itself)
    return FALSE;
  for (; code != 0; code = scho_snapshot_get_code (snapshot, code)->parent)
    if (code == self->number)
      return TRUE;
  return FALSE;
}

static GArray *find (const Node *self, const GPtrArray *conditions);

/* The texts are of ASCII; capitals stand only in “So”. */
static gboolean
stands_at (const char *word, guint32 place)
{
  const char *utf8 = scho_text_get_utf8 (text, NULL);

  return g_ascii_strncasecmp (utf8 + place, word, strlen (word)) == 0;
}

static gboolean
meet (const Passage *a, const Passage *b)
{
  return a->start < b->end && b->start < a->end;
}

static gboolean
holds (const Node *self, const Passage *passage)
{
  const SchoAnnotation *annotation = passage->annotation;

  switch (self->kind)
    {
    case CODER:
      return annotation != NULL && annotation->coder == self->number;
    case WEIGHT:
      return annotation != NULL && annotation->weight >= (int) self->number;
    case ATTRIBUTE:
      return document == self->number; /* the first has 1, the second 2, the third none */
    case TEXT:
      for (guint32 i = passage->start; i + strlen (self->word) <= passage->end; i++)
        if (stands_at (self->word, i))
          return TRUE;
      return FALSE;
    case AND:
    case OR:
      for (guint i = 0; i < self->n_children; i++)
        if (holds (self->children[i], passage) == (self->kind == OR))
          return self->kind == OR;
      return self->kind == AND;
    default:
      break;
    }
  if (is_condition (self->children[0]))
    return !holds (self->children[0], passage);
  {
    g_autoptr (GArray) others = find (self->children[0], NULL);

    for (guint i = 0; i < others->len; i++)
      if (meet (passage, &g_array_index (others, Passage, i)))
        return FALSE;
    return TRUE;
  }
}

/* Once only. */
static void
add (GArray *found, Passage passage)
{
  for (guint i = 0; i < found->len; i++)
    {
      const Passage *other = &g_array_index (found, Passage, i);

      if (other->start == passage.start && other->end == passage.end
          && other->annotation == passage.annotation)
        return;
    }
  g_array_append_val (found, passage);
}

static void
add_if (GArray *found, const GPtrArray *conditions, Passage passage)
{
  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    if (!holds (conditions->pdata[i], &passage))
      return;
  add (found, passage);
}

/* All codings for a condition. */
static void
find_leaves (GArray *found, const Node *self, const GPtrArray *conditions)
{
  gsize n;
  const SchoAnnotation *all = scho_snapshot_get_annotations (snapshot, document, &n);

  if (self->kind == HIT)
    for (guint32 i = 0; i + strlen (self->word) <= scho_text_get_length (text); i++)
      if (stands_at (self->word, i))
        add_if (found, conditions,
                (Passage){ i, i + (guint32) strlen (self->word), NULL });
  for (gsize i = 0; self->kind != HIT && i < n; i++)
    {
      Passage passage = { all[i].start, all[i].end, &all[i] };

      if (self->kind == CODE ? is_one_of (self, all[i].code) : holds (self, &passage))
        add_if (found, conditions, passage);
    }
}

/* How many units begin in [from, to], or lie wholly between. */
static guint
count_units (SchoTextUnit unit, guint32 from, guint32 to)
{
  guint32 start, end = 0;
  guint n = 0;

  if (unit == SCHO_UNIT_CHARACTER)
    return to - from;
  while (scho_text_next_unit (text, NULL, unit, end, &start, &end))
    n += start >= from && (unit == SCHO_UNIT_WORD ? end : start) <= to;
  return n;
}

/* White space alone is in no unit. */
static gboolean
is_blank (const Passage *passage)
{
  const char *utf8 = scho_text_get_utf8 (text, NULL);

  for (guint32 i = passage->start; i < passage->end; i++)
    if (!g_ascii_isspace (utf8[i]))
      return FALSE;
  return TRUE;
}

static gboolean
share (SchoTextUnit unit, const Passage *a, const Passage *b)
{
  guint32 start, end = 0;
  Passage all = { G_MAXUINT32, 0, NULL };

  if (unit > SCHO_UNIT_LAST)
    return TRUE;
  if (is_blank (a))
    return FALSE;
  while (scho_text_next_unit (text, NULL, unit, end, &start, &end))
    if (meet (a, &(Passage){ start, end, NULL }))
      {
        all.start = MIN (all.start, start);
        all.end = MAX (all.end, end);
      }
  return all.end > 0 && meet (&all, b);
}

static gboolean
is_in_reach (const Node *self, guint32 from, guint32 to)
{
  return self->within < 0 || count_units (self->unit, from, to) <= (guint) self->within;
}

static gboolean
is_so (const Node *self, const Passage *a, const Passage *b)
{
  gboolean after = b->end <= a->start && is_in_reach (self, b->end, a->start);
  gboolean before = a->end <= b->start && is_in_reach (self, a->end, b->start);

  if (a->annotation == b->annotation
      && (a->annotation != NULL || (a->start == b->start && a->end == b->end)))
    return FALSE;
  switch (self->relation[0] + self->relation[1])
    {
    case 'o' + 'v':
      return meet (a, b);
    case 'i' + 'n':
      if (self->relation[2] == ' ')
        return share (self->unit, a, b);
      return b->start <= a->start && a->end <= b->end;
    case 'c' + 'o':
      return a->start <= b->start && b->end <= a->end;
    case 'e' + 'q':
      return a->start == b->start && a->end == b->end;
    case 't' + 'o':
      return a->end == b->start || b->end == a->start;
    case 'f' + 'o':
      return after;
    case 'p' + 'r':
      return before;
    default:
      return meet (a, b) || after || before;
    }
}

static void
find_related (GArray *found, const Node *self, const GPtrArray *conditions)
{
  g_autoptr (GArray) left = find (self->children[0], conditions);
  g_autoptr (GArray) right = find (self->children[1], NULL);

  for (guint i = 0; i < left->len; i++)
    {
      const Passage *passage = &g_array_index (left, Passage, i);
      gboolean any = FALSE;

      for (guint k = 0; k < right->len && !any; k++)
        any = is_so (self, passage, &g_array_index (right, Passage, k));
      if (any != self->is_negated)
        add (found, *passage);
    }
}

/* Nested lists of one kind are one list; what is common to a list is found two by two. */
static void
flatten (const Node *self, Kind kind, GPtrArray *list)
{
  if (self->kind != kind)
    g_ptr_array_add (list, (gpointer) self);
  for (guint i = 0; self->kind == kind && i < self->n_children; i++)
    flatten (self->children[i], kind, list);
}

static void
find_common (GArray *found, const Node *self, const GPtrArray *conditions)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new (), all = g_ptr_array_new ();
  g_autoptr (GArray) common = NULL;
  guint n_passages = 0;

  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    g_ptr_array_add (all, conditions->pdata[i]);
  flatten (self, AND, list);
  for (guint i = 0; i < list->len; i++)
    if (is_condition (list->pdata[i]))
      g_ptr_array_add (all, list->pdata[i]);
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (GArray) more = NULL, both = NULL;

      if (is_condition (list->pdata[i]))
        continue;
      more = find (list->pdata[i], all);
      both = g_array_new (FALSE, FALSE, sizeof (Passage));
      for (guint a = 0; common != NULL && a < common->len; a++)
        for (guint b = 0; b < more->len; b++)
          {
            const Passage *x = &g_array_index (common, Passage, a);
            const Passage *y = &g_array_index (more, Passage, b);

            if (meet (x, y))
              add (both,
                   (Passage){ MAX (x->start, y->start), MIN (x->end, y->end), NULL });
          }
      if (n_passages++ == 0)
        g_array_append_vals (both, more->data, more->len);
      g_clear_pointer (&common, g_array_unref);
      common = g_steal_pointer (&both);
    }
  for (guint i = 0; i < common->len; i++)
    add (found, g_array_index (common, Passage, i));
}

static GArray *
find (const Node *self, const GPtrArray *conditions)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Passage));

  if (self->kind >= CODE || is_condition (self))
    find_leaves (found, self, conditions);
  else if (self->kind == RELATION)
    find_related (found, self, conditions);
  else if (self->kind == AND)
    find_common (found, self, conditions);
  else
    for (guint i = 0; i < self->n_children; i++)
      {
        g_autoptr (GArray) more = find (self->children[i], conditions);

        for (guint k = 0; k < more->len; k++)
          add (found, g_array_index (more, Passage, k));
      }
  return found;
}

/* Comparison ---------------------------------------------------------------------- */

static int
compare (gconstpointer a, gconstpointer b)
{
  const Passage *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  return x->annotation < y->annotation ? -1 : x->annotation > y->annotation;
}

static gboolean
check_document (const Node *root, const GArray *matches, guint *at)
{
  g_autoptr (GArray) found = find (root, NULL);

  g_array_sort (found, compare);
  for (guint i = 0; i < found->len; i++, ++*at)
    {
      const Passage *wanted = &g_array_index (found, Passage, i);
      const SchoMatch *match = &g_array_index (matches, SchoMatch, *at);

      if (*at >= matches->len || match->document != document
          || match->start != wanted->start || match->end != wanted->end
          || match->annotation != wanted->annotation)
        return FALSE;
    }
  return *at >= matches->len
         || g_array_index (matches, SchoMatch, *at).document != document;
}

static guint
check_query (Node *root, guint32 seed)
{
  g_autoptr (GString) words_of = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoPassageQuery) query = NULL;
  g_autoptr (GArray) matches = NULL;
  guint at = 0;

  write_node (words_of, root);
  query = scho_passage_query_parse (words_of->str, NULL, &error);
  ck_assert_msg (query != NULL, "%s: %s", words_of->str,
                 error != NULL ? error->message : "");
  matches = scho_passage_query_run (query, snapshot, NULL, NULL, NULL, &error);
  assert_no_error (error);
  for (document = 1; document <= N_DOCUMENTS; document++)
    {
      gboolean same;

      text = scho_snapshot_read_text (snapshot, document, NULL);
      same = check_document (root, matches, &at);
      ck_assert_msg (same, "%s in document %u; repeat with SCHOLIAST_SEED=%u",
                     words_of->str, document, seed);
      scho_text_unref (text);
    }
  ck_assert_uint_eq (at, matches->len);
  node_free (root);
  return matches->len;
}

START_TEST (finds_what_the_words_mean)
{
  guint32 seed = get_test_seed ();
  guint n_found = 0, n_empty = 0;

  rand_ = g_rand_new_with_seed (seed);
  for (guint i = 0; i < 12; i++)
    {
      most_codings = i % 8 == 0 ? 80 : 12;
      make_random_project ();
      for (guint k = 0; k < 100; k++)
        {
          guint n = check_query (make_node (below (4)), seed);

          n_found += n;
          n_empty += n == 0;
        }
      drop_project ();
    }
  ck_assert_uint_gt (n_found, 1200);
  ck_assert_uint_lt (n_empty, 900);
  g_rand_free (rand_);
}
END_TEST

/* Rare passages on the left: then others are looked for around them only. */
static Node *
make_rare (void)
{
  Node *rare = g_new0 (Node, 1), *all = g_new0 (Node, 1);

  rare->kind = WEIGHT;
  rare->number = 97;
  all->kind = chance (4) ? AND : RELATION;
  all->n_children = 2;
  all->children[0] = rare;
  all->children[1] = make_node (below (3));
  if (all->kind == RELATION)
    make_relation (all);
  else if (is_condition (all->children[1]))
    all->kind = OR;
  return all;
}

START_TEST (finds_around_few)
{
  guint32 seed = get_test_seed ();
  guint n_found = 0;

  rand_ = g_rand_new_with_seed (seed);
  most_codings = 150;
  for (guint i = 0; i < 5; i++)
    {
      make_random_project ();
      for (guint k = 0; k < 60; k++)
        n_found += check_query (make_rare (), seed);
      drop_project ();
    }
  ck_assert_uint_gt (n_found, 100);
  g_rand_free (rand_);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-random");
  TCase *tc = tcase_create ("query-random");

  tcase_set_timeout (tc, 100);
  tcase_add_test (tc, finds_what_the_words_mean);
  tcase_add_test (tc, finds_around_few);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
