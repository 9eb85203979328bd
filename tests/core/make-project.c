#include "make-project.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("scholiast-test-XXXXXX", &error);

  assert_no_error (error);
  return folder;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR)
          && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_all (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
remove_folder (char *folder)
{
  remove_all (folder);
  g_free (folder);
}

guint32
choose_seed (void)
{
  const char *given = g_getenv ("SCHOLIAST_SEED");
  guint32 seed = given != NULL ? (guint32) strtoul (given, NULL, 10) : g_random_int ();

  g_print ("SCHOLIAST_SEED=%u\n", seed);
  return seed;
}

/* A passage that has begun and not ended. */
typedef struct
{
  guint32 start;
} Open;

static void
close_passage (SchoStep *step,
               guint32 document,
               guint32 coder,
               guint32 start,
               guint32 end,
               char *name)
{
  guint32 code = scho_step_find_code (step, 0, name);

  if (code == 0)
    code = scho_step_add_code (step, &(SchoCode){ .name = name, .colour = 0x808080 });
  scho_step_add_annotation (step, &(SchoAnnotation){ .document = document,
                                                     .code = code,
                                                     .coder = coder,
                                                     .start = start,
                                                     .end = end,
                                                     .weight = SCHO_NO_WEIGHT });
}

/* The text without its marks. */
static char *
strip_marks (const char *marked)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\[|:[^\\]\\[]*\\]", 0, 0, NULL);

  return g_regex_replace_literal (regex, marked, -1, 0, "", 0, NULL);
}

static void
add_passages (SchoStep *step, guint32 document, guint32 coder, const char *marked)
{
  g_autoptr (GArray) opened = g_array_new (FALSE, FALSE, sizeof (Open));
  guint32 offset = 0;

  for (const char *p = marked; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '[')
      {
        Open open = { offset };
        g_array_append_val (opened, open);
      }
    else if (*p == ':' && opened->len > 0)
      {
        const char *end = strchr (p, ']');
        g_autofree char *name = g_strndup (p + 1, (gsize) (end - p - 1));
        guint32 start = g_array_index (opened, Open, opened->len - 1).start;

        close_passage (step, document, coder, start, offset, name);
        g_array_set_size (opened, opened->len - 1);
        p = end;
      }
    else
      offset++;
}

SchoProject *
make_project (const char *folder, const char *marked)
{
  g_autofree char *path = g_build_filename (folder, "test.scholia", NULL);
  g_autofree char *plain = strip_marks (marked);
  g_autoptr (GError) error = NULL;
  SchoProject *project = scho_project_create (path, "Test", &error);
  g_autoptr (SchoText) text = NULL;
  g_autoptr (SchoStep) step = NULL;
  guint32 document, coder;

  assert_no_error (error);
  text = scho_text_new (plain, &error);
  assert_no_error (error);
  step = scho_step_new (scho_project_get_snapshot (project), "Begin");
  document = scho_step_add_document (step, &(SchoDocument){ .title = "text" }, text);
  coder = scho_step_ensure_coder (step, "asha");
  add_passages (step, document, coder, marked);
  scho_project_apply (project, step, &error);
  assert_no_error (error);
  return project;
}

/* Random -------------------------------------------------------------------------- */

static const char *const words[]
    = { "blame", "Überfall", "🙂",       "e\xcc\x81t\xc3\xa9", "שלום",
        "a,b",   "\"q\"",    "two\nlines", "/slash\\",           " " };

static char *
random_name (GRand *random)
{
  return g_strdup_printf ("%s %u",
                          words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))],
                          g_rand_int (random));
}

static const char *
random_word (GRand *random)
{
  guint i = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (words) + 3);

  /* Long enough for two bytes of length in a changeset. */
  static const char long_word[]
      = "a long memo, a long memo, a long memo, a long memo, a long memo, a long memo, a "
        "long memo, a long memo, a long memo, a long memo, a long memo, a long memo, a "
        "long";

  if (i == G_N_ELEMENTS (words))
    return long_word;
  return i < G_N_ELEMENTS (words) ? words[i] : NULL;
}

static void
add_random_document (SchoStep *step, GRand *random)
{
  g_autoptr (GString) body = g_string_new ("A text. ");
  g_autofree char *title = random_name (random);
  g_autoptr (SchoText) text = NULL;
  SchoAttribute attributes[] = { { "outlet", title, SCHO_ATTRIBUTE_TEXT } };
  SchoStretch stretch = { 0, 3, SCHO_STRETCH_HEADING, 1, "label" };

  for (int i = g_rand_int_range (random, 0, 60); i > 0; i--)
    g_string_append_printf (body, "%s%u", words[g_rand_int_range (random, 0, 9)],
                            g_rand_int (random) % 10);
  text = scho_text_new_take (g_strdup (body->str), body->len, &stretch,
                             (gsize) g_rand_int_range (random, 0, 2), NULL);
  scho_step_add_document (step,
                          &(SchoDocument){ .title = title,
                                           .source = random_word (random),
                                           .memo = random_word (random),
                                           .report = random_word (random),
                                           .attributes = attributes,
                                           .n_attributes = g_rand_int (random) % 2 },
                          text);
}

