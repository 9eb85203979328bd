#include "open.h"

#include <glib/gi18n.h>
#include <scholiast/error.h>
#include <scholiast/file-name.h>
#include <scholiast/lookup.h>
#include <string.h>

static SchoProject *
tell_notice (CliCall *call, SchoProject *project)
{
  const char *notice = scho_project_get_notice (project);

  if (notice != NULL)
    cli_call_say (call, "%s", notice);
  return project;
}

/* “scho new town” makes town.scholia; then “town” is enough everywhere. */
static char *
dup_path (CliCall *call)
{
  const char *given = cli_call_get_argument (call, 0);
  g_autofree char *path = scho_file_name_ensure_ending (given, SCHO_PROJECT_ENDING);

  if (g_file_test (given, G_FILE_TEST_EXISTS) || !g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup (given);
  return g_steal_pointer (&path);
}

SchoProject *
cli_open_to_read (CliCall *call, GError **error)
{
  g_autofree char *path = dup_path (call);
  SchoProject *project = scho_project_open_read_only (path, error);

  return project != NULL ? tell_notice (call, project) : NULL;
}

static void
refuse (const char *path, const char *reason, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY, reason);
  if (strstr (reason, shown) == NULL)
    g_prefix_error (error, "%s: ", shown);
}

SchoProject *
cli_open_to_write (CliCall *call, GError **error)
{
  g_autofree char *path = dup_path (call);
  g_autoptr (SchoProject) project = scho_project_open (path, error);
  const char *reason;

  if (project == NULL)
    return NULL;
  if ((reason = scho_project_get_read_only_reason (project)) == NULL)
    return tell_notice (call, g_steal_pointer (&project));
  refuse (path, reason, error);
  return NULL;
}

void
cli_tell_new_notice (CliCall *call, SchoProject *project, const char *before)
{
  if (g_strcmp0 (before, scho_project_get_notice (project)) != 0)
    tell_notice (call, project);
}

gboolean
cli_apply (CliCall *call, SchoProject *project, SchoStep *step, GError **error)
{
  g_autofree char *before = g_strdup (scho_project_get_notice (project));
  gboolean done = scho_project_apply (project, step, error);

  cli_tell_new_notice (call, project, before);
  return done;
}

const char *
cli_get_coder_name (CliCall *call)
{
  const char *name = cli_call_get_option (call, "coder");

  if (name != NULL)
    return name;
  name = g_get_real_name ();
  /* What GLib says when the system knows no name. */
  if (name == NULL || name[0] == '\0' || g_str_equal (name, "Unknown"))
    name = g_get_user_name ();
  return g_utf8_validate (name, -1, NULL) ? name : "scho";
}

/* A coder of the project who may have done it: the one called as the user is, else the
 * only one; or 0. */
static guint32
guess_coder (CliCall *call, SchoSnapshot *snapshot)
{
  const SchoCoder *same = scho_lookup_coder (snapshot, cli_get_coder_name (call), NULL);
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  return same != NULL ? same->id : n == 1 ? coders[0]->id : 0;
}

void
cli_sign_step (CliCall *call, SchoStep *step)
{
  const char *given = cli_call_get_option (call, "coder");

  if (scho_step_is_empty (step) || scho_step_get_coder (step) != 0)
    return;
  scho_step_set_coder (step, given != NULL
                                 ? scho_step_ensure_coder (step, given)
                                 : guess_coder (call, scho_step_get_base (step)));
}

void
cli_tell_notes (CliCall *call, SchoStep *step)
{
  GPtrArray *notes = scho_step_get_notes (step);

  for (guint i = 0; i < notes->len; i++)
    cli_call_say (call, "%s", (const char *) g_ptr_array_index (notes, i));
}

gboolean
cli_apply_signed (CliCall *call, SchoProject *project, SchoStep *step, GError **error)
{
  cli_sign_step (call, step);
  scho_step_note_similar_coders (step);
  if (!cli_apply (call, project, step, error))
    return FALSE;
  cli_tell_notes (call, step);
  return TRUE;
}

gboolean
cli_change (CliCall *call, CliMakeStep make_step, const char *unchanged, GError **error)
{
  g_autoptr (SchoProject) project = cli_open_to_write (call, error);
  g_autoptr (SchoStep) step = NULL;

  if (project == NULL
      || !(step = make_step (call, scho_project_get_snapshot (project), error)))
    return FALSE;
  if (scho_step_is_empty (step))
    {
      cli_call_say (call, "%s", unchanged);
      return TRUE;
    }
  return cli_apply_signed (call, project, step, error);
}
