/* edit.c - the steps behind users' actions. */
#include <scholiast/edit.h>

#include <stdarg.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/attribute-private.h>
#include <scholiast/query.h>
#include <scholiast/words-private.h>

static SchoStep *new_step (SchoSnapshot *snapshot, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

static SchoStep *
new_step (SchoSnapshot *snapshot, const char *format, ...)
{
  g_autofree char *label = NULL;
  va_list arguments;

  va_start (arguments, format);
  label = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return scho_step_new (snapshot, label);
}

static gpointer
refuse (GError **error, SchoError code, const char *sentence)
{
  g_set_error_literal (error, SCHO_ERROR, code, sentence);
  return NULL;
}

/* Codings */

static gboolean
check_positions (const SchoAnnotation *values,
                 const SchoDocument *document,
                 GError **error)
{
  if (values->end < values->start)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                 _ ("Position %'u–%'u: the end is before the start"), values->start,
                 values->end);
  else if (values->end == values->start)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                 _ ("Position %'u–%'u: the passage is empty"), values->start,
                 values->end);
  else if (values->end > document->length)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                 _ ("The text of “%s” has %'u characters: %'u–%'u is outside"),
                 document->title, document->length, values->start, values->end);
  else
    return TRUE;
  return FALSE;
}

/* All but the coder; %NULL and @error where the coding cannot be. */
static SchoStep *
new_coding (SchoSnapshot *snapshot, const SchoAnnotation *values, GError **error)
{
  const SchoDocument *document = scho_snapshot_get_document (snapshot, values->document);
  const SchoCode *code = scho_snapshot_get_code (snapshot, values->code);

  if (document == NULL)
    return refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This document does not exist"));
  if (code == NULL)
    return refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This code does not exist"));
  if (!check_positions (values, document, error))
    return NULL;
  if (values->weight < SCHO_NO_WEIGHT || values->weight > 100)
    return refuse (error, SCHO_ERROR_RANGE, _ ("A weight is a number from 0 to 100"));
  /* Translators: a code and the title of a document. */
  return new_step (snapshot, _ ("“%s” coded in “%s”"), code->name, document->title);
}

static void
fill_coding (SchoStep *step, const SchoAnnotation *values, guint32 coder)
{
  SchoAnnotation coding = *values;

  coding.coder = coder;
  scho_step_set_coder (step, coder);
  scho_step_add_annotation (step, &coding);
}

SchoStep *
scho_edit_annotate (SchoSnapshot *snapshot, const SchoAnnotation *values, GError **error)
{
  SchoStep *step;

  if (scho_snapshot_get_coder (snapshot, values->coder) == NULL)
    return refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This coder does not exist"));
  if ((step = new_coding (snapshot, values, error)) != NULL)
    fill_coding (step, values, values->coder);
  return step;
}

SchoStep *
scho_edit_annotate_by (SchoSnapshot *snapshot,
                       const SchoAnnotation *values,
                       const char *coder,
                       GError **error)
{
  g_autofree char *clean = scho_name_dup (coder);
  SchoStep *step;

  if (clean[0] == '\0')
    return refuse (error, SCHO_ERROR_INVALID, _ ("A coder needs a name"));
  if ((step = new_coding (snapshot, values, error)) != NULL)
    fill_coding (step, values, scho_step_ensure_coder (step, clean));
  return step;
}

static const char *
get_code_name (SchoSnapshot *snapshot, guint32 id)
{
  const SchoCode *code = scho_snapshot_get_code (snapshot, id);

  return code != NULL ? code->name : "";
}

SchoStep *
scho_edit_remove_annotation (SchoSnapshot *snapshot, const SchoAnnotation *annotation)
{
  /* Translators: the code of a passage. */
  SchoStep *step = new_step (snapshot, _ ("Coding “%s” removed"),
                             get_code_name (snapshot, annotation->code));

  scho_step_remove_annotation (step, annotation);
  return step;
}

SchoStep *
scho_edit_set_annotation_memo (SchoSnapshot *snapshot,
                               const SchoAnnotation *annotation,
                               const char *memo)
{
  const char *name = get_code_name (snapshot, annotation->code);
  gboolean has_memo = memo != NULL && memo[0] != '\0';
  SchoAnnotation after = *annotation;
  SchoStep *step;

  if (!has_memo)
    step = new_step (snapshot, _ ("Memo on “%s” removed"), name);
  else if (annotation->memo == NULL)
    step = new_step (snapshot, _ ("Memo on “%s” added"), name);
  else
    step = new_step (snapshot, _ ("Memo on “%s” changed"), name);

  after.memo = has_memo ? memo : NULL;
  if (!scho_annotation_equal (annotation, &after))
    scho_step_replace_annotation (step, annotation, &after);
  return step;
}

/* Codes */

