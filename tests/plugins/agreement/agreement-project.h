/* agreement-project.h - projects for tests of agreement, and what the table says of them.
 */
#pragma once

#include "../fixture.h"

typedef struct
{
  Fixture fixture;
  SchoStep *step;
  guint32 group; /* a code, whose codes below are those of the test */
} AgreementProject;

void agreement_project_open (AgreementProject *self);
void agreement_project_close (AgreementProject *self);

guint32 agreement_project_add_document (AgreementProject *self, const char *words);

/* Of @n_characters, in one paragraph. */
guint32 agreement_project_add_blank (AgreementProject *self, guint n_characters);

void
agreement_project_ensure (AgreementProject *self, const char *code, const char *coder);
void agreement_project_code (AgreementProject *self,
                             guint32 document,
                             guint32 start,
                             guint32 end,
                             const char *code,
                             const char *coder);

/* Applies what was added. */
void agreement_project_apply (AgreementProject *self);

/* The tables of the analysis. @set: `name=value`, ends with NULL. */
GPtrArray *agreement_project_analyse (AgreementProject *self,
                                      const char *const *set,
                                      GError **error);

/* Its table `values`; a failure ends the test. @group: whether the codes exclude one
 * another. @more: (nullable): another option. */
SchoTable *agreement_project_run (AgreementProject *self,
                                  const char *unit,
                                  gboolean group,
                                  const char *more);

/* The row's value, NaN where undefined; a missing row ends the test. @column: value,
 * low, high. @coders: (nullable): the first. */
double agreement_find (SchoTable *table,
                       const char *measure,
                       const char *code,
                       const char *coders,
                       const char *column);
gboolean agreement_has (SchoTable *table,
                        const char *measure,
                        const char *code,
                        const char *coders);
const char *
agreement_find_reason (SchoTable *table, const char *measure, const char *code);
