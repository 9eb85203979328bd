#include "tell-losses.h"

#include <glib/gi18n.h>
#include <scholiast/output.h>
#include <string.h>

static gboolean
write_report (const char *path, SchoLosses *losses, GError **error)
{
  g_autofree char *json = scho_losses_dup_json (losses);
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);
  g_autoptr (GOutputStream) stream = scho_output_open (output, "report.json", error);

  return stream != NULL
         && g_output_stream_write_all (stream, json, strlen (json), NULL, NULL, error)
         && g_output_stream_close (stream, NULL, error)
         && scho_output_commit (output, error);
}

gboolean
cli_tell_losses (CliCall *call, SchoLosses *losses, GError **error)
{
  const char *report = cli_call_get_option (call, "report");

  if (report != NULL)
    return write_report (report, losses, error);
  for (guint i = 0; i < scho_losses_get_n_items (losses); i++)
    {
      g_autofree char *line = scho_loss_dup_line (scho_losses_get_item (losses, i));

      /* Translators: what is lost: “Weights of passages: 12 (Interview 3; …)” */
      cli_call_say (call, _ ("Lost: %s"), line);
    }
  return TRUE;
}