/* @name as the project keeps it, or NULL. */
static char *
dup_code_name (
    SchoSnapshot *snapshot, const char *name, guint32 parent, guint32 id, GError **error)
{
  g_autofree char *clean = scho_name_dup (name);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  if (clean[0] == '\0')
    return refuse (error, SCHO_ERROR_INVALID, _ ("A code needs a name"));
  for (gsize i = 0; i < n; i++)
    if (codes[i]->id != id && codes[i]->parent == parent
        && strcmp (codes[i]->name, clean) == 0)
      {
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                     parent == 0 ? _ ("There is already a code “%s” at the top")
                                 : _ ("There is already a code “%s” at this place"),
                     clean);
        return NULL;
      }
  return g_steal_pointer (&clean);
}

/* The first colour of the palette that the fewest codes have. */
static guint32
choose_colour (SchoSnapshot *snapshot)
{
  gsize n, best_uses = G_MAXSIZE;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);
  guint32 best = scho_colour_nth (0);
  guint i = 0;

  do
    {
      guint32 colour = scho_colour_nth (i);
      gsize uses = 0;

      for (gsize j = 0; j < n; j++)
        uses += codes[j]->colour == colour;
      if (uses < best_uses)
        {
          best = colour;
          best_uses = uses;
        }
    }
  while (scho_colour_nth (++i) != scho_colour_nth (0));
  return best;
}

static gint32
get_last_position (SchoSnapshot *snapshot, guint32 parent)
{
  gint32 last = -1;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (codes[i]->parent == parent)
      last = MAX (last, codes[i]->position);
  return last;
}

SchoStep *
scho_edit_add_code (SchoSnapshot *snapshot,
                    guint32 parent,
                    const char *name,
                    GError **error)
{
  g_autofree char *clean = NULL;
  gint32 last;
  SchoStep *step;

  if (parent != 0 && scho_snapshot_get_code (snapshot, parent) == NULL)
    return refuse (error, SCHO_ERROR_NOT_FOUND, _ ("The code above does not exist"));
  if ((clean = dup_code_name (snapshot, name, parent, 0, error)) == NULL)
    return NULL;

  last = get_last_position (snapshot, parent);
  step = new_step (snapshot, _ ("Code “%s” added"), clean);
  scho_step_add_code (step, &(SchoCode){
                                .parent = parent,
                                .position = last < G_MAXINT32 ? last + 1 : last,
                                .colour = choose_colour (snapshot),
                                .name = clean,
                            });
  return step;
}

static void
remove_annotations (SchoSnapshot *snapshot, SchoStep *step, const SchoFilter *filter)
{
  g_autoptr (GPtrArray) annotations = scho_query_annotations (snapshot, filter);

  for (guint i = 0; i < annotations->len; i++)
    scho_step_remove_annotation (step, annotations->pdata[i]);
}

SchoStep *
scho_edit_remove_code (SchoSnapshot *snapshot, guint32 code)
{
  const SchoCode *top = scho_snapshot_get_code (snapshot, code);
  g_autofree gboolean *branch = NULL;
  SchoStep *step;
  gsize n;
  const SchoCode *const *codes;

  g_return_val_if_fail (top != NULL, NULL);

  step = new_step (snapshot, _ ("Code “%s” removed"), top->name);
  remove_annotations (snapshot, step,
                      &(SchoFilter){ .code = code, .with_subcodes = TRUE });
  branch = scho_query_branch (snapshot, code);
  codes = scho_snapshot_get_codes (snapshot, &n);
  for (gsize i = n; i-- > 0;) /* those below before those above */
    if (branch[codes[i]->id])
      scho_step_remove_code (step, codes[i]->id);
  return step;
}

static gboolean
check_parent (SchoSnapshot *snapshot, const SchoCode *after, GError **error)
{
  g_autofree gboolean *branch = NULL;

  if (after->parent == 0)
    return TRUE;
  if (scho_snapshot_get_code (snapshot, after->parent) == NULL)
    {
      refuse (error, SCHO_ERROR_NOT_FOUND, _ ("The code above does not exist"));
      return FALSE;
    }
  branch = scho_query_branch (snapshot, after->id);
  if (!branch[after->parent])
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” cannot be moved below itself"),
               get_code_name (snapshot, after->id));
  return FALSE;
}

static SchoStep *
new_code_step (SchoSnapshot *snapshot, const SchoCode *before, const SchoCode *after)
{
  if (strcmp (before->name, after->name) != 0)
    return new_step (snapshot, _ ("Code “%s” renamed to “%s”"), before->name,
                     after->name);
  if (before->parent != after->parent || before->position != after->position)
    return new_step (snapshot, _ ("Code “%s” moved"), after->name);
  return new_step (snapshot, _ ("Code “%s” changed"), after->name);
}

