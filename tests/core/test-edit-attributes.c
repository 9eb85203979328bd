/* test-edit-attributes.c - attributes of documents: listed, changed, and taken back. */
#include <scholiast/edit.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static SchoProject *project;

static void
setup (void)
{
  g_autoptr (SchoText) text = scho_text_new ("another", NULL);
  g_autoptr (SchoStep) step = NULL;

  folder = make_folder ();
  project = make_project (folder, "[one:a] two");
  step = scho_step_new (scho_project_get_snapshot (project), "Another");
  scho_step_add_document (step, &(SchoDocument){ .title = "another" }, text);
  ck_assert (scho_project_apply (project, step, NULL));
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

static void
apply (SchoStep *made)
{
  g_autoptr (SchoStep) step = made;
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_nonnull (step);
  scho_project_apply (project, step, &error);
  assert_no_error (error);
}

static SchoSnapshot *
now (void)
{
  return scho_project_get_snapshot (project);
}

static void
set (guint32 document, const char *name, const char *value, SchoAttributeType type)
{
  SchoAttributeValue one = { document, name, value, type };
  g_autoptr (GError) error = NULL;
  SchoStep *step = scho_edit_set_attribute (now (), &one, &error);

  assert_no_error (error);
  apply (step);
}

/* name=value (type) of a document, then the columns */
static void
check (guint32 document, const char *expected)
{
  const SchoDocument *one = scho_snapshot_get_document (now (), document);
  g_autoptr (GArray) columns = scho_snapshot_list_attributes (now ());
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < one->n_attributes; i++)
    g_string_append_printf (out, "%s=%s ", one->attributes[i].name,
                            one->attributes[i].value);
  g_string_append (out, "|");
  for (guint i = 0; i < columns->len; i++)
    {
      const SchoAttributeColumn *column
          = &g_array_index (columns, SchoAttributeColumn, i);

      g_string_append_printf (out, " %s:%s:%u", column->name,
                              scho_attribute_type_get_name (column->type),
                              (guint) column->n);
    }
  ck_assert_str_eq (out->str, expected);
}

START_TEST (values_are_set_and_taken_away)
{
  set (1, "age", " 36 ", SCHO_ATTRIBUTE_NUMBER);
  set (1, "on", "TRUE", SCHO_ATTRIBUTE_YES_NO);
  set (2, "on", "no", SCHO_ATTRIBUTE_YES_NO);
  check (1, "age=36 on=yes | age:number:1 on:yes-no:2");
  set (2, "on", "perhaps", SCHO_ATTRIBUTE_TEXT);
  check (2, "on=perhaps | age:number:1 on:text:2");
  set (1, "age", "", SCHO_ATTRIBUTE_NUMBER);
  check (1, "age= on=yes | age:number:0 on:text:2");
  set (1, "age", NULL, SCHO_ATTRIBUTE_NUMBER);
  check (1, "on=yes | on:text:2");
  ck_assert_str_eq (scho_project_get_undo_label (project),
                    "Attribute “age” of “text” removed");
  for (guint i = 0; i < 6; i++)
    ck_assert (scho_project_undo (project, NULL));
  check (1, "|");
}
END_TEST

START_TEST (several_are_one_step)
{
  const SchoAttributeValue values[] = {
    { 1, "a", "1", SCHO_ATTRIBUTE_NUMBER },
    { 2, "a", "2", SCHO_ATTRIBUTE_NUMBER },
    { 1, "b", "x", SCHO_ATTRIBUTE_TEXT },
    { 1, "b", "y", SCHO_ATTRIBUTE_TEXT },
  };

  apply (scho_edit_set_attributes (now (), values, G_N_ELEMENTS (values), NULL));
  check (1, "a=1 b=y | a:number:2 b:text:1");
  ck_assert (scho_project_undo (project, NULL));
  check (1, "|");
}
END_TEST

START_TEST (columns)
{
  apply (scho_edit_add_attribute (now (), " age ", SCHO_ATTRIBUTE_NUMBER, NULL));
  check (2, "age= | age:number:0");
  set (2, "age", "7", SCHO_ATTRIBUTE_NUMBER);
  apply (scho_edit_rename_attribute (now (), "age", "years", NULL));
  check (2, "years=7 | years:number:1");
  apply (scho_edit_retype_attribute (now (), "years", SCHO_ATTRIBUTE_TEXT, NULL));
  check (2, "years=7 | years:text:1");
  apply (scho_edit_remove_attribute (now (), "years"));
  check (2, "|");
  ck_assert (scho_project_undo (project, NULL));
  check (2, "years=7 | years:text:1");
}
END_TEST

static const struct
{
  const char *what, *name, *words;
  SchoAttributeType type;
  const char *message;
} refused[] = {
  { "set", "age", "old", SCHO_ATTRIBUTE_NUMBER,
    "text: Attribute “age”: “old” is no number" },
  { "set", "day", "31.5.2024", SCHO_ATTRIBUTE_DATE,
    "text: Attribute “day”: “31.5.2024” is no date such as 2024-05-31" },
  { "set", "on", "perhaps", SCHO_ATTRIBUTE_YES_NO,
    "text: Attribute “on”: “perhaps” is neither “yes” nor “no”" },
  { "set", " ", "x", SCHO_ATTRIBUTE_TEXT, "text: An attribute needs a name" },
  { "add", "there", NULL, SCHO_ATTRIBUTE_TEXT, "There is an attribute “there” already" },
  { "add", "", NULL, SCHO_ATTRIBUTE_TEXT, "An attribute needs a name" },
  { "rename", "nowhere", "x", 0, "There is no attribute “nowhere”" },
  { "rename", "there", "other", 0, "There is an attribute “other” already" },
  { "rename", "there", " ", 0, "An attribute needs a name" },
  { "retype", "there", NULL, SCHO_ATTRIBUTE_DATE,
    "text: Attribute “there”: “here” is no date such as 2024-05-31" },
};

START_TEST (what_cannot_be_is_refused)
{
  SchoAttributeValue value = { 1, refused[_i].name, refused[_i].words, refused[_i].type };
  g_autoptr (GError) error = NULL;
  SchoStep *step;

  set (1, "there", "here", SCHO_ATTRIBUTE_TEXT);
  set (2, "other", "1", SCHO_ATTRIBUTE_TEXT);
  if (g_str_equal (refused[_i].what, "set"))
    step = scho_edit_set_attribute (now (), &value, &error);
  else if (g_str_equal (refused[_i].what, "add"))
    step = scho_edit_add_attribute (now (), value.name, value.type, &error);
  else if (g_str_equal (refused[_i].what, "rename"))
    step = scho_edit_rename_attribute (now (), value.name, value.value, &error);
  else
    step = scho_edit_retype_attribute (now (), value.name, value.type, &error);
  ck_assert_ptr_null (step);
  ck_assert_ptr_nonnull (error);
  ck_assert_str_eq (error->message, refused[_i].message);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit-attributes");
  TCase *tc = tcase_create ("edit-attributes");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, values_are_set_and_taken_away);
  tcase_add_test (tc, several_are_one_step);
  tcase_add_test (tc, columns);
  tcase_add_loop_test (tc, what_cannot_be_is_refused, 0, G_N_ELEMENTS (refused));
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
