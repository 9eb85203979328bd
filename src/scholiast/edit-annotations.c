#include <scholiast/edit-annotations.h>

#include <glib/gi18n-lib.h>
#include <scholiast/edit.h>

static const char *
get_code_name (SchoSnapshot *snapshot, guint32 id)
{
  const SchoCode *code = scho_snapshot_get_code (snapshot, id);

  return code != NULL ? code->name : "";
}

/* What may be coded anew may also stand in the place of a coding. */
static gboolean
check (SchoSnapshot *snapshot, const SchoAnnotation *after, GError **error)
{
  g_autoptr (SchoStep) anew = scho_edit_annotate (snapshot, after, error);

  return anew != NULL;
}

/* @label is taken. */
static SchoStep *
new_step (SchoSnapshot *snapshot,
          const SchoAnnotation *before,
          const SchoAnnotation *after,
          char *label)
{
  SchoStep *step = scho_step_new (snapshot, label);

  if (!scho_annotation_equal (before, after))
    scho_step_replace_annotation (step, before, after);
  g_free (label);
  return step;
}

static char *
dup_limits_label (const char *code,
                  const SchoAnnotation *before,
                  const SchoAnnotation *after)
{
  if (after->start <= before->start && after->end >= before->end)
    /* Translators: the code of a passage; so in the next two. */
    return g_strdup_printf (_ ("Passage “%s” made longer"), code);
  if (after->start >= before->start && after->end <= before->end)
    return g_strdup_printf (_ ("Passage “%s” made shorter"), code);
  return g_strdup_printf (_ ("Passage “%s” moved"), code);
}

SchoStep *
scho_edit_set_annotation_limits (SchoSnapshot *snapshot,
                                 const SchoAnnotation *annotation,
                                 guint32 start,
                                 guint32 end,
                                 GError **error)
{
  const char *name = get_code_name (snapshot, annotation->code);
  SchoAnnotation after = *annotation;

  after.start = start;
  after.end = end;
  if (!check (snapshot, &after, error))
    return NULL;
  return new_step (snapshot, annotation, &after,
                   dup_limits_label (name, annotation, &after));
}

SchoStep *
scho_edit_set_annotation_code (SchoSnapshot *snapshot,
                               const SchoAnnotation *annotation,
                               guint32 code,
                               GError **error)
{
  SchoAnnotation after = *annotation;

  after.code = code;
  if (!check (snapshot, &after, error))
    return NULL;
  /* Translators: the code that a passage had, and the one that it has instead. */
  return new_step (snapshot, annotation, &after,
                   g_strdup_printf (_ ("“%s” recoded as “%s”"),
                                    get_code_name (snapshot, annotation->code),
                                    get_code_name (snapshot, code)));
}

SchoStep *
scho_edit_set_annotation_weight (SchoSnapshot *snapshot,
                                 const SchoAnnotation *annotation,
                                 int weight,
                                 GError **error)
{
  const char *name = get_code_name (snapshot, annotation->code);
  SchoAnnotation after = *annotation;

  /* What is no weight stays none. */
  after.weight = (gint16) CLAMP (weight, SCHO_NO_WEIGHT - 1, 101);
  if (!check (snapshot, &after, error))
    return NULL;
  return new_step (snapshot, annotation, &after,
                   weight == SCHO_NO_WEIGHT
                       ? g_strdup_printf (_ ("Weight of “%s” removed"), name)
                       : g_strdup_printf (_ ("Weight of “%s” set to %d"), name, weight));
}

SchoStep *
scho_edit_set_annotation_example (SchoSnapshot *snapshot,
                                  const SchoAnnotation *annotation,
                                  gboolean example)
{
  const char *name = get_code_name (snapshot, annotation->code);
  SchoAnnotation after = *annotation;

  if (example)
    after.flags |= SCHO_ANNOTATION_EXAMPLE;
  else
    after.flags &= (guint16) ~SCHO_ANNOTATION_EXAMPLE;
  return new_step (
      snapshot, annotation, &after,
      example ? g_strdup_printf (_ ("Passage made an example of “%s”"), name)
              : g_strdup_printf (_ ("Passage no longer an example of “%s”"), name));
}

/* @n codings, all with @code unless it is 0. */
static char *
dup_removal_label (SchoSnapshot *snapshot, guint32 code, gsize n)
{
  const char *name = get_code_name (snapshot, code);

  if (n == 1)
    return g_strdup_printf (_ ("Coding “%s” removed"), name);
  if (code == 0)
    return g_strdup_printf (
        ngettext ("%u coding removed", "%u codings removed", (gulong) n), (guint) n);
  return g_strdup_printf (
      ngettext ("%u coding “%s” removed", "%u codings “%s” removed", (gulong) n),
      (guint) n, name);
}

SchoStep *
scho_edit_remove_annotations (SchoSnapshot *snapshot,
                              const SchoAnnotation *const *annotations,
                              gsize n)
{
  guint32 code = n > 0 ? annotations[0]->code : 0;
  SchoStep *step = scho_step_new (snapshot, "");
  g_autofree char *label = NULL;

  for (gsize i = 0; i < n; i++)
    {
      scho_step_remove_annotation (step, annotations[i]);
      if (annotations[i]->code != code)
        code = 0;
    }
  /* One that is named twice goes once. */
  label = dup_removal_label (snapshot, code,
                             scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION));
  scho_step_set_label (step, label);
  return step;
}