/* Who else had the key has none. */
static void
take_key (SchoSnapshot *snapshot, SchoStep *step, const SchoCode *owner)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n && owner->key != 0; i++)
    if (codes[i]->key == owner->key && codes[i]->id != owner->id)
      {
        SchoCode other = *codes[i];

        other.key = 0;
        scho_step_replace_code (step, &other);
      }
}

SchoStep *
scho_edit_change_code (SchoSnapshot *snapshot, const SchoCode *after, GError **error)
{
  const SchoCode *before = scho_snapshot_get_code (snapshot, after->id);
  g_autoptr (SchoCode) code = NULL;
  g_autofree char *name = NULL;
  SchoCode values = *after;
  SchoStep *step;

  if (before == NULL)
    return refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This code does not exist"));
  if (after->key > 9)
    return refuse (error, SCHO_ERROR_RANGE, _ ("A code's key is a digit from 1 to 9"));
  if (!check_parent (snapshot, after, error))
    return NULL;
  name = dup_code_name (snapshot, after->name, after->parent, after->id, error);
  if (name == NULL)
    return NULL;

  values.uuid = before->uuid;
  values.name = name;
  code = scho_code_new (&values);
  step = new_code_step (snapshot, before, code);
  if (scho_code_equal (before, code))
    return step;
  scho_step_replace_code (step, code);
  take_key (snapshot, step, code);
  return step;
}

/* Documents */

SchoStep *
scho_edit_remove_document (SchoSnapshot *snapshot, guint32 document)
{
  const SchoDocument *before = scho_snapshot_get_document (snapshot, document);
  SchoStep *step;

  g_return_val_if_fail (before != NULL, NULL);

  step = new_step (snapshot, _ ("Document “%s” removed"), before->title);
  remove_annotations (snapshot, step, &(SchoFilter){ .document = document });
  scho_step_remove_document (step, document);
  return step;
}

SchoStep *
scho_edit_change_document (SchoSnapshot *snapshot,
                           const SchoDocument *after,
                           GError **error)
{
  const SchoDocument *before = scho_snapshot_get_document (snapshot, after->id);
  g_autoptr (SchoDocument) document = NULL;
  SchoDocument values;
  SchoStep *step;

  if (before == NULL)
    return refuse (error, SCHO_ERROR_NOT_FOUND, _ ("This document does not exist"));
  if (!scho_attributes_check (after->attributes, after->n_attributes, error))
    return NULL;

  values = *before;
  values.title = after->title;
  values.source = after->source;
  values.language = after->language;
  values.memo = after->memo;
  values.attributes = after->attributes;
  values.n_attributes = after->n_attributes;
  document = scho_document_new (&values);
  if (document->title[0] == '\0')
    return refuse (error, SCHO_ERROR_INVALID, _ ("A document needs a title"));

  if (strcmp (before->title, document->title) != 0)
    step = new_step (snapshot, _ ("Document “%s” renamed to “%s”"), before->title,
                     document->title);
  else
    step = new_step (snapshot, _ ("Document “%s” changed"), before->title);
  if (!scho_document_equal (before, document))
    scho_step_replace_document (step, document, NULL);
  return step;
}

/* Coders and the project */

SchoStep *
scho_edit_add_coder (SchoSnapshot *snapshot,
                     const char *name,
                     guint32 *id,
                     GError **error)
{
  g_autofree char *clean = scho_name_dup (name);
  SchoStep *step;

  if (clean[0] == '\0')
    return refuse (error, SCHO_ERROR_INVALID, _ ("A coder needs a name"));
  step = new_step (snapshot, _ ("Coder “%s” added"), clean);
  *id = scho_step_ensure_coder (step, clean);
  scho_step_set_coder (step, *id);
  return step;
}

SchoStep *
scho_edit_change_info (SchoSnapshot *snapshot,
                       const SchoProjectInfo *after,
                       GError **error)
{
  const SchoProjectInfo *before = scho_snapshot_get_info (snapshot);
  g_autofree char *title = scho_name_dup (after->title);
  g_autofree char *memo = scho_words_dup (after->memo);
  SchoProjectInfo values = { .uuid = before->uuid, .title = title, .memo = memo };
  SchoStep *step;

  if (title[0] == '\0')
    return refuse (error, SCHO_ERROR_INVALID, _ ("A project needs a title"));
  if (strcmp (title, before->title) != 0)
    step = new_step (snapshot, _ ("Project renamed to “%s”"), title);
  else
    step = new_step (snapshot, _ ("Memo of the project changed"));
  if (!scho_project_info_equal (before, &values))
    scho_step_replace_info (step, &values);
  return step;
}

gsize
scho_edit_count_removed (SchoStep *step)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION), n_removed = 0;

  for (gsize i = 0; i < n; i++)
    n_removed += scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i).after == NULL;
  return n_removed;
}
