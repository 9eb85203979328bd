/* subtitles.c - what is said in a film, cue by cue, with its times and speakers. */
#include "cues.h"

#include "../shared/decode.h"
#include "../shared/import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAUSE 2000 /* milliseconds: a longer one ends a turn of nobody known */

static const SchoOptionSpec import_options[] = {
  { "join", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Join cues into turns: until another speaks, or nobody for two seconds"), NULL },
  DECODE_ENCODING_OPTION,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  gsize i = n_bytes >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  if (n_bytes - i >= 6 && memcmp (head + i, "WEBVTT", 6) == 0)
    return 95;
  if (import_is_called (name, "srt|vtt"))
    return 80;
  return n_bytes > 0 && g_ascii_isdigit (head[i])
                 && memmem (head, MIN (n_bytes, 200), " --> ", 5) != NULL
             ? 50
             : 0;
}

static char *
dup_time (gint64 from, gint64 to)
{
  return g_strdup_printf ("%02d:%02d:%02d.%03d–%02d:%02d:%02d.%03d",
                          (int) (from / 3600000), (int) (from / 60000 % 60),
                          (int) (from / 1000 % 60), (int) (from % 1000),
                          (int) (to / 3600000), (int) (to / 60000 % 60),
                          (int) (to / 1000 % 60), (int) (to % 1000));
}

typedef struct
{
  TextBuilder *builder;
  gboolean join;
  guint turn; /* open; G_MAXUINT: none */
  char *speaker;
  gint64 end; /* of the cue before */
  gboolean empty;
} Script;

static void
end_turn (Script *self)
{
  if (self->turn != G_MAXUINT)
    text_builder_close (self->builder, self->turn);
  self->turn = G_MAXUINT;
  g_clear_pointer (&self->speaker, g_free);
}

static gboolean
goes_on (Script *self, const Cue *cue, const char *speaker)
{
  if (!self->join || self->empty)
    return FALSE;
  if (speaker != NULL || self->speaker != NULL)
    return g_strcmp0 (speaker, self->speaker) == 0;
  return cue->from - self->end <= PAUSE;
}

/* A name is written out, since the text alone would not say who speaks. */
static void
begin_turn (Script *self, const char *speaker)
{
  end_turn (self);
  text_builder_break_line (self->builder);
  if (speaker == NULL)
    return;
  self->turn = text_builder_open (self->builder, SCHO_STRETCH_SPEAKER_TURN, 0, speaker);
  self->speaker = g_strdup (speaker);
  text_builder_append (self->builder, speaker, -1);
  text_builder_append (self->builder, ": ", -1);
}

static void
write_cue (Script *self, const Cue *cue)
{
  g_autofree char *time = dup_time (cue->from, cue->to);
  gboolean marked = FALSE;

  for (guint i = 0; i < cue->voices->len; i++)
    {
      const Voice *voice = &g_array_index (cue->voices, Voice, i);
      gboolean on = goes_on (self, cue, voice->speaker);

      if (on)
        text_builder_append_flowing (self->builder, " ", -1);
      else
        {
          end_turn (self);
          text_builder_break_line (self->builder);
        }
      if (!marked)
        text_builder_mark (self->builder, SCHO_STRETCH_TIME_CODE, time);
      marked = TRUE;
      if (!on)
        begin_turn (self, voice->speaker);
      text_builder_append_flowing (self->builder, voice->words, -1);
      self->empty = FALSE;
      self->end = cue->to;
    }
}

static gboolean
write_cues (TextBuilder *builder,
            GPtrArray *cues,
            gboolean join,
            GCancellable *cancellable,
            GError **error)
{
  Script script = { .builder = builder, .join = join, .turn = G_MAXUINT, .empty = TRUE };
  gboolean cancelled = FALSE;

  for (guint i = 0; i < cues->len && !cancelled; i++)
    {
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
      write_cue (&script, cues->pdata[i]);
    }
  end_turn (&script);
  return !cancelled;
}

static gboolean
refuse_none (GPtrArray *cues, const char *name, GError **error)
{
  if (cues->len > 0)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” has no cues: no line such as 00:00:01,000 --> 00:00:04,000"),
               name);
  return FALSE;
}

static SchoStep *
read_subtitles (GInputStream *stream,
                const char *name,
                const char *coder,
                SchoSnapshot *base,
                SchoOptions *options,
                const SchoProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  gsize limit = import_get_limit (options);
  g_autoptr (TextBuilder) builder = text_builder_new (limit);
  g_autoptr (GPtrArray) cues = NULL;
  g_autoptr (SchoText) text = NULL;
  g_auto (Decoded) decoded = { 0 };
  g_autoptr (SchoStep) step = import_step_new (base, name);

  scho_progress_set (progress, -1, name);
  if (!decode_stream (stream, name, options, &decoded, cancellable, error))
    return NULL;
  cues = cues_parse (decoded.utf8, decoded.n_bytes, name, scho_step_get_losses (step));
  if (!refuse_none (cues, name, error)
      || !write_cues (builder, cues, scho_options_get_boolean (options, "join"),
                      cancellable, error)
      || !(text = text_builder_finish (builder, name, error)))
    return NULL;

  import_add_document (step, name,
                       &(SchoDocument){ .source = name,
                                        .encoding = decoded.encoding,
                                        .byte_order_mark = decoded.byte_order_mark },
                       text);
  if (decoded.guessed)
    import_note_encoding (step, name, decoded.encoding);
  return g_steal_pointer (&step);
}

static const SchoImporter importers[] = {
  { .id = "subtitles",
    .title = N_ ("Subtitles"),
    .extensions = "srt|vtt",
    .options = import_options,
    .guess = guess,
    .read = read_subtitles },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.subtitles",
  .title = N_ ("Subtitles"),
  .description = N_ ("Reads subtitles (SubRip, WebVTT) with their times and speakers."),
  .importers = importers,
};