static void
add_random_annotation (SchoStep *step, GRand *random, SchoSnapshot *snapshot)
{
  gsize n_documents, n_codes, n_coders;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n_codes);
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n_coders);
  const SchoDocument *document;
  guint32 start;

  if (n_documents == 0 || n_codes == 0 || n_coders == 0)
    return;
  document = documents[g_rand_int (random) % n_documents];
  if (scho_step_get_document (step, document->id) == NULL)
    return;
  start = g_rand_int (random) % document->length;
  scho_step_add_annotation (
      step, &(SchoAnnotation){ .document = document->id,
                               .code = codes[g_rand_int (random) % n_codes]->id,
                               .coder = coders[g_rand_int (random) % n_coders]->id,
                               .start = start,
                               .end = start + 1
                                      + g_rand_int (random) % (document->length - start),
                               .weight = (gint16) (g_rand_int_range (random, -1, 101)),
                               .flags = (guint16) g_rand_int_range (random, 0, 2),
                               .memo = random_word (random) });
}

static void
change_random_annotation (SchoStep *step, GRand *random, SchoSnapshot *snapshot)
{
  gsize n_documents, n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);
  const SchoAnnotation *annotations;
  SchoAnnotation after;

  if (n_documents == 0)
    return;
  annotations = scho_snapshot_get_annotations (
      snapshot, documents[g_rand_int (random) % n_documents]->id, &n);
  if (n == 0)
    return;
  annotations += g_rand_int (random) % n;
  if (g_rand_boolean (random))
    {
      scho_step_remove_annotation (step, annotations);
      return;
    }
  after = *annotations;
  after.memo = random_word (random);
  after.flags ^= SCHO_ANNOTATION_EXAMPLE;
  after.end = after.start + 1;
  scho_step_replace_annotation (step, annotations, &after);
}

static void
change_random_code (SchoStep *step, GRand *random, SchoSnapshot *snapshot)
{
  g_autofree char *name = random_name (random);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);
  SchoCode after = { .name = name, .colour = g_rand_int (random) & 0xffffff };

  if (n == 0 || g_rand_boolean (random))
    {
      after.parent
          = n > 0 && g_rand_boolean (random) ? codes[g_rand_int (random) % n]->id : 0;
      scho_step_add_code (step, &after);
      return;
    }
  after = *codes[g_rand_int (random) % n];
  after.memo = random_word (random);
  after.name = name;
  after.key = g_rand_int (random) % 10;
  after.blurred = !after.blurred;
  after.pseudonym = random_word (random);
  scho_step_replace_code (step, &after);
}

/* Sometimes with a content that others have too. */
static void
change_random_attachment (SchoStep *step, GRand *random, SchoSnapshot *snapshot)
{
  g_autofree char *name = random_name (random);
  const char *body = random_word (random);
  g_autoptr (GBytes) content = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  gsize n, n_documents;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (snapshot, &n);
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);
  SchoAttachment after = { .kind = "file", .name = name };

  if (n > 0 && g_rand_boolean (random))
    {
      after = *all[g_rand_int (random) % n];
      if (scho_step_get_attachment (step, after.id) == NULL)
        return;
      after.name = name;
      after.media_type = random_word (random);
      if (g_rand_boolean (random))
        scho_step_remove_attachment (step, after.id);
      else
        scho_step_replace_attachment (step, &after, content);
      return;
    }
  after.text = random_word (random);
  if (n_documents > 0 && g_rand_boolean (random))
    after.document = documents[g_rand_int (random) % n_documents]->id;
  scho_step_add_attachment (step, &after, content);
}

/* Whole actions of edit.h, put into the step. */
static void
remove_random_branch (SchoStep *step, GRand *random, SchoSnapshot *snapshot)
{
  gsize n_codes, n_documents;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n_codes);
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);
  g_autoptr (SchoStep) other = NULL;

  if (g_rand_boolean (random) && n_codes > 3)
    other = scho_edit_remove_code (snapshot, codes[g_rand_int (random) % n_codes]->id);
  else if (n_documents > 3)
    other = scho_edit_remove_document (snapshot,
                                       documents[g_rand_int (random) % n_documents]->id);
  if (other != NULL)
    scho_step_append (step, other);
}

