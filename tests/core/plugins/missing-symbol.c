#include <scholiast/plugin.h>

extern int scho_not_there (void);

static gboolean
write_file (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *set,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  return scho_not_there ();
}

static const SchoExporter exporters[] = {
  { "missing", "Missing", "txt", NULL, write_file, NULL },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.example.missing",
  .title = "Missing",
  .exporters = exporters,
};
