#include "agreement-project.h"

#include <check.h>
#include <math.h>
#include <string.h>

void
agreement_project_open (AgreementProject *self)
{
  *self = (AgreementProject){ .group = 0 };
  fixture_open (&self->fixture);
  self->step = scho_step_new (fixture_snapshot (&self->fixture), "made");
  self->group
      = scho_step_add_code (self->step, &(SchoCode){ .name = "values of the test" });
}

void
agreement_project_close (AgreementProject *self)
{
  g_clear_pointer (&self->step, scho_step_unref);
  fixture_close (&self->fixture);
}

guint32
agreement_project_add_document (AgreementProject *self, const char *words)
{
  g_autoptr (SchoText) text = scho_text_new (words, NULL);
  static guint n;
  g_autofree char *title = g_strdup_printf ("document %u", ++n);

  ck_assert_ptr_nonnull (text);
  return scho_step_add_document (self->step, &(SchoDocument){ .title = title }, text);
}

guint32
agreement_project_add_blank (AgreementProject *self, guint n_characters)
{
  g_autofree char *words = g_strnfill (n_characters, 'x');

  return agreement_project_add_document (self, words);
}

static guint32
ensure_code (AgreementProject *self, const char *name)
{
  guint32 code = scho_step_find_code (self->step, self->group, name);

  return code != 0 ? code
                   : scho_step_add_code (
                       self->step, &(SchoCode){ .name = name, .parent = self->group });
}

void
agreement_project_ensure (AgreementProject *self, const char *code, const char *coder)
{
  if (code != NULL)
    ensure_code (self, code);
  if (coder != NULL)
    scho_step_ensure_coder (self->step, coder);
}

void
agreement_project_code (AgreementProject *self,
                        guint32 document,
                        guint32 start,
                        guint32 end,
                        const char *code,
                        const char *coder)
{
  scho_step_add_annotation (
      self->step, &(SchoAnnotation){ .document = document,
                                     .start = start,
                                     .end = end,
                                     .code = ensure_code (self, code),
                                     .coder = scho_step_ensure_coder (self->step, coder),
                                     .weight = SCHO_NO_WEIGHT });
}

void
agreement_project_apply (AgreementProject *self)
{
  fixture_apply (&self->fixture, self->step);
  scho_step_unref (self->step);
  self->step = scho_step_new (fixture_snapshot (&self->fixture), "more");
}

GPtrArray *
agreement_project_analyse (AgreementProject *self, const char *const *set, GError **error)
{
  const SchoAnalysis *analysis
      = scho_plugins_find_analysis (self->fixture.plugins, "agreement", error);
  g_autoptr (SchoOptions) options = NULL;

  ck_assert_ptr_nonnull (analysis);
  options = scho_options_new (analysis->options);
  for (; *set != NULL; set++)
    ck_assert (scho_options_set_from (options, *set, NULL));
  return analysis->run (fixture_snapshot (&self->fixture), options, NULL, NULL, error);
}

SchoTable *
agreement_project_run (AgreementProject *self,
                       const char *unit,
                       gboolean group,
                       const char *more)
{
  g_autofree char *unit_is = g_strconcat ("unit=", unit, NULL);
  const char *set[] = { unit_is, "draws=0", group ? "group=values of the test" : more,
                        group ? more : NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = agreement_project_analyse (self, set, &error);

  ck_assert_msg (tables != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_str_eq (scho_table_get_id (tables->pdata[0]), "values");
  return scho_table_ref (tables->pdata[0]);
}

static guint
find_column (SchoTable *table, const char *name)
{
  for (guint i = 0; i < scho_table_get_n_columns (table); i++)
    if (strcmp (scho_table_get_column_name (table, i), name) == 0)
      return i;
  ck_abort_msg ("no column %s", name);
}

static gboolean
find_row (SchoTable *table,
          const char *measure,
          const char *code,
          const char *coders,
          gsize *row)
{
  for (gsize i = 0; i < scho_table_get_n_rows (table); i++)
    if (g_str_equal (scho_table_get_text (table, i, 0), measure)
        && g_str_equal (scho_table_get_text (table, i, 2), code)
        && (coders == NULL || g_str_equal (scho_table_get_text (table, i, 3), coders)))
      {
        *row = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
agreement_has (SchoTable *table,
               const char *measure,
               const char *code,
               const char *coders)
{
  gsize row;

  return find_row (table, measure, code, coders, &row);
}

double
agreement_find (SchoTable *table,
                const char *measure,
                const char *code,
                const char *coders,
                const char *column)
{
  gsize row;

  if (!find_row (table, measure, code, coders, &row))
    ck_abort_msg ("no row %s, %s, %s", measure, code, coders != NULL ? coders : "");
  return scho_table_get_number (table, row, find_column (table, column));
}

const char *
agreement_find_reason (SchoTable *table, const char *measure, const char *code)
{
  gsize row;

  if (!find_row (table, measure, code, NULL, &row))
    ck_abort_msg ("no row %s, %s", measure, code);
  return scho_table_get_text (table, row, find_column (table, "reason"));
}