SchoStep *
make_random_step (GRand *random, SchoSnapshot *snapshot)
{
  SchoStep *step = scho_step_new (snapshot, "Random");
  int n = g_rand_int_range (random, 1, 12);

  if (g_rand_int (random) % 8 == 0)
    {
      remove_random_branch (step, random, snapshot);
      if (!scho_step_is_empty (step))
        return step;
    }
  for (int i = 0; i < n; i++)
    switch (g_rand_int (random) % 9)
      {
      case 0:
        add_random_document (step, random);
        break;
      case 1:
        change_random_code (step, random, snapshot);
        break;
      case 2:
        {
          g_autofree char *name = random_name (random);
          scho_step_set_coder (step, scho_step_ensure_coder (step, name));
          break;
        }
      case 3:
      case 4:
        change_random_annotation (step, random, snapshot);
        break;
      case 5:
        change_random_attachment (step, random, snapshot);
        break;
      default:
        add_random_annotation (step, random, snapshot);
      }
  return step;
}

/* Dump
 * --------------------------------------------------------------------------------------
 */

static void
dump_uuid (GString *out, const SchoUuid *uuid)
{
  char string[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (uuid, string);
  g_string_append (out, string);
}

static void
dump_documents (GString *out, SchoSnapshot *snapshot)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SchoDocument *each = documents[i];

      g_string_append_printf (out, "document %u ", each->id);
      dump_uuid (out, &each->uuid);
      g_string_append_printf (out, " %s|%s|%s|%s|%s|%d|%d|%s|%u|%s\n", each->title,
                              each->source, each->language, each->memo, each->encoding,
                              (int) each->line_ends, each->byte_order_mark, each->digest,
                              each->length, each->report);
      for (gsize k = 0; k < each->n_attributes; k++)
        g_string_append_printf (out, "  %s=%s:%d\n", each->attributes[k].name,
                                each->attributes[k].value,
                                (int) each->attributes[k].type);
    }
}

static void
dump_annotations (GString *out, SchoSnapshot *snapshot)
{
  for (guint32 id = 1; id < scho_snapshot_get_document_limit (snapshot); id++)
    {
      gsize n;
      const SchoAnnotation *annotations
          = scho_snapshot_get_annotations (snapshot, id, &n);

      for (gsize i = 0; i < n; i++)
        {
          g_string_append_printf (
              out, "annotation %u %u-%u code %u coder %u weight %d flags %u %s ", id,
              annotations[i].start, annotations[i].end, annotations[i].code,
              annotations[i].coder, annotations[i].weight, annotations[i].flags,
              annotations[i].memo);
          dump_uuid (out, &annotations[i].uuid);
          g_string_append_c (out, '\n');
        }
    }
}

static void
dump_attachments (GString *out, SchoSnapshot *snapshot)
{
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_string_append_printf (out, "attachment %u of %u %s|%s|%s|%s|%s|%u ", all[i]->id,
                              all[i]->document, all[i]->kind, all[i]->name, all[i]->text,
                              all[i]->media_type, all[i]->digest, (guint) all[i]->size);
      dump_uuid (out, &all[i]->uuid);
      g_string_append_c (out, '\n');
    }
}

char *
dump_snapshot (SchoSnapshot *snapshot)
{
  GString *out = g_string_new (NULL);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);
  const SchoCoder *const *coders;

  g_string_append_printf (out, "project %s|%s\n",
                          scho_snapshot_get_info (snapshot)->title,
                          scho_snapshot_get_info (snapshot)->memo);
  dump_documents (out, snapshot);
  for (gsize i = 0; i < n; i++)
    {
      g_string_append_printf (out, "code %u in %u at %d #%06x %u %d %s|%s|%s|%s|%s|%s ",
                              codes[i]->id, codes[i]->parent, codes[i]->position,
                              codes[i]->colour, codes[i]->key, codes[i]->blurred,
                              codes[i]->name, codes[i]->definition, codes[i]->use_when,
                              codes[i]->use_not, codes[i]->memo, codes[i]->pseudonym);
      dump_uuid (out, &codes[i]->uuid);
      g_string_append_c (out, '\n');
    }
  coders = scho_snapshot_get_coders (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    {
      g_string_append_printf (out, "coder %u %s ", coders[i]->id, coders[i]->name);
      dump_uuid (out, &coders[i]->uuid);
      g_string_append_c (out, '\n');
    }
  dump_attachments (out, snapshot);
  dump_annotations (out, snapshot);
  return g_string_free (out, FALSE);
}
